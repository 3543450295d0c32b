/**
 * What the percent scheme (`%2f`) and the pipe scheme (`|7c`) share: one escape character followed by two hex digits
 * stands for one byte. Both work on the bytes of the UTF-8 text, never on UTF-16 units.
 */

export type Unescaped = { ok: true; text: string } | { ok: false; because: string; at: number }

const encoder = new TextEncoder()
/** `ignoreBOM` keeps a leading U+FEFF: it is part of the name, not a mark of the encoding. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/** Writes each given character as the text beside it, which is an escape character and two hex digits. */
function escapeCharacters(text: string, codes: Readonly<Record<string, string>>): string {
  let out = ''
  for (const char of text) out += codes[char] ?? char
  return out
}

/**
 * Reads a text in which an escape character and two hex digits of either case stand for one byte. Every code is taken,
 * not only the ones that a writer has to escape.
 * @param escapes one pass over the bytes for each escape character, in this order.
 * @returns the plain text, or why the whole text is not in this scheme and near which character (from 0).
 */
function unescapeBytes(text: string, ...escapes: readonly string[]): Unescaped {
  if (!escapes.some((escape) => text.includes(escape))) return { ok: true, text }
  let bytes: Uint8Array = encoder.encode(text)
  for (const escape of escapes) {
    const pass = unescapePass(bytes, escape)
    if (!pass.ok) return pass
    bytes = pass.bytes
  }
  const decoded = decodeUtf8(bytes)
  if (decoded !== undefined) return { ok: true, text: decoded }
  return { ok: false, because: `Its "${escapes.join('" and "')}" codes do not make valid UTF-8.`, at: 0 }
}

/** @returns undefined when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

type Pass = { ok: true; bytes: Uint8Array } | { ok: false; because: string; at: number }

function unescapePass(bytes: Uint8Array, escape: string): Pass {
  const code = escape.charCodeAt(0)
  const plain = new Uint8Array(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i += 1, length += 1) {
    const byte = bytes[i] ?? 0
    if (byte !== code) {
      plain[length] = byte
      continue
    }
    const high = hexDigit(bytes[i + 1])
    const low = hexDigit(bytes[i + 2])
    if (high === undefined || low === undefined) {
      const at = lenient.decode(bytes.subarray(0, i)).length
      return { ok: false, because: `The "${escape}" at character ${at + 1} is not followed by two hex digits.`, at }
    }
    plain[length] = high * 16 + low
    i += 2
  }
  return { ok: true, bytes: plain.subarray(0, length) }
}

function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : undefined
}

/** The percent scheme writes `%`, `/` and `\` as `%25`, `%2f` and `%5c`, lower case. A bijection on well-formed text. */
export const percentEncode = (text: string): string => escapeCharacters(text, { '%': '%25', '/': '%2f', '\\': '%5c' })

/**
 * Reads the percent scheme. Every `%XX` is decoded, in either case; a `%` without two hex digits behind it makes the
 * whole text invalid, as in libvirt.
 */
export const percentDecode = (text: string): Unescaped => unescapeBytes(text, '%')

/** The pipe scheme writes `|` and `"` as `|7c` and `|22`, lower case: a VMX value has no other way to hold a quote. */
export const pipeEncode = (text: string): string => escapeCharacters(text, { '|': '|7c', '"': '|22' })

/** Reads the pipe scheme. Every `|XX` is decoded, in either case, VMware's own `|0A` for a line break included. */
export const pipeDecode = (text: string): Unescaped => unescapeBytes(text, '|')

/**
 * The values of a VMX. Hosts read every value through the pipe scheme and write `"`, `|` and control characters but the
 * tab as codes (DictLL_UnmarshalLine and DictLL_MarshalLine in VMware's open-vm-tools, lib/dict/dictll.c). The name of
 * the VM goes through the percent scheme as well. libvirt decodes the name and the note only.
 */

/** A VM's plain name as the value of `displayName`: the pipe scheme first, then the percent scheme. */
export const encodeDisplayName = (name: string): string => percentEncode(pipeEncode(name))

/** Reads `displayName`: the percent scheme first, then the pipe scheme, both over bytes. */
export const decodeDisplayName = (value: string): Unescaped => unescapeBytes(value, '%', '|')

// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const escapedInVmx = /["|\u0001-\u0008\u000a-\u001f\u007f]/g

/** Any text as the value of a VMX key, `|22` for a quote and `|0A` for a line break. A NUL stays: no value can hold it. */
export const encodeVmxValue = (text: string): string =>
  text.replaceAll(escapedInVmx, (char) => {
    const code = char.charCodeAt(0).toString(16).padStart(2, '0')
    // As VMware's own files have them.
    return `|${char === '|' ? code : code.toUpperCase()}`
  })

/** Reads `annotation`, which libvirt refuses for a `|` that is no code. */
export const decodeAnnotation = (value: string): Unescaped => pipeDecode(value)

/** Reads any other value as a host does: a `|` without two hex digits behind it stands for itself. */
export const decodeVmxValue = (value: string): Unescaped =>
  unescapeBytes(value.replaceAll(/\|(?![0-9a-f]{2})/gi, '|7c'), '|')
