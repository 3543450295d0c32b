import { SaxesParser, type SaxesTagNS } from 'saxes'
import { faultHolder, ValueBuilder, type Shape } from './decode'
import { WireError } from './errors'
import { vimMethods, type Field } from './schema/schema'
import { XmlCharacters } from './xml-characters'
import { type WireObject, type WireValue, isObject } from './wire-value'

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
 * Reads one SOAP reply while it arrives: text goes in, a typed value comes out at the end. A second parse of the whole
 * text, and the whole text itself, never exist.
 * @throws WireError from `write` and `end`: `not-vsphere`, `not-xml`, `doctype`, `too-large`, `truncated`.
 */
export class ReplyReader {
  readonly #method: string
  readonly #caps: ReplyCaps
  readonly #parser = new SaxesParser({ xmlns: true, position: false })
  readonly #characters = new XmlCharacters()
  #place: Place = 'before'
  #skipped = 0
  #builder: ValueBuilder | undefined
  #isFault = false
  #seenText = false
  /** Characters since the last event: the parser keeps a text to itself until it ends. */
  #withheld = 0

  constructor(method: string, caps: ReplyCaps = defaultReplyCaps) {
    this.#method = method
    this.#caps = caps
    const parser = this.#parser
    parser.on('doctype', (text) => {
      const html = /^\s*html\b/i.test(text)
      throw html ? notVsphere('an HTML page') : new WireError('doctype', 'it has a <!DOCTYPE>', { said: text })
    })
    parser.on('opentag', (tag) => this.#open(tag))
    parser.on('closetag', () => this.#close())
    parser.on('text', (text) => this.#text(text))
    parser.on('cdata', (text) => this.#text(text))
    parser.on('error', (error) => {
      // Text all the same, which the sender ought to have written as `]]&gt;`.
      if (error.message.endsWith('the string "]]>" is disallowed in char data.')) return
      // Its words may quote the text.
      throw new WireError('not-xml', 'it is no well-formed XML', { said: error.message })
    })
  }

  write(text: string): void {
    const start = this.#seenText ? text : text.trimStart()
    if (start === '') return
    if (!this.#seenText && !start.startsWith('<')) throw notXml(start)
    this.#seenText = true
    this.#withheld += start.length
    this.#parser.write(this.#characters.fit(start))
    this.#checkText(this.#withheld)
  }

  end(): SoapReply {
    if (!this.#seenText) throw new WireError('truncated', 'the reply has no content')
    this.#parser.write(this.#characters.rest())
    if (this.#place !== 'after') throw new WireError('truncated', 'the reply ends in the middle')
    this.#parser.close()
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

  #open(tag: SaxesTagNS): void {
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

  #openReply(tag: SaxesTagNS): void {
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

  #openValue(tag: SaxesTagNS): void {
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

const notVsphere = (what: string, said?: string) =>
  new WireError('not-vsphere', `the server answered ${what}`, { ...(said !== undefined && { said }) })

const notXml = (start: string): WireError =>
  /^[{["]/.test(start) ? notVsphere('JSON', start) : new WireError('not-xml', 'the reply is no XML', { said: start })

const textOf = (value: WireValue | undefined) => (typeof value === 'string' ? value : '')
