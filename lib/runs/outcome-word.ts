import type { RunOutcome } from './run'

/** What people read for an outcome, on screens, in filters and in what leaves Andon. `lost` is the journal's word only. */
export const outcomeWord: Record<RunOutcome['kind'], string> = {
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  'left-blocked': 'Left blocked',
  refused: 'Not started',
  'answered-earlier': 'Not started, earlier task answered',
  lost: 'Outcome unknown',
}
