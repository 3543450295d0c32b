import { assertNever } from '@/lib/assert-never'
import type { Decided } from '@/lib/runs/decide'
import type { NotAnswered } from '@/lib/runs/run'
import type { QuestionChoice, VmQuestion } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import {
  autoAnswer,
  decisionOn,
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

/** How often an answer is tried again while somebody else seems to be answering, or nobody knows. */
const maxAttempts = 5
const answerAgainMs = 2_000

/** What the VM asks has been reported: a question, another one, or none. */
export function onQuestion(turn: Turn, question: VmQuestion | undefined, raisedAt: string): void {
  const { soFar } = turn
  const { pending } = soFar
  if (pending && question?.id === pending.question.id) {
    if (pending.doing === 'unconfirmed') answerAgain(turn, pending)
    else if (pending.doing === 'undecided') actOn(turn)
    return
  }
  if (pending) goneByItself(turn, pending)
  if (question) raise(turn, question, raisedAt)
}

/** The question went away and it was not an answer from here, as far as we know. */
export function goneByItself(turn: Turn, pending: Pending): void {
  if (pending.doing !== 'answered') {
    record(turn, { kind: 'answered-elsewhere', question: pending.key }, { kind: 'elsewhere' })
  }
  delete turn.soFar.pending
  turn.commands.push({ do: 'clear', name: 'answer-again' })
}

function raise(turn: Turn, question: VmQuestion, raisedAt: string): void {
  const { soFar } = turn
  soFar.pending = pendingOf(soFar, question, raisedAt)
  recordPercent(turn)
  const { percent } = soFar
  const { do: what, because } = decisionOn(soFar, soFar.pending)
  record(turn, {
    kind: 'question-raised',
    question: stepQuestion(soFar.pending),
    ...withoutUndefined({ percent }),
    decided: { do: what, because } as Decided, // the two of one decision
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
      if (decision.because === 'auto-answer-off') return block(turn, 'auto-answer-off')
      return pending.gaveUp ? block(turn, 'question-left') : giveUp(turn, decision.because)
    case 'answer':
      if (pending.gaveUp) return block(turn, 'question-left')
      countAnswer(soFar, pending)
      return answer(turn, pending, decision.choice)
    default:
      return assertNever(decision, 'decision')
  }
}

function countAnswer(soFar: RunSoFar, pending: Pending): void {
  const { text } = stepQuestion(pending)
  soFar.answersGiven = { ...soFar.answersGiven, [text]: (soFar.answersGiven[text] ?? 0) + 1 }
}

function answer(turn: Turn, pending: Pending, choice: QuestionChoice): void {
  turn.soFar.pending = { ...pending, doing: 'answering', attempts: pending.attempts + 1 }
  turn.commands.push({ do: 'answer', pending: turn.soFar.pending, choice })
}

/** Nobody knows what became of the answer, and the question is still there: another try, which is not another answer. */
function answerAgain(turn: Turn, pending: Pending): void {
  const decision = decisionOn({ ...turn.soFar, answersGiven: {} }, pending)
  // The answer that nobody confirmed may have been a person's, in a run that gives none by itself.
  if (decision.do !== 'answer') return decideAfterAll(turn, pending)
  if (pending.attempts >= maxAttempts) return giveUp(turn, 'answer-failed', 'the host did not take the answer')
  return answer(turn, pending, decision.choice)
}

function giveUp(turn: Turn, because: NotAnswered, raw?: string): void {
  const { soFar } = turn
  if (!soFar.pending) return
  record(
    turn,
    { kind: 'not-answered', question: soFar.pending.key, because, ...withoutUndefined({ raw }) },
    autoAnswer(soFar.policy),
  )
  soFar.pending = { ...soFar.pending, doing: 'undecided', gaveUp: true }
  block(turn, 'question-left')
}

/**
 * The question is the run's error now. Cancel the task where that is possible; where it is not, leave it blocked and
 * say so. After the outcome, a question is only left to a person.
 */
function block(turn: Turn, because: 'auto-answer-off' | 'question-left'): void {
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
  if (soFar.cancel) {
    soFar.cancel = { ...soFar.cancel, blocks: true }
    if (soFar.cancel.state === 'taken') turn.commands.push(cancelEffectTimer)
    return
  }
  if (!soFar.cancelable) {
    record(turn, { kind: 'not-cancelable', method: soFar.method })
    return leaveBlocked(turn, 'not-cancelable')
  }
  soFar.cancel = { by: autoAnswer(soFar.policy), state: 'sent', blocks: true }
  turn.commands.push({ do: 'cancel', task, because })
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
    case 'elsewhere':
      goneByItself(turn, pending)
      if (result.now) raise(turn, result.now, at)
      return
    case 'busy':
    case 'unknown':
      if (mine) {
        soFar.pending = { ...pending, doing: 'unconfirmed' }
        if (soFar.contact) turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
      } else if (result.end === 'unknown' && !soFar.policy.autoAnswer) decideAfterAll(turn, pending)
      else soFar.pending = { ...pending, doing: 'left' }
      return
    case 'failed':
      if (mine) return giveUp(turn, 'answer-failed', result.raw)
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
