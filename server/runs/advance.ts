import { assertNever } from '@/lib/assert-never'
import type { VmQuestion } from '@/lib/vsphere/question'
import { asksTheSame } from '@/lib/vsphere/same-question'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { record, type CancelEnd, type RunSoFar, type Input, type Turn } from './run-machine'
import { fitsTask } from './find-start'
import {
  onConfirmed,
  onEarlierAnswer,
  onEarlierReread,
  onEarlierUnread,
  onGivenUp,
  onRead,
  onReadFailed,
  onStarted,
  onStartFailed,
} from './on-check'
import { actOn, cancelEffectTimer, gone, onAnswer, onQuestion, onReread, onRereadFailed } from './on-question'
import { onGuestSilent, onPower } from './on-guest'
import { onLooked, onLookFailed } from './on-start-unanswered'
import {
  droppedBefore,
  droppedReason,
  endUnknown,
  endWithTask,
  goneReason,
  hold,
  leaveBlocked,
  refuse,
} from './outcome'
import type { TaskReport } from './task-reports'

/**
 * The run's algorithm: what is recorded, and then done, when something happens. Pure; the given soFar is not changed.
 * The caller records the steps first and sends the commands after that.
 */
export function advance(soFar: RunSoFar, input: Input): Turn {
  const turn: Turn = { soFar: { ...soFar }, steps: [], commands: [] }
  if (soFar.phase !== 'over') take(turn, input)
  return turn
}

function take(turn: Turn, input: Input): void {
  const { soFar } = turn
  switch (input.is) {
    case 'read':
      return onRead(turn, input)
    case 'read-failed':
      return onReadFailed(turn, input.error)
    case 'contact':
      return onContact(turn)
    case 'late':
      return soFar.phase === 'starting' ? hold(turn, 'not-recorded', input.age) : undefined
    case 'confirmed':
      return onConfirmed(turn, input.by, input.at)
    case 'given-up':
      return onGivenUp(turn, input.by)
    case 'started':
      return onStarted(turn, input.task)
    case 'start-failed':
      return onStartFailed(turn, input.error)
    case 'looked':
      return onLooked(turn, input.found, input.sentMsAgo)
    case 'look-failed':
      return onLookFailed(turn, input.error)
    case 'report':
      return onReport(turn, input.report)
    case 'answering':
      if (soFar.pending?.key !== input.key) return undefined
      soFar.pending = { ...soFar.pending, doing: 'answering' }
      return undefined
    case 'answer':
      if (soFar.pending?.key !== input.key) return undefined
      if (soFar.phase === 'answering-earlier') {
        return input.mine ? onEarlierAnswer(turn, input.result) : undefined
      }
      onAnswer(turn, input.mine, input.result, input.at)
      return release(turn)
    case 'reread':
      if (soFar.phase === 'answering-earlier') return onEarlierReread(turn, input)
      return soFar.phase === 'ending' ? onEndingReread(turn, input.question) : onReread(turn, input.question, input.at)
    case 'reread-failed':
      if (soFar.phase === 'answering-earlier') return onEarlierUnread(turn, input.error)
      return soFar.phase === 'ending' ? onEndingReread(turn, soFar.pending?.question) : onRereadFailed(turn)
    case 'cancelling':
      if (!soFar.own || soFar.phase !== 'running') return undefined
      // The run's own may be about to leave: its end still counts for the question.
      soFar.cancel = { by: input.by, state: 'sent', blocks: soFar.cancel?.blocks ?? false }
      return undefined
    case 'cancel':
      onCancel(turn, input.result)
      return release(turn)
    case 'timer':
      return onTimer(turn, input.name)
    case 'power':
      return onPower(turn, input.powerState)
    case 'dropped':
      if (soFar.phase === 'ending') return onEndingReread(turn, soFar.pending?.question)
      return onDropped(turn, input.because)
    default:
      return assertNever(input, 'input')
  }
}

/**
 * While a reply of the host is on its way, the reports that it explains wait for it: the question that goes because it
 * was answered, the task that ends because it was cancelled. The stream may well be faster than the reply.
 */
function mustWait(soFar: RunSoFar, report: TaskReport): boolean {
  const ends = report.kind === 'task-gone' || (report.kind === 'task' && hasEnded(report.task))
  const awaited = soFar.pending?.doing === 'answering' || soFar.phase === 'ending'
  return (awaited && (ends || report.kind === 'question')) || (soFar.cancel?.state === 'sent' && ends)
}

function release(turn: Turn): void {
  const { held } = turn.soFar
  turn.soFar.held = []
  for (const report of held) onReport(turn, report)
}

function onReport(turn: Turn, report: TaskReport): void {
  const { soFar } = turn
  if (soFar.phase !== 'running' && soFar.phase !== 'following' && soFar.phase !== 'ending') return
  if (report.kind === 'contact-lost') return onContactLost(turn, report.reason)
  if (!soFar.contact) onContactBack(turn)
  if (mustWait(soFar, report)) {
    soFar.held = [...soFar.held, report]
    return
  }
  switch (report.kind) {
    case 'task':
      return onTask(turn, report.task)
    case 'question':
      return onQuestion(turn, report.question, report.raisedAt)
    case 'task-gone':
      return endUnknown(turn, goneReason(report.withheld))
    case 'vm-gone':
      if (soFar.pending) gone(turn, soFar.pending, 'vm-gone')
      return undefined
    case 'contact-back':
      return undefined
    default:
      return assertNever(report, 'report')
  }
}

function onTask(turn: Turn, task: TaskView): void {
  const { soFar } = turn
  if (!fitsTask(task, { vm: soFar.vm, ...(soFar.own ? { method: soFar.method } : {}) })) {
    return endUnknown(turn, otherTask(task))
  }
  // Where the host does not say, it is tried: the host refuses by itself.
  soFar.cancelable = task.cancelable !== false
  if (task.progress !== undefined) soFar.percent = task.progress
  if (!hasEnded(task)) return actOn(turn)
  const outcomeGiven = soFar.phase === 'following'
  // An open question may have gone with the task, or been answered by somebody; it may also be another matter.
  if (soFar.pending && soFar.pending.doing !== 'answered' && soFar.contact) {
    soFar.ending = { task, outcomeGiven }
    soFar.phase = 'ending'
    turn.commands.push({ do: 'reread' })
    return
  }
  endWithTask(turn, task, outcomeGiven)
}

/** Ids begin anew where a server was rebuilt or restored, or another one took its address. */
const otherTask = (task: TaskView) =>
  `The host has another task under this id now: ${taskLabel(task)} of ${task.entityName}. What became of the one that was started is not known: look at the VM.`

/** The task is over. Who answered a question that went meanwhile is not known; a task that is cancelled takes it along. */
function onEndingReread(turn: Turn, asksNow: VmQuestion | undefined): void {
  const { soFar } = turn
  if (!soFar.ending) return
  const { task, outcomeGiven } = soFar.ending
  const { pending } = soFar
  delete soFar.ending
  if (pending && !(asksNow && asksTheSame(asksNow, pending.question))) {
    gone(turn, pending, task.fault?.type === 'RequestCanceled' ? 'task-cancelled' : 'unknown')
  }
  endWithTask(turn, task, outcomeGiven)
}

function onContactLost(turn: Turn, reason: string): void {
  const { soFar } = turn
  if (!soFar.contact) return
  soFar.contact = false
  soFar.lostReason = reason
  record(turn, { kind: 'contact-lost', reason })
}

function onContactBack(turn: Turn): void {
  turn.soFar.contact = true
  record(turn, { kind: 'contact-back' })
}

/** Contact that was waited for is there: the host is asked what it was to be asked. */
function onContact(turn: Turn): void {
  const { soFar } = turn
  if (soFar.phase === 'checking' && soFar.patient) turn.commands.push({ do: 'read' })
  if (soFar.phase === 'starting' && soFar.search) turn.commands.push({ do: 'look' })
  if (soFar.phase === 'answering-earlier' && soFar.pending?.doing === 'unconfirmed')
    turn.commands.push({ do: 'reread' })
}

/** Nothing of the connection concerns the run any more. What had sent nothing has surely started nothing. */
function onDropped(turn: Turn, because: string | undefined): void {
  const { phase, pending } = turn.soFar
  const mayHaveAnswered = phase === 'answering-earlier' && (pending?.doing === 'answering' || pending?.maybeTaken)
  if (phase === 'checking' || phase === 'held' || (phase === 'answering-earlier' && !mayHaveAnswered)) {
    return refuse(turn, { why: 'not-possible', because: droppedBefore(because) })
  }
  endUnknown(turn, droppedReason(because))
}

function onCancel(turn: Turn, result: CancelEnd): void {
  const { soFar } = turn
  const { cancel } = soFar
  if (!cancel) return
  if (result.end === 'taken') {
    soFar.cancel = { ...cancel, state: 'taken' }
    if (cancel.blocks) turn.commands.push(cancelEffectTimer)
    return
  }
  delete soFar.cancel
  if (result.end === 'unanswered') soFar.cancel = { ...cancel, state: 'unanswered', blocks: false }
  if (result.end === 'too-late' || !cancel.blocks || soFar.phase !== 'running') return
  // Answered in the meantime: the task goes on, and nothing is blocked.
  if (soFar.pending?.doing !== 'left') return
  leaveBlocked(turn, result.end === 'refused' ? 'cancel-refused' : 'cancel-unanswered')
}

function onTimer(turn: Turn, name: Extract<Input, { is: 'timer' }>['name']): void {
  const { soFar } = turn
  switch (name) {
    case 'late':
      return soFar.phase === 'checking' ? hold(turn, 'no-contact', 'old') : undefined
    case 'read-again':
      if (soFar.phase === 'checking') turn.commands.push({ do: 'await-contact' })
      return undefined
    case 'cancel-effect':
      if (soFar.phase !== 'running' || !soFar.cancel?.blocks || soFar.pending?.doing !== 'left') return undefined
      return leaveBlocked(turn, 'cancel-without-effect')
    case 'guest':
      return onGuestSilent(turn)
    case 'answer-again':
      if (soFar.pending?.doing !== 'unconfirmed') return undefined
      // What was asked before a run is not followed: its host is asked as soon as there is contact.
      if (soFar.phase === 'answering-earlier') turn.commands.push({ do: 'await-contact' })
      else if (soFar.contact) turn.commands.push({ do: 'reread' })
      return undefined
    case 'look-again':
      if (soFar.phase === 'starting' && soFar.search) turn.commands.push({ do: 'await-contact' })
      return undefined
    default:
      return assertNever(name, 'timer')
  }
}
