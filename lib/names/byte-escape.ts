/**
 * What the percent scheme (`%2f`) and the pipe scheme (`|7c`) share: one escape character followed by two hex digits
 * stands for one byte. Both work on the bytes of the UTF-8 text, never on UTF-16 units.
 */

export type Unescaped = { ok: true; text: string } | { ok: false; because: string; at: number }

const encoder = new TextEncoder()
/** `ignoreBOM` keeps a leading U+FEFF: it is part of the name, not a mark of the encoding. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const hexDigit = (byte: number | undefined): number | undefined => {
  if (byte === undefined) return undefined
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : undefined
}

/**
 * Writes every character of `special` as the escape character and two lower-case hex digits.
 * @param special ASCII characters; the escape character itself has to be among them, or nothing can be read back.
 */
export function escapeBytes(text: string, escape: string, special: string): string {
  let out = ''
  for (const char of text) {
    out += special.includes(char) ? escape + char.charCodeAt(0).toString(16).padStart(2, '0') : char
  }
  return out
}

/**
 * Reads a text in which the escape character and two hex digits of either case stand for one byte. Every code is taken,
 * not only the ones that a writer has to escape.
 * @returns the plain text, or why the whole text is not in this scheme and at which character.
 */
export function unescapeBytes(text: string, escape: string): Unescaped {
  if (!text.includes(escape)) return { ok: true, text }
  const code = escape.charCodeAt(0)
  const bytes = encoder.encode(text)
  const plain = new Uint8Array(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte !== code) {
      plain[length] = byte
      length += 1
      continue
    }
    const high = hexDigit(bytes[i + 1])
    const low = hexDigit(bytes[i + 2])
    if (high === undefined || low === undefined) {
      const at = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, i)).length
      return { ok: false, because: `The "${escape}" at character ${at + 1} is not followed by two hex digits.`, at }
    }
    plain[length] = high * 16 + low
    length += 1
    i += 2
  }
  try {
    return { ok: true, text: decoder.decode(plain.subarray(0, length)) }
  } catch {
    return { ok: false, because: `Its "${escape}" codes do not make valid UTF-8.`, at: text.indexOf(escape) }
  }
}
