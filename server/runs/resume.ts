import { automaticAnswers, isRestored, lastQuestion, sentStart, taskToFollow } from '@/lib/runs/fold-run'
import type { RunOf, RunStep, StepEvent, StepQuestion } from '@/lib/runs/run'
import { questionIdOf } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import { decidedBy, soFarOf, record, type Pending, type Turn } from './run-machine'
import { searchForStart } from './on-start-unanswered'
import { takeUpCheck } from './on-check'
import { watchGuest } from './on-guest'
import type { Order } from './order'
import { cancelEffectTimer } from './on-question'
import { end, hold } from './outcome'

/**
 * Takes up a run that the journal has as unfinished, after the process that ran it is gone. Its task goes on at the
 * host. What was sent without a recorded reply is looked for; what had sent nothing is checked anew and goes on while it is
 * young, and asks a person first when it is not.
 */
export function resumeTurn(view: RunOf<'vm'>, order: Order): Turn {
  const soFar = soFarOf(view)
  const turn: Turn = { soFar, steps: [], commands: [] }
  const { state, task } = view
  if (state.at === 'ended') {
    const followed = state.following ? taskToFollow(task, state.outcome) : undefined
    soFar.own = state.outcome.kind !== 'answered-earlier'
    soFar.phase = followed ? 'following' : 'over'
    if (!followed) return turn
    soFar.task = followed
    takeUpQuestion(turn, view, 'left')
    turn.commands.push({ do: 'follow', task: followed })
    return turn
  }
  const has = (kind: string) => view.steps.some(({ event }) => event.kind === kind)
  if (!sentStart(view.steps)) {
    takeUpBeforeStart(turn, view, order)
    return turn
  }
  soFar.phase = 'running'
  if (!has('started')) {
    searchForStart(turn, 'Andon was stopped while it sent it.')
    return turn
  }
  soFar.answersGiven = automaticAnswers(view.steps)
  soFar.contact = false
  soFar.lostReason = 'Andon was stopped, and there has been no contact since.'
  if (view.steps.at(-1)?.event.kind !== 'contact-lost') {
    record(turn, { kind: 'contact-lost', reason: 'Andon was stopped.' })
  }
  if (!task) {
    watchGuest(turn)
    return turn
  }
  soFar.task = task
  takeUpQuestion(turn, view, has('answer-sent') ? 'unconfirmed' : 'undecided')
  takeUpCancel(turn, view)
  turn.commands.push({ do: 'follow', task })
  return turn
}

/** Nothing was started. The question that was there before may have been answered. */
function takeUpBeforeStart(turn: Turn, view: RunOf<'vm'>, order: Order): void {
  const { soFar } = turn
  const isSure = !isRestored(view.steps)
  if (view.state.at === 'held' && isSure) {
    soFar.phase = 'held'
    return
  }
  const answer = earlierAnswer(view.steps)
  soFar.phase = 'answering-earlier'
  if (answer === 'taken') return end(turn, { kind: 'answered-earlier' }, false)
  if (answer === 'unconfirmed') return answerEarlierAgain(turn, view.steps)
  if (!isSure) return searchForStart(turn, restoredReason)
  const age = order.age()
  if (age !== 'fresh') return hold(turn, 'andon-stopped', age)
  takeUpCheck(turn, order.leftMs())
}

export const restoredReason = 'The journal comes from a backup, so that whether it was sent after that is not recorded.'

/** What is known of the last answer that auto-answer gave to the question which was there before. */
function earlierAnswer(steps: readonly RunStep[]): 'taken' | 'unconfirmed' | 'none' {
  for (const { actor, event } of steps.toReversed()) {
    switch (event.kind) {
      case 'answered':
        return actor.kind === 'autoAnswer' ? 'taken' : 'none'
      case 'question-gone':
        return event.known === 'own-answer-probable' ? 'taken' : 'none'
      case 'answered-elsewhere':
      case 'answer-not-taken':
      case 'not-answered':
      case 'checked':
      case 'held':
      case 'confirmed':
        return 'none'
      case 'answer-unconfirmed':
        return 'unconfirmed'
      case 'answer-sent':
        return actor.kind === 'autoAnswer' ? 'unconfirmed' : 'none'
      default:
    }
  }
  return 'none'
}

/** Whether the host took the answer to the question that was there is not known: what the VM asks now tells. */
function answerEarlierAgain(turn: Turn, steps: readonly RunStep[]): void {
  const { soFar } = turn
  const checked = steps.findLast(({ event }) => event.kind === 'checked')
  if (checked?.event.kind !== 'checked' || checked.event.found !== 'question') return
  const { question } = checked.event
  soFar.patient = true
  soFar.own = false
  soFar.pending = {
    question: asVmQuestion(question),
    key: question.key,
    raisedAt: checked.at,
    doing: 'unconfirmed',
    attempts: 1,
    maybeTaken: true,
    lastRaw: stopped,
  }
  const sent = steps.findLast(({ event }) => event.kind === 'answer-sent')
  record(turn, unconfirmedBefore(question), sent?.actor ?? decidedBy(soFar))
  turn.commands.push({ do: 'await-contact' })
}

const stopped = 'Andon was stopped before the host replied.'

/** Of an answer that a life before this one sent: it had no reply to it, and will have none. */
export const unconfirmedBefore = (asked: StepQuestion): StepEvent => ({
  kind: 'answer-unconfirmed',
  question: asked.key,
  reason: stopped,
  asked,
})

function takeUpQuestion(turn: Turn, view: RunOf<'vm'>, doing: Pending['doing']): void {
  const asked = lastQuestion(view.steps)
  if (!asked) return
  const { question: open, isAnswered } = asked
  const raisedAt = view.steps.findLast(({ event }) => event.kind === 'question-raised')?.at ?? view.startedAt
  if (isAnswered) {
    // The host may tell it for a moment still. What comes after it has an id of its own.
    turn.soFar.pending = { question: asVmQuestion(open), key: open.key, raisedAt, doing: 'answered', attempts: 0 }
    return
  }
  const sent = view.steps.some(({ event }) => event.kind === 'answer-sent' && event.question === open.key)
  const gaveUp = view.steps.some(({ event }) => event.kind === 'not-answered' && event.question === open.key)
  const last = view.steps.findLast(
    ({ event }) => answerKinds.has(event.kind) && 'question' in event && event.question === open.key,
  )
  if (last?.event.kind === 'answer-sent') {
    record(turn, unconfirmedBefore(open), last.actor)
  }
  turn.soFar.pending = {
    question: asVmQuestion(open),
    key: open.key,
    raisedAt,
    doing: doing === 'unconfirmed' && (!sent || gaveUp) ? 'undecided' : doing,
    attempts: 0,
    ...(gaveUp ? { gaveUp } : {}),
    ...(last && last.event.kind !== 'answer-not-taken' ? { maybeTaken: true } : {}),
  }
}

const answerKinds: ReadonlySet<string> = new Set(['answer-sent', 'answer-not-taken', 'answer-unconfirmed'])

function takeUpCancel({ soFar, commands }: Turn, view: RunOf<'vm'>): void {
  const last = view.steps.findLast(({ event }) => event.kind.startsWith('cancel-'))
  if (last?.event.kind === 'cancel-sent' || last?.event.kind === 'cancel-unanswered') {
    // Who was killed before the reply may have been heard by the host all the same.
    soFar.cancel = { by: last.actor, state: 'unanswered', blocks: false }
  }
  if (last?.event.kind !== 'cancel-taken') return
  const sent = view.steps.findLast(({ event }) => event.kind === 'cancel-sent')
  const blocks = sent?.event.kind === 'cancel-sent' && sent.event.because !== 'person'
  soFar.cancel = { by: last.actor, state: 'taken', blocks }
  if (blocks && soFar.pending) {
    soFar.pending = { ...soFar.pending, doing: 'left' }
    commands.push(cancelEffectTimer)
  }
}

const asVmQuestion = ({ key, text, messageId, choices, defaultIndex }: StepQuestion): VmQuestion => ({
  id: questionIdOf(key),
  text,
  choices,
  messages: messageId === undefined ? [] : [{ id: messageId, args: [] }],
  ...withoutUndefined({ defaultIndex }),
})
