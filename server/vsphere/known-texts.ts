import { isSame } from './known-tags'

const slots = 2_048
const longestKept = 64

/** Short texts that have come before: of the same bytes the same string, so that thousands of objects share it. */
export class KnownTexts {
  readonly #texts = Array.from<string | undefined>({ length: slots })

  /** @param hash of the bytes, which are ASCII, as whoever looked at each of them has made it. */
  at(bytes: Buffer, from: number, to: number, hash: number): string {
    if (to - from > longestKept) return bytes.toString('latin1', from, to)
    const slot = (hash ^ (hash >>> 15)) & (slots - 1)
    const known = this.#texts[slot]
    if (known !== undefined && isSame(known, bytes, from, to)) return known
    const text = bytes.toString('latin1', from, to)
    this.#texts[slot] = text
    return text
  }
}
