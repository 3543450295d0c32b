import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

type Http = 'GET' | 'POST' | 'HEAD' | 'PUT' | 'DELETE'

/** One request and what was answered to it, as a recorder wrote it down. */
export type RecordedExchange = {
  /** Counts from 1 within its file, in the order in which the answers were complete. */
  readonly n: number
  readonly file: string
  readonly http: Http
  readonly path: string
  /** The vim25 method of a call. */
  readonly method: string | undefined
  readonly request: string
  /** Undefined when there was no whole answer. */
  readonly answer: { readonly status: number; readonly contentType: string; readonly body: string } | undefined
  /** Of a request for a file: its length, and its bytes if it is a configuration file. */
  readonly datastoreFile: { readonly length: number | undefined; readonly bytes: Buffer | undefined } | undefined
}

/** A recording cannot be served; the message says where and why, and what to do. */
export class RecordingRefused extends Error {
  override name = 'RecordingRefused'
}

/**
 * Reads all recordings of a folder, one file for each recorded session, in the order of their names.
 *
 * A line is `{"seal":"…","entry":{…}}`, its seal the SHA-256 of the seal before it and the bytes of the entry.
 * @param options.acceptCut take a file whose end is missing as far as it is whole.
 * @throws RecordingRefused for a folder without recordings, and for one that is cut or was changed, with its place.
 */
export function readRecordings(folder: string, options: { acceptCut?: boolean } = {}): RecordedExchange[] {
  const files = namesIn(folder).filter((name) => name.endsWith('.jsonl'))
  if (files.length === 0) throw new RecordingRefused(`There is no recording (*.jsonl) in ${folder}.`)
  return files.toSorted().flatMap((name) => readFile(path.join(folder, name), name, options.acceptCut === true))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    throw new RecordingRefused(`The folder ${folder} cannot be read.`)
  }
}

function readFile(file: string, name: string, acceptCut: boolean): RecordedExchange[] {
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n')
  const tail = lines.pop()
  const exchanges: RecordedExchange[] = []
  let seal = ''
  let end: Entry | undefined
  for (const [index, line] of lines.entries()) {
    const place = `${name}, line ${index + 1}`
    if (end !== undefined) throw new RecordingRefused(`${place}: something follows the end of the recording.`)
    const { seal: next, bytes } = splitLine(line, place)
    seal = createHash('sha256').update(seal).update(bytes).digest('hex')
    if (seal !== next) {
      throw new RecordingRefused(`${place}: it was changed, or a line before it was taken out, since it was recorded.`)
    }
    const entry = JSON.parse(bytes) as Entry // the seal says that the recorder wrote it
    if (index === 0) checkStart(entry, place)
    if (entry.kind === 'exchange') exchanges.push(exchangeOf(entry, name))
    if (entry.kind === 'end') end = entry
  }
  if (end === undefined && !acceptCut) {
    const where = tail === '' ? `after line ${lines.length}` : `in the middle of line ${lines.length + 1}`
    throw new RecordingRefused(
      `${name}: it was cut ${where}, its end is missing. --accept-cut serves what is there of it.`,
    )
  }
  return exchanges
}

type Entry =
  | { kind: 'start'; format: number }
  | {
      kind: 'exchange'
      n: number
      http: Http
      path: string
      method?: string
      request?: string
      status?: number
      contentType?: string
      reply?: string
      length?: number
      base64?: string
      failed?: string
    }
  | { kind: 'end'; exchanges: number }

const lineStart = /^\{"seal":"([0-9a-f]{64})","entry":(?=\{)/

function splitLine(line: string, place: string): { seal: string; bytes: string } {
  const start = lineStart.exec(line)
  if (!start || !line.endsWith('}}')) throw new RecordingRefused(`${place}: it is no line of a recording.`)
  return { seal: start[1] ?? '', bytes: line.slice(start[0].length, -1) }
}

function checkStart(entry: Entry, place: string): void {
  if (entry.kind !== 'start') throw new RecordingRefused(`${place}: the recording does not begin with its first line.`)
  if (entry.format !== 1) throw new RecordingRefused(`${place}: its format ${entry.format} is not known here.`)
}

const exchangeOf = (entry: Extract<Entry, { kind: 'exchange' }>, file: string): RecordedExchange => ({
  n: entry.n,
  file,
  http: entry.http,
  path: entry.path,
  method: entry.method,
  request: entry.request ?? '',
  answer:
    entry.status === undefined || entry.failed !== undefined
      ? undefined
      : { status: entry.status, contentType: entry.contentType ?? 'text/xml', body: entry.reply ?? '' },
  datastoreFile: entry.path.startsWith('/folder')
    ? {
        length: entry.length,
        bytes: entry.base64 === undefined ? undefined : Buffer.from(entry.base64, 'base64'),
      }
    : undefined,
})
