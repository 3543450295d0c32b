import { assertNever } from '@/lib/assert-never'
import type { Actor } from '@/lib/runs/actor'
import { pathOf, type RunOutcome } from '@/lib/runs/run'
import { taskKey, vmKey, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { FaultText } from '@/lib/vsphere/task'
import type { CopyStep } from '../files/copy-vm'
import { awaitTask } from './await-task'
import { callError } from './host-call'
import { unnamedFault, type Made } from './outcome'
import { onceAllEnded } from './copy-among'
import { searchForCall, sentAtOf } from './search-call'
import { faultOf, Stopped, type WorkingRun } from './work'

/** One call of a copy, and what becomes of it. */

/**
 * Why a copy came to no good end. `keeps`: a VM may be registered from what it has made, so that is left alone.
 * Whatever else is thrown here is no end: the journal could not be written, and the run goes on as that has it.
 */
export class CopyEnd extends Error {
  readonly outcome: RunOutcome
  readonly keeps: boolean
  constructor(outcome: RunOutcome, keeps = false) {
    super(outcome.kind)
    this.outcome = outcome
    this.keeps = keeps
  }
}

/** Andon stops: the next life goes on with it. */
export class LeftToNextLife extends Error {}

export const makeFolderMethod = 'MakeDirectory'
export const registerMethod = 'RegisterVM_Task'
const unregistered = 'Whether the copy was registered is not known.'

/** One call, and its task to the end. @returns the VM that it made. @throws CopyEnd, LeftToNextLife. */
export async function step(
  run: WorkingRun,
  { method, start }: CopyStep,
  onPercent: (percent: number) => void = () => undefined,
): Promise<Made | undefined> {
  refuseStopped(run)
  await run.record({ kind: 'start-sent', method })
  // What was written down takes its time where the journal had to wait.
  if (method === makeFolderMethod && run.order.age() !== 'fresh') throw new CopyEnd(tooLate)
  const sent = await start().then(
    (ref) => ({ ref }),
    (thrown: unknown) => ({ thrown }),
  )
  if ('thrown' in sent) {
    const error = callError(sent.thrown)
    if (error.blame !== 'wire')
      throw failedWith(run, method, error.blame === 'vsphere' ? error.fault : faultOf(sent.thrown))
    await run.record({ kind: 'start-unanswered', method, reason: error.reason })
    const found = await whatBecame(run, method, error.reason)
    if (found.is === 'registered') return { made: found.made }
    return found.task && endOfStep(run, method, found.task, onPercent)
  }
  const task = sent.ref && taskKey(run.view.connection, sent.ref.value)
  await run.record({ kind: 'started', method, ...(task ? { task } : {}) })
  return task && endOfStep(run, method, task, onPercent)
}

/** A task to its end. @returns the VM that it made. @throws CopyEnd, LeftToNextLife. */
export async function endOfStep(
  run: WorkingRun,
  method: string,
  task: TaskKey,
  onPercent: (percent: number) => void = () => undefined,
): Promise<Made> {
  const isRegister = method === registerMethod
  const end = await awaitTask(run, task, onPercent)
  if (end.is === 'stopped') throw new LeftToNextLife()
  if (end.is === 'unknown') {
    const made = isRegister ? registeredCopy(run) : undefined
    if (made) return { made }
    throw new CopyEnd({ kind: 'lost', reason: isRegister ? `${end.reason} ${unregistered}` : end.reason }, isRegister)
  }
  await run.cancelSettled()
  if (end.task.state !== 'error') return end.task
  throw failedWith(run, method, end.task.fault ?? unnamedFault)
}

/**
 * What the host is found to have made of a call whose reply is missing: its task, or, of the registration, the VM. It is never
 * sent again. @throws CopyEnd, LeftToNextLife.
 */
export async function whatBecame(
  run: WorkingRun,
  method: string,
  lost: string,
): Promise<{ is: 'task'; task?: TaskKey } | { is: 'registered'; made: VmKey }> {
  const found = await searchForCall(run, method)
  const isRegister = method === registerMethod
  const made = isRegister ? registeredCopy(run) : undefined
  if (made && found.is !== 'task') {
    await run.record({ kind: 'started', method, found: true })
    return { is: 'registered', made }
  }
  switch (found.is) {
    case 'task':
      await run.record({ kind: 'started', method, task: found.task, found: true })
      return { is: 'task', task: found.task }
    case 'done':
      await run.record({ kind: 'started', method, found: true })
      return { is: 'task' }
    case 'before':
    case 'nothing':
      throw notTaken(method)
    case 'stopped': {
      // Nobody looked any more, whoever wanted it to stop.
      const reason = `No reply to ${method}. ${unregistered} ${lost}`
      if (isRegister && whyStopped(run) === 'cancelled') throw new CopyEnd({ kind: 'lost', reason }, true)
      refuseStopped(run)
      throw new LeftToNextLife()
    }
    case 'unclear': {
      const end = found.among && (await whichOf(run, method, found.among))
      if (end) return end
      const reason = `No reply to ${method}. ${isRegister ? unregistered : 'It may still be working at the host.'}`
      throw new CopyEnd({ kind: 'lost', reason: `${reason} ${found.reason} ${lost}` }, isRegister)
    }
    default:
      return assertNever(found, 'what was found')
  }
}

/** @returns undefined where that cannot be told. @throws CopyEnd, LeftToNextLife. */
async function whichOf(run: WorkingRun, method: string, among: readonly TaskKey[]) {
  const registered = method === registerMethod ? () => registeredCopy(run) : undefined
  const end = await onceAllEnded(run, among, { method, sentAt: sentAtOf(run), registered })
  switch (end.is) {
    case 'done':
      await run.record({ kind: 'started', method, found: true })
      return { is: 'task' as const }
    case 'registered':
      await run.record({ kind: 'started', method, found: true })
      return end
    case 'nothing':
      throw notTaken(method)
    case 'unknown':
      return undefined
    case 'stopped':
      refuseStopped(run)
      throw new LeftToNextLife()
    default:
      return assertNever(end, 'what became of one of several tasks')
  }
}

function notTaken(method: string): CopyEnd {
  const message = `No reply to ${method}, and the host has not taken it: nothing came of it.`
  return new CopyEnd({ kind: 'failed', fault: { type: 'StartNotTaken', message, chain: [] } })
}

const tooLate: RunOutcome = {
  kind: 'refused',
  refusal: {
    why: 'not-possible',
    because: 'Andon could not write its journal for more than ten minutes, so nothing was copied. Start it again.',
  },
}

/** Whoever has a VM registered from the same file has the files of the copy too: they are left alone. */
function failedWith(run: WorkingRun, method: string, fault: FaultText): CopyEnd {
  const isAnothers = method === registerMethod && fault.type === 'AlreadyExists'
  if (fault.type !== 'RequestCanceled') return new CopyEnd({ kind: 'failed', fault }, isAnothers)
  const asked = run.view.steps.findLast(({ event }) => event.kind === 'cancel-sent' || event.kind === 'cancel-taken')
  const by: Actor = asked?.actor ?? { kind: 'elsewhere' }
  return new CopyEnd({ kind: 'cancelled', by })
}

const whyStopped = ({ signal }: WorkingRun) =>
  signal.aborted && signal.reason instanceof Stopped ? signal.reason.why.is : undefined

/** A cancel between two tasks of the host. @throws CopyEnd, LeftToNextLife. */
export function refuseStopped({ signal }: WorkingRun): void {
  if (!signal.aborted) return
  const why = signal.reason instanceof Stopped ? signal.reason.why : undefined
  if (why?.is === 'cancelled') throw new CopyEnd({ kind: 'cancelled', by: why.by })
  if (why?.is === 'dropped')
    throw new CopyEnd({ kind: 'lost', reason: why.because ?? 'The connection was removed.' }, true)
  throw new LeftToNextLife()
}

/** The VM whose configuration file lies in the folder of the copy, as far as VMs are shown. */
export function registeredCopy(run: WorkingRun): VmKey | undefined {
  const at = pathOf(run.view)
  if (!at) return undefined
  // As hosts write it, whatever brackets the name of the datastore has.
  const folder = `[${at.datastoreName}] ${at.path}/`
  const found = [...(run.inventory()?.vms.values() ?? [])].find(({ vmxPath }) => vmxPath?.startsWith(folder))
  return found && vmKey(run.view.connection, found.moid)
}
