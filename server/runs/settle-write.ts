import { pathOf } from '@/lib/runs/run'
import { subjectName } from '@/lib/runs/subject'
import { splitKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { toConsoleError } from '../errors/console-error'
import { checksumOf, fileLength, readFile, type FileAt } from '../files/folder-http'
import { isChangedSince, lookAt, seenSentence } from '../files/look-at'
import { readPlace } from '../files/place'
import { removeTemporary, type Cleared, type FailedWrite } from '../files/temporary'
import type { Inventory } from '../inventory/contract'
import { nextLook } from './look-times'
import { pause, withContact } from './with-contact'
import type { WorkingRun } from './work'

/** What has become of a file that was put beside its place first: it is there, it surely is not, or nobody can say. */
export type Settled =
  | { is: 'placed' }
  | { is: 'not-placed'; cleared: Cleared }
  | { is: 'unknown'; cleared: Cleared; reason: string }

/**
 * Ends what is left of a write that did not come to its end: the temporary file is removed, and where it had been about to be
 * moved it is seen whether it was. Removing tells: what could be removed was not moved, and can no more be.
 */
export async function settleWrite(run: WorkingRun, { temporary, isSettled, placing }: FailedWrite): Promise<Settled> {
  const wanted = wantedOf(run)
  // Only where the outcome hangs on it is a host waited for.
  const inventory = placing === 'unanswered' ? await withContact(run) : run.inventory()
  let at: FileAt | undefined
  let because = 'There has been no contact with the host since.'
  try {
    at = inventory && (await placeOf(run, inventory))
  } catch (error) {
    because = toConsoleError(error).sentence
  }
  if (!inventory || !at) {
    const cleared: Cleared = { is: 'left', because }
    return placing === 'no' ? { is: 'not-placed', cleared } : unknown(run, cleared)
  }
  const temporaryAt = { ...at, path: temporary }
  if (placing === 'unanswered') await waitWhileThere(run, temporaryAt)
  const cleared = await removeTemporary(at, temporary, { isSettled: isSettled || placing !== 'no' })
  if (placing === 'no' || cleared.is === 'removed') return { is: 'not-placed', cleared }
  try {
    if (cleared.is === 'left' && (await fileLength(temporaryAt)) !== undefined) return { is: 'not-placed', cleared }
    if (await isThere(at, wanted)) return { is: 'placed' }
    const seen = await lookAt(at.access, at.place.ref.value, at.path)
    return unknown(run, cleared, seenSentence(seen, wanted.since))
  } catch (error) {
    return unknown(run, cleared, toConsoleError(error).sentence)
  }
}

function unknown(run: WorkingRun, cleared: Cleared, seen = ''): Settled {
  const path = pathOf(run.view)
  const reason = `Whether the file was put in its place is not known: look at ${path ? subjectName(path) : 'it'}. ${seen}`
  return { is: 'unknown', cleared, reason: reason.trim() }
}

/** A move whose reply was cut may still be on its way in the host. */
async function waitWhileThere(run: WorkingRun, temporary: FileAt): Promise<void> {
  const placing = run.view.steps.findLast(({ event }) => event.kind === 'placing')
  const sentAt = Date.parse(placing?.at ?? run.view.startedAt)
  for (let waitedMs = 0; ;) {
    const next = nextLook(Math.max(waitedMs, run.now() - sentAt))
    const isThere = await fileLength(temporary).then(
      (length) => length !== undefined,
      () => true,
    )
    if (!isThere || !next || run.signal.aborted) return
    await pause(run, next.inMs)
    waitedMs = next.atMs
  }
}

async function placeOf(run: WorkingRun, inventory: Inventory): Promise<FileAt | undefined> {
  const path = pathOf(run.view)
  const datastore = path && splitKey(path.datastore)
  if (!path || !datastore) return undefined
  const access = inventory.access()
  return { access, place: await readPlace(access, datastore.moid), path: path.path }
}

/** A save is known by its bytes. An upload by its length and by its date, since what it replaces may have the same length. */
async function isThere(at: FileAt, { bytes, checksum, since }: Wanted): Promise<boolean> {
  if ((await fileLength(at)) !== bytes) return false
  if (checksum !== undefined) return checksumOf(await readFile(at, bytes)) === checksum
  const seen = await lookAt(at.access, at.place.ref.value, at.path)
  return isChangedSince(seen, since) === true
}

/** What the run has written down of the file before its first byte went. `since`: ms since the epoch. */
type Wanted = { bytes: number; checksum?: string; since: number }

function wantedOf({ view }: WorkingRun): Wanted {
  const step = view.steps.findLast(({ event }) => event.kind === 'writing')
  if (step?.event.kind !== 'writing') throw new Error('a write without its first step')
  const { bytes, checksum } = step.event
  return { bytes, since: Date.parse(step.at), ...withoutUndefined({ checksum }) }
}
