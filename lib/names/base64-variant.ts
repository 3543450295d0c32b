import { decodeUtf8, type Unescaped } from './byte-escape'

/**
 * VMware's base64 scheme for names of datastore items. Bytes in `[A-Za-z0-9'(),. _-]` stay. Each longest run of other
 * bytes becomes `+`, its base64 without padding, and `-`; the `-` is dropped where the run ends the text. The alphabet
 * has `,` where base64 has `/`, so that the result stays one path segment. `-` is not in the alphabet and a literal
 * `+` is itself encoded, so the scheme is a bijection.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,'
const plain = new Set(
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),. _-", (c) => c.charCodeAt(0)),
)
const encoder = new TextEncoder()

export function base64VariantEncode(text: string): string {
  const bytes = encoder.encode(text)
  let out = ''
  let i = 0
  while (i < bytes.length) {
    const byte = bytes[i] ?? 0
    if (plain.has(byte)) {
      out += String.fromCharCode(byte)
      i += 1
      continue
    }
    let end = i
    while (end < bytes.length && !plain.has(bytes[end] ?? 0)) end += 1
    out += `+${encodeRun(bytes.subarray(i, end))}${end < bytes.length ? '-' : ''}`
    i = end
  }
  return out
}

/** @returns the plain text, or why this is not a text that `base64VariantEncode` can have written. */
export function base64VariantDecode(text: string): Unescaped {
  const bytes: number[] = []
  let i = 0
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (text[i] !== '+') {
      if (!plain.has(code)) return { ok: false, because: `"${text[i]}" cannot stand outside an encoded run.`, at: i }
      bytes.push(code)
      i += 1
      continue
    }
    const close = text.indexOf('-', i)
    const end = close === -1 ? text.length : close
    const run = decodeRun(text.slice(i + 1, end))
    if (run === undefined) return { ok: false, because: `The "+" at character ${i + 1} opens no base64 run.`, at: i }
    bytes.push(...run)
    i = end + 1
  }
  const decoded = decodeUtf8(Uint8Array.from(bytes))
  if (decoded === undefined) return { ok: false, because: 'Its encoded runs do not make valid UTF-8.', at: 0 }
  return { ok: true, text: decoded }
}

function encodeRun(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const digits = Math.min(bytes.length - i, 3) + 1
    for (let d = 0; d < digits; d += 1) out += alphabet[(group >> (18 - 6 * d)) & 63]
  }
  return out
}

/** @returns undefined for an empty run, a foreign character, a length that no bytes have, or spare bits that are set. */
function decodeRun(text: string): number[] | undefined {
  if (text === '' || text.length % 4 === 1) return undefined
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const char of text) {
    const value = alphabet.indexOf(char)
    if (value === -1) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 0xff)
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}
