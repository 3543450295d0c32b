import { assertNever } from '@/lib/assert-never'
import { formatClock } from '@/lib/format/clock'
import { formatPercent } from '@/lib/format/quantity'
import { outcomeWord } from '@/lib/runs/outcome-word'
import { percentOf, type RunOutcome, type RunView } from '@/lib/runs/run'

/** The drawing that stands for an outcome; each outcome has a shape and a word. */
export type OutcomeGlyph = 'done' | 'failed' | 'cancelled' | 'blocked' | 'noContact'

const outcomeGlyphs: Record<RunOutcome['kind'], OutcomeGlyph> = {
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  'left-blocked': 'blocked',
  refused: 'failed',
  'answered-earlier': 'done',
  lost: 'noContact',
}

/** How an outcome is shown, everywhere: board, VM page, history, wall. */
export const outcomeLook = (kind: RunOutcome['kind']): { glyph: OutcomeGlyph; word: string } => ({
  glyph: outcomeGlyphs[kind],
  word: outcomeWord[kind],
})

/** How a run stands, as shape and words: `Running, 72 %`, `Left blocked`, `Done`. */
export type RunLook = {
  glyph: OutcomeGlyph | 'running' | 'queued' | 'waiting'
  word: string
  tone: 'grey' | 'wait' | 'fail'
}

const outcomeTone: Record<OutcomeGlyph, RunLook['tone']> = {
  done: 'grey',
  cancelled: 'grey',
  blocked: 'wait',
  failed: 'fail',
  noContact: 'fail',
}

/** @param lastKnown since when there is no contact, ISO 8601: how it stands now nobody knows then. */
export function runLook(run: RunView, lastKnown?: string): RunLook {
  const percent = percentOf(run)
  // What has sent nothing stands still, with contact and without.
  const goesOn = run.state.at === 'ended' ? run.state.following : run.state.at !== 'held'
  if (goesOn && lastKnown !== undefined) return unknownLook(percent, lastKnown)
  const at = percent === undefined ? '' : `, ${formatPercent(percent)}`
  const { state } = run
  switch (state.at) {
    case 'checking':
      return { glyph: 'queued', word: 'Checking', tone: 'grey' }
    case 'held':
      return { glyph: 'queued', word: 'Asks a person first', tone: 'grey' }
    case 'starting':
      return { glyph: 'queued', word: 'Starting', tone: 'grey' }
    case 'running':
      return { glyph: 'running', word: `Running${at}`, tone: 'grey' }
    case 'waiting':
      return { glyph: 'waiting', word: `Waiting${at}`, tone: 'wait' }
    case 'cancelling':
      return { glyph: 'running', word: `Cancel requested${at}`, tone: 'grey' }
    case 'ended':
      return endedLook(run, state)
    default:
      return assertNever(state, 'run state')
  }
}

/** How something stands that goes on where there is no contact. */
export function unknownLook(percent: number | undefined, lastKnown: string): RunLook {
  const was = percent === undefined ? 'since' : `was ${formatPercent(percent)} at`
  return {
    glyph: 'noContact',
    word: `Unknown${percent === undefined ? '' : ','} ${was} ${formatClock(lastKnown)}`,
    tone: 'fail',
  }
}

/** A run that was left behind takes on what became of its task, once that is known. */
function endedLook(run: RunView, state: Extract<RunView['state'], { at: 'ended' }>): RunLook {
  const { glyph, word } = outcomeLook(state.outcome.kind)
  const after = run.steps.findLast(({ event }) => event.kind === 'task-ended')?.event
  if (after?.kind !== 'task-ended' || after.state === 'unknown') {
    return { glyph, word, tone: state.following || state.outcome.kind !== 'left-blocked' ? outcomeTone[glyph] : 'grey' }
  }
  return after.state === 'success'
    ? { glyph: 'done', word: `${word}, then done`, tone: 'grey' }
    : { glyph: 'failed', word: `${word}, then failed`, tone: 'fail' }
}
