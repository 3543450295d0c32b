import { Readable } from 'node:stream'
import { pathIn } from '@/lib/files/breadcrumbs'
import { checkFolder } from '@/lib/files/check-file-request'
import type { Uploaded } from '@/lib/files/transfer'
import { formatBytes } from '@/lib/format/quantity'
import { checkDatastoreItem, escapeDatastoreItem } from '@/lib/names/datastore-item'
import type { Moid } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { Refused } from '../refused'
import { VimFault } from '../vsphere/errors'
import { isFault } from '../vsphere/fault'
import { asNumber } from '../vsphere/wire-value'
import { datastoreFull, discard, fileLength, plainPath, statusError, type FileAt } from './folder-http'
import { fileUrl, readPlace, type DatastorePlace } from './place'
import { putInPlace, removeTemporary, temporaryPath } from './temporary'

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
}

/**
 * Takes a file from a browser to a datastore. It is written beside its place under a temporary name, measured, and only
 * then moved to its own: whatever goes wrong before, nothing that looks whole is left behind.
 * @param note writes what is about to happen to the journal; called before anything is sent that changes something.
 * Rejects with Refused (the codes of `uploadErrors`), VimFault or WireError.
 */
export async function receiveUpload(
  access: EndpointAccess,
  datastore: Moid,
  request: UploadRequest,
  note: (text: string) => Promise<void>,
): Promise<Uploaded> {
  const { folder, name, overwrite, length } = request
  for (const verdict of [checkFolder(folder), checkDatastoreItem(name)]) {
    if (!verdict.ok) throw new Refused({ code: 'bad-name', sentence: verdict.because })
  }
  if (length === undefined) {
    const sentence = 'The browser does not say how long the file is, so it cannot be known when it is whole.'
    throw new Refused({ code: 'length-needed', sentence })
  }
  const place = await readPlace(access, datastore)
  const path = pathIn(folder.replace(/\/$/, ''), escapeDatastoreItem(name))
  const at: FileAt = { access, place, path }
  if (!overwrite && (await fileLength(at)) !== undefined) throw alreadyThere(at)
  await refuseWithoutRoom(access, place, length)
  await note(`Upload ${plainPath(at)}, ${formatBytes(length)}${overwrite ? ', replacing what is there' : ''}`)

  const temporary = temporaryPath(path)
  try {
    await sendWhole({ ...at, path: temporary }, request, length)
    await putInPlace(at, temporary, overwrite)
  } catch (error) {
    // A host that has answered is done with the file; one that was cut off still has it open for a moment.
    await removeTemporary(at, temporary, { isSettled: error instanceof VimFault || isHostsWord(error) })
    if (isFault(error, 'FileAlreadyExists')) throw alreadyThere(at)
    if (isFault(error, 'NoDiskSpace')) throw datastoreFull(place, error.message)
    throw error
  }
  return { path }
}

const isHostsWord = (error: unknown) => error instanceof Refused && error.error.blame === 'vsphere'

const alreadyThere = (at: FileAt) =>
  new Refused({
    code: 'exists',
    sentence: `${plainPath(at)} is there already.`,
    wayOut: 'Choose another name, or replace it.',
  })

async function refuseWithoutRoom(access: EndpointAccess, place: DatastorePlace, length: number): Promise<void> {
  const free = asNumber((await access.read(place.ref, ['summary.freeSpace'])).get('summary.freeSpace'))
  if (free === undefined || length <= free) return
  throw new Refused({
    blame: 'vsphere',
    code: 'datastore-full',
    sentence: `The file has ${formatBytes(length)}, and only ${formatBytes(free)} are free on "${place.name}".`,
    wayOut: 'Free some space, or choose another datastore.',
  })
}

async function sendWhole(at: FileAt, { body, signal }: UploadRequest, length: number): Promise<void> {
  const progress: Progress = { sent: 0, browser: 'sending' }
  // It may break off when nobody reads it any more; who still does is told by the iterator.
  body.on('error', () => {})
  try {
    const answer = await at.access.exchangeFile({
      method: 'PUT',
      path: fileUrl(at.place, at.path),
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(length) },
      body: Readable.from(counted(body, length, progress), { objectMode: false }),
      isLong: true,
      signal,
    })
    if (answer.status !== 200 && answer.status !== 201) throw await statusError(at, answer)
    discard(answer)
  } catch (error) {
    // Cut on the browser's side: what the other side then says is only a consequence.
    const { sent, browser } = progress
    throw sent > length || (sent < length && (signal.aborted || browser !== 'sending')) ? cut(sent, length) : error
  }
  const arrived = await fileLength(at)
  if (arrived !== length) throw cut(arrived ?? 0, length)
}

type Progress = { sent: number; browser: 'sending' | 'done' | 'gone' }

/** The bytes of the browser, which is left its connection when the host wants no more of them: it still gets an answer. */
async function* counted(body: Readable, length: number, progress: Progress): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      progress.sent += chunk.byteLength
      if (progress.sent > length) throw cut(progress.sent, length)
      yield chunk
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
    sentence: `The upload was cut: ${formatBytes(arrived)} of ${formatBytes(length)} arrived, and they are removed again.`,
    wayOut: 'Start it again. Hosts cannot go on where an upload was cut.',
  })
