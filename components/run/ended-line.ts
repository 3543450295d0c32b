import { assertNever } from '@/lib/assert-never'
import { outcomeWord } from '@/lib/runs/outcome-word'
import type { LeftBlocked, RunOutcome, RunView } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { tookText } from '../words/age'
import { cancelledSentence, doneSentence, refusalSentence } from './outcome-sentences'
import type { StepLine } from './step-line'

/** Why a task goes on that asks and was not cancelled. */
export const leftBlocked: Record<LeftBlocked, string> = {
  'not-cancelable': 'The task is not cancelable.',
  'cancel-refused': 'The host refused to cancel it.',
  'cancel-without-effect': 'The cancel had no effect.',
  'cancel-unanswered': 'The host did not reply to the cancel.',
}

/** The last line of a run: how it ended, and why. `at` is when. */
export function endedLine(outcome: RunOutcome, run: RunView, at: string): StepLine {
  const title = outcomeWord[outcome.kind]
  switch (outcome.kind) {
    case 'succeeded':
      return {
        mark: 'done',
        title,
        detail: `${doneSentence(run)} Took ${tookText(run.startedAt, at)}.`,
      }
    case 'failed':
      return { mark: 'failed', title, detail: faultSentence(outcome.fault) }
    case 'cancelled':
      return { mark: 'cancelled', title, detail: cancelledSentence(outcome, run) }
    case 'left-blocked':
      return { mark: 'blocked', title, detail: leftBlocked[outcome.because] }
    case 'refused':
      return { mark: 'failed', title, detail: refusalSentence(run, outcome) }
    case 'answered-earlier':
      return {
        mark: 'done',
        title,
        detail: `${runLabel(run)} was not started: the earlier task may already be doing it.`,
      }
    case 'lost':
      return { mark: 'noContact', title, detail: outcome.reason }
    default:
      return assertNever(outcome, 'outcome')
  }
}
