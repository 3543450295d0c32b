import { automaticAnswers, openQuestion, taskToFollow } from '@/lib/runs/fold-run'
import type { RunOf, RunStep, StepEvent, StepQuestion } from '@/lib/runs/run'
import { questionIdOf } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'
import { answerAgainMs, autoAnswer, soFarOf, record, type Pending, type Turn } from './run-machine'
import { searchForStart } from './on-start-unanswered'
import { guestShutdownMs } from './on-check'
import { cancelEffectTimer } from './on-question'
import { end, lostAfterMs, refuse } from './outcome'

/**
 * Takes up a run that the journal has as unfinished, after the process that ran it is gone. Its task goes on at the
 * host; what was only intended, or sent without a recorded reply, ends honestly.
 */
export function resumeTurn(view: RunOf<'vm'>): Turn {
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
  soFar.phase = 'running'
  if (!has('start-sent')) {
    endBeforeStart(turn, view)
    return turn
  }
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
  turn.commands.push({ do: 'timer', name: 'contact', ms: lostAfterMs })
  if (!task) {
    turn.commands.push({ do: 'timer', name: 'guest', ms: guestShutdownMs }, { do: 'watch-power' })
    return turn
  }
  soFar.task = task
  takeUpQuestion(turn, view, has('answer-sent') ? 'unconfirmed' : 'undecided')
  takeUpCancel(turn, view)
  turn.commands.push({ do: 'follow', task })
  return turn
}

/** Nothing was started. The question that was there before may have been answered. */
function endBeforeStart(turn: Turn, { steps }: RunOf<'vm'>): void {
  const sent = steps.findLastIndex(({ actor, event }) => event.kind === 'answer-sent' && actor.kind === 'autoAnswer')
  const since = sent === -1 ? [] : steps.slice(sent + 1).map(({ event }) => event.kind)
  if (since.includes('answered')) return end(turn, { kind: 'answered-earlier' }, false)
  if (
    sent === -1 ||
    since.includes('answered-elsewhere') ||
    since.includes('question-gone') ||
    since.includes('checked')
  ) {
    const because = `Andon was stopped before it sent ${turn.soFar.method}. Nothing was started.`
    return refuse(turn, { why: 'not-possible', because })
  }
  return answerEarlierAgain(turn, steps)
}

/** Whether the host took the answer to the question that was there is not known: what the VM asks now tells. */
function answerEarlierAgain(turn: Turn, steps: readonly RunStep[]): void {
  const { soFar } = turn
  const checked = steps.findLast(({ event }) => event.kind === 'checked')
  if (checked?.event.kind !== 'checked' || checked.event.found !== 'question') return
  const { question } = checked.event
  soFar.phase = 'answering-earlier'
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
  record(turn, unconfirmedBefore(question), autoAnswer(soFar.policy))
  turn.commands.push({ do: 'timer', name: 'answer-again', ms: answerAgainMs })
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
  const open = openQuestion(view.steps)
  if (!open) return
  const raisedAt = view.steps.findLast(({ event }) => event.kind === 'question-raised')?.at ?? view.startedAt
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
