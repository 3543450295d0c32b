import { fileOf } from '@/lib/names/datastore-path'
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { parentFolder, pathIn } from '@/lib/files/datastore-entry'
import { uploadSuffix } from '@/lib/files/transfer'
import { toConsoleError } from '../errors/console-error'
import { VimFault } from '../vsphere/errors'
import { isFault } from '../vsphere/fault'
import { asRefTo, refValue } from '../vsphere/wire-value'
import type { FileAt } from './folder-http'
import { fileManager } from './managers'
import { datastorePath } from './place'

/**
 * What is written down of a file that is put beside its place first. Each is called, and waited for, before what it
 * tells of is sent. A rejection stops the work.
 */
export type WriteSteps = {
  /**
   * @param checksum of the whole, SHA-256, where it is known.
   * @param makesFolder stored path of the folder that is made for it first.
   */
  writing(temporary: string, bytes: number, checksum?: string, makesFolder?: string): Promise<void>
  placing(method: string): Promise<void>
  /**
   * Removes what is left of a write that failed, and finds out whether the file is in its place all the same. Rejects where
   * that stays unknown.
   */
  settle(failed: FailedWrite): Promise<'placed' | 'not-placed'>
}

/** How far a write had come when it failed. */
export type FailedWrite = {
  temporary: string
  /** The host has answered, so that it does nothing more with the temporary file by itself. */
  isSettled: boolean
  /** Whether it was about to be moved to its name: not yet; the host said no; or its reply is missing. */
  placing: 'no' | 'refused' | 'unanswered'
}

/** What became of a temporary file. `left`: it may still be there, and why. */
export type Cleared = { is: 'removed' } | { is: 'absent' } | { is: 'left'; because: string }

export const moveMethod = 'MoveDatastoreFile_Task'

const longestBytes = 255

/** Where a file is written until it is whole: beside its place, under a name that looks like nothing else. */
export function temporaryPath(path: string): string {
  const name = fileOf(path)
  const ending = `.${randomBytes(4).toString('hex')}${uploadSuffix}`
  const fits = Buffer.byteLength(name) + ending.length <= longestBytes
  return pathIn(parentFolder(path), fits ? `${name}${ending}` : ending.slice(1))
}

/** Moves a finished file to its name, in one step for everybody who looks. Rejects with VimFault or WireError. */
export async function putInPlace(
  { access, place, path }: FileAt,
  temporary: string,
  overwrite: boolean,
): Promise<void> {
  const task = await access.call(moveMethod, fileManager(access), {
    sourceName: datastorePath(place, temporary),
    sourceDatacenter: refValue(place.datacenter),
    destinationName: datastorePath(place, path),
    destinationDatacenter: refValue(place.datacenter),
    force: overwrite,
  })
  const ref = asRefTo('Task', task)
  if (ref) await access.endOf(ref)
}

/** What a failure to put a file in its place says of it. A task that is not told of any more may have ended well. */
export const placingOf = (error: unknown): 'refused' | 'unanswered' =>
  error instanceof VimFault && !isFault(error, 'ManagedObjectNotFound') ? 'refused' : 'unanswered'

/** Between tries to remove what a host may not have closed, or not even shown, yet. */
const pausesMs = [50, 150, 400, 1_000, 2_000]

/**
 * Best effort: what cannot be removed still has a name that looks unfinished. Never rejects.
 * @param isSettled the host has answered, so that it does nothing more with the file by itself.
 */
export async function removeTemporary(
  { access, place }: FileAt,
  temporary: string,
  { isSettled }: { isSettled: boolean },
): Promise<Cleared> {
  const parameters = { name: datastorePath(place, temporary), datacenter: refValue(place.datacenter) }
  let isGone = false
  let last: unknown
  for (const pauseMs of isSettled ? [0] : pausesMs) {
    if (pauseMs > 0) await pause(pauseMs)
    try {
      const task = asRefTo('Task', await access.call('DeleteDatastoreFile_Task', fileManager(access), parameters))
      if (task) await access.endOf(task)
      return { is: 'removed' }
    } catch (error) {
      last = error
      isGone = isFault(error, 'FileNotFound')
      // It may come to be there, or be let go of, in a moment. Anything else will not get better.
      if (!isGone && !isFault(error, 'FileLocked', 'CannotAccessFile')) break
    }
  }
  return isGone ? { is: 'absent' } : { is: 'left', because: toConsoleError(last).sentence }
}
