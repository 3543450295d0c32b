import { assertNever } from '@/lib/assert-never'
import type { WhyWaiting } from '@/lib/live/question-view'
import type { LeftBlocked, NotAnswered, RunView } from '@/lib/runs/run'
import { verbMethod } from '@/lib/runs/verb'
import { choiceLabel, defaultChoice } from '@/lib/vsphere/question-dictionary'
import type { QuestionKey } from '@/lib/vsphere/ids'
import type { VmQuestion } from '@/lib/vsphere/question'
import type { Policy } from './contract'

/**
 * Why a question waits for a person. `run` is the run whose own task asks it: it keeps the policy that it began with.
 * Without one, the connection's present policy is what a person wonders about.
 */
export function whyWaiting(about: {
  key: QuestionKey
  question: VmQuestion
  run: RunView | undefined
  policy: Policy | undefined
  hasTask: boolean
}): WhyWaiting {
  const { key, question, run, policy, hasTask } = about
  if (question.choices.length === 0) return { why: 'no-choices' }
  if (!run) {
    if (!policy?.autoAnswer) return { why: 'auto-answer-off' }
    return { why: hasTask ? 'not-started-here' : 'no-task' }
  }
  const events = run.steps.map(({ event }) => event)
  const notAnswered = events.findLast((event) => event.kind === 'not-answered' && event.question === key)
  if (notAnswered?.kind === 'not-answered') return whyNotAnswered(notAnswered.because, question, notAnswered.raw)
  const blocked = events.findLast((event) => event.kind === 'left-blocked')
  if (run.policy.autoAnswer) return { why: 'answering' }
  if (blocked?.kind !== 'left-blocked') return { why: 'auto-answer-off' }
  const refused = events.findLast((event) => event.kind === 'cancel-refused')
  const reason = refused?.kind === 'cancel-refused' ? refused.reason : undefined
  return { why: 'auto-answer-off-left-blocked', detail: blockedDetail(blocked.because, run, reason) }
}

function whyNotAnswered(because: NotAnswered, question: VmQuestion, raw: string | undefined): WhyWaiting {
  switch (because) {
    case 'no-default':
      return { why: 'no-default' }
    case 'no-choices':
      return { why: 'no-choices' }
    case 'came-back-three-times': {
      const choice = defaultChoice(question)
      return { why: 'came-back', answer: choice ? choiceLabel(choice) : 'the default' }
    }
    case 'answer-failed':
      return { why: 'answer-failed', detail: raw ?? 'The host did not take the answer.' }
    default:
      return assertNever(because, 'reason not to answer')
  }
}

/** What stands between "Auto-answer is off." and "Left blocked." */
function blockedDetail(because: LeftBlocked, run: RunView, reason: string | undefined): string {
  switch (because) {
    case 'not-cancelable':
      return `${verbMethod[run.request.verb]} is not cancelable.`
    case 'cancel-refused':
      return `Cancel requested; the host refused: ${(reason ?? 'it gives no reason').replace(/\.$/, '')}.`
    case 'cancel-without-effect':
      return 'Cancel requested; the host took it, and the task did not stop.'
    case 'cancel-unanswered':
      return 'Cancel requested; no reply from the host.'
    default:
      return assertNever(because, 'reason to be left blocked')
  }
}
