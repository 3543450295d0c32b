import type { RuleInput, RuleMove } from '@/lib/contract/rules-input'
import type { Result } from '@/lib/result'
import type { Rule, StoredRule } from '@/lib/rules/rule'
import type { RuleId } from '@/lib/vsphere/ids'

/** The rules, in their order: the first that fits a question decides. */
export type Rules = {
  /** Reads what is stored. Called once, before anything asks. */
  start(): Promise<void>
  /** Those that count for decisions made now. */
  readonly inForce: readonly Rule[]
  list(): readonly StoredRule[]
  /** Puts it at a place, counted from 0, else behind all others. */
  add(input: RuleInput, by: string, place?: number): Promise<Result<{ rule: RuleId }>>
  /** Leaves it where it is where no place is said. */
  edit(rule: RuleId, input: RuleInput, by: string, place?: number): Promise<Result<null>>
  remove(rule: RuleId, by: string): Promise<Result<null>>
  move(rule: RuleId, to: RuleMove, by: string): Promise<Result<null>>
  /** Takes over what another process has stored. */
  readAgain(): Promise<void>
}
