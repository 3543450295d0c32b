import type { PastDecision, PastGot } from '@/lib/contract/past-questions'
import type { Actor } from '@/lib/runs/actor'
import type { Decided, DecidingRule, Given, StartHow } from '@/lib/runs/decide'
import { automaticAnswers, givenTo } from '@/lib/runs/fold-run'
import type { RunStep, StepQuestion } from '@/lib/runs/run'
import type { Origin } from '@/lib/rules/rule'
import { choiceLabel } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'

/** Rows with which the story of a question begins, or goes on when another one finds it there. */
export const storyStarts = ['question-noted', 'question-raised', 'checked'] as const
export const storyEnds = ['answered', 'question-gone', 'answered-elsewhere'] as const

/**
 * Whether a row tells of a question that is told of already: a run found what was noted before, or has it raised. Anything
 * else is another question, though hosts use an id again.
 * @param prior the kind of the row of this question before it.
 */
export const isContinued = (kind: string, prior: string | null | undefined): boolean =>
  kind === 'checked'
    ? storyStarts.some((start) => start === prior)
    : kind === 'question-raised' && (prior === 'question-noted' || prior === 'checked')

/** What a run brings to the questions that it had to deal with. */
export type RunOfStory = { policyOn: boolean; start?: StartHow; vmName: string; steps: readonly RunStep[] }

/** A question from its first row to its end, or to where it is now. */
export type Story = {
  question: StepQuestion
  raisedAt: string
  origin: Origin
  vmName?: string
  start?: StartHow
  switchOn?: boolean
  given?: Given
  waitsAsError?: true
  decided?: PastDecision
  got: PastGot
}

/**
 * @param steps what is recorded of one question, oldest first: how it began, and its end where it has one.
 * @param run the last of those that had to deal with it.
 * @returns undefined for what is no beginning.
 */
export function storyOf(
  steps: readonly { step: RunStep; vmName?: string }[],
  run: RunOfStory | undefined,
): Story | undefined {
  const first = steps[0]
  const asked = first && askedIn(first.step)
  if (!asked) return undefined
  const began = steps.flatMap(({ step }) => askedIn(step) ?? [])
  const last = began.at(-1) ?? asked
  const decided = began.findLast((one) => one.decided)?.decided
  const end = steps.find(({ step }) => storyEnds.some((kind) => kind === step.event.kind))?.step
  const about = run && ofRun(run, last.question, last.at, end)
  return {
    question: last.question,
    raisedAt: asked.raisedAt,
    origin: last.origin,
    got: gotOf(end, run),
    ...withoutUndefined({ vmName: first.vmName ?? run?.vmName, decided: decided && decisionOf(decided) }),
    ...about,
  }
}

type AskedIn = { question: StepQuestion; raisedAt: string; at: string; origin: Origin; decided?: Decided }

function askedIn({ at, event }: RunStep): AskedIn | undefined {
  switch (event.kind) {
    case 'question-noted': {
      const { question, raisedAt, origin, decided } = event
      return { question, raisedAt, at, origin, ...withoutUndefined({ decided }) }
    }
    case 'question-raised':
      return {
        question: event.question,
        raisedAt: at,
        at,
        origin: 'own run',
        ...withoutUndefined({ decided: event.decided }),
      }
    case 'checked':
      if (event.found !== 'question') return undefined
      return {
        question: event.question,
        raisedAt: at,
        at,
        origin: 'own run',
        ...withoutUndefined({ decided: event.decided }),
      }
    default:
      return undefined
  }
}

/** What held in its run when the question came, and whether an error would have taken it away. */
function ofRun({ policyOn, start, steps }: RunOfStory, question: StepQuestion, at: string, end: RunStep | undefined) {
  const given = givenTo(question, automaticAnswers(steps.filter((step) => step.at < at)))
  const raised = steps.some(({ event }) => event.kind === 'question-raised' && event.question.key === question.key)
  const stayed = steps.some(
    (step) =>
      step.at >= at &&
      (end === undefined || step.at <= end.at) &&
      (step.event.kind === 'not-cancelable' || step.event.kind === 'left-blocked'),
  )
  return {
    switchOn: policyOn,
    ...withoutUndefined({ start }),
    ...(given.inRun > 0 ? { given } : {}),
    ...(!raised || stayed ? { waitsAsError: true as const } : {}),
  }
}

function gotOf(end: RunStep | undefined, run: RunOfStory | undefined): PastGot {
  if (!end) return { is: 'waiting' }
  const { event } = end
  if (event.kind === 'answered') {
    const { choice, isDefault, afterMs } = event
    return { is: 'answered', by: end.actor, label: choiceLabel(choice), isDefault, afterMs }
  }
  const by = event.kind === 'question-gone' && event.known === 'task-cancelled' ? cancelledBy(run, end.at) : undefined
  return by ? { is: 'cancelled', by } : { is: 'gone' }
}

/** Who had the task cancelled from here; undefined: somebody else had. */
const cancelledBy = (run: RunOfStory | undefined, before: string): Actor | undefined =>
  run?.steps.findLast(({ at, event }) => event.kind === 'cancel-sent' && at <= before)?.actor

const decisionOf = ({ do: what, because, rule, dryRun }: Decided): PastDecision => ({
  do: what,
  because,
  ...withoutUndefined({ rule: rule && named(rule) }),
  ...(dryRun
    ? { dryRun: { would: dryRun.would, ...withoutUndefined({ rule: dryRun.rule && named(dryRun.rule) }) } }
    : {}),
})

const named = ({ id, name }: DecidingRule) => ({ id, name })
