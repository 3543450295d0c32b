import type { Evidence, Finding } from './evidence'
import { judgeAnswers } from './judge-answers'
import { judgePresses } from './judge-presses'
import { judgeReaders } from './judge-readers'
import { judgeRuns } from './judge-runs'

/** Compares what the console recorded with what the hosts saw, what people heard and what screens showed. */
export const judge = (evidence: Evidence): Finding[] => [
  ...judgeRuns(evidence),
  ...judgeAnswers(evidence),
  ...judgePresses(evidence),
  ...judgeReaders(evidence),
  ...evidence.record.problems.map((problem): Finding => ({ fault: 'chainBroken', what: JSON.stringify(problem) })),
]
