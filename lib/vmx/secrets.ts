import { parseVmx, type VmxDocument } from './document'

/**
 * Passwords in a VMX: those of the VNC server, which hosts up to 6.7 serve a VM's screen with. libvirt leaves them out of
 * a domain's XML too, unless it is asked for security information.
 */

/** Stands in place of a password, whatever its length. */
export const hiddenSecret = '********'

export const isSecretVmxKey = (key: string): boolean => /^remotedisplay\.vnc\.(?:password|key)$/i.test(key)

/** Such a key anywhere in the text, as in a comment or in a line that breaks the grammar, up to the end of its line. */
const mentioned = /remotedisplay\.vnc\.(?:password|key)(?![\w.:-])[^\r\n]*/gi

export type WithoutSecrets = {
  /** The file with every password replaced; the very bytes of the document when it has none. */
  bytes: Uint8Array
  /** How many passwords there are. */
  count: number
}

type Cut = { start: number; end: number; text: string }

/** Takes the passwords out of a file. Lines stay where they are, and everything else stays as it is, to the byte. */
export function withoutSecrets(document: VmxDocument): WithoutSecrets {
  const { read, bytes } = document
  // One character for each byte, so that places in the text are places in the file.
  const text = latin1(read)
  const cuts: Cut[] = document.entries
    .filter(({ key, value }) => isSecretVmxKey(key) && value !== '')
    .map(({ token: { start, end } }) => ({ start, end, text: replacement(text.slice(start, end)) }))
  const known = document.entries.flatMap(({ key, name, token }) => [token, ...(isSecretVmxKey(key) ? [name] : [])])
  for (const { index, 0: line } of text.matchAll(mentioned)) {
    if (known.some(({ start, end }) => index >= start && index < end)) continue
    const key = keyOf(line)
    if (line.length > key.length) {
      cuts.push({ start: index + key.length, end: index + line.length, text: ` = "${hiddenSecret}"` })
    }
  }
  if (cuts.length === 0) return { bytes, count: 0 }
  const changed = splice(read, cuts)
  // A file in UTF-16 was read from its text, and has to look the same.
  if (bytes.length > 1 && read.buffer !== bytes.buffer) return { bytes: utf16(changed), count: cuts.length }
  const rest = bytes.subarray(read.length)
  return { bytes: rest.length === 0 ? changed : joined([changed, rest]), count: cuts.length }
}

/** The same file as it is shown to whom its passwords are not shown. */
export function hideSecrets(document: VmxDocument): { document: VmxDocument; count: number } {
  const { bytes, count } = withoutSecrets(document)
  return { document: count === 0 ? document : parseVmx(bytes), count }
}

/** A line of a file without the password that it sets. */
export const hideInLine = (line: string): string =>
  line.replace(mentioned, (found) => `${keyOf(found)} = "${hiddenSecret}"`)

const keyOf = (mention: string) => /^[\w.]+/.exec(mention)?.[0] ?? ''

/** A value over several lines leaves as many behind, so that the numbers of the lines below stay. */
function replacement(token: string): string {
  const ends = token.match(/\r\n|\r|\n/g) ?? []
  const quote = ends.length === 0 ? '"' : '"""'
  return `${quote}${hiddenSecret}${ends.join('')}${quote}`
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

function splice(bytes: Uint8Array, cuts: readonly Cut[]): Uint8Array {
  const parts: Uint8Array[] = []
  let from = 0
  for (const { start, end, text } of cuts.toSorted((a, b) => a.start - b.start)) {
    if (start < from) continue
    parts.push(bytes.subarray(from, start), new TextEncoder().encode(text))
    from = end
  }
  return joined([...parts, bytes.subarray(from)])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Text in UTF-8 as UTF-16, little end first, with its mark. */
function utf16(utf8: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(utf8)
  const view = new DataView(new ArrayBuffer(2 + text.length * 2))
  view.setUint16(0, 0xfeff, true)
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + at * 2, text.charCodeAt(at), true)
  return new Uint8Array(view.buffer)
}
