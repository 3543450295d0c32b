/** A picture that a browser may be given: only what it is drawn from. */
export type PlainPng = { bytes: Uint8Array; width: number; height: number }

export type PngVerdict = ({ ok: true } & PlainPng) | { ok: false; because: string }

/** The most that is taken from a host; a text screen has some 10 KB, a desktop of 4K a few MB. */
export const mostScreenBytes = 16 * 2 ** 20
/** A picture is unpacked by the browser, 4 bytes for each of these, whatever few bytes it came in. */
const mostPixels = 40_000_000
const longestSide = 16_384

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** What a still picture is drawn from. Texts, profiles, animation and what else may be packed in a PNG is left out. */
const kept: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

const no = (because: string): PngVerdict => ({ ok: false, because })

/**
 * Takes bytes of a host for a PNG by what they are, not by what they are called: the signature, chunks that are whole,
 * sides that are sane. What is behind its end, and every chunk that it is not drawn from, is dropped.
 */
export function plainPng(bytes: Uint8Array): PngVerdict {
  if (bytes.length > mostScreenBytes) return no('It is too large.')
  if (signature.some((byte, index) => bytes[index] !== byte)) return no('It is no PNG.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = [bytes.subarray(0, signature.length)]
  let size: { width: number; height: number } | undefined
  let hasPixels = false
  for (let at = signature.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const next = at + 12 + length
    if (next > bytes.length) return no('It breaks off.')
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!size) {
      if (type !== 'IHDR' || length !== 13) return no('It does not begin as a PNG does.')
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
      if (!isSane(size)) return no(`It says that it is ${size.width} × ${size.height} pixels.`)
    }
    if (type === 'IDAT') hasPixels = true
    if (kept.has(type)) parts.push(bytes.subarray(at, next))
    if (type === 'IEND') return hasPixels ? { ok: true, bytes: joined(parts), ...size } : no('It holds no picture.')
    at = next
  }
  return no('It breaks off.')
}

const isSane = ({ width, height }: { width: number; height: number }) =>
  width > 0 && height > 0 && width <= longestSide && height <= longestSide && width * height <= mostPixels

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
