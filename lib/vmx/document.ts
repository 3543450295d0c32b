import { charset, comesBack, utf8, type Charset } from './charset'
import { mostStatements, scanVmx, type Span, type Statement } from './scan'

/**
 * A VMX as a document that can be changed without touching what is not meant: the file's own bytes are kept, and the
 * entries point into them. Reading never fails. What is wrong with a file is a list of problems beside what could be
 * read.
 */

export type VmxProblem = {
  /** From 1. */
  line: number
  /** `syntax` is what makes libvirt refuse the whole file. */
  kind: 'syntax' | 'duplicate' | 'encoding' | 'nul' | 'size'
  sentence: string
}

export type VmxEntry = {
  /** As it is written; compare it in lower case. */
  key: string
  /** Decoded from the file's encoding, still in VMware's own escapes: `plainVmxValue` reads them. */
  value: string
  line: number
  /** True for a key that an earlier line has already set: the first one counts. */
  shadowed: boolean
  /** Where the name and the quoted value are, in bytes. */
  name: Span
  token: Span
}

export type VmxDocument = {
  /** The file. Lines that were not edited are the bytes that were read. */
  readonly bytes: Uint8Array
  /** Declared in `.encoding`, as written there. */
  readonly declaredEncoding: string | undefined
  /** What values are read and written in; undefined when the declared encoding is unknown. */
  readonly charset: Charset | undefined
  /** In the order of the file. */
  readonly entries: readonly VmxEntry[]
  readonly problems: readonly VmxProblem[]
  /** One sentence: why this file can be shown, in part at least, but not edited. */
  readonly readOnly: string | undefined
  /** What the entries point into: `bytes`, or as much of it as is read, or its text in UTF-8 where it came in UTF-16. */
  readonly read: Uint8Array
  /** The entry that counts for each key in lower case. */
  readonly index: ReadonlyMap<string, VmxEntry>
}

/** Real files have some 10 KB. Beyond this many bytes a file is read only in part. */
export const mostBytes = 4 * 1024 * 1024
const mostProblems = 200

/**
 * Reads a VMX.
 * @param source the file's bytes, or text that somebody has already decoded, which is then held in the encoding that it
 * declares.
 */
export function parseVmx(source: Uint8Array | string): VmxDocument {
  if (typeof source !== 'string') return parseBytes(source, [])
  const asUtf8 = new TextEncoder().encode(source)
  const declared = parseBytes(asUtf8, [])
  const target = declared.charset
  if (target === undefined || target.name === 'utf-8') return declared
  const encoded = target.encode(source)
  if (encoded.ok) return parseBytes(encoded.bytes, [])
  const sentence = `The text declares ${target.name} but holds "${encoded.missing}", which that encoding does not have.`
  return parseBytes(asUtf8, [{ line: 1, kind: 'encoding', sentence }])
}

/** The file's bytes, exactly as read but for the edits. */
export const printVmx = (document: VmxDocument): Uint8Array => document.bytes

/** The file as text, for reading. Bytes that are not in its encoding are shown as best they can be. */
export function vmxText(document: VmxDocument): string {
  const text = (document.charset ?? utf8).decode(document.read)
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

/** The value that counts for a key, in any case; undefined when the file does not set it. */
export const getVmx = (document: VmxDocument, key: string): string | undefined =>
  document.index.get(key.toLowerCase())?.value

const isAscii = (bytes: Uint8Array) => bytes.every((byte) => byte < 0x80)

function parseBytes(bytes: Uint8Array, known: readonly VmxProblem[]): VmxDocument {
  const problems: VmxProblem[] = [...known]
  const report = (kind: VmxProblem['kind'], line: number, sentence: string) => {
    if (problems.length < mostProblems) problems.push({ kind, line, sentence })
    else if (problems.length === mostProblems) {
      problems.push({ kind: 'size', line, sentence: 'There are more problems; the rest are not listed.' })
    }
  }

  let readOnly: string | undefined
  let read = bytes
  if (read.length > mostBytes) {
    const size = (bytes.length / 1024 / 1024).toFixed(1)
    readOnly = `The file has ${size} MiB. Only the first ${mostBytes / 1024 / 1024} MiB are read, and it cannot be edited.`
    report('size', 1, readOnly)
    read = read.subarray(0, mostBytes)
  }
  const wide = utf16(read)
  if (wide !== undefined) {
    readOnly = 'The file is in UTF-16, which no host reads. Save it as UTF-8 first.'
    report('encoding', 1, readOnly)
    read = new TextEncoder().encode(wide)
  }
  const hasMark = read[0] === 0xef && read[1] === 0xbb && read[2] === 0xbf
  if (hasMark) report('syntax', 1, 'The file starts with a byte order mark, which libvirt refuses.')

  const { statements, problems: syntax, complete } = scanVmx(read, hasMark ? 3 : 0)
  for (const { line, sentence } of syntax) report('syntax', line, sentence)
  if (!complete) {
    readOnly = `The file has more than ${mostStatements} statements. The rest are not read, and it cannot be edited.`
    report('size', 1, readOnly)
  }

  const encoding = declaredEncoding(read, statements)
  const found = encoding === undefined || wide !== undefined ? utf8 : charset(encoding.label)
  if (encoding && !found) {
    report('encoding', encoding.line, `The encoding "${encoding.label}" is unknown. The file is read as UTF-8.`)
  }

  const entries: VmxEntry[] = []
  const index = new Map<string, VmxEntry>()
  for (const statement of statements) {
    const text = (span: Span) => {
      const raw = read.subarray(span.start, span.end)
      const decoded = decode(raw, found ?? utf8)
      if (decoded.problem !== undefined) {
        report('encoding', statement.line, `Line ${statement.line} ${decoded.problem}`)
      }
      return decoded.text
    }
    const key = text(statement.name)
    const value = text(statement.value)
    const lower = key.toLowerCase()
    const first = index.get(lower)
    const { line, name, token } = statement
    const entry: VmxEntry = { key, value, line, shadowed: first !== undefined, name, token }
    entries.push(entry)
    if (first === undefined) index.set(lower, entry)
    else report('duplicate', line, `"${key}" is set again. The first one, in line ${first.line}, counts.`)
    if (value.includes('\0') || key.includes('\0')) {
      report('nul', line, `"${key.replaceAll('\0', '\u2400')}" holds a NUL byte, where other programs stop reading.`)
    }
  }
  if (!problems.some(({ kind }) => kind === 'encoding')) {
    const lost = lineThatIsLost(read, found ?? utf8)
    if (lost !== undefined)
      report('encoding', lost, `Line ${lost} holds bytes that are not in ${(found ?? utf8).name}.`)
  }
  problems.sort((a, b) => a.line - b.line)
  return { bytes, declaredEncoding: encoding?.label, charset: found, entries, problems, readOnly, read, index }
}

/** The text of a file that starts with the byte order mark of UTF-16. */
function utf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return undefined
}

/** `.encoding` itself is ASCII, so it can be read before anything is decoded. */
function declaredEncoding(bytes: Uint8Array, statements: readonly Statement[]) {
  for (const { name, value, line } of statements) {
    if (name.end - name.start !== '.encoding'.length) continue
    const key = utf8.decode(bytes.subarray(name.start, name.end)).toLowerCase()
    if (key === '.encoding') return { label: utf8.decode(bytes.subarray(value.start, value.end)), line }
  }
  return undefined
}

/** Text that is not UTF-8 where UTF-8 is expected most often comes from an old file in windows-1252. */
function decode(bytes: Uint8Array, as: Charset): { text: string; problem?: string } {
  if (isAscii(bytes)) return { text: utf8.decode(bytes) }
  const text = as.decode(bytes)
  if (comesBack(bytes, text, as)) return { text }
  if (!text.includes('\ufffd')) {
    return { text, problem: `is read as ${as.name}, but would not be written so again: the file is not converted.` }
  }
  const old = charset('windows-1252')?.decode(bytes) ?? text
  return { text: old, problem: `is not in ${as.name}; it is shown as windows-1252.` }
}

/** The first line, from 1, that would not be the same bytes again, in a comment too; undefined when all would be. */
function lineThatIsLost(bytes: Uint8Array, as: Charset): number | undefined {
  let line = 1
  let from = 0
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) continue
    const text = bytes.subarray(from, at)
    if (!isAscii(text) && !comesBack(text, as.decode(text), as)) return line
    if (bytes[at] === 0x0a || bytes[at + 1] !== 0x0a) line += 1
    from = at + 1
  }
  return undefined
}
