import { createHash } from 'node:crypto'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { formatBytes } from '@/lib/format/quantity'
import { withoutUndefined } from '@/lib/without-undefined'
import type { EndpointAccess } from '../inventory/access'
import { Refused } from '../errors/console-error'
import type { FileAnswer } from '../vsphere/file-transport'
import { networkError } from '../vsphere/network-error'
import { exchangeAt, folderAddress } from './folder-address'
import { datastorePath, type DatastorePlace } from './place'

/** A file, by where it is. */
export type FileAt = { access: EndpointAccess; place: DatastorePlace; path: string }

/** `[ds] dir/file` with plain names, for sentences. */
export const plainPath = ({ place, path }: Omit<FileAt, 'access'>): string =>
  readDatastorePath(datastorePath(place, path), [place.storedName])

/** Nothing of what is left in an answer is read any more. */
export const discard = ({ body }: Pick<FileAnswer, 'body'>) => void body.on('error', () => {}).destroy()

const excerptBytes = 500

/** What a host means by a status that is not a success. The answer is used up. */
export async function statusError(at: FileAt, answer: FileAnswer): Promise<Refused> {
  const { status } = answer
  const raw = `HTTP ${status}: ${await excerpt(answer)}`.trim()
  const file = plainPath(at)
  const error = (code: string, sentence: string, wayOut?: string) =>
    new Refused({ blame: 'vsphere', code, sentence, raw, ...withoutUndefined({ wayOut }) })
  switch (status) {
    case 401:
      return error('NotAuthenticated', 'The session with the server has ended.', 'Try again.')
    case 403:
      return error('FileLocked', `${file} is in use, or the connection’s account may not touch it.`)
    case 404:
      if (!(await folderAddress(at.access, at.place)).isKnown) {
        const sentence = `The server does not know ${file} by this address. Whether it is there is not known.`
        return error(
          'address-unknown',
          sentence,
          `The name of the datacenter, "${at.place.datacenterPath}", may be why.`,
        )
      }
      return error('FileNotFound', `${file} is not there.`, 'Somebody may have moved or deleted it.')
    case 409:
      return error('FileAlreadyExists', `${file} is there already.`)
    case 416:
      return error('range', `${file} has no such part.`)
    case 503:
      return error('service-unavailable', `The datastore of ${file} cannot be reached right now.`)
    case 507:
      return datastoreFull(at.place, raw)
    default:
      return error('http-status', `The server did not take the request for ${file}.`)
  }
}

export function datastoreFull({ name }: DatastorePlace, raw?: string): Refused {
  return new Refused({
    blame: 'vsphere',
    code: 'datastore-full',
    sentence: `The datastore "${name}" is full.`,
    wayOut: 'Free some space, or choose another datastore.',
    ...withoutUndefined({ raw }),
  })
}

async function excerpt({ body }: FileAnswer): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= excerptBytes) break
    }
  } catch {
    // The status says enough.
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, excerptBytes).trim()
}

/** How long a file is; undefined when it is surely not there. Rejects with Refused (`address-unknown`, …) or WireError. */
export async function fileLength(at: FileAt): Promise<number | undefined> {
  const answer = await exchangeAt(at, { method: 'HEAD' })
  if (answer.status === 404 && (await folderAddress(at.access, at.place)).isKnown) {
    discard(answer)
    return undefined
  }
  if (answer.status !== 200) throw await statusError(at, answer)
  discard(answer)
  return lengthOf(answer) ?? 0
}

function lengthOf({ headers }: Pick<FileAnswer, 'headers'>): number | undefined {
  const text = headers['content-length']
  return typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined
}

/** Reads a whole file of at most `mostBytes`. Rejects with Refused (`too-large`, `FileNotFound`, …) or WireError. */
export async function readFile(at: FileAt, mostBytes: number): Promise<Buffer> {
  const answer = await exchangeAt(at, { method: 'GET' })
  if (answer.status !== 200) throw await statusError(at, answer)
  const declared = lengthOf(answer)
  if (declared !== undefined && declared > mostBytes) {
    discard(answer)
    throw tooLarge(at, declared, mostBytes)
  }
  const bytes = await readUpTo(answer, mostBytes)
  if (bytes) return bytes
  throw tooLarge(at, mostBytes + 1, mostBytes)
}

/** The whole body; undefined when there is more. The answer is used up. Rejects with WireError. */
export async function readUpTo(answer: FileAnswer, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostBytes) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    throw networkError(error)
  } finally {
    discard(answer)
  }
}

function tooLarge(at: FileAt, bytes: number, mostBytes: number): Refused {
  const most = formatBytes(mostBytes, { whole: true })
  const sentence = `${plainPath(at)} has ${formatBytes(bytes)} or more; files of at most ${most} are read here.`
  return new Refused({ blame: 'vsphere', code: 'too-large', sentence, wayOut: 'Download it to look at it.' })
}

export const checksumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
