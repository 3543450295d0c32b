import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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
  body: ReadableStream<Uint8Array> | null
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
  let sent = 0
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      sent += chunk.byteLength
      done(sent > length ? cut(sent, length) : null, chunk)
    },
  })
  // The types of the one standard: the browser's and Node's.
  const source = body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([])
  const flow = pipeline(source, counted, { signal }).catch((error: unknown) => counted.destroy(asError(error)))
  try {
    const answer = await at.access.exchangeFile({
      method: 'PUT',
      path: fileUrl(at.place, at.path),
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(length) },
      body: counted,
      signal,
    })
    if (answer.status !== 200 && answer.status !== 201) throw await statusError(at, answer)
    discard(answer)
  } catch (error) {
    // Cut on the browser's side: what the other side then says is only a consequence.
    const isOver = signal.aborted || source.errored !== null || source.readableEnded
    throw (isOver && sent < length) || sent > length ? cut(sent, length) : error
  } finally {
    counted.destroy()
    source.destroy()
    await flow
  }
  const arrived = await fileLength(at)
  if (arrived !== length) throw cut(arrived ?? 0, length)
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

const cut = (arrived: number, length: number) =>
  new Refused({
    blame: 'wire',
    code: 'cut',
    sentence: `The upload was cut: ${formatBytes(arrived)} of ${formatBytes(length)} arrived, and they are removed again.`,
    wayOut: 'Start it again. Hosts cannot go on where an upload was cut.',
  })
