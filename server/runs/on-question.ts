import { assertNever } from '@/lib/assert-never'
import type { Decision } from '@/lib/runs/decide'
import type { NotAnswered, WhyGone } from '@/lib/runs/run'
import type { VmQuestion } from '@/lib/vsphere/question'
import { asksTheSame, likenessOf } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'
import {
  answerAgainMs,
  decidedBy,
  decidedOf,
  decisionOn,
  maxAttempts,
  pendingOf,
  record,
  recordPercent,
  stepQuestion,
  type AnswerEnd,
  type RunSoFar,
  type Pending,
  type Turn,
} from './run-machine'
import { leaveBlocked } from './outcome'

/** What the VM asks has been reported: a question, another one, or none. */
export function onQuestion(turn: Turn, question: VmQuestion | undefined, raisedAt: string): void {
  const { soFar } = turn
  const { pending } = soFar
  if (pending && question && asksTheSame(question, pending.question)) {
    soFar.pending = { ...pending, question }
    if (pending.doing === 'unconfirmed') answerAgain(turn, soFar.pending)
    else if (pending.doing === 'undecided') actOn(turn)
    return
  }
  if (pending) gone(turn, pending, question?.id === pending.question.id ? 'changed' : 'unknown')
  if (question) raise(turn, question, raisedAt)
}

/** The question is no longer asked. What is known of why is written down, unless the answer to it is already. */
export function gone(turn: Turn, pending: Pending, known: WhyGone): void {
  if (pending.doing !== 'answered') {
    const own = pending.maybeTaken && known !== 'vm-gone' ? 'own-answer-probable' : known
    record(turn, { kind: 'question-gone', question: pending.key, known: own })
  }
  delete turn.soFar.pending
  turn.commands.push({ do: 'clear', name: 'answer-again' })
}

function raise(turn: Turn, question: VmQuestion, raisedAt: string): void {
  const { soFar } = turn
  soFar.pending = pendingOf(soFar, question, raisedAt)
  recordPercent(turn)
  const { percent } = soFar
  record(turn, {
    kind: 'question-raised',
    question: stepQuestion(soFar.pending),
    ...withoutUndefined({ percent }),
    decided: decidedOf(decisionOn(soFar, soFar.pending)),
  })
  actOn(turn)
}

/** Does what is decided about the question that the run's task asks. */
export function actOn(turn: Turn): void {
  const { soFar } = turn
  const { pending } = soFar
  if (pending?.doing !== 'undecided') return
  const decision = decisionOn(soFar, pending)
  switch (decision.do) {
    case 'leave':
      soFar.pending = { ...pending, doing: 'left' }
      return
    case 'block':
      if (decision.because === 'auto-answer-off' || decision.because === 'rule') return block(turn, decision)
      return pending.gaveUp ? block(turn, decision) : giveUp(turn, decision, decision.because)
    case 'answer':
      if (pending.gaveUp) return block(turn, decision)
      countAnswer(soFar, pending)
      return answer(turn, pending, decision)
    default:
      return assertNever(decision, 'decision')
  }
}

function countAnswer(soFar: RunSoFar, pending: Pending): void {
  soFar.answersGiven = [...soFar.answersGiven, likenessOf(stepQuestion(pending))]
}

function answer(turn: Turn, pending: Pending, decision: Extract<Decision, { do: 'answer' }>): void {
  const { soFar } = turn
  soFar.pending = { ...pending, doing: 'answering', attempts: pending.attempts + 1 }
  turn.commands.push({ do: 'answer', pending: soFar.pending, choice: decision.choice, by: decidedBy(soFar, decision) })
}

/** Nobody knows what became of the answer, and the question is still there: another try, which is not another answer. */
function answerAgain(turn: Turn, pending: Pending): void {
  const decision = decisionOn({ ...turn.soFar, answersGiven: [] }, pending)
  // The answer that nobody confirmed may have been a person's, in a run that gives none by itself.
  if (decision.do !== 'answer') return decideAfterAll(turn, pending)
  if (pending.attempts >= maxAttempts) {
    return giveUp(turn, decision, 'answer-failed', pending.lastRaw ?? 'the host did not take the answer')
  }
  return answer(turn, pending, decision)
}

function giveUp(turn: Turn, decision: Decision | undefined, because: NotAnswered, raw?: string): void {
  const { soFar } = turn
  if (!soFar.pending) return
  record(
    turn,
    { kind: 'not-answered', question: soFar.pending.key, because, ...withoutUndefined({ raw }) },
    decidedBy(soFar, decision),
  )
  soFar.pending = { ...soFar.pending, doing: 'undecided', gaveUp: true }
  block(turn, decision)
}

/**
 * The question is the run's error now. Cancel the task where that is possible; where it is not, leave it blocked and
 * say so. After the outcome, a question is only left to a person.
 */
function block(turn: Turn, decision: Decision | undefined): void {
  const { soFar } = turn
  const { pending, task } = soFar
  if (!pending || !task) return
  if (soFar.phase !== 'running') {
    soFar.pending = { ...pending, doing: 'left' }
    return
  }
  // Whether it is cancelable comes with the task's own report, which is on its way.
  if (soFar.cancelable === undefined) return
  soFar.pending = { ...pending, doing: 'left' }
  if (soFar.cancel && soFar.cancel.state !== 'unanswered') {
    soFar.cancel = { ...soFar.cancel, blocks: true }
    if (soFar.cancel.state === 'taken') turn.commands.push(cancelEffectTimer)
    return
  }
  if (!soFar.cancelable) {
    record(turn, { kind: 'not-cancelable', method: soFar.method })
    return leaveBlocked(turn, 'not-cancelable')
  }
  const by = decidedBy(soFar, decision)
  soFar.cancel = { by, state: 'sent', blocks: true }
  turn.commands.push({ do: 'cancel', task, because: cancelledBecause(decision), by })
}

function cancelledBecause(decision: Decision | undefined): 'auto-answer-off' | 'question-left' | 'rule' {
  if (decision?.do !== 'block') return 'question-left'
  return decision.because === 'auto-answer-off' || decision.because === 'rule' ? decision.because : 'question-left'
}

/** How long a cancel that the host has taken may take to show an effect. */
export const cancelEffectTimer = { do: 'timer', name: 'cancel-effect', ms: 30_000 } as const

/** What became of an answer to the question of this run's task, its own or somebody else's. */
export function onAnswer(turn: Turn, mine: boolean, result: AnswerEnd, at: string): void {
  const { soFar } = turn
  const { pending } = soFar
  if (!pending) return
  switch (result.end) {
    case 'answered':
    case 'already':
      soFar.pending = { ...pending, doing: 'answered' }
      return
    case 'gone':
      gone(turn, pending, result.known)
      if (result.now) raise(turn, result.now, at)
      return
    case 'changed':
      gone(turn, pending, 'changed')
      raise(turn, result.now, at)
      return
    case 'busy':
    case 'passing':
    case 'unknown': {
      const tried: Pending = result.end === 'unknown' ? { ...pending, maybeTaken: true } : pending
      if (mine) {
        const lastRaw = result.end === 'passing' ? result.raw : undefined
        soFar.pending = { ...tried, doing: 'unconfirmed', ...withoutUndefined({ lastRaw }) }
        if (soFar.contact) turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
      } else if (result.end !== 'busy' && !soFar.policy.autoAnswer) decideAfterAll(turn, tried)
      else soFar.pending = { ...tried, doing: 'left' }
      return
    }
    case 'failed':
      if (mine) return giveUp(turn, decisionOn({ ...soFar, answersGiven: [] }, pending), 'answer-failed', result.raw)
      decideAfterAll(turn, pending)
  }
}

/** A cancel may have come to nothing meanwhile, because a person's answer was on its way. */
function decideAfterAll(turn: Turn, pending: Pending): void {
  turn.soFar.pending = { ...pending, doing: 'undecided' }
  actOn(turn)
}

/** The question was read once more, because nobody knew what became of the answer. */
export function onReread(turn: Turn, question: VmQuestion | undefined, at: string): void {
  if (turn.soFar.pending?.doing === 'unconfirmed') onQuestion(turn, question, at)
}

export function onRereadFailed(turn: Turn): void {
  if (turn.soFar.pending?.doing !== 'unconfirmed' || !turn.soFar.contact) return
  turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
}
