import { parseVmx, type VmxDocument } from './document'

/**
 * Edits of a VMX with the least change: setting a key replaces the bytes of its value, removing it takes its line, a
 * new key is one line at the end. Comments, order, unknown keys, line ends and bytes that are in no encoding survive.
 */

export type VmxEdit = { key: string; value: string } | { key: string; remove: true }

export type VmxEdited = { ok: true; document: VmxDocument } | { ok: false; because: string }

/** What the grammar takes as a name. */
const nameShape = /^[A-Za-z.][A-Za-z0-9_:.*-]*$/

/**
 * Sets one key.
 * @param value as it is to stand between the quotes, in its escapes (`vmxValueOfPlain`). It can hold no double quote and
 * no line break, and only characters of the file's encoding.
 */
export function setVmx(document: VmxDocument, key: string, value: string): VmxEdited {
  if (document.readOnly !== undefined) return refused(document.readOnly)
  if (!nameShape.test(key)) return refused(`"${key}" cannot be the name of a VMX key.`)
  if (key.toLowerCase() === '.encoding') return recodeVmx(document, value)
  if (/["\r\n]/.test(value)) return refused(`The value of ${key} cannot hold a double quote or a line break.`)
  if (value.includes('\0')) return refused(`The value of ${key} cannot hold a NUL.`)
  if (!document.charset) {
    return refused(`The file declares the encoding "${document.declaredEncoding}", which cannot be written here.`)
  }
  const encoded = document.charset.encode(value)
  if (!encoded.ok) {
    return refused(
      `The file is in ${document.charset.name}, which has no "${encoded.missing}". Convert it to UTF-8 first.`,
    )
  }
  const entry = document.index.get(key.toLowerCase())
  const quoted = join(quote, encoded.bytes, quote)
  return entry
    ? edited(splice(document.bytes, entry.token.start, entry.token.end, quoted))
    : edited(append(document.bytes, join(utf8Bytes(`${key} = `), quoted)))
}

/** No real file sets a key this often; each removal copies the file. */
const mostRemoved = 100

/** Removes every line that sets the key: with only the first gone, a later one would count. A key not there is fine. */
export function removeVmx(document: VmxDocument, key: string): VmxEdited {
  if (document.readOnly !== undefined) return refused(document.readOnly)
  let bytes = document.bytes
  const doomed = document.entries.filter((entry) => entry.key.toLowerCase() === key.toLowerCase())
  if (doomed.length > mostRemoved) return refused(`The file sets ${key} ${doomed.length} times; it is not edited here.`)
  for (const entry of doomed.reverse()) {
    const { start, end } = wholeLine(bytes, entry.name.start, entry.token.end)
    bytes = splice(bytes, start, end, new Uint8Array())
  }
  return edited(bytes)
}

/** Applies edits in order; the first that is refused refuses them all. */
export function editVmx(document: VmxDocument, edits: readonly VmxEdit[]): VmxEdited {
  let current = document
  for (const edit of edits) {
    const next = 'remove' in edit ? removeVmx(current, edit.key) : setVmx(current, edit.key, edit.value)
    if (!next.ok) return next
    current = next.document
  }
  return { ok: true, document: current }
}

/** Rewrites the whole file in another encoding and declares it. */
export function recodeVmx(document: VmxDocument, label: string): VmxEdited {
  if (document.readOnly !== undefined) return refused(document.readOnly)
  if (!document.charset) {
    return refused(`The file declares the encoding "${document.declaredEncoding}", which cannot be read here.`)
  }
  if (document.problems.some((problem) => problem.kind === 'encoding')) {
    return refused('Parts of the file are not in its encoding, so it cannot be converted without guessing.')
  }
  const entry = document.index.get('.encoding')
  const declared = utf8Bytes(`"${label}"`)
  if (/["\r\n\0]/.test(label)) return refused(`"${label}" is no encoding.`)
  const withLabel = entry
    ? splice(document.bytes, entry.token.start, entry.token.end, declared)
    : join(utf8Bytes('.encoding = '), declared, lineEndOf(document.bytes), document.bytes)
  const target = parseVmx(utf8Bytes(`.encoding = "${label}"`)).charset
  if (!target) return refused(`The encoding "${label}" is unknown.`)
  const encoded = target.encode(document.charset.decode(withLabel))
  if (!encoded.ok) return refused(`${target.name} has no "${encoded.missing}", which the file holds.`)
  return edited(encoded.bytes)
}

/** True when nobody changed the file between two readings: the guard before writing it back. */
export const sameVmx = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

const refused = (because: string): VmxEdited => ({ ok: false, because })
const edited = (bytes: Uint8Array): VmxEdited => ({ ok: true, document: parseVmx(bytes) })

const utf8Bytes = (text: string) => new TextEncoder().encode(text)
const quote = utf8Bytes('"')
const lf = 0x0a
const cr = 0x0d

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const splice = (bytes: Uint8Array, start: number, end: number, by: Uint8Array) =>
  join(bytes.subarray(0, start), by, bytes.subarray(end))

/** The file's own line end, taken from its first line. */
function lineEndOf(bytes: Uint8Array): Uint8Array {
  const at = bytes.findIndex((byte) => byte === lf || byte === cr)
  if (at === -1 || bytes[at] === lf) return utf8Bytes('\n')
  return utf8Bytes(bytes[at + 1] === lf ? '\r\n' : '\r')
}

/** One more line at the end; a file without a last line end stays without one. */
function append(bytes: Uint8Array, line: Uint8Array): Uint8Array {
  const last = bytes.at(-1)
  const open = last !== undefined && last !== lf && last !== cr
  return open ? join(bytes, lineEndOf(bytes), line) : join(bytes, line, lineEndOf(bytes))
}

const isLineEnd = (byte: number | undefined) => byte === undefined || byte === lf || byte === cr

/**
 * What goes when a statement is removed: its line with the line end and its comment, or only the statement and one `;`
 * where others share the line.
 */
function wholeLine(bytes: Uint8Array, start: number, end: number): { start: number; end: number } {
  let from = start
  while (from > 0 && (bytes[from - 1] === 0x20 || bytes[from - 1] === 0x09)) from -= 1
  let to = end
  while (bytes[to] === 0x20 || bytes[to] === 0x09) to += 1
  const opens = from === 0 || isLineEnd(bytes[from - 1])
  if (bytes[to] === 0x3b) {
    let next = to + 1
    while (bytes[next] === 0x20 || bytes[next] === 0x09) next += 1
    if (!isLineEnd(bytes[next])) return { start: opens ? from : start, end: next }
    to = next
  }
  if (!opens) return bytes[from - 1] === 0x3b ? { start: from - 1, end: to } : { start, end: to }
  while (!isLineEnd(bytes[to])) to += 1
  if (to === bytes.length && from > 0) {
    // The last line has no line end of its own: the one before it goes, so that the file still ends without one.
    if (bytes[from - 1] === lf && bytes[from - 2] === cr) from -= 1
    return { start: from - 1, end: to }
  }
  if (bytes[to] === cr && bytes[to + 1] === lf) to += 1
  return { start: from, end: Math.min(to + 1, bytes.length) }
}
