import { faultHolder, ValueBuilder, type Shape } from './decode'
import { WireError } from './errors'
import { KnownXml } from './known-xml'
import { PlainXml, type Left } from './plain-xml'
import { vimMethods, type Field } from './schema/schema'
import { StrictXml } from './strict-xml'
import { type WireObject, type WireValue, isObject } from './wire-value'
import type { XmlListener, XmlTag } from './xml-tag'

const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'

/** Bounds of one reply after decompression; beyond them the peer is not taken seriously. */
export type ReplyCaps = {
  /** Bytes of the whole body. */
  bodyBytes: number
  /** UTF-16 units of one text. */
  textLength: number
  depth: number
  elements: number
}

/** Generous for a page of properties of a few hundred large VMs; a snapshot tree may be 32 levels deep. */
export const defaultReplyCaps: ReplyCaps = {
  bodyBytes: 64 * 2 ** 20,
  textLength: 16 * 2 ** 20,
  depth: 256,
  elements: 4_000_000,
}

export type SoapReply =
  /** Undefined: the method returns nothing, or the optional result is not there. */
  | { kind: 'value'; value: WireValue | undefined }
  | { kind: 'fault'; code: string; text: string; detail: WireObject | undefined }

const shape = (...fields: Field[]): Shape => new Map(fields.map((field) => [field.name, field]))
const faultShape = shape(
  { name: 'faultcode', type: 'string', list: false, optional: false },
  { name: 'faultstring', type: 'string', list: false, optional: false },
  { name: 'detail', type: faultHolder, list: false, optional: true },
)

type Place = 'before' | 'envelope' | 'header' | 'body' | 'reply' | 'fault' | 'after'

/**
 * Reads one SOAP reply while it arrives: bytes go in, a typed value comes out at the end. A second parse of the whole
 * text, and the whole text itself, never exist. What is written as vSphere writes is read by one who is fast; from the first
 * thing on that is not, one who is strict reads.
 * @throws WireError from `write` and `end`: `not-vsphere`, `not-xml`, `doctype`, `too-large`, `truncated`.
 */
export class ReplyReader {
  readonly #method: string
  readonly #caps: ReplyCaps
  readonly #listener: XmlListener = {
    open: (tag) => this.#open(tag),
    close: () => this.#close(),
    text: (text) => this.#text(text),
  }
  #plain: PlainXml | undefined
  #strict: StrictXml | undefined
  #place: Place = 'before'
  #skipped = 0
  #builder: ValueBuilder | undefined
  #isFault = false
  #seenText = false
  /** Bytes since the last tag: a text is told when it ends. */
  #withheld = 0

  /** @param known what the server has written before; 'strict': all of it is read by the strict one. */
  constructor(method: string, caps: ReplyCaps = defaultReplyCaps, known: KnownXml | 'strict' = new KnownXml()) {
    this.#method = method
    this.#caps = caps
    if (known !== 'strict') this.#plain = new PlainXml(this.#listener, known)
    else this.#strict = new StrictXml(this.#listener)
  }

  write(piece: Uint8Array): void {
    const bytes = this.#seenText ? piece : withoutMargin(piece)
    if (bytes.length === 0) return
    if (!this.#seenText && bytes[0] !== lessThan) throw notXml(new TextDecoder().decode(bytes))
    this.#seenText = true
    this.#withheld += bytes.length
    const left = this.#plain?.write(bytes)
    if (left) this.#handOver(left)
    else this.#strict?.write(bytes)
    this.#checkText(this.#withheld)
  }

  #handOver({ before, bytes }: Left): void {
    this.#plain = undefined
    this.#strict = new StrictXml(this.#listener, before)
    this.#strict.write(bytes)
  }

  end(): SoapReply {
    if (!this.#seenText) throw new WireError('truncated', 'the reply has no content')
    const left = this.#plain?.end()
    if (left && left.bytes.length > 0) this.#handOver(left)
    this.#strict?.flush()
    if (this.#place !== 'after') throw new WireError('truncated', 'the reply ends in the middle')
    this.#strict?.end()
    if (!this.#builder) throw notVsphere('an empty envelope')
    const result = this.#builder.result
    if (!this.#isFault) return { kind: 'value', value: result.returnval ?? this.#absentResult() }
    const detail = result.detail
    return {
      kind: 'fault',
      code: textOf(result.faultcode),
      text: textOf(result.faultstring),
      detail: isObject(detail) ? detail : undefined,
    }
  }

  #absentResult(): WireValue | undefined {
    return vimMethods.get(this.#method)?.result?.list ? [] : undefined
  }

  #open(tag: XmlTag): void {
    this.#withheld = 0
    if (this.#skipped > 0) {
      this.#skipped += 1
      this.#checkDepth(this.#skipped)
      return
    }
    switch (this.#place) {
      case 'before':
        if (tag.local !== 'Envelope' || tag.uri !== soapNamespace)
          throw notVsphere('another element than an envelope', tag.name)
        this.#place = 'envelope'
        return
      case 'envelope':
        if (tag.uri === soapNamespace && tag.local === 'Body') this.#place = 'body'
        else this.#skipped = 1
        return
      case 'body':
        this.#openReply(tag)
        return
      case 'reply':
      case 'fault':
        this.#openValue(tag)
        return
      default:
        throw new WireError('not-xml', 'something stands after the end of the envelope', { said: tag.name })
    }
  }

  #openReply(tag: XmlTag): void {
    if (this.#builder) throw notVsphere('a second element in its reply', tag.name)
    if (tag.uri === soapNamespace && tag.local === 'Fault') {
      this.#isFault = true
      this.#place = 'fault'
      this.#builder = new ValueBuilder(faultShape)
      return
    }
    if (tag.local !== `${this.#method}Response`) throw notVsphere(`something else to ${this.#method}`, tag.name)
    const result = vimMethods.get(this.#method)?.result
    this.#place = 'reply'
    this.#builder = new ValueBuilder(result ? shape(result) : new Map())
  }

  #openValue(tag: XmlTag): void {
    const builder = this.#builder
    if (!builder) return
    builder.open(tag)
    this.#checkDepth(builder.depth)
    if (builder.elements > this.#caps.elements) {
      throw new WireError('too-large', `the reply has more than ${this.#caps.elements} elements`)
    }
  }

  #checkDepth(depth: number): void {
    if (depth > this.#caps.depth) {
      throw new WireError('too-large', `the reply is nested deeper than ${this.#caps.depth} levels`)
    }
  }

  #close(): void {
    this.#withheld = 0
    if (this.#skipped > 0) {
      this.#skipped -= 1
      return
    }
    switch (this.#place) {
      case 'reply':
      case 'fault':
        if (this.#builder && this.#builder.depth > 0) this.#builder.close()
        else this.#place = 'body'
        return
      case 'body':
        this.#place = 'envelope'
        return
      default:
        this.#place = 'after'
    }
  }

  #checkText(length: number): void {
    if (length > this.#caps.textLength) {
      throw new WireError('too-large', `a text in the reply is longer than ${this.#caps.textLength} characters`)
    }
  }

  #text(text: string): void {
    this.#checkText(text.length)
    if (this.#skipped === 0) this.#builder?.text(text)
  }
}

const lessThan = 0x3c

/** Without the white space, and the byte order mark, that some put before a reply. */
function withoutMargin(piece: Uint8Array): Uint8Array {
  let at = 0
  for (;;) {
    const byte = piece[at] ?? 0
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) at += 1
    else if (byte === 0xef && piece[at + 1] === 0xbb && piece[at + 2] === 0xbf) at += 3
    else return piece.subarray(at)
  }
}

const notVsphere = (what: string, said?: string) =>
  new WireError('not-vsphere', `the server answered ${what}`, { ...(said !== undefined && { said }) })

const notXml = (start: string): WireError =>
  /^[{["]/.test(start) ? notVsphere('JSON', start) : new WireError('not-xml', 'the reply is no XML', { said: start })

const textOf = (value: WireValue | undefined) => (typeof value === 'string' ? value : '')
