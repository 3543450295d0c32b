import { xmlTag, type XmlTag } from './xml-tag'

/** A start tag that has been understood, with its bytes, which come again and again. */
export type KnownTag = XmlTag & {
  /** All that stands between `<` and `>`. */
  readonly raw: string
  /** The bytes of the name, for its end tag. */
  readonly nameBytes: Uint8Array
  readonly isEmpty: boolean
  /** What holds inside it. */
  readonly inner: KnownTags
}

/** ASCII names without the colon; others are left to a stricter reader. */
const name = '[A-Za-z_][\\w.-]*'
const start = new RegExp(`^(?:(${name}):)?(${name})`)
const attribute = new RegExp(
  `[ \\t\\n]+(?:(${name}):)?(${name})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<&\\t\\n]*)"|'([^'<&\\t\\n]*)')`,
  'y',
)
const rest = /[ \t\n]*(\/?)$/y

const slots = 512
const probes = 4
const longestKept = 256

/**
 * The start tags that can stand in one place, by their bytes: prefixes mean the same throughout. Only what is plainly
 * well-formed is taken.
 */
export class KnownTags {
  readonly #prefixes: ReadonlyMap<string, string>
  readonly #count: { tables: number }
  /** Made when there is something to keep: inside most elements there is only text. */
  #kept: { hashes: Int32Array; tags: (KnownTag | undefined)[] } | undefined

  /** @param count how many of these have something to keep, all together. */
  constructor(prefixes: ReadonlyMap<string, string> = new Map([['', '']]), count = { tables: 0 }) {
    this.#prefixes = prefixes
    this.#count = count
  }

  /**
   * @param hash of the bytes from `from` to `to`, as whoever looked at each of them has made it.
   * @returns undefined for what a stricter reader should judge.
   */
  at(bytes: Buffer, from: number, to: number, hash: number): KnownTag | undefined {
    const { hashes, tags } = (this.#kept ??= this.#table())
    let slot = hash & (slots - 1)
    for (let probe = 0; probe < probes; probe += 1) {
      slot = (slot + probe) & (slots - 1)
      const known = tags[slot]
      if (known === undefined) break
      if (hashes[slot] === hash && isSame(known.raw, bytes, from, to)) return known
    }
    const made = this.#read(bytes.toString('latin1', from, to))
    if (made !== undefined && to - from <= longestKept) {
      tags[slot] = made
      hashes[slot] = hash
    }
    return made
  }

  #table() {
    this.#count.tables += 1
    return { hashes: new Int32Array(slots), tags: Array.from<KnownTag | undefined>({ length: slots }) }
  }

  #read(raw: string): KnownTag | undefined {
    const named = start.exec(raw)
    if (!named) return undefined
    const [full, prefix = '', local = ''] = named
    const attributes: { prefix: string; local: string; value: string }[] = []
    const prefixes = new Map<string, string>()
    attribute.lastIndex = full.length
    let at = full.length
    for (let found = attribute.exec(raw); found; found = attribute.exec(raw)) {
      at = attribute.lastIndex
      const [, of = '', its = '', one, other] = found
      const value = one ?? other ?? ''
      if (of === 'xmlns' || (of === '' && its === 'xmlns')) {
        if (its === 'xml' || (of !== '' && its === 'xmlns')) return undefined
        const declared = of === '' ? '' : its
        if (value === '' || value !== value.trim() || reserved.test(value) || prefixes.has(declared)) return undefined
        prefixes.set(declared, value)
      } else attributes.push({ prefix: of, local: its, value })
    }
    rest.lastIndex = at
    const ending = rest.exec(raw)
    if (!ending) return undefined
    const all = prefixes.size === 0 ? this.#prefixes : new Map([...this.#prefixes, ...prefixes])
    const uri = all.get(prefix)
    if (uri === undefined) return undefined
    const seen = new Set<string>()
    const meant: { local: string; uri: string; value: string }[] = []
    for (const one of attributes) {
      const its = one.prefix === '' ? '' : all.get(one.prefix)
      if (its === undefined || seen.has(`${its} ${one.local}`)) return undefined
      seen.add(`${its} ${one.local}`)
      meant.push({ local: one.local, uri: its, value: one.value })
    }
    return {
      ...xmlTag(full, local, uri, meant),
      raw,
      nameBytes: Buffer.from(full, 'latin1'),
      isEmpty: ending[1] === '/',
      inner: prefixes.size === 0 ? this : new KnownTags(all, this.#count),
    }
  }
}

/** Namespaces that may be bound only in one way, or not at all. */
const reserved = /^http:\/\/www\.w3\.org\/(?:XML\/1998\/namespace|2000\/xmlns\/)$/

/** Whether these bytes are this text. */
export function isSame(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== bytes[from + at]) return false
  return true
}
