import { z } from 'zod'
import type { Actor } from '../runs/actor'
import type { DryRun, Given, StartHow } from '../runs/decide'
import type { Origin } from '../rules/rule'
import type { ConnectionId, RuleId, RunId, VmKey } from '../vsphere/ids'
import type { QuestionChoice } from '../vsphere/question'
import { withoutUndefined } from '../without-undefined'
import { pastDays, type PastDays } from './past-days'

/** `before`: where the last page ended. */
export type PastQuestionsWanted = { days: PastDays; before?: number }

export const pastQuestionsInput: z.ZodType<PastQuestionsWanted> = z.preprocess(
  withoutUndefined,
  z.strictObject({ days: z.literal(pastDays), before: z.int().min(0).exactOptional() }),
)

/** What many questions have in common, kept once for a page. */
export type PastAsked = { messageId?: string; choices: QuestionChoice[]; defaultIndex?: number }

/**
 * What became of a question, as far as it is recorded. `gone`: it went away, and who answered is not known. `waiting`: its
 * end is not recorded. `cancelled`: its task was, from here; `by` is a person, or the switch or rule under which it ran.
 */
export type PastGot =
  | { is: 'answered'; by: Actor; label: string; isDefault: boolean; afterMs: number }
  | { is: 'cancelled'; by: Actor }
  | { is: 'gone' }
  | { is: 'waiting' }

/** What was decided when it was raised, as it was recorded then. The rule may be another one by now, or gone. */
export type PastDecision = {
  do: 'answer' | 'leave' | 'block'
  because: string
  rule?: { id: RuleId; name: string }
  dryRun?: Pick<DryRun, 'would'> & { rule?: { id: RuleId; name: string } }
}

/** A question of the record with what counts for whether it would be decided so again. */
export type PastQuestion = {
  /** The number of its first row: no other has it. */
  seq: number
  raisedAt: string
  connection: ConnectionId
  vm: VmKey
  vmName: string
  origin: Origin
  /** Its place in `asked`. */
  asked: number
  /** Without a leading message id. */
  text: string
  run?: RunId
  /** What its run began with; of a question that no run had to deal with, neither is recorded. */
  start?: StartHow
  switchOn?: boolean
  /** Automatic answers in its run before it; absent: none. */
  given?: Given
  /** As an error of its run it would wait all the same: the task cannot be cancelled, or was never started. */
  waitsAsError?: true
  /** Absent: not recorded. */
  decided?: PastDecision
  got: PastGot
}

/** Newest first. `nextBefore`: there are more in these days. `since`: where they begin, ISO 8601. */
export type PastQuestionsPage = {
  since: string
  asked: PastAsked[]
  questions: PastQuestion[]
  nextBefore?: number
}
