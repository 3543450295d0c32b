import { assertNever } from '@/lib/assert-never'
import type { Actor } from '@/lib/runs/actor'
import { pathOf, type RunOutcome } from '@/lib/runs/run'
import { subjectName } from '@/lib/runs/subject'
import { taskKey, vmKey, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { FaultText } from '@/lib/vsphere/task'
import { removeCopy, type CopyStep, type VmCopy } from '../files/copy-vm'
import { toConsoleError } from '../errors/console-error'
import { awaitTask } from './await-task'
import { callError } from './host-call'
import { unnamedFault } from './outcome'
import { searchForCall } from './search-call'
import { withContact } from './with-contact'
import { faultOf, Stopped, type Work, type WorkingRun } from './work'

/** Why a copy came to no good end. `unknown`: nobody knows whether the VM was registered, so its files are left alone. */
class CopyEnd extends Error {
  readonly outcome: RunOutcome
  readonly keeps: boolean
  constructor(outcome: RunOutcome, keeps = false) {
    super(outcome.kind)
    this.outcome = outcome
    this.keeps = keeps
  }
}

/** Andon stops: the next life clears up. */
class LeftToNextLife extends Error {}

/**
 * A copy of a VM by its disks: a folder, each disk, the configuration file, the registration, one after the other, each
 * recorded before it is sent. When one of them fails or is cancelled, the folder goes again, or it is said why not.
 */
export const vmCopy =
  (copy: VmCopy): Work =>
  async (run) => {
    let isMade = false
    try {
      await step(run, copy.makeFolder)
      isMade = true
      for (const [at, part] of copy.copies.entries()) {
        const share = (percent: number) => run.showPercent(Math.floor((at * 100 + percent) / (copy.copies.length + 1)))
        await step(run, part, share).catch((error: unknown) => {
          if (!part.isOptional || !(error instanceof CopyEnd) || error.outcome.kind !== 'failed') throw error
        })
      }
      refuseStopped(run)
      await run.record({ kind: 'writing', temporary: copy.vmx.path, bytes: copy.vmx.bytes })
      await copy.vmx.put()
      refuseStopped(run)
      const made = await step(run, copy.register)
      await run.end({ kind: 'succeeded', ...(made && { made }) })
    } catch (error) {
      if (error instanceof LeftToNextLife) return
      const end = error instanceof CopyEnd ? error : new CopyEnd({ kind: 'failed', fault: faultOf(error) })
      if (isMade && !end.keeps) await clearUp(run, copy.subject.path, copy.remove)
      await run.end(withPlace(run, end))
    }
  }

/** What the process before this one began is not gone on with: what it left is taken away, unless the VM is registered. */
export const resumeVmCopy: Work = async (run) => {
  const { task, steps, state } = run.view
  if (state.at === 'ended') return
  if (!steps.some(({ event }) => event.kind === 'start-sent'))
    return run.end({
      kind: 'refused',
      refusal: { why: 'not-possible', because: 'Andon was stopped. Nothing was started.' },
    })
  await run.record({ kind: 'contact-lost', reason: 'Andon was stopped.' })
  if (task && (await awaitTask(run, task, () => undefined)).is === 'stopped') return
  const inventory = await withContact(run)
  if (!inventory) return
  const path = pathOf(run.view)
  const isRegistering = steps.some(({ event }) => event.kind === 'start-sent' && event.method === registerMethod)
  const made = isRegistering && path ? await registeredLater(run, path.path) : undefined
  if (made) return run.end({ kind: 'succeeded', made })
  if (isRegistering) return run.end(withPlace(run, new CopyEnd({ kind: 'lost', reason: unregistered }, true)))
  if (path) await clearUp(run, path.path, () => removeCopy(inventory.access(), path))
  await run.end(
    withPlace(
      run,
      new CopyEnd({ kind: 'failed', fault: { type: 'Stopped', message: 'It was cut: Andon was stopped.', chain: [] } }),
    ),
  )
}

const registerMethod = 'RegisterVM_Task'
const unregistered = 'Whether the copy was registered is not known.'

/** One call, and its task to the end. @returns the VM that it made. @throws CopyEnd, LeftToNextLife. */
async function step(
  run: WorkingRun,
  { method, start }: CopyStep,
  onPercent: (percent: number) => void = () => undefined,
): Promise<VmKey | undefined> {
  refuseStopped(run)
  await run.record({ kind: 'start-sent', method })
  let task: TaskKey | undefined
  try {
    const ref = await start()
    task = ref && taskKey(run.view.connection, ref.value)
    await run.record({ kind: 'started', method, ...(task ? { task } : {}) })
  } catch (thrown) {
    const error = callError(thrown)
    if (error.blame !== 'wire')
      throw new CopyEnd({ kind: 'failed', fault: error.blame === 'vsphere' ? error.fault : faultOf(thrown) })
    await run.record({ kind: 'start-unanswered', method, reason: error.reason })
    const found = await whatBecame(run, method, error.reason)
    if (found.is === 'registered') return found.made
    task = found.task
  }
  if (!task) return undefined
  return endOfStep(run, method, task, onPercent)
}

async function endOfStep(
  run: WorkingRun,
  method: string,
  task: TaskKey,
  onPercent: (percent: number) => void,
): Promise<VmKey | undefined> {
  const isRegister = method === registerMethod
  const end = await awaitTask(run, task, onPercent)
  if (end.is === 'stopped') throw new LeftToNextLife()
  if (end.is === 'unknown') throw new CopyEnd({ kind: 'lost', reason: end.reason }, isRegister)
  await run.cancelSettled()
  if (end.task.state !== 'error') return end.task.made
  throw new CopyEnd(failedWith(run, end.task.fault ?? unnamedFault))
}

/**
 * What the host is found to have made of a call whose reply is missing: its task, or, of the registration, the VM. It is never
 * sent again. @throws CopyEnd, LeftToNextLife.
 */
async function whatBecame(
  run: WorkingRun,
  method: string,
  lost: string,
): Promise<{ is: 'task'; task?: TaskKey } | { is: 'registered'; made: VmKey }> {
  const found = await searchForCall(run, method)
  const isRegister = method === registerMethod
  const made = isRegister ? registeredAt(run, pathOf(run.view)?.path ?? '') : undefined
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
    case 'nothing': {
      const message = `No reply to ${method}, and the host has not taken it: nothing came of it.`
      throw new CopyEnd({ kind: 'failed', fault: { type: 'StartNotTaken', message, chain: [] } })
    }
    case 'stopped':
      refuseStopped(run)
      throw new LeftToNextLife()
    case 'unclear': {
      const reason = `No reply to ${method}. ${isRegister ? unregistered : 'It may still be working at the host.'}`
      throw new CopyEnd({ kind: 'lost', reason: `${reason} ${found.reason} ${lost}` }, isRegister)
    }
    default:
      return assertNever(found, 'what was found')
  }
}

function failedWith(run: WorkingRun, fault: FaultText): RunOutcome {
  if (fault.type !== 'RequestCanceled') return { kind: 'failed', fault }
  const asked = run.view.steps.findLast(({ event }) => event.kind === 'cancel-sent' || event.kind === 'cancel-taken')
  const by: Actor = asked?.actor ?? { kind: 'elsewhere' }
  return { kind: 'cancelled', by }
}

/** A cancel between two tasks of the host. @throws CopyEnd, LeftToNextLife. */
function refuseStopped({ signal }: WorkingRun): void {
  if (!signal.aborted) return
  const why = signal.reason instanceof Stopped ? signal.reason.why : undefined
  if (why?.is === 'cancelled') throw new CopyEnd({ kind: 'cancelled', by: why.by })
  if (why?.is === 'dropped')
    throw new CopyEnd({ kind: 'lost', reason: why.because ?? 'The connection was removed.' }, true)
  throw new LeftToNextLife()
}

async function clearUp(run: WorkingRun, temporary: string, remove: () => Promise<void>): Promise<void> {
  try {
    await remove()
    await run.record({ kind: 'cleared', temporary })
  } catch (error) {
    await run.record({ kind: 'cleared', temporary, left: toConsoleError(error).sentence })
  }
}

/** Where something is left, the outcome says where. */
function withPlace(run: WorkingRun, { outcome, keeps }: CopyEnd): RunOutcome {
  const left = run.view.steps.findLast(({ event }) => event.kind === 'cleared')?.event
  const isLeft = keeps || (left?.kind === 'cleared' && left.left !== undefined)
  const path = pathOf(run.view)
  if (!isLeft || !path) return outcome
  const where = `What was copied lies at ${subjectName(path)}.`
  if (outcome.kind === 'lost') return { ...outcome, reason: `${outcome.reason} ${where}` }
  if (outcome.kind !== 'failed') return outcome
  return { ...outcome, fault: { ...outcome.fault, message: `${outcome.fault.message} ${where}` } }
}

/** The same, after the process that had it registered is gone: its task may go on, or never have come to the host. */
async function registeredLater(run: WorkingRun, folder: string): Promise<VmKey | undefined> {
  const known = registeredAt(run, folder)
  const isStarted = run.view.steps.some(({ event }) => event.kind === 'started' && event.method === registerMethod)
  if (known || isStarted) return known
  const found = await searchForCall(run, registerMethod)
  if (found.is !== 'task') return registeredAt(run, folder)
  await run.record({ kind: 'started', method: registerMethod, task: found.task, found: true })
  const end = await awaitTask(run, found.task, () => undefined)
  return end.is === 'ended' ? (end.task.made ?? registeredAt(run, folder)) : registeredAt(run, folder)
}

/** The VM whose configuration file lies in the folder of the copy. */
function registeredAt(run: WorkingRun, folder: string): VmKey | undefined {
  const inventory = run.inventory()
  const found = [...(inventory?.vms.values() ?? [])].find(({ vmxPath }) => vmxPath?.includes(`] ${folder}/`))
  return found && vmKey(run.view.connection, found.moid)
}
