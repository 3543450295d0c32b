/**
 * The grammar of a VMX, over bytes. Every character set that a VMX can be in keeps quotes, `#`, `;`, `=` and line ends
 * as single bytes that occur nowhere inside another character, so nothing has to be decoded to find them.
 *
 * Statements are separated by line ends or `;`. `#` opens a comment. A name starts with a letter or `.`, and may hold a
 * `*` (`pciPassthru*.present`; libvirt takes it from 11.3 on, and refuses the file before); a value is
 * quoted with `"`, `'` or `"""`, the last of which may span lines; nothing escapes inside quotes. One syntax error
 * makes libvirt refuse the whole file. Here it is reported, and reading goes on with the next line.
 */

export type Span = { readonly start: number; readonly end: number }

export type Statement = {
  /** ASCII for every name that follows the grammar. */
  name: Span
  /** The value with its quotes, and with what stands wrongly behind them: what an edit replaces. */
  token: Span
  /** The value without its quotes. */
  value: Span
  /** From 1. */
  line: number
}

export type SyntaxProblem = { line: number; sentence: string }

export type Scan = {
  statements: Statement[]
  problems: SyntaxProblem[]
  /** False when there were too many statements to read them all. */
  complete: boolean
}

const tab = 0x09
const lf = 0x0a
const cr = 0x0d
const space = 0x20
const doubleQuote = 0x22
const hash = 0x23
const singleQuote = 0x27
const semicolon = 0x3b
const equals = 0x3d

/** More statements than any real file has: beyond them the rest is left unread. */
export const mostStatements = 100_000

export function scanVmx(bytes: Uint8Array, from: number): Scan {
  const statements: Statement[] = []
  const problems: SyntaxProblem[] = []
  let at = from
  let line = 1
  /** False once a search found no further `"""`, so that a file full of openers is not searched again for each. */
  let triplesAhead = true

  /** The line that was looked at last: one line may hold the whole file, and is not searched again for each statement. */
  let known = { start: 0, end: -1 }
  const lineEnd = (start: number) => {
    if (start >= known.start && start <= known.end) return known.end
    let end = start
    while (end < bytes.length && bytes[end] !== lf && bytes[end] !== cr) end += 1
    known = { start, end }
    return end
  }
  const skipBlanks = () => {
    while (bytes[at] === space || bytes[at] === tab) at += 1
  }
  const problem = (sentence: string) => problems.push({ line, sentence })

  /** Reads the value at `at` and leaves `at` behind it. */
  const readValue = (): Pick<Statement, 'token' | 'value'> => {
    const start = at
    const quote = bytes[at]
    if (quote === doubleQuote && bytes[at + 1] === doubleQuote && bytes[at + 2] === doubleQuote && triplesAhead) {
      const close = findTriple(bytes, at + 3)
      if (close !== -1) {
        at = close + 3
        line += countLines(bytes, start, close)
        return { token: { start, end: at }, value: { start: start + 3, end: close } }
      }
      triplesAhead = false
    }
    const end = lineEnd(at)
    if (quote === doubleQuote || quote === singleQuote) {
      const close = bytes.subarray(0, end).indexOf(quote, at + 1)
      if (close === -1) problem('The quote that opens the value is never closed on its line.')
      at = close === -1 ? end : close + 1
      return { token: { start, end: at }, value: { start: start + 1, end: close === -1 ? end : close } }
    }
    while (at < end && bytes[at] !== semicolon && bytes[at] !== hash) at += 1
    let last = at
    while (last > start && (bytes[last - 1] === space || bytes[last - 1] === tab)) last -= 1
    problem(last === start ? 'There is no value behind the "=".' : 'The value is not in quotes.')
    const bare = { start, end: last }
    return { token: bare, value: bare }
  }

  const readStatement = () => {
    const end = lineEnd(at)
    const start = at
    while (at < end && bytes[at] !== equals && bytes[at] !== doubleQuote && bytes[at] !== semicolon) at += 1
    let nameEnd = at
    while (nameEnd > start && (bytes[nameEnd - 1] === space || bytes[nameEnd - 1] === tab)) nameEnd -= 1
    if (bytes[at] !== equals || nameEnd === start) {
      problem(nameEnd === start ? 'A statement has no name.' : 'This is no statement: there is no "=" behind a name.')
      at = end
      return
    }
    if (!isName(bytes, start, nameEnd)) {
      problem(
        'The name holds something other than letters, digits and "_:.*-", or starts with neither a letter nor ".".',
      )
    }
    const name = { start, end: nameEnd }
    at += 1
    skipBlanks()
    const statementLine = line
    const value = readValue()
    skipBlanks()
    const next = bytes[at]
    if (next !== undefined && next !== lf && next !== cr && next !== semicolon && next !== hash) {
      problem('There is text behind the closing quote. A quote cannot stand inside a value.')
      at = lineEnd(at)
      value.token = { start: value.token.start, end: at }
    }
    statements.push({ name, ...value, line: statementLine })
  }

  while (at < bytes.length && statements.length < mostStatements) {
    const byte = bytes[at]
    if (byte === lf || byte === cr) {
      at += byte === cr && bytes[at + 1] === lf ? 2 : 1
      line += 1
    } else if (byte === space || byte === tab || byte === semicolon) at += 1
    else if (byte === hash) at = lineEnd(at)
    else readStatement()
  }
  return { statements, problems, complete: at >= bytes.length }
}

const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39
const inName = (byte: number) => isLetter(byte) || isDigit(byte) || '_:.*-'.includes(String.fromCharCode(byte))

function isName(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0
  return (isLetter(first) || first === 0x2e) && bytes.subarray(start, end).every(inName)
}

function findTriple(bytes: Uint8Array, from: number): number {
  for (let i = bytes.indexOf(doubleQuote, from); i !== -1; i = bytes.indexOf(doubleQuote, i + 1)) {
    if (bytes[i + 1] === doubleQuote && bytes[i + 2] === doubleQuote) return i
  }
  return -1
}

/** Line ends in a stretch of bytes: LF, CR, or both together once. */
function countLines(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0
  for (let i = start; i < end; i += 1) {
    if (bytes[i] === lf && bytes[i - 1] !== cr) lines += 1
    else if (bytes[i] === cr) lines += 1
  }
  return lines
}
