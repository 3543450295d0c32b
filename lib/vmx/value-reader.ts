import { withoutUndefined } from '../without-undefined'
import { getVmx, type VmxDocument } from './document'
import { plainVmxValue } from './plain-value'

/**
 * One value of a VMX, read in the sense of its key. An odd value is shown as odd and stops nothing: libvirt refuses the
 * whole file for most of them.
 */
export type Read<T> =
  /** `raw` is absent when the file does not set the key and `value` is the default. */
  | { odd: false; key: string; value: T; raw?: string; note?: string }
  /** `raw` is empty for a required key that is missing. */
  | { odd: true; key: string; raw: string; why: string }

export type VmxReader = {
  /** The value between its quotes, escapes and all; for the two keys that have a scheme of their own. */
  stored(key: string): Read<string | undefined>
  /** The value as a host reads it; undefined when the key is not set. */
  text(key: string): Read<string | undefined>
  /** A word in any case. */
  word<T extends string>(key: string, words: readonly T[], absent: T | undefined): Read<T | undefined>
  /** A decimal number, or `unlimited` in any case, which is -1. */
  integer<D extends number | undefined>(key: string, absent: D): Read<number | D>
  /** `true` or `false` in any case. */
  boolean(key: string, absent: boolean): Read<boolean>
  raw(key: string): string | undefined
  has(key: string): boolean
}

export const odd = (key: string, raw: string, why: string): Read<never> => ({ odd: true, key, raw, why })

/** Makes a `Read` from another by a rule that can find the value odd. */
export function refine<T, U>(
  read: Read<T>,
  rule: (value: T) => { value: U; note?: string } | { why: string },
): Read<U> {
  if (read.odd) return read
  const ruled = rule(read.value)
  if ('why' in ruled) return odd(read.key, read.raw ?? '', ruled.why)
  const { odd: isOdd, key, raw, note } = read
  const notes = ruled.note ?? note
  return {
    odd: isOdd,
    key,
    value: ruled.value,
    ...withoutUndefined({ raw }),
    ...(notes ? { note: notes } : {}),
  }
}

/** The value, or a stand-in where it is odd. */
export const valueOr = <T, F>(read: Read<T>, instead: F): T | F => (read.odd ? instead : read.value)

export function vmxReader(document: VmxDocument): VmxReader {
  const raw = (key: string) => {
    const stored = getVmx(document, key)
    return stored === undefined ? undefined : plainVmxValue(key, stored).text
  }
  const given = <T>(key: string, text: string | undefined, value: T): Read<T> =>
    text === undefined ? { odd: false, key, value } : { odd: false, key, value, raw: text }

  return {
    raw,
    has: (key) => raw(key) !== undefined,
    stored: (key) => given(key, getVmx(document, key), getVmx(document, key)),
    text: (key) => given(key, raw(key), raw(key)),
    word(key, words, absent) {
      const text = raw(key)
      if (text === undefined) return given(key, text, absent)
      const found = words.find((word) => word.toLowerCase() === text.toLowerCase())
      return found === undefined ? odd(key, text, `It has to be one of ${words.join(', ')}.`) : given(key, text, found)
    },
    integer(key, absent) {
      const text = raw(key)
      if (text === undefined) return given(key, text, absent)
      if (text.toLowerCase() === 'unlimited') return given(key, text, -1)
      if (!/^[ \t]*[+-]?\d+$/.test(text)) return odd(key, text, 'It has to be a decimal number.')
      const value = Number(text)
      return Number.isSafeInteger(value) ? given(key, text, value) : odd(key, text, 'The number is too large.')
    },
    boolean(key, absent) {
      const text = raw(key)
      if (text === undefined) return given(key, text, absent)
      if (/^true$/i.test(text)) return given(key, text, true)
      return /^false$/i.test(text) ? given(key, text, false) : odd(key, text, 'It has to be TRUE or FALSE.')
    },
  }
}
