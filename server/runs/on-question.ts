import { assertNever } from '@/lib/assert-never'
import type { Decided } from '@/lib/runs/decide'
import type { NotAnswered } from '@/lib/runs/run'
import type { QuestionChoice, VmQuestion } from '@/lib/vsphere/question'
import {
  autoAnswer,
  decisionOn,
  pendingOf,
  record,
  recordPercent,
  stepQuestion,
  type AnswerEnd,
  type Core,
  type Pending,
  type Turn,
} from './core'
import { leaveBlocked } from './outcome'

/** How often an answer is tried again while somebody else seems to be answering, or nobody knows. */
const maxAttempts = 5
const answerAgainMs = 2_000

/** What the VM asks has been reported: a question, another one, or none. */
export function onQuestion(turn: Turn, question: VmQuestion | undefined, raisedAt: string): void {
  const { core } = turn
  const { pending } = core
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
  delete turn.core.pending
  turn.commands.push({ do: 'clear', name: 'answer-again' })
}

function raise(turn: Turn, question: VmQuestion, raisedAt: string): void {
  const { core } = turn
  core.pending = pendingOf(core, question, raisedAt)
  recordPercent(turn)
  const { percent } = core
  const { do: what, because } = decisionOn(core, core.pending)
  record(turn, {
    kind: 'question-raised',
    question: stepQuestion(core.pending),
    ...(percent === undefined ? {} : { percent }),
    decided: { do: what, because } as Decided, // the two of one decision
  })
  actOn(turn)
}

/** Does what is decided about the question that the run's task asks. */
export function actOn(turn: Turn): void {
  const { core } = turn
  const { pending } = core
  if (pending?.doing !== 'undecided') return
  const decision = decisionOn(core, pending)
  switch (decision.do) {
    case 'leave':
      core.pending = { ...pending, doing: 'left' }
      return
    case 'block':
      if (decision.because === 'auto-answer-off') return block(turn, 'auto-answer-off')
      return pending.gaveUp ? block(turn, 'question-left') : giveUp(turn, decision.because)
    case 'answer':
      if (pending.gaveUp) return block(turn, 'question-left')
      countAnswer(core, pending)
      return answer(turn, pending, decision.choice)
    default:
      return assertNever(decision, 'decision')
  }
}

function countAnswer(core: Core, pending: Pending): void {
  const { text } = stepQuestion(pending)
  core.answersGiven = { ...core.answersGiven, [text]: (core.answersGiven[text] ?? 0) + 1 }
}

function answer(turn: Turn, pending: Pending, choice: QuestionChoice): void {
  turn.core.pending = { ...pending, doing: 'answering', attempts: pending.attempts + 1 }
  turn.commands.push({ do: 'answer', pending: turn.core.pending, choice })
}

/** Nobody knows what became of the answer, and the question is still there: another try, which is not another answer. */
function answerAgain(turn: Turn, pending: Pending): void {
  const decision = decisionOn({ ...turn.core, answersGiven: {} }, pending)
  // The answer that nobody confirmed may have been a person's, in a run that gives none by itself.
  if (decision.do !== 'answer') return decideAfterAll(turn, pending)
  if (pending.attempts >= maxAttempts) return giveUp(turn, 'answer-failed', 'the host did not take the answer')
  return answer(turn, pending, decision.choice)
}

function giveUp(turn: Turn, because: NotAnswered, raw?: string): void {
  const { core } = turn
  if (!core.pending) return
  record(
    turn,
    { kind: 'not-answered', question: core.pending.key, because, ...(raw === undefined ? {} : { raw }) },
    autoAnswer(core.policy),
  )
  core.pending = { ...core.pending, doing: 'undecided', gaveUp: true }
  block(turn, 'question-left')
}

/**
 * The question is the run's error now. Cancel the task where that is possible; where it is not, leave it blocked and
 * say so. After the outcome, a question is only left to a person.
 */
function block(turn: Turn, because: 'auto-answer-off' | 'question-left'): void {
  const { core } = turn
  const { pending, task } = core
  if (!pending || !task) return
  if (core.phase !== 'running') {
    core.pending = { ...pending, doing: 'left' }
    return
  }
  // Whether it is cancelable comes with the task's own report, which is on its way.
  if (core.cancelable === undefined) return
  core.pending = { ...pending, doing: 'left' }
  if (core.cancel) {
    core.cancel = { ...core.cancel, blocks: true }
    if (core.cancel.state === 'taken') turn.commands.push(cancelEffectTimer)
    return
  }
  if (!core.cancelable) {
    record(turn, { kind: 'not-cancelable', method: core.method })
    return leaveBlocked(turn, 'not-cancelable')
  }
  core.cancel = { by: autoAnswer(core.policy), state: 'sent', blocks: true }
  turn.commands.push({ do: 'cancel', task, because })
}

/** How long a cancel that the host has taken may take to show an effect. */
export const cancelEffectTimer = { do: 'timer', name: 'cancel-effect', ms: 30_000 } as const

/** What became of an answer to the question of this run's task, its own or somebody else's. */
export function onAnswer(turn: Turn, mine: boolean, result: AnswerEnd, at: string): void {
  const { core } = turn
  const { pending } = core
  if (!pending) return
  switch (result.end) {
    case 'answered':
    case 'already':
      core.pending = { ...pending, doing: 'answered' }
      return
    case 'elsewhere':
      goneByItself(turn, pending)
      if (result.now) raise(turn, result.now, at)
      return
    case 'busy':
    case 'unknown':
      if (mine) {
        core.pending = { ...pending, doing: 'unconfirmed' }
        if (core.contact) turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
      } else if (result.end === 'unknown' && !core.policy.autoAnswer) decideAfterAll(turn, pending)
      else core.pending = { ...pending, doing: 'left' }
      return
    case 'failed':
      if (mine) return giveUp(turn, 'answer-failed', result.raw)
      decideAfterAll(turn, pending)
  }
}

/** A cancel may have come to nothing meanwhile, because a person's answer was on its way. */
function decideAfterAll(turn: Turn, pending: Pending): void {
  turn.core.pending = { ...pending, doing: 'undecided' }
  actOn(turn)
}

/** The question was read once more, because nobody knew what became of the answer. */
export function onReread(turn: Turn, question: VmQuestion | undefined, at: string): void {
  if (turn.core.pending?.doing === 'unconfirmed') onQuestion(turn, question, at)
}

export function onRereadFailed(turn: Turn): void {
  if (turn.core.pending?.doing !== 'unconfirmed' || !turn.core.contact) return
  turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
}
