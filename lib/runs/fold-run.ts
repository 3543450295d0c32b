import { assertNever } from '../assert-never'
import type { QuestionKey, TaskKey } from '../vsphere/ids'
import { likenessOf, type Comparable, type Likeness } from '../vsphere/same-question'
import type { Given } from './decide'
import type { RunError, RunOutcome, RunState, RunStep, RunView, StepEvent, StepQuestion, WhyGone } from './run'

/**
 * A run is its steps: this adds one. Used while a run goes on and when it is read back from the journal, so that both
 * always show the same. Pure; the given view is not changed.
 */
export function foldStep<View extends RunView>(view: View, step: RunStep): View {
  const next: RunView = { ...view, steps: [...view.steps, step] }
  const { event } = step
  const error = view.error ?? errorOf(event, next)
  if (error) next.error = error
  if (event.kind === 'started' && event.task !== undefined) next.task = event.task
  next.state = stateAfter(next, view.state, step)
  return next as View // a step says what happens, and leaves alone what was asked
}

/** The first error of a run stays: nothing that happens to the cancel, or later, replaces it. */
function errorOf(event: StepEvent, view: RunView): RunError | undefined {
  if (event.kind === 'question-raised' && isBlocked(event, view)) return { kind: 'question', question: event.question }
  if (event.kind === 'not-answered') {
    const question = questionOf(view.steps, event.question)
    return question ? { kind: 'question', question } : undefined
  }
  if (event.kind !== 'ended') return undefined
  const { outcome } = event
  if (outcome.kind === 'failed') return { kind: 'fault', fault: outcome.fault }
  if (outcome.kind !== 'refused') return undefined
  const { refusal } = outcome
  switch (refusal.why) {
    case 'question-pending':
    case 'no-choices':
    case 'no-default':
      return { kind: 'question', question: refusal.question }
    case 'task-unfinished':
      return { kind: 'text', text: `${refusal.taskName} has not ended.` }
    case 'not-possible':
      return { kind: 'text', text: refusal.because }
    default:
      return assertNever(refusal, 'refusal')
  }
}

/** Version 0.1 did not record what it decided: where auto-answer was off, a question was the run's error. */
function isBlocked({ decided }: Extract<StepEvent, { kind: 'question-raised' }>, view: RunView): boolean {
  return decided ? decided.do === 'block' : view.kind === 'vm' && !view.policy.autoAnswer
}

function stateAfter(view: RunView, state: RunState, { at, event }: RunStep): RunState {
  if (state.at === 'ended') return afterEnd(state, event)
  const percent = percentPart(state)
  switch (event.kind) {
    case 'requested':
    case 'checked':
    case 'confirmed':
      return { at: 'checking' }
    case 'held':
      return { at: 'held' }
    case 'start-sent':
      return { at: 'starting' }
    case 'start-unanswered':
      // A transfer whose last call has no reply is past its start.
      return state.at === 'running' ? state : { at: 'starting' }
    case 'started':
    case 'writing':
      return { at: 'running' }
    case 'progress':
      return withPercent(state, event.percent)
    case 'question-raised':
      return { at: 'waiting', question: event.question.key, ...percent, ...pick(event.percent) }
    case 'answered':
    case 'question-gone':
    case 'answered-elsewhere':
      return state.at === 'waiting' && state.question === event.question ? { at: 'running', ...percent } : state
    case 'cancel-sent':
      return { at: 'cancelling', ...percent }
    case 'cancel-refused':
    case 'cancel-too-late':
    case 'cancel-unanswered': {
      const open = openQuestion(view.steps)
      if (state.at !== 'cancelling') return state
      return open ? { at: 'waiting', question: open.key, ...percent } : { at: 'running', ...percent }
    }
    case 'ended':
      return {
        at: 'ended',
        outcome: event.outcome,
        endedAt: at,
        following: event.following !== false && taskToFollow(view.task, event.outcome) !== undefined,
        ...percent,
      }
    case 'answer-sent':
    case 'placing':
    case 'cleared':
    case 'answer-not-taken':
    case 'answer-unconfirmed':
    case 'question-noted':
    case 'question-taken':
    case 'question-let-go':
    case 'task-noted':
    case 'event-noted':
    case 'not-watched':
    case 'read-back':
    case 'events-left-out':
    case 'not-answered':
    case 'cancel-taken':
    case 'not-cancelable':
    case 'left-blocked':
    case 'contact-lost':
    case 'contact-back':
    case 'restored':
    case 'task-ended':
      return state
    default:
      return assertNever(event, 'step')
  }
}

function afterEnd(state: Extract<RunState, { at: 'ended' }>, event: StepEvent): RunState {
  if (event.kind === 'task-ended') return { ...state, following: false }
  return event.kind === 'progress' ? { ...state, percent: event.percent } : state
}

/** The task that goes on after an outcome: the run's own, or the earlier one that was answered instead. */
export function taskToFollow(own: TaskKey | undefined, outcome: RunOutcome): TaskKey | undefined {
  if (outcome.kind === 'answered-earlier') return outcome.task
  return outcome.kind === 'left-blocked' || outcome.kind === 'lost' ? own : undefined
}

/** The task whose progress is the run's: nothing before it starts one, nor when it has come to its end. */
export function followedTask({ state, task }: Pick<RunView, 'state' | 'task'>): TaskKey | undefined {
  if (state.at !== 'ended') return task
  return state.following ? taskToFollow(task, state.outcome) : undefined
}

/** A state with the percentage that the task has just reported; one that has no task yet keeps none. */
export function withPercent(state: RunState, percent: number): RunState {
  return hasNoTaskYet(state) ? state : { ...state, percent }
}

type StateBeforeTask = Extract<RunState, { at: 'checking' | 'held' | 'starting' }>
const hasNoTaskYet = (state: RunState): state is StateBeforeTask =>
  state.at === 'checking' || state.at === 'held' || state.at === 'starting'

/** The call that may have begun something at the host: what was held after it was written down has not been sent. */
export function sentStart(steps: readonly RunStep[]): Extract<StepEvent, { kind: 'start-sent' }> | undefined {
  for (const { event } of steps.toReversed()) {
    if (event.kind === 'held') return undefined
    if (event.kind === 'start-sent') return event
  }
  return undefined
}

/** The record of a run comes from a backup: what it had not sent by then it may have sent after it. */
export const isRestored = (steps: readonly RunStep[]): boolean => steps.some(({ event }) => event.kind === 'restored')

/**
 * The temporary file of a write that could not be removed so far, as far as the steps say; a stored path. The folder of a copy is
 * none: by its name alone nobody can tell later whose it is.
 */
export function leftBehind({ kind, steps }: Pick<RunView, 'kind' | 'steps'>): string | undefined {
  if (kind === 'vmCopy') return undefined
  const last = steps.findLast(({ event }) => event.kind === 'cleared')?.event
  return last?.kind === 'cleared' && last.left !== undefined ? last.temporary : undefined
}

const pick = (percent: number | undefined) => (percent === undefined ? {} : { percent })

const percentPart = (state: RunState): { percent?: number } => (hasNoTaskYet(state) ? {} : pick(state.percent))

/** A question by its key, as one of the steps recorded it. */
function questionOf(steps: readonly RunStep[], key: QuestionKey): StepQuestion | undefined {
  for (const { event } of steps.toReversed()) {
    if (event.kind === 'question-raised' && event.question.key === key) return event.question
    if (event.kind === 'checked' && event.found === 'question' && event.question.key === key) return event.question
  }
  return undefined
}

/** The question that was raised last and, as far as the steps say, did not go by itself; and whether its answer was taken. */
export function lastQuestion(steps: readonly RunStep[]): { question: StepQuestion; isAnswered: boolean } | undefined {
  let isAnswered = false
  for (const { event } of steps.toReversed()) {
    if (isGone(event)) return undefined
    if (event.kind === 'answered') isAnswered = true
    if (event.kind === 'question-raised') return { question: event.question, isAnswered }
  }
  return undefined
}

/** The question that was raised and, as far as the steps say, has not been answered. */
export function openQuestion(steps: readonly RunStep[]): StepQuestion | undefined {
  const last = lastQuestion(steps)
  return last?.isAnswered === false ? last.question : undefined
}

/** The question went away, and not because of an answer that was given here for all that is known. */
export const isGone = (
  event: StepEvent,
): event is Extract<StepEvent, { kind: 'question-gone' | 'answered-elsewhere' }> =>
  event.kind === 'question-gone' || event.kind === 'answered-elsewhere'

/** What is known of why it went: a row of version 0.1 knows nothing. */
export const whyGone = (event: Extract<StepEvent, { kind: 'question-gone' | 'answered-elsewhere' }>): WhyGone =>
  event.kind === 'question-gone' ? event.known : 'unknown'

/**
 * What auto-answer has answered, one for each question that was raised, however often its answer had to be sent: a host
 * gives a question that comes back a new id each time, or the same.
 */
export function automaticAnswers(steps: readonly RunStep[]): Likeness[] {
  const raised = new Map<QuestionKey, Likeness>()
  const given: Likeness[] = []
  for (const { actor, event } of steps) {
    if (event.kind === 'question-raised') raised.set(event.question.key, likenessOf(event.question))
    if (event.kind !== 'answer-sent' || actor.kind !== 'autoAnswer') continue
    const likeness = raised.get(event.question)
    if (likeness) given.push(likeness)
    raised.delete(event.question)
  }
  return given
}

/** How many of these automatic answers were given to this question, or to one like it. */
export function givenTo(question: Comparable, given: readonly Likeness[]): Given {
  const { same, kind } = likenessOf(question)
  return {
    same: given.filter((one) => one.same === same).length,
    alike: given.filter((one) => one.kind === kind).length,
    inRun: given.length,
  }
}
