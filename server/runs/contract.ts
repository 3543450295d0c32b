import type { Actor } from '@/lib/runs/actor'
import type { Policy } from '@/lib/runs/decide'
import type { RunOf, RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import type { QuestionView } from '@/lib/live/question-view'
import type { Result } from '@/lib/result'
import type { ConnectionId, QuestionKey, RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import type { QuestionChoice } from '@/lib/vsphere/question'
import type { TaskView } from '@/lib/vsphere/task'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'

/** Calls `run` once after `ms`, unless it was called off. Injected, so that tests turn the clock. */
export type After = (ms: number, run: () => void) => () => void

export type RunsOptions = {
  journal: Journal
  /** Milliseconds since the epoch. */
  now: () => number
  /** `setTimeout` unless a test turns the clock. */
  after?: After
  /** Undefined: there is no such connection (any more). */
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  policyOf: (connection: ConnectionId) => Policy | undefined
  /** What people call the connection; its id when this says nothing. */
  connectionName?: (connection: ConnectionId) => string | undefined
  /** Told of what goes wrong on our side, such as a journal that cannot be written. */
  warn?: (text: string, error: unknown) => void
}

/** `remove`: the run ended more than 15 minutes ago; it is still in the journal. */
export type RunChange = { op: 'put'; run: RunView } | { op: 'remove'; run: RunId }

/** An answer that was sent from here. `not-taken`: the host refused it or did not say; the question may still wait. */
export type AnswerRecord = {
  key: QuestionKey
  choice: QuestionChoice
  isDefault: boolean
  by: Actor
  at: 'sending' | 'answered' | 'not-taken'
  sentAt: string
  answeredAt?: string
  afterMs?: number
  /** Why it was not taken, as far as that says anything to a person. */
  problem?: string
}

/** A request to cancel a task that was sent from here. `not-taken`: the host refused it or did not say. */
export type CancelRecord = { task: TaskKey; by: Actor; requestedAt: string; state: 'sent' | 'taken' | 'not-taken' }

export type Runs = {
  /**
   * Takes up the runs that the journal says are unfinished, and those that ended within 15 minutes. Called once, when
   * the connections' inventories exist; they need not have contact.
   */
  resume(): Promise<void>
  /** Journals the intent and lets the run begin. One run at a time per VM: a second one is an error that says so. */
  start(vm: VmKey, request: RunRequest, actor: Actor): Promise<Result<{ run: RunId }>>
  /** One result per VM, in the order given. */
  startMany(
    vms: readonly VmKey[],
    request: RunRequest,
    actor: Actor,
  ): Promise<{ vm: VmKey; result: Result<{ run: RunId }> }[]>
  /** A person's answer to a pending question, whoever's task raised it. Resolves when the host has taken or refused it. */
  answer(question: QuestionKey, choiceKey: string, actor: Actor): Promise<Result<null>>
  /** Asks the host to cancel a task, whoever started it. Resolves when the host has taken or refused the request. */
  cancelTask(task: TaskKey, actor: Actor): Promise<Result<null>>
  /** Unfinished runs, those that follow their task, and those that ended less than 15 minutes ago; oldest first. */
  views(): RunView[]
  view(run: RunId): RunView | undefined
  /**
   * The last thing that was sent from here in answer to this question. Kept for an hour.
   * @param raisedAt since when it is asked: a host may use an id again, and what was sent before that is not meant.
   */
  answerRecord(question: QuestionKey, raisedAt?: string): AnswerRecord | undefined
  /** The run that has this question to deal with: unfinished or following, and its own task waits for the answer. */
  runOfQuestion(vm: VmKey): RunOf<'vm'> | undefined
  /** A task with what is known of it here: its run, and who asked to cancel it when. */
  withRun(task: TaskView): TaskView
  onChange(listener: (change: RunChange) => void): () => void
  onAnswer(listener: (record: AnswerRecord) => void): () => void
  onCancel(listener: (record: CancelRecord) => void): () => void
  /** The connection has been opened anew (its endpoint or password was edited): its runs attach to their tasks again. */
  reattach(connection: ConnectionId): void
  /** Ends, as lost, the runs of a connection that is being removed. */
  dropConnection(connection: ConnectionId): Promise<void>
  /** Stops following; what is unfinished is taken up again by `resume` in the next life of the process. */
  close(): Promise<void>
}

export type QuestionChange = { op: 'put'; question: QuestionView } | { op: 'remove'; key: QuestionKey }

/** Every question of every connection, waiting or answered within the last minute. */
export type QuestionBook = {
  /** Takes in a connection's questions, and follows them until `detach`. */
  attach(inventory: Inventory): void
  /** Forgets a connection and its questions. */
  detach(connection: ConnectionId): void
  /** The auto-answer setting of a connection has changed: why its questions wait may have, too. */
  policyChanged(connection: ConnectionId): void
  readonly views: ReadonlyMap<QuestionKey, QuestionView>
  onChanges(listener: (changes: readonly QuestionChange[]) => void): () => void
  close(): void
}

export type QuestionBookOptions = {
  runs: Pick<Runs, 'runOfQuestion' | 'answerRecord' | 'onChange' | 'onAnswer'>
  policyOf: (connection: ConnectionId) => Policy | undefined
  now: () => number
  after?: After
}
