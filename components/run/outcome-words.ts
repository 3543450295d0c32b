import type { RunOutcome } from '@/lib/runs/run'

/** The drawing that stands for an outcome; each outcome has a shape and a word. */
export type OutcomeGlyph = 'done' | 'failed' | 'cancelled' | 'blocked' | 'noContact'

/** How an outcome is shown, everywhere: board, VM page, history, wall. */
export const outcomeWords: Record<RunOutcome['kind'], { glyph: OutcomeGlyph; word: string }> = {
  succeeded: { glyph: 'done', word: 'Done' },
  failed: { glyph: 'failed', word: 'Failed' },
  cancelled: { glyph: 'cancelled', word: 'Cancelled' },
  'left-blocked': { glyph: 'blocked', word: 'Left blocked' },
  refused: { glyph: 'failed', word: 'Not started' },
  'answered-earlier': { glyph: 'done', word: 'Not started, earlier task answered' },
  lost: { glyph: 'noContact', word: 'No contact' },
}
