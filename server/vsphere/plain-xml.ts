import type { KnownTag, KnownTags } from './known-tags'
import { KnownXml } from './known-xml'
import type { KnownTexts } from './known-texts'
import { plainText } from './xml-characters'
import type { XmlListener } from './xml-tag'

const lessThan = 0x3c
const greaterThan = 0x3e
const slash = 0x2f
const ampersand = 0x26
const carriageReturn = 0x0d
const lineFeed = 0x0a
const tab = 0x09

/** A text that has not ended with its piece is told in parts from so many bytes on; before, it waits for its end. */
const longText = 4 * 1024
/** A start tag that is longer is not waited for. */
const longestTag = 4 * 1024
/** As much of a text as may belong to what comes next: the start of a reference, of a character, of a line's end. */
const textKept = 64

/** Bytes of a text that need a second look: beyond ASCII, `&`, a line's end, and what XML cannot carry. */
const isOdd = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x7f || byte === ampersand || (byte < 0x20 && byte !== tab && byte !== lineFeed) ? 1 : 0,
)

/** In place of where to go on: nowhere. */
const stop = -1

/** What one who reads no further leaves to a stricter reader. */
export type Left = {
  /** A document that ends in the same place as what has been told. */
  before: string
  /** What has not been told. */
  bytes: Uint8Array
}

/**
 * Reads XML as vSphere writes it, from bytes, fast: elements, attributes, text with its references. At the first thing that is
 * rarer, or wrong, it stops and leaves the rest to a stricter reader, which judges it: comments, CDATA, document types,
 * anything that is not well-formed.
 */
export class PlainXml {
  readonly #listener: XmlListener
  readonly #texts: KnownTexts
  readonly #open: KnownTag[] = []
  #known: KnownTags
  #declaration = ''
  #root: KnownTag | undefined
  #held: Buffer | undefined

  /** @param known what others have read before, of the same server. */
  constructor(listener: XmlListener, known = new KnownXml()) {
    this.#listener = listener
    const { texts, tags } = known.forNext()
    this.#texts = texts
    this.#known = tags
  }

  /** @returns what it leaves to another, for good; undefined: it goes on. */
  write(piece: Uint8Array): Left | undefined {
    const now = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    const bytes = this.#held ? Buffer.concat([this.#held, now]) : now
    this.#held = undefined
    const end = bytes.length
    let at = 0
    while (at < end) {
      const next = bytes[at] === lessThan ? this.#tag(bytes, at, end) : this.#text(bytes, at, end)
      if (next === stop) return this.#leave(bytes.subarray(at))
      if (next === at) {
        // The piece is not ours to keep.
        this.#held = Buffer.from(bytes.subarray(at))
        return undefined
      }
      at = next
    }
    return undefined
  }

  /** What has not been told, for whoever judges the end of the document. */
  end(): Left {
    return this.#leave(this.#held ?? Buffer.alloc(0))
  }

  #leave(bytes: Buffer): Left {
    const root = this.#root
    const open = this.#open.map(({ raw }) => `<${raw}>`).join('')
    const over = root && open === '' ? (root.isEmpty ? `<${root.raw}>` : `<${root.raw}></${root.name}>`) : open
    return { before: this.#declaration + over, bytes }
  }

  /** @returns where to go on; `at`: it has not ended yet. */
  #tag(bytes: Buffer, at: number, end: number): number {
    if (at + 1 === end) return at
    const first = bytes[at + 1]
    if (first === slash) return this.#endTag(bytes, at, end)
    if (first === 0x3f) return this.#declare(bytes, at, end)
    let to = at + 1
    let hash = 0
    let byte = 0
    for (; to < end; to += 1) {
      byte = bytes[to] as number // within its length
      if (byte === greaterThan) break
      if (byte === lessThan || byte === carriageReturn || isOdd[byte] === 1) return stop
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    if (to === end) return end - at > longestTag ? stop : at
    // One document has one root.
    if (this.#root && this.#open.length === 0) return stop
    const tag = this.#known.at(bytes, at + 1, to, hash)
    if (!tag) return stop
    this.#root ??= tag
    this.#listener.open(tag)
    if (tag.isEmpty) this.#listener.close()
    else {
      this.#open.push(tag)
      this.#known = tag.inner
    }
    return to + 1
  }

  #endTag(bytes: Buffer, at: number, end: number): number {
    const tag = this.#open.at(-1)
    if (!tag) return stop
    const { nameBytes } = tag
    const close = at + 2 + nameBytes.length
    if (close >= end) return at
    for (let index = 0; index < nameBytes.length; index += 1) {
      if (bytes[at + 2 + index] !== nameBytes[index]) return stop
    }
    if (bytes[close] !== greaterThan) return stop
    this.#open.pop()
    this.#known = this.#open.at(-1)?.inner ?? this.#known
    this.#listener.close()
    return close + 1
  }

  /** The XML declaration, where it stands at the very start. */
  #declare(bytes: Buffer, at: number, end: number): number {
    if (this.#declaration !== '' || this.#root || at > 0) return stop
    const close = bytes.indexOf('?>')
    if (close === -1) return end > longestTag ? stop : at
    const said = bytes.toString('latin1', 0, close + 2)
    if (!declaration.test(said)) return stop
    this.#declaration = said
    return close + 2
  }

  #text(bytes: Buffer, at: number, end: number): number {
    let to = at
    let hash = 0
    let odd = 0
    let byte = 0
    for (; to < end; to += 1) {
      byte = bytes[to] as number // within its length
      if (byte === lessThan) break
      odd |= isOdd[byte] as number // there is one for each byte
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    if (to === end) {
      if (end - at < longText) return at
      to = startOfRest(bytes, end)
    }
    if (this.#open.length === 0) return isBlank(bytes, at, to) ? to : stop
    const text = odd === 0 ? this.#texts.at(bytes, at, to, hash) : plainText(bytes.toString('utf8', at, to))
    if (text === undefined) return stop
    this.#listener.text(text)
    return to
  }
}

/** `<?xml version="1.0" encoding="UTF-8"?>`; what the encoding is called says nothing, as with all who send XML over HTTP. */
const declaration =
  /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?: standalone=(?:"(?:yes|no)"|'(?:yes|no)'))? ?\?>$/

/** Where a long text may be cut: before what may belong to a character, a reference or a line's end that is still to come. */
function startOfRest(bytes: Buffer, end: number): number {
  let cut = end - textKept
  for (let back = 0; back < 4 && ((bytes[cut] ?? 0) & 0xc0) === 0x80; back += 1) cut -= 1
  const reference = bytes.subarray(cut - textKept, cut).lastIndexOf(ampersand)
  if (reference !== -1) cut += reference - textKept
  return bytes[cut - 1] === carriageReturn ? cut - 1 : cut
}

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== tab && byte !== lineFeed && byte !== carriageReturn) return false
  }
  return true
}
