import { isGone, whyGone } from '@/lib/runs/fold-run'
import type { RunStep, StepEvent, StepQuestion, WhyGone } from '@/lib/runs/run'
import { isSameQuestion } from '@/lib/vsphere/same-question'
import { withoutUndefined } from '@/lib/without-undefined'

/** A question of a run as the panel shows it: where it came on the way to 100 %, and what became of it. */
export type RunQuestion = {
  question: StepQuestion
  raisedAt: string
  percent?: number
  end:
    | { kind: 'open' }
    | { kind: 'answered'; step: RunStep & { event: Extract<StepEvent, { kind: 'answered' }> } }
    | { kind: 'gone'; step: RunStep; known: WhyGone }
}

/** The questions that a run met, oldest first. The same question that comes back after "Retry" counts again. */
export function questionsOf(steps: readonly RunStep[]): RunQuestion[] {
  const questions: RunQuestion[] = []
  let percent: number | undefined
  for (const step of steps) {
    const { event } = step
    if (event.kind === 'progress') percent = event.percent
    if (event.kind === 'question-raised') {
      const at = event.percent ?? percent
      questions.push({
        question: event.question,
        raisedAt: step.at,
        ...withoutUndefined({ percent: at }),
        end: { kind: 'open' },
      })
    }
    if (event.kind === 'checked' && event.found === 'question') {
      questions.push({ question: event.question, raisedAt: step.at, end: { kind: 'open' } })
    }
    if (event.kind === 'answered' || isGone(event)) {
      const asked = questions.findLast((one) => one.end.kind === 'open' && one.question.key === event.question)
      if (!asked) continue
      if (event.kind === 'answered') asked.end = { kind: 'answered', step: { ...step, event } }
      else asked.end = { kind: 'gone', step, known: whyGone(event) }
    }
  }
  return questions
}

/**
 * Questions newest first, those that came back after the same answer as one: three times "Retry" is one story. The
 * figures in a text may differ from time to time (`1085 MB free`).
 */
export function foldRepeats(asked: readonly RunQuestion[]): [RunQuestion, ...RunQuestion[]][] {
  const groups: [RunQuestion, ...RunQuestion[]][] = []
  for (const one of asked.toReversed()) {
    const last = groups.at(-1)
    if (last && repeats(one, last[0])) last.push(one)
    else groups.push([one])
  }
  return groups
}

/** Two files that exist are two questions, though one message asks about both. */
const repeats = (a: RunQuestion, b: RunQuestion) => isSameQuestion(a.question, b.question) && givenTo(a) === givenTo(b)
/** Undefined for one that nobody answered from here: such ones stay apart. */
const givenTo = ({ end, raisedAt }: RunQuestion) => (end.kind === 'answered' ? end.step.event.choice.key : raisedAt)

/**
 * The steps that a person reads. Left out is what the next step says better: a call that was sent once its reply is
 * there, and percentages on the way to the next percentage. The run's own page shows every step as it was recorded.
 */
export function readableSteps(steps: readonly RunStep[]): RunStep[] {
  return steps.filter((step, index) => {
    const later = steps.slice(index + 1)
    switch (step.event.kind) {
      case 'requested':
        return later.length === 0
      case 'start-sent':
        // One that is held was written down, and not sent.
        return later.length === 0
      case 'answer-sent':
        return later.every(({ event }) => event.kind === 'progress')
      case 'start-unanswered':
        // Once it is found, or known not to be there, the next step says so.
        return later.every(({ event }) => event.kind !== 'started' && event.kind !== 'ended')
      case 'answer-unconfirmed':
      case 'answer-not-taken':
        // Auto-answer tries again, or says that it gave up.
        return later.length === 0 || step.actor.kind !== 'autoAnswer'
      case 'ended':
        return step.event.outcome.kind !== 'left-blocked' || !steps.some(({ event }) => event.kind === 'left-blocked')
      case 'progress':
        return later.length === 0 || !['progress', 'ended', 'task-ended'].includes(later[0]?.event.kind ?? '')
      default:
        return true
    }
  })
}
