import { assertNever } from '@/lib/assert-never'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import { record, type CancelEnd, type Core, type Input, type Turn } from './core'
import { onEarlierAnswer, onGuestSilent, onPower, onRead, onReadFailed, onStarted, onStartFailed } from './on-check'
import { actOn, cancelEffectTimer, goneByItself, onAnswer, onQuestion, onReread, onRereadFailed } from './on-question'
import { end, endUnknown, endWithTask, leaveBlocked, lostAfterMs } from './outcome'
import type { TaskReport } from './task-reports'

/**
 * The run's algorithm: what is recorded, and then done, when something happens. Pure; the given core is not changed.
 * The caller records the steps first and sends the commands after that.
 */
export function advance(core: Core, input: Input): Turn {
  const turn: Turn = { core: { ...core }, steps: [], commands: [] }
  if (core.phase !== 'over') take(turn, input)
  return turn
}

function take(turn: Turn, input: Input): void {
  const { core } = turn
  switch (input.is) {
    case 'read':
      return onRead(turn, input.before, input.at)
    case 'read-failed':
      return onReadFailed(turn, input.error)
    case 'started':
      return onStarted(turn, input.task)
    case 'start-failed':
      return onStartFailed(turn, input.error)
    case 'report':
      return onReport(turn, input.report)
    case 'answering':
      if (core.pending?.key !== input.key) return undefined
      core.pending = { ...core.pending, doing: 'answering' }
      return undefined
    case 'answer':
      if (core.pending?.key !== input.key) return undefined
      if (core.phase === 'answering-earlier') {
        return input.mine ? onEarlierAnswer(turn, input.result) : undefined
      }
      onAnswer(turn, input.mine, input.result, input.at)
      return release(turn)
    case 'reread':
      return core.phase === 'ending'
        ? onEndingReread(turn, input.question?.id)
        : onReread(turn, input.question, input.at)
    case 'reread-failed':
      return core.phase === 'ending' ? onEndingReread(turn, core.pending?.question.id) : onRereadFailed(turn)
    case 'cancelling':
      if (!core.own || core.phase !== 'running') return undefined
      // The run's own may be about to leave: its end still counts for the question.
      core.cancel = { by: input.by, state: 'sent', blocks: core.cancel?.blocks ?? false }
      return undefined
    case 'cancel':
      onCancel(turn, input.result)
      return release(turn)
    case 'timer':
      return onTimer(turn, input.name)
    case 'power':
      return onPower(turn, input.powerState)
    case 'dropped':
      if (core.phase === 'ending') return onEndingReread(turn, core.pending?.question.id)
      return endUnknown(turn, 'The connection was removed.')
    default:
      return assertNever(input, 'input')
  }
}

/**
 * While a reply of the host is on its way, the reports that it explains wait for it: the question that goes because it
 * was answered, the task that ends because it was cancelled. The stream may well be faster than the reply.
 */
function mustWait(core: Core, report: TaskReport): boolean {
  const ends = report.kind === 'task-gone' || (report.kind === 'task' && hasEnded(report.task))
  const awaited = core.pending?.doing === 'answering' || core.phase === 'ending'
  return (awaited && (ends || report.kind === 'question')) || (core.cancel?.state === 'sent' && ends)
}

function release(turn: Turn): void {
  const { held } = turn.core
  turn.core.held = []
  for (const report of held) onReport(turn, report)
}

function onReport(turn: Turn, report: TaskReport): void {
  const { core } = turn
  if (core.phase !== 'running' && core.phase !== 'following' && core.phase !== 'ending') return
  if (report.kind === 'contact-lost') return onContactLost(turn, report.reason)
  if (!core.contact) onContactBack(turn)
  if (mustWait(core, report)) {
    core.held = [...core.held, report]
    return
  }
  switch (report.kind) {
    case 'task':
      return onTask(turn, report.task)
    case 'question':
      return onQuestion(turn, report.question, report.raisedAt)
    case 'task-gone':
      return endUnknown(turn, 'The host no longer has the task. What became of it is not known.')
    case 'vm-gone':
      if (core.pending) goneByItself(turn, core.pending)
      return undefined
    case 'contact-back':
      return undefined
    default:
      return assertNever(report, 'report')
  }
}

function onTask(turn: Turn, task: TaskView): void {
  const { core } = turn
  core.cancelable = task.cancelable
  if (task.progress !== undefined) core.percent = task.progress
  if (!hasEnded(task)) return actOn(turn)
  const outcomeGiven = core.phase === 'following'
  // An open question may have gone with the task, or been answered by somebody; it may also be another matter.
  if (core.pending && core.pending.doing !== 'answered' && core.contact) {
    core.ending = { task, outcomeGiven }
    core.phase = 'ending'
    turn.commands.push({ do: 'reread' })
    return
  }
  endWithTask(turn, task, outcomeGiven)
}

/** The task is over. A question that went with it was answered, unless the task was cancelled. */
function onEndingReread(turn: Turn, asksNow: string | undefined): void {
  const { core } = turn
  if (!core.ending) return
  const { task, outcomeGiven } = core.ending
  const { pending } = core
  delete core.ending
  if (pending && asksNow !== pending.question.id && task.fault?.type !== 'RequestCanceled') goneByItself(turn, pending)
  endWithTask(turn, task, outcomeGiven)
}

function onContactLost(turn: Turn, reason: string): void {
  const { core } = turn
  if (!core.contact) return
  core.contact = false
  core.lostReason = reason
  record(turn, { kind: 'contact-lost', reason })
  if (core.phase === 'running') turn.commands.push({ do: 'timer', name: 'contact', ms: lostAfterMs })
}

function onContactBack(turn: Turn): void {
  turn.core.contact = true
  record(turn, { kind: 'contact-back' })
  turn.commands.push({ do: 'clear', name: 'contact' })
}

function onCancel(turn: Turn, result: CancelEnd): void {
  const { core } = turn
  const { cancel } = core
  if (!cancel) return
  if (result.end === 'taken') {
    core.cancel = { ...cancel, state: 'taken' }
    if (cancel.blocks) turn.commands.push(cancelEffectTimer)
    return
  }
  delete core.cancel
  if (result.end === 'too-late' || !cancel.blocks || core.phase !== 'running') return
  // Answered in the meantime: the task goes on, and nothing is blocked.
  if (core.pending?.doing !== 'left') return
  leaveBlocked(turn, result.end === 'refused' ? 'cancel-refused' : 'cancel-unanswered')
}

function onTimer(turn: Turn, name: Extract<Input, { is: 'timer' }>['name']): void {
  const { core } = turn
  switch (name) {
    case 'contact':
      if (core.contact || core.phase !== 'running') return undefined
      return end(turn, { kind: 'lost', reason: core.lostReason }, core.task !== undefined)
    case 'cancel-effect':
      if (core.phase !== 'running' || !core.cancel?.blocks || core.pending?.doing !== 'left') return undefined
      return leaveBlocked(turn, 'cancel-without-effect')
    case 'guest':
      return onGuestSilent(turn)
    case 'answer-again':
      if (core.pending?.doing === 'unconfirmed' && core.contact) turn.commands.push({ do: 'reread' })
      return undefined
    default:
      return assertNever(name, 'timer')
  }
}
