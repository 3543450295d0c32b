import { lackingForRequest } from '@/lib/runs/needed-privileges'
import { canFor } from '@/lib/runs/vm-can'
import { lacksSentence } from '@/lib/vsphere/rights'
import { taskLabel } from '@/lib/vsphere/task-label'
import type { TaskKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { asksTheSame } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'
import type { VmBeforeRun } from '../inventory/contract'
import type { CallError } from './host-call'
import {
  answerAgainMs,
  decisionOn,
  maxAttempts,
  pendingOf,
  record,
  stepQuestion,
  type AnswerEnd,
  type Pending,
  type Turn,
} from './run-machine'
import { searchForStart } from './on-start-unanswered'
import { end, refuse } from './outcome'

/** Enough for people who answer at the same time; more would be a host that cannot make up its mind. */
const maxRechecks = 5

/** Guests take their time to shut down; after this the run says that nothing happened. */
export const guestShutdownMs = 10 * 60_000

/**
 * The check before anything is started. A pending question ends the run in both modes: the wanted task is not started,
 * because the task that was blocked may already be doing it, or is still in the way.
 */
export function onRead(turn: Turn, before: VmBeforeRun, at: string): void {
  const { soFar } = turn
  if (soFar.phase !== 'checking') return
  if (before.question) return onQuestionBefore(turn, before, at)
  const task = before.unfinishedTasks[0]
  if (task) {
    const found = {
      task: task.key,
      taskName: taskLabel(task),
      ...withoutUndefined({ progress: task.progress }),
    }
    record(turn, { kind: 'checked', found: 'task', ...found })
    return refuse(turn, { why: 'task-unfinished', ...found })
  }
  record(turn, { kind: 'checked', found: 'nothing' })
  const verdict = canFor(soFar.request.verb, before.view, { connectionLive: true, missing: before.missing })
  if (!verdict.ok) return refuse(turn, { why: 'not-possible', because: verdict.because })
  const lacking = lackingForRequest(soFar.request, before.missing)
  if (lacking !== undefined) return refuse(turn, { why: 'not-possible', because: lacksSentence(lacking) })
  record(turn, { kind: 'start-sent', method: soFar.method })
  soFar.phase = 'starting'
  turn.commands.push({ do: 'start' })
}

function onQuestionBefore(turn: Turn, before: VmBeforeRun, at: string): void {
  const { soFar } = turn
  if (!before.question) return
  const pending = pendingOf(soFar, before.question, at)
  const question = stepQuestion(pending)
  record(turn, { kind: 'checked', found: 'question', question })
  const decision = decisionOn(soFar, pending)
  if (decision.do !== 'answer') return refuse(turn, { why: refusalFor(decision.because), question })
  if (soFar.rechecks >= maxRechecks) return refuse(turn, { why: 'question-pending', question })
  soFar.phase = 'answering-earlier'
  soFar.pending = { ...pending, doing: 'answering', attempts: 1 }
  soFar.own = false
  // The one that runs is the one that asks; a queued one waits behind it.
  const earlier = before.unfinishedTasks.find(({ state }) => state === 'running') ?? before.unfinishedTasks[0]
  if (earlier) soFar.task = earlier.key
  turn.commands.push({ do: 'answer', pending: soFar.pending, choice: decision.choice })
}

const refusalFor = (because: string) =>
  because === 'no-choices' || because === 'no-default' ? because : 'question-pending'

/** What became of the answer to the question that was there before the run. */
export function onEarlierAnswer(turn: Turn, result: AnswerEnd): void {
  const { soFar } = turn
  const { pending } = soFar
  if (soFar.phase !== 'answering-earlier' || !pending) return
  switch (result.end) {
    case 'answered':
      soFar.pending = { ...pending, doing: 'answered' }
      return endEarlier(turn)
    case 'gone':
      record(turn, { kind: 'question-gone', question: pending.key, known: result.known })
      if (result.known !== 'own-answer-probable') return checkAgain(turn)
      return endEarlier(turn)
    case 'changed':
      record(turn, { kind: 'question-gone', question: pending.key, known: 'changed' })
      return checkAgain(turn)
    case 'already':
    case 'busy':
      return checkAgain(turn)
    case 'failed':
      record(turn, { kind: 'not-answered', question: pending.key, because: 'answer-failed', raw: result.raw })
      return refuse(turn, { why: 'question-pending', question: stepQuestion(pending) })
    case 'passing':
    case 'unknown': {
      const maybeTaken = result.end === 'unknown' || pending.maybeTaken
      const lastRaw = result.end === 'unknown' ? result.reason : result.raw
      soFar.pending = { ...pending, doing: 'unconfirmed', lastRaw, ...(maybeTaken ? { maybeTaken } : {}) }
      turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
    }
  }
}

/** The question that was there is answered, as far as we know: the task that it stopped is followed. */
function endEarlier(turn: Turn): void {
  const { task } = turn.soFar
  end(turn, { kind: 'answered-earlier', ...(task ? { task } : {}) }, task !== undefined)
  if (task) turn.commands.push({ do: 'follow', task })
}

/** Nobody knows whether the host took the answer: what the VM asks now tells. @param asks undefined: it cannot be read. */
export function onEarlierReread(turn: Turn, asks: { question: VmQuestion | undefined } | undefined): void {
  const { soFar } = turn
  const { pending } = soFar
  if (soFar.phase !== 'answering-earlier' || pending?.doing !== 'unconfirmed') return
  const isThere = asks?.question && asksTheSame(asks.question, pending.question)
  if (asks && !isThere) {
    const known = pending.maybeTaken ? 'own-answer-probable' : 'unknown'
    record(turn, { kind: 'question-gone', question: pending.key, known })
    return pending.maybeTaken ? endEarlier(turn) : checkAgain(turn)
  }
  const attempts = pending.attempts + 1
  if (attempts > maxAttempts) return giveUpEarlier(turn, pending)
  if (!asks) {
    soFar.pending = { ...pending, attempts }
    turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
    return
  }
  const decision = decisionOn({ ...soFar, own: true }, pending)
  if (decision.do !== 'answer') return checkAgain(turn)
  soFar.pending = { ...pending, attempts, doing: 'answering' }
  turn.commands.push({ do: 'answer', pending: soFar.pending, choice: decision.choice })
}

function giveUpEarlier(turn: Turn, pending: Pending): void {
  const raw = pending.lastRaw ?? ''
  if (pending.maybeTaken) {
    const reason = `The answer was sent. Whether the host took it is not known. Nothing was started. ${raw}`
    return end(turn, { kind: 'lost', reason: reason.trim() }, false)
  }
  record(turn, { kind: 'not-answered', question: pending.key, because: 'answer-failed', raw })
  refuse(turn, { why: 'question-pending', question: stepQuestion(pending) })
}

/** An answer that somebody else gave first is not an error: look again. */
function checkAgain(turn: Turn): void {
  const { soFar } = turn
  soFar.phase = 'checking'
  soFar.own = true
  soFar.rechecks += 1
  delete soFar.pending
  delete soFar.task
  turn.commands.push({ do: 'read' })
}

export function onReadFailed(turn: Turn, error: CallError): void {
  if (turn.soFar.phase !== 'checking') return
  if (error.blame === 'vsphere') return end(turn, { kind: 'failed', fault: error.fault }, false)
  refuse(turn, { why: 'not-possible', because: `The VM could not be read, so nothing was started. ${error.reason}` })
}

export function onStarted(turn: Turn, task: TaskKey | undefined): void {
  const { soFar } = turn
  if (soFar.phase !== 'starting') return
  soFar.phase = 'running'
  record(turn, { kind: 'started', method: soFar.method, ...(task ? { task } : {}) })
  if (task) {
    soFar.task = task
    turn.commands.push({ do: 'follow', task })
    return
  }
  // ShutdownGuest returns at once and is no task: its effect is the power state. A restart leaves nothing to watch.
  if (soFar.request.verb !== 'shutdownGuest') return end(turn, { kind: 'succeeded' }, false)
  turn.commands.push({ do: 'timer', name: 'guest', ms: guestShutdownMs }, { do: 'watch-power' })
}

export function onStartFailed(turn: Turn, error: CallError): void {
  const { soFar } = turn
  if (soFar.phase !== 'starting') return
  if (error.blame === 'vsphere') return end(turn, { kind: 'failed', fault: error.fault }, false)
  searchForStart(turn, error.reason)
}

/** The guest that was asked to shut down has, or the time for it is over. */
export function onPower(turn: Turn, powerState: string): void {
  const { soFar } = turn
  if (soFar.phase !== 'running' || soFar.task || soFar.request.verb !== 'shutdownGuest') return
  if (powerState === 'poweredOff') end(turn, { kind: 'succeeded' }, false)
  if (powerState === 'vm-gone') end(turn, { kind: 'lost', reason: 'The VM no longer exists.' }, false)
}

export function onGuestSilent(turn: Turn): void {
  if (turn.soFar.phase !== 'running' || turn.soFar.task) return
  const message = `The guest was asked to shut down ${guestShutdownMs / 60_000} min ago, and the VM is not off.`
  end(turn, { kind: 'failed', fault: { type: 'GuestDidNotShutDown', message, chain: [] } }, false)
}
