import type { Result } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import type { RunView } from '@/lib/runs/run'
import type { Inventory } from '../inventory/contract'
import type { Journal } from '../journal/journal'
import type { After, HeldDecision } from './contract'
import type { Order } from './order'
import type { CancelEnd, NewStep } from './run-machine'
import type { SentBeside } from './sent-beside'

/** A run that goes on, whatever kind it is: what those see of it who keep all of them. */
export type RunProcess = {
  readonly view: RunView
  /** `following`: it has its outcome, and its vSphere task goes on. */
  readonly phase: 'working' | 'following' | 'over'
  /** Adds a step in its turn; resolves when it is in the journal. */
  record(step: NewStep): Promise<void>
  /** Somebody's request to cancel its task is about to leave. */
  cancelling(by: Actor): void
  /** What became of that request. */
  cancelled(result: CancelEnd): void
  /** A person says what becomes of a run that is held. Resolves when that is in the journal, or could not be written. */
  decide(what: HeldDecision, by: Actor): Promise<Result<null>>
  /** The connection has been opened anew: it looks for its task there. */
  reattach(): void
  /** The connection is being removed. */
  drop(because?: string): void
  /** Resolves when everything asked for so far has been dealt with. */
  settled(): Promise<void>
  /** Andon stops. What is unfinished is taken up again by the next life of the process. */
  close(): void
}

/** What every kind is given. */
export type ProcessPorts = {
  journal: Journal
  after: After
  now: () => number
  /** Undefined: the connection has been removed. */
  inventory: () => Inventory | undefined
  /** Resolves when it is known whether this process still has the run: with false, nothing is done with it any more. */
  isStillOurs: () => Promise<boolean>
  /** How old it is while it has sent nothing. */
  orderOf: (view: () => RunView) => Order
  /** What left from here beside the run. */
  sentBeside: Pick<SentBeside, 'has' | 'cancelOf'>
  /** Called when what happened has been dealt with: the run may have a task, its outcome, or nothing to follow any more. */
  onPhase: (process: RunProcess) => void
  /** A step could not be written, so it stopped: it is to be taken up again as the journal has it. */
  onBroken: (process: RunProcess) => void
  warn: (text: string, error: unknown) => void
}
