import { assertNever } from '../assert-never'
import type { QuestionKey } from '../vsphere/ids'
import { actorName } from './actor'
import { choiceLabel } from '../vsphere/question'
import { withoutUndefined } from '../without-undefined'
import { decide, noneGiven, type AboutQuestion, type Decided, type DryRun } from './decide'
import { automaticAnswers, givenTo } from './fold-run'
import type { LeftBlocked, RunOf } from './run'
import { verbMethod } from './verb'

/** Why a question waits for a person. One of these is always true of a waiting question; the screen says it in words. */
export type WhyWaiting =
  /** `at-start`: it was off when the run began, which keeps what held then, whatever the switch says now. */
  | { why: 'auto-answer-off'; when: 'now' | 'at-start' }
  | { why: 'auto-answer-off-left-blocked'; detail: string }
  | { why: 'no-default' }
  | { why: 'no-choices' }
  | { why: 'not-started-here' }
  /** Who started the run wanted to be asked. */
  | { why: 'ask-me'; by: string }
  /** A rule keeps it for a person, or would give an answer that the host does not offer. */
  | { why: 'rule' | 'rule-not-offered'; rule: string }
  /** A rule makes it the run's error. `detail`: what came of the cancel, once that is left blocked. */
  | { why: 'rule-cancels'; rule: string; detail?: string }
  | { why: 'no-task' }
  | { why: 'came-back'; answer: string }
  | { why: 'too-many-answers'; answers: number }
  | { why: 'answer-failed'; detail: string }
  | { why: 'person-failed'; by: string; detail: string }
  /** Somebody has answered, and whether the host took that is not known. */
  | { why: 'answer-unconfirmed'; by: string }
  /** Auto-answer is about to answer, or a rule. */
  | { why: 'answering'; rule?: string }

/**
 * Why a question waits: what was decided about it, and what came of that. `run` is the run whose own task asks it: it
 * keeps the policy that it began with. Without one, `policy` is the connection's present one.
 */
export function whyWaiting(about: AboutWaiting): { why: WhyWaiting; dryRun?: DryRun } {
  const { run, key } = about
  const decision = decidedAbout(about)
  const failed = run && answerFailed(run, key)
  const why: WhyWaiting =
    decision.do === 'answer' && failed !== undefined
      ? { why: 'answer-failed', detail: failed }
      : reasonOf(decision, about)
  return { why, ...withoutUndefined({ dryRun: decision.dryRun }) }
}

type AboutWaiting = Omit<AboutQuestion, 'origin' | 'start' | 'given'> & {
  key: QuestionKey
  run: RunOf<'vm'> | undefined
  hasTask: boolean
}

function decidedAbout({ key, run, hasTask, ...rest }: AboutWaiting): Decided {
  if (run) return decidedOn(run, key) ?? decideNow(run, key, { ...rest, policy: run.policy })
  const origin = hasTask ? 'foreign task' : 'no task'
  return decide({ ...rest, origin, start: 'as the switch says', given: noneGiven })
}

/** What the run decided when the question was raised. */
function decidedOn(run: RunOf<'vm'>, key: QuestionKey): Decided | undefined {
  const event = run.steps.findLast(({ event }) => event.kind === 'question-raised' && event.question.key === key)?.event
  return event?.kind === 'question-raised' ? event.decided : undefined
}

/** For a question that the run has not seen yet, or that version 0.1 recorded, which did not say what it decided. */
function decideNow(
  run: RunOf<'vm'>,
  key: QuestionKey,
  about: Omit<AboutQuestion, 'origin' | 'start' | 'given'>,
): Decided {
  const raised = run.steps.findLastIndex(({ event }) => event.kind === 'question-raised' && event.question.key === key)
  const before = raised < 0 ? run.steps : run.steps.slice(0, raised)
  return decide({
    ...about,
    origin: 'own run',
    start: run.start ?? 'as the switch says',
    given: givenTo(about.question, automaticAnswers(before)),
  })
}

function reasonOf(
  decision: Decided,
  about: { run: RunOf<'vm'> | undefined; question: AboutQuestion['question'] },
): WhyWaiting {
  if (decision.do === 'answer') return { why: 'answering', ...withoutUndefined({ rule: decision.rule?.name }) }
  switch (decision.because) {
    case 'auto-answer-off': {
      const detail = about.run && leftBlockedDetail(about.run)
      if (detail !== undefined) return { why: 'auto-answer-off-left-blocked', detail }
      return { why: 'auto-answer-off', when: about.run ? 'at-start' : 'now' }
    }
    case 'came-back-three-times': {
      const { choices, defaultIndex } = about.question
      const choice = defaultIndex === undefined ? undefined : choices[defaultIndex]
      return { why: 'came-back', answer: choice ? choiceLabel(choice) : 'the default' }
    }
    case 'too-many-answers':
      return { why: 'too-many-answers', answers: about.run ? automaticAnswers(about.run.steps).length : 0 }
    case 'ask-me':
      return { why: 'ask-me', by: about.run ? actorName(about.run.actor) : '' }
    case 'rule': {
      const rule = decision.rule?.name ?? ''
      if (decision.do === 'leave') return { why: 'rule', rule }
      return { why: 'rule-cancels', rule, ...withoutUndefined({ detail: about.run && leftBlockedDetail(about.run) }) }
    }
    case 'rule-not-offered':
      return { why: 'rule-not-offered', rule: decision.rule?.name ?? '' }
    case 'no-choices':
    case 'no-default':
    case 'no-task':
    case 'not-started-here':
      return { why: decision.because }
    default:
      return assertNever(decision, 'decision')
  }
}

/** What the host said to the automatic answer that it did not take; undefined when it took it, or none was sent. */
function answerFailed(run: RunOf<'vm'>, key: QuestionKey): string | undefined {
  const event = run.steps.findLast(({ event }) => event.kind === 'not-answered' && event.question === key)?.event
  if (event?.kind !== 'not-answered' || event.because !== 'answer-failed') return undefined
  return event.raw ?? 'The host did not take the answer.'
}

/** What stands between "Auto-answer is off." and "Left blocked." */
function leftBlockedDetail(run: RunOf<'vm'>): string | undefined {
  const blocked = run.steps.findLast(({ event }) => event.kind === 'left-blocked')?.event
  if (blocked?.kind !== 'left-blocked') return undefined
  return blockedDetail(blocked.because, run)
}

function blockedDetail(because: LeftBlocked, run: RunOf<'vm'>): string {
  switch (because) {
    case 'not-cancelable':
      return `${verbMethod[run.request.verb]} is not cancelable.`
    case 'cancel-refused': {
      const refused = run.steps.findLast(({ event }) => event.kind === 'cancel-refused')?.event
      const reason = refused?.kind === 'cancel-refused' ? refused.reason : 'it gives no reason'
      return `Cancel requested; the host refused: ${reason.replace(/\.$/, '')}.`
    }
    case 'cancel-without-effect':
      return 'Cancel requested; the host took it, and the task did not stop.'
    case 'cancel-unanswered':
      return 'Cancel requested; no reply from the host.'
    default:
      return assertNever(because, 'reason to be left blocked')
  }
}
