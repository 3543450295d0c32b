import { actorName } from '@/lib/runs/actor'
import { pathOf, type RunOutcome } from '@/lib/runs/run'
import { subjectName } from '@/lib/runs/subject'
import { splitKey } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import { isEmpty, lookAround } from '../files/look-around'
import { readPlace } from '../files/place'
import { removeTemporary } from '../files/temporary'
import { CopyEnd, LeftToNextLife, makeFolderMethod, registeredCopy } from './copy-step'
import { succeededWith, type Made } from './outcome'
import { faultOf, Stopped, type WorkingRun } from './work'
import { withContact } from './with-contact'

/**
 * Whose the folder of a copy is: its own, or perhaps somebody else's who made one of that name when the reply to this
 * copy's own call was missing.
 */
type Folder = 'not made' | 'own' | 'perhaps own'

function folderOf({ view }: WorkingRun): Folder {
  const made = view.steps.findLast(({ event }) => event.kind === 'started' && event.method === makeFolderMethod)?.event
  return made?.kind !== 'started' ? 'not made' : made.found ? 'perhaps own' : 'own'
}

/** Ends a copy: with the VM that it made, or with what it has made taken away again, or with where that lies and why. */
export async function concludeCopy(run: WorkingRun, work: () => Promise<Made | undefined>): Promise<void> {
  try {
    await run.end(succeededWith((await work()) ?? {}))
  } catch (error) {
    if (error instanceof LeftToNextLife) return
    // What could not be written down is no end: the next life sees what the host has made of it.
    if (!(error instanceof CopyEnd)) throw error
    const folder = folderOf(run)
    const left = folder === 'not made' ? undefined : error.keeps ? '' : await clearUp(run, folder)
    if (left === 'left to the next life') return
    await run.end(left === undefined ? error.outcome : withPlace(run, error.outcome, left))
  }
}

/**
 * Takes the folder away, once there is contact. Only now: when somebody else has one of that name later, nobody could tell.
 * @returns why it may still be there; undefined: it is gone.
 */
async function clearUp(run: WorkingRun, folder: Folder): Promise<string | undefined> {
  const at = pathOf(run.view)
  const key = at && splitKey(at.datastore)
  if (!at || !key) return 'Its datastore is not known.'
  const inventory = run.signal.aborted ? run.inventory() : await withContact(run)
  if (!inventory) {
    const { reason } = run.signal
    if (reason instanceof Stopped && reason.why.is === 'closing') return 'left to the next life'
    return 'The connection was removed.'
  }
  if (registeredCopy(run)) return 'A VM is registered from it.'
  try {
    const access = inventory.access()
    const place = await readPlace(access, key.moid)
    if (folder === 'perhaps own') {
      const looked = await lookAround(access, key.moid, at.path)
      if (looked.is === 'absent') return undefined
      if (looked.is === 'not-known') return looked.because
      if (!isEmpty(looked)) return 'Whether Andon made this folder is not known, so it was left alone.'
    }
    // A host may hold what it was writing for a moment more.
    const cleared = await removeTemporary({ access, place, path: at.path }, at.path, { isSettled: false })
    if (cleared.is === 'left') return cleared.because
    await run.record({ kind: 'cleared', temporary: at.path })
    return undefined
  } catch (error) {
    return toConsoleError(error).sentence
  }
}

/** Where something is left, the outcome says where, and why. */
function withPlace(run: WorkingRun, outcome: RunOutcome, because: string): RunOutcome {
  const at = pathOf(run.view)
  if (!at) return outcome
  const where = `What was copied lies at ${subjectName(at)}${because === '' ? '.' : `: ${because}`}`
  switch (outcome.kind) {
    case 'lost':
      return { ...outcome, reason: `${outcome.reason} ${where}` }
    case 'failed':
      return { ...outcome, fault: { ...outcome.fault, message: `${outcome.fault.message} ${where}` } }
    case 'cancelled': {
      const message = `It was cancelled by ${actorName(outcome.by)}. ${where}`
      return { kind: 'failed', fault: { type: 'RequestCanceled', message, chain: [] } }
    }
    default:
      return outcome
  }
}

/** What is wrong with a file that was to be written, as the end of a copy. */
export const unwrittenFile = (error: unknown): CopyEnd => new CopyEnd({ kind: 'failed', fault: faultOf(error) })
