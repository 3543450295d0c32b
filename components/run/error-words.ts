import { assertNever } from '@/lib/assert-never'
import type { RunView } from '@/lib/runs/run'
import { notAnsweredWords } from '../words/decision-words'
import { refusalSentence } from './outcome-sentences'
import { questionsOf } from './timeline-steps'

/**
 * The first sentence of a run's error panel. `over`: nobody is needed any more, so it is shown as a record.
 * @returns undefined when the run has no error.
 */
export function runErrorSentence(run: RunView): { text: string; over: boolean } | undefined {
  const { error, state } = run
  const outcome = state.at === 'ended' ? state.outcome : undefined
  const following = state.at === 'ended' && state.following
  if (outcome?.kind === 'refused') {
    return { text: refusalSentence(run, outcome), over: false }
  }
  if (outcome?.kind === 'lost') return { text: `No contact: ${outcome.reason}`, over: !following }
  if (!error) return undefined
  switch (error.kind) {
    case 'question': {
      const over = state.at === 'ended' ? !following : questionsOf(run.steps).at(-1)?.end.kind !== 'open'
      return { text: questionSentence(run, over), over }
    }
    case 'fault':
      return { text: error.fault.message, over: false }
    case 'text':
      return { text: error.text, over: false }
    default:
      return assertNever(error, 'run error')
  }
}

function questionSentence(run: RunView, over: boolean): string {
  const left = run.steps.findLast(({ event }) => event.kind === 'not-answered')?.event
  const why =
    left?.kind === 'not-answered'
      ? notAnsweredWords[left.because].clause
      : over
        ? 'auto-answer was off'
        : 'auto-answer is off'
  return `Error: this task ${over ? 'was' : 'is'} blocked by a question, and ${why}`
}
