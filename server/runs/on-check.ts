import type { Actor } from '@/lib/runs/actor'
import { lackingForRequest } from '@/lib/runs/needed-privileges'
import { freshMs } from '@/lib/runs/order-age'
import { vmCan } from '@/lib/runs/vm-can'
import { lacksSentence } from '@/lib/vsphere/rights'
import { taskLabel } from '@/lib/vsphere/task-label'
import { questionIdOf, type TaskKey } from '@/lib/vsphere/ids'
import { asksTheSame } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'
import { faultLine, isPassing, type CallError } from './host-call'
import {
  answerAgainMs,
  decidedBy,
  decidedOf,
  decisionOn,
  maxAttempts,
  pendingOf,
  record,
  stepQuestion,
  type AnswerEnd,
  type Input,
  type Pending,
  type Turn,
} from './run-machine'
import { watchGuest } from './on-guest'
import { askAgainMs, searchForStart } from './on-start-unanswered'
import { end, hold, refuse } from './outcome'

/** Enough for people who answer at the same time; more would be a host that cannot make up its mind. */
const maxRechecks = 5

/**
 * The check before anything is started. A pending question ends the run in both modes: the wanted task is not started,
 * because the task that was blocked may already be doing it, or is still in the way.
 */
export function onRead(turn: Turn, input: Extract<Input, { is: 'read' }>): void {
  const { soFar } = turn
  const { before, age } = input
  if (soFar.phase !== 'checking') return
  const { request } = soFar
  if (request.verb === 'answerQuestion' && questionIdOf(request.question) !== before.question?.id) {
    record(turn, { kind: 'checked', found: 'nothing' })
    return refuse(turn, { why: 'not-possible', because: 'The question is no longer asked.' })
  }
  if (before.question) return onQuestionBefore(turn, input)
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
  const verdict = vmCan(soFar.request.verb, before.view, {
    connectionLive: true,
    server: before.server,
    missing: before.missing,
  })
  if (!verdict.ok) return refuse(turn, { why: 'not-possible', because: verdict.because })
  const lacking = lackingForRequest(soFar.request, before.missing, before.view)
  if (lacking !== undefined) return refuse(turn, { why: 'not-possible', because: lacksSentence(lacking) })
  if (age !== 'fresh') return hold(turn, soFar.patient ? 'no-contact' : 'not-recorded', age)
  record(turn, { kind: 'start-sent', method: soFar.method })
  soFar.phase = 'starting'
  turn.commands.push({ do: 'start' })
}

function onQuestionBefore(turn: Turn, { before, at, age }: Extract<Input, { is: 'read' }>): void {
  const { soFar } = turn
  if (!before.question) return
  const pending = pendingOf(soFar, before.question, at)
  const question = stepQuestion(pending)
  const decision = decisionOn(soFar, pending)
  record(turn, { kind: 'checked', found: 'question', question, decided: decidedOf(decision) })
  if (decision.do !== 'answer') return refuse(turn, { why: refusalFor(decision.because), question })
  if (soFar.rechecks >= maxRechecks) return refuse(turn, { why: 'question-pending', question })
  if (age !== 'fresh') return hold(turn, soFar.patient ? 'no-contact' : 'not-recorded', age)
  soFar.phase = 'answering-earlier'
  soFar.pending = { ...pending, doing: 'answering', attempts: 1 }
  soFar.own = false
  // The one that runs is the one that asks; a queued one waits behind it.
  const earlier = before.unfinishedTasks.find(({ state }) => state === 'running') ?? before.unfinishedTasks[0]
  if (earlier) soFar.task = earlier.key
  turn.commands.push({ do: 'answer', pending: soFar.pending, choice: decision.choice, by: decidedBy(soFar, decision) })
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
  const { task, request } = turn.soFar
  if (request.verb === 'answerQuestion') return end(turn, { kind: 'succeeded' }, false)
  end(turn, { kind: 'answered-earlier', ...(task ? { task } : {}) }, task !== undefined)
  if (task) turn.commands.push({ do: 'follow', task })
}

/** Nobody knows whether the host took the answer: what the VM asks now tells. */
export function onEarlierReread(turn: Turn, { question, age }: Extract<Input, { is: 'reread' }>): void {
  const { soFar } = turn
  const { pending } = soFar
  if (soFar.phase !== 'answering-earlier' || pending?.doing !== 'unconfirmed') return
  if (!question || !asksTheSame(question, pending.question)) {
    const known = pending.maybeTaken ? 'own-answer-probable' : 'unknown'
    record(turn, { kind: 'question-gone', question: pending.key, known })
    return pending.maybeTaken ? endEarlier(turn) : checkAgain(turn)
  }
  if (age !== 'fresh') return hold(turn, soFar.patient ? 'andon-stopped' : 'not-recorded', age)
  const attempts = pending.attempts + 1
  if (attempts > maxAttempts) return giveUpEarlier(turn, pending)
  const decision = decisionOn({ ...soFar, own: true }, pending)
  if (decision.do !== 'answer') return checkAgain(turn)
  soFar.pending = { ...pending, attempts, doing: 'answering' }
  turn.commands.push({ do: 'answer', pending: soFar.pending, choice: decision.choice, by: decidedBy(soFar, decision) })
}

/** What the VM asks cannot be read: later it can, unless the host refuses to say. */
export function onEarlierUnread(turn: Turn, error: CallError): void {
  const { pending, phase } = turn.soFar
  if (phase !== 'answering-earlier' || pending?.doing !== 'unconfirmed') return
  if (error.blame === 'vsphere' && !isPassing(error.fault.type) && pending.maybeTaken) {
    const reason = `The answer was sent. Whether the host took it is not known. Nothing was started. ${faultLine(error.fault)}`
    return end(turn, { kind: 'lost', reason }, false)
  }
  turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
}

/** It was answered as often as makes sense, and is still asked: the host takes no answer. */
function giveUpEarlier(turn: Turn, pending: Pending): void {
  record(turn, { kind: 'not-answered', question: pending.key, because: 'answer-failed', raw: pending.lastRaw ?? '' })
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

/** A person says that what was held is still wanted: the host is asked anew whether it can be done. */
export function onConfirmed(turn: Turn, by: Actor, at: string): void {
  const { soFar } = turn
  if (soFar.phase !== 'held') return
  record(turn, { kind: 'confirmed' }, by)
  soFar.askedAt = at
  soFar.rechecks = 0
  takeUpCheck(turn, freshMs)
}

/** A person says that what was held is not wanted any more. */
export function onGivenUp(turn: Turn, by: Actor): void {
  if (turn.soFar.phase === 'held') end(turn, { kind: 'cancelled', by }, false, by)
}

/** Nobody waits at this moment: the check is made as soon as there is contact, unless that comes too late. */
export function takeUpCheck(turn: Turn, leftMs: number): void {
  const { soFar } = turn
  soFar.phase = 'checking'
  soFar.patient = true
  soFar.own = true
  delete soFar.pending
  delete soFar.task
  turn.commands.push({ do: 'timer', name: 'late', ms: leftMs }, { do: 'await-contact' })
}

export function onReadFailed(turn: Turn, error: CallError): void {
  const { soFar } = turn
  if (soFar.phase !== 'checking') return
  if (soFar.patient && (error.blame === 'wire' || (error.blame === 'vsphere' && isPassing(error.fault.type)))) {
    turn.commands.push({ do: 'timer', name: 'read-again', ms: askAgainMs })
    return
  }
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
  // A restart of the guest leaves nothing to watch.
  if (soFar.request.verb !== 'shutdownGuest') return end(turn, { kind: 'succeeded' }, false)
  watchGuest(turn)
}

export function onStartFailed(turn: Turn, error: CallError): void {
  const { soFar } = turn
  if (soFar.phase !== 'starting') return
  if (error.blame === 'vsphere') return end(turn, { kind: 'failed', fault: error.fault }, false)
  // The host was read once more, and what is asked does not fit what it has: nothing has left here.
  if (error.blame === 'ours' && error.unsent) return refuse(turn, { why: 'not-possible', because: error.reason })
  searchForStart(turn, error.reason)
}
