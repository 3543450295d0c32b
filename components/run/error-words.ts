import { assertNever } from '@/lib/assert-never'
import { isPlaceRequest } from '@/lib/runs/place-request'
import { placeLeft } from '@/lib/runs/place-done'
import type { RunView } from '@/lib/runs/run'
import type { FaultText } from '@/lib/vsphere/task'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { withoutUndefined } from '@/lib/without-undefined'
import { notAnsweredWords } from '../words/decided-words'
import { refusalSentence } from './outcome-sentences'
import { questionsOf } from './timeline-steps'

export type RunErrorSentence = {
  text: string
  /** Nobody is needed any more, so it is shown as a record. */
  over: boolean
  /** The host's own fault, where that is the error. */
  fault?: FaultText
  /** What the task has left behind, where it had begun to make something. */
  left?: string
  /** What was the error before the task failed. */
  before?: string
}

/** The first sentence of a run's error panel. @returns undefined when the run has no error. */
export function runErrorSentence(run: RunView): RunErrorSentence | undefined {
  const { error, state } = run
  const after = run.steps.findLast(({ event }) => event.kind === 'task-ended')?.event
  if (after?.kind === 'task-ended' && after.fault) {
    // What the task came to in the end says more than what held it up on the way.
    const before = error?.kind === 'question' ? { before: questionSentence(run, true) } : {}
    return {
      text: faultSentence(after.fault),
      over: false,
      fault: after.fault,
      ...withoutUndefined({ left: leftBy(run) }),
      ...before,
    }
  }
  const outcome = state.at === 'ended' ? state.outcome : undefined
  const following = state.at === 'ended' && state.following
  if (outcome?.kind === 'refused') {
    return { text: refusalSentence(run, outcome), over: false }
  }
  if (outcome?.kind === 'lost') return { text: `Outcome unknown: ${outcome.reason}`, over: !following }
  if (!error) return undefined
  switch (error.kind) {
    case 'question': {
      const over = state.at === 'ended' ? !following : questionsOf(run.steps).at(-1)?.end.kind !== 'open'
      return { text: questionSentence(run, over), over }
    }
    case 'fault':
      return {
        text: faultSentence(error.fault),
        over: false,
        fault: error.fault,
        ...withoutUndefined({ left: leftBy(run) }),
      }
    case 'text':
      return { text: error.text, over: false }
    default:
      return assertNever(error, 'run error')
  }
}

/** Only a task that was under way can have left something. */
const leftBy = (run: RunView): string | undefined =>
  run.kind === 'vm' && run.task !== undefined && isPlaceRequest(run.request) ? placeLeft(run.request) : undefined

function questionSentence(run: RunView, over: boolean): string {
  const left = run.steps.findLast(({ event }) => event.kind === 'not-answered')?.event
  const why =
    left?.kind === 'not-answered' ? notAnsweredWords[left.because].clause : 'auto-answer was off when it started'
  return `Error: this task ${over ? 'was' : 'is'} blocked by a question, and ${why}`
}
