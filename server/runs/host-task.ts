import { assertNever } from '@/lib/assert-never'
import type { Actor } from '@/lib/runs/actor'
import { isRestored, sentStart } from '@/lib/runs/fold-run'
import type { RunOutcome, RunView } from '@/lib/runs/run'
import { taskKey, type MoRef, type TaskKey } from '@/lib/vsphere/ids'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import { awaitTask } from './await-task'
import { callError } from './host-call'
import { droppedReason, goneReason, succeededWith, unnamedFault } from './outcome'
import { restoredReason } from './resume'
import { searchForCall, speaksAgainst, whatToLookAt } from './search-call'
import { startLater, type HostCall } from './start-later'
import { followTask, type TaskReport } from './task-reports'
import { faultOf, type Stopped, type Work, type WorkingRun } from './work'

/**
 * A task of a host without questions: the call, then its task to the end.
 * @param started is told when the host has replied to the call, or when its reply is missing, which is then looked into;
 * whatever it is, the run has its steps by then.
 */
export const hostTask =
  ({ method, start }: HostCall, started: (error?: unknown) => void): Work =>
  async (run) => {
    await run.record({ kind: 'start-sent', method })
    // What was written down takes its time where the journal had to wait.
    if (run.order.age() !== 'fresh') {
      const decided = run.hold('not-recorded', method)
      started()
      if ((await decided) === 'confirmed') await sendLater(run)
      return
    }
    let ref: MoRef | undefined
    try {
      ref = await start()
    } catch (thrown) {
      const error = callError(thrown)
      if (error.blame === 'wire') {
        await run.record({ kind: 'start-unanswered', method, reason: error.reason })
        started()
        return goOnUnanswered(run, method)
      }
      await run.end({ kind: 'failed', fault: error.blame === 'vsphere' ? error.fault : faultOf(thrown) })
      return started(thrown)
    }
    const task = ref && taskKey(run.view.connection, ref.value)
    await run.record({ kind: 'started', method, ...(task ? { task } : {}) })
    if (!task) await run.end({ kind: 'succeeded' })
    started()
    if (task) await followToEnd(run, task)
  }

/** Takes up what another process began: its task goes on at the host. What was sent without a recorded reply is looked for. */
export const resumeHostTask: Work = async (run) => {
  const { task, state, steps } = run.view
  if (task) {
    if (state.at !== 'ended') await run.record({ kind: 'contact-lost', reason: 'Andon was stopped.' })
    return followToEnd(run, task)
  }
  if (!steps.some(({ event }) => event.kind === 'started') && !sentStart(steps))
    return isRestored(steps) ? endRestored(run) : sendLater(run)
  const last = steps.findLast(({ event }) => event.kind.startsWith('start'))?.event
  switch (last?.kind) {
    case 'started':
      return run.end({ kind: 'succeeded' })
    case 'start-sent':
      await run.record({ kind: 'start-unanswered', method: last.method, reason: 'Andon was stopped while it sent it.' })
      return goOnUnanswered(run, last.method)
    case 'start-unanswered':
      return goOnUnanswered(run, last.method)
    default:
      throw new Error('a call that was sent without a step that says so')
  }
}

/** Ends a run of a restored journal that had sent nothing by the time of the backup. */
export async function endRestored(run: WorkingRun): Promise<void> {
  return run.end({ kind: 'lost', reason: `${restoredReason} ${await whatToLookAt(run)}`.trim() })
}

async function sendLater(run: WorkingRun): Promise<void> {
  const call = await startLater(run)
  if (call) await hostTask(call, () => undefined)(run)
}

/** Goes on with what the host is found to have made of a call whose reply is missing. */
async function goOnUnanswered(run: WorkingRun, method: string, hasWaited = false): Promise<void> {
  const found = await searchForCall(run, method)
  switch (found.is) {
    case 'task':
      await run.record({ kind: 'started', method, task: found.task, found: true })
      return followToEnd(run, found.task)
    case 'done':
      await run.record({ kind: 'started', method, found: true })
      return run.end({ kind: 'succeeded' })
    case 'before':
      return run.end(notTaken(`No reply to ${method}. It was there before, so that the host made nothing.`))
    case 'nothing':
      return run.end(notTaken(noSuchTask(run.view, method)))
    case 'unclear': {
      if (found.among && !hasWaited) {
        // Files tell which of them was this one's once nobody writes any more.
        for (const task of found.among) await awaitTask(run, task, () => undefined)
        return goOnUnanswered(run, method, true)
      }
      const reason = `No reply to ${method}. Whether the host started it is not known. ${await whatToLookAt(run)} ${found.reason}`
      return run.end({ kind: 'lost', reason: reason.trim().replaceAll('  ', ' ') })
    }
    case 'stopped': {
      const { why } = run.signal.reason as Stopped // nothing else aborts a run
      return why.is === 'dropped' ? endUnknown(run, droppedReason(why.because)) : undefined
    }
    default:
      return assertNever(found, 'what was found')
  }
}

const noSuchTask = ({ kind }: RunView, method: string) =>
  method.endsWith('_Task')
    ? `No reply to ${method}, and the host has no such task: nothing was started.`
    : kind === 'host'
      ? `No reply to ${method}, and nothing is different at the host: it did not do it.`
      : `No reply to ${method}, and nothing is there: the host did not do it.`

const notTaken = (message: string): RunOutcome => ({
  kind: 'failed',
  fault: { type: 'StartNotTaken', message, chain: [] },
})

/** Follows a task until it has ended, however long there is no contact: what has become of it the host says later. */
function followToEnd(run: WorkingRun, task: TaskKey): Promise<void> {
  const { promise, finish, note } = once(run)
  let contact = run.view.steps.at(-1)?.event.kind !== 'contact-lost'
  let unfollow: (() => void) | undefined
  function onContact(): void {
    if (contact) return
    contact = true
    note(() => run.record({ kind: 'contact-back' }))
  }

  function onReport(report: TaskReport): void {
    if (report.kind === 'contact-lost') {
      if (!contact) return
      contact = false
      return note(() => run.record({ kind: 'contact-lost', reason: report.reason }))
    }
    onContact()
    if (report.kind === 'task-gone') finish(() => endUnknown(run, goneReason(report.withheld)))
    if (report.kind === 'task' && hasEnded(report.task)) finish(() => endWithTask(run, report.task))
  }

  function attach(): void {
    unfollow?.()
    const inventory = run.inventory()
    if (inventory) unfollow = followTask(inventory, task, undefined, onReport)
    else finish(() => endUnknown(run, droppedReason(undefined)))
  }

  const stopped = () => {
    const { why } = run.signal.reason as Stopped // nothing else aborts a run
    finish(async () => (why.is === 'dropped' ? endUnknown(run, droppedReason(why.because)) : undefined))
  }
  const stops = [run.onReattach(attach), () => unfollow?.()]
  run.signal.addEventListener('abort', stopped)
  attach()
  return promise.finally(() => {
    run.signal.removeEventListener('abort', stopped)
    for (const stop of stops) stop()
  })
}

/** Something that ends once, while steps are noted on the way; one that cannot be written ends it too. */
function once({ signal }: WorkingRun) {
  let resolve: (work: Promise<void>) => void
  let isOver = false
  const promise = new Promise<void>((settle) => (resolve = settle))
  const finish = (work: () => Promise<void>) => {
    if (isOver) return
    isOver = true
    resolve(work())
  }
  const note = (work: () => Promise<void>) => {
    if (!isOver && !signal.aborted) work().catch((error: unknown) => finish(() => Promise.reject(error)))
  }
  return { promise, finish, note }
}

async function endWithTask(run: WorkingRun, task: TaskView): Promise<void> {
  const fault = task.state === 'error' ? (task.fault ?? unnamedFault) : undefined
  await run.cancelSettled()
  if (task.progress !== undefined) await run.record({ kind: 'progress', percent: task.progress })
  if (run.view.state.at === 'ended') {
    return run.record({ kind: 'task-ended', state: fault ? 'error' : 'success', ...(fault ? { fault } : {}) })
  }
  const against = fault || !isFound(run.view) ? undefined : await speaksAgainst(run).catch(() => undefined)
  if (against !== undefined) {
    const reason = `A task that was taken for this one succeeded, and ${against} Whether the host did this is not known.`
    return run.end({ kind: 'lost', reason })
  }
  const cancel = cancelOf(run.view) ?? (await run.cancelBeside(task.key))
  if (fault?.type === 'RequestCanceled')
    return run.end({ kind: 'cancelled', ...(cancel ?? { by: { kind: 'elsewhere' } }) })
  if (cancel) await run.record({ kind: 'cancel-too-late' })
  return run.end(fault ? { kind: 'failed', fault } : succeededWith(task))
}

const isFound = ({ steps }: RunView) => steps.some(({ event }) => event.kind === 'started' && event.found)

/** Who asked to cancel it, when the host took that or nobody knows whether it did. */
function cancelOf({ steps }: RunView): { by: Actor; probable?: true } | undefined {
  const last = steps.findLast(({ event }) => event.kind.startsWith('cancel-'))
  switch (last?.event.kind) {
    case 'cancel-taken':
      return { by: last.actor }
    case 'cancel-sent':
    case 'cancel-unanswered':
      return { by: last.actor, probable: true }
    default:
      return undefined
  }
}

function endUnknown(run: WorkingRun, reason: string): Promise<void> {
  return run.view.state.at === 'ended'
    ? run.record({ kind: 'task-ended', state: 'unknown' })
    : run.end({ kind: 'lost', reason })
}
