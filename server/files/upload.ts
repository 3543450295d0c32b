import { Readable } from 'node:stream'
import { checkFolder } from '@/lib/files/check-file-request'
import { pathIn } from '@/lib/files/datastore-entry'
import type { Uploaded } from '@/lib/files/transfer'
import { formatBytes } from '@/lib/format/quantity'
import { escapeDatastoreItem, readDatastoreItem } from '@/lib/names/datastore-item'
import { checkDatastoreItem } from '@/lib/names/name-checks'
import type { Moid } from '@/lib/vsphere/ids'
import { Refused } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import { VimFault, WireError } from '../vsphere/errors'
import { isFault } from '../vsphere/fault'
import { asNumber } from '../vsphere/wire-value'
import { datastoreFull, discard, fileLength, plainPath, statusError, type FileAt } from './folder-http'
import { exchangeAt } from './folder-address'
import { readPlace, type DatastorePlace } from './place'
import { moveMethod, placingOf, putInPlace, temporaryPath, type WriteSteps } from './temporary'

export type UploadRequest = {
  /** Stored path of the folder; empty for the root. */
  folder: string
  /** Plain. */
  name: string
  overwrite: boolean
  /** Bytes that the browser says it will send; undefined when it does not say. */
  length: number | undefined
  body: Readable
  /** Ends when the browser goes away. */
  signal: AbortSignal
  /** Longest that a host may leave bytes untaken, in ms; it may wait as long as it likes for those of the browser. */
  stallMs?: number
}

/** A datastore may be slow, but not so slow. */
const usualStallMs = 2 * 60_000

/** An upload that may begin; nothing has been changed yet. */
export type Upload = { at: FileAt; length: number; request: UploadRequest }

/** Looks whether a file from a browser can be taken. Rejects with Refused (the codes of `uploadErrors`), VimFault or WireError. */
export async function prepareUpload(access: EndpointAccess, datastore: Moid, request: UploadRequest): Promise<Upload> {
  const { folder, name, overwrite, length } = request
  for (const verdict of [checkFolder(folder), checkDatastoreItem(name)]) {
    if (!verdict.ok) throw new Refused({ code: 'bad-name', sentence: verdict.because })
  }
  if (length === undefined) {
    const sentence = 'The browser does not say how long the file is, so it cannot be known when it is whole.'
    throw new Refused({ code: 'length-needed', sentence })
  }
  const place = await readPlace(access, datastore)
  const at = await placeOf(access, place, folder.replace(/\/$/, ''), name)
  if (!overwrite && (await fileLength(at)) !== undefined) throw alreadyThere(at)
  await refuseWithoutRoom(access, place, length)
  return { at, length, request }
}

/**
 * Takes a file from a browser to a datastore. It is written beside its place under a temporary name, measured, and only
 * then moved to its own: whatever goes wrong before, nothing that looks whole is left behind.
 * @param told is told how many bytes have gone to the host.
 * Rejects with Refused (the codes of `uploadErrors`), VimFault or WireError.
 */
export async function receiveUpload(
  { at, length, request }: Upload,
  steps: WriteSteps,
  told: (sent: number) => void = () => {},
): Promise<Uploaded> {
  const { place, path } = at
  const temporary = temporaryPath(path)
  await steps.writing(temporary, length)
  let isWhole = false
  let isPlacing = false
  try {
    await sendWhole({ ...at, path: temporary }, request, length, told)
    isWhole = true
    await steps.placing(moveMethod)
    isPlacing = true
    await putInPlace(at, temporary, request.overwrite)
  } catch (error) {
    const isFull = !isWhole && error instanceof WireError && (await hasRunFull({ ...at, path: temporary }, length))
    // A host that has answered is done with the file; one that was cut off still has it open for a moment.
    const isSettled = error instanceof VimFault || isHostsWord(error)
    const placing = isPlacing ? placingOf(error) : 'no'
    if ((await steps.settle({ temporary, isSettled, placing })) === 'placed') return { path }
    if (isFault(error, 'FileAlreadyExists')) throw alreadyThere(at)
    if (isFull) throw datastoreFull(place, error.message)
    if (isFault(error, 'NoDiskSpace')) throw datastoreFull(place, error.message)
    throw error
  }
  return { path }
}

/**
 * Where a file of this plain name belongs. What others put there unescaped (`a+b.iso`) reads the same and is meant: with
 * another beside it under the escaped name (`a+Kw-b.iso`) nobody could tell which is which.
 */
async function placeOf(access: EndpointAccess, place: DatastorePlace, folder: string, name: string): Promise<FileAt> {
  const escaped: FileAt = { access, place, path: pathIn(folder, escapeDatastoreItem(name)) }
  const isSafe = !/["*<>:|?/\\]/.test(name) && readDatastoreItem(name).name === name
  const asItIs: FileAt = { access, place, path: pathIn(folder, name) }
  return isSafe && asItIs.path !== escaped.path && (await fileLength(asItIs)) !== undefined ? asItIs : escaped
}

const isHostsWord = (error: unknown) => error instanceof Refused && error.told.blame === 'vsphere'

export const alreadyThere = (at: FileAt) =>
  new Refused({
    code: 'exists',
    sentence: `${plainPath(at)} is there already.`,
    wayOut: 'Choose another name, or replace it.',
  })

async function refuseWithoutRoom(access: EndpointAccess, place: DatastorePlace, length: number): Promise<void> {
  const free = await freeSpace(access, place)
  if (free === undefined || length <= free) return
  throw new Refused({
    blame: 'vsphere',
    code: 'datastore-full',
    sentence: `The file has ${formatBytes(length)}, and "${place.name}" has only ${formatBytes(free)} free.`,
    wayOut: 'Free some space, or choose another datastore.',
  })
}

const freeSpace = async (access: EndpointAccess, { ref }: DatastorePlace) =>
  asNumber((await access.read(ref, ['summary.freeSpace'])).get('summary.freeSpace'))

/**
 * A host that has no more room closes the connection while it is still being sent to, which takes its answer with it. So
 * it is asked afterwards whether what is missing of the file would fit. Never rejects.
 */
async function hasRunFull(at: FileAt, length: number): Promise<boolean> {
  try {
    const free = await freeSpace(at.access, at.place)
    return free !== undefined && free < length - ((await fileLength(at)) ?? 0)
  } catch {
    return false
  }
}

async function sendWhole(
  at: FileAt,
  request: UploadRequest,
  length: number,
  told: (sent: number) => void,
): Promise<void> {
  const { body, signal } = request
  const progress: Progress = { sent: 0, browser: 'sending', told }
  const stalled = new AbortController()
  // It may break off when nobody reads it any more; who still does is told by the iterator.
  body.on('error', () => {})
  try {
    const answer = await exchangeAt(at, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(length) },
      body: Readable.from(counted(request, length, progress, stalled), { objectMode: false }),
      isLong: true,
      signal: AbortSignal.any([signal, stalled.signal]),
    })
    if (answer.status !== 200 && answer.status !== 201) throw await statusError(at, answer)
    discard(answer)
  } catch (error) {
    if (stalled.signal.aborted) throw stalled.signal.reason
    // Cut on the browser's side: what the other side then says is only a consequence.
    const { sent, browser } = progress
    throw sent > length || (sent < length && (signal.aborted || browser !== 'sending')) ? cut(sent, length) : error
  }
  const arrived = await fileLength(at)
  if (arrived !== length) throw cut(arrived ?? 0, length)
}

type Progress = { sent: number; browser: 'sending' | 'done' | 'gone'; told: (sent: number) => void }

/** The bytes of the browser, which is left its connection when the host wants no more of them: it still gets an answer. */
async function* counted(
  { body, stallMs = usualStallMs }: UploadRequest,
  length: number,
  progress: Progress,
  stalled: AbortController,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      progress.sent += chunk.byteLength
      if (progress.sent > length) throw cut(progress.sent, length)
      const patience = setTimeout(() => {
        stalled.abort(new WireError('timed-out', `no byte of the upload taken for ${stallMs} ms`))
      }, stallMs)
      try {
        yield chunk
        progress.told(progress.sent)
      } finally {
        clearTimeout(patience)
      }
    }
    progress.browser = 'done'
  } catch (error) {
    progress.browser = 'gone'
    throw error
  }
}

const cut = (arrived: number, length: number) =>
  new Refused({
    blame: 'wire',
    code: 'cut',
    sentence: `The upload was cut: ${formatBytes(arrived)} of ${formatBytes(length)} arrived.`,
    wayOut: 'Start it again. Hosts cannot go on where an upload was cut.',
  })
