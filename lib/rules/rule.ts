import type { ConnectionId, RuleId } from '../vsphere/ids'

/**
 * Whose question it is. `own run`: a run of ours has to deal with it, because its own task asks, or because the question
 * stands in its way before anything is started. `foreign task`: a task that Andon did not start waits for the answer.
 */
export type Origin = 'own run' | 'foreign task' | 'no task'

/** Which questions a rule is about: of one message id, or those whose text has a part like the pattern. */
export type RuleAsks = { by: 'messageId'; id: string } | { by: 'text'; pattern: string }

/**
 * What a rule gives. `answer`: the choice of this label or label id, in whichever of the two styles a host offers it; never
 * a key, which means something else elsewhere. `person`: nobody but a person answers. `cancel`: the question is the run's
 * error, and its task is cancelled where that is possible.
 */
export type RuleGives = { do: 'default' } | { do: 'answer'; label: string } | { do: 'person' } | { do: 'cancel' }

/** A rule as it counts for a decision. The first that fits decides. */
export type Rule = {
  readonly id: RuleId
  readonly name: string
  readonly asks: RuleAsks
  /** Absent: at all connections. */
  readonly connections?: readonly ConnectionId[]
  /** Patterns of the VM's name, one of which must fit. Absent: all VMs. */
  readonly vms?: readonly string[]
  readonly origins: readonly Origin[]
  readonly gives: RuleGives
  /** It decides nothing; what it would have decided is said. */
  readonly dryRun?: true
  /** From this moment on it fits nothing, ISO 8601. */
  readonly until?: string
  readonly setBy: string
}

/** A rule as it is kept, with what people say of it. */
export type StoredRule = Rule & {
  readonly note: string
  readonly setAt: string
  /** It was offered, and taken. */
  readonly suggested?: true
}
