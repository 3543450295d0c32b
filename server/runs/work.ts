import type { Actor } from '@/lib/runs/actor'
import type { HeldBecause, RunOutcome, RunStep, RunView, StepEvent } from '@/lib/runs/run'
import type { FaultText } from '@/lib/vsphere/task'
import { ok, type Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { runLabel } from '@/lib/runs/run-label'
import { toConsoleError } from '../errors/console-error'
import type { Inventory } from '../inventory/contract'
import type { RecordedStart } from '../journal/read-starts'
import type { After, HeldDecision } from './contract'
import type { Order } from './order'
import { andon } from './run-machine'
import { allSent, notCancelable, notHeld, notRecorded } from './run-errors'
import { createRecord } from './run-record'
import { askedAt } from '@/lib/runs/order-age'
import type { ProcessPorts, RunProcess } from './run-kind'
import type { CancelBeside } from './sent-beside'
import type { TaskKey } from '@/lib/vsphere/ids'

/**
 * How a kind of run without questions is carried out, from its first step or from where the process before this one
 * left it: a function that records each step before it sends what the step tells of, and gives the run its outcome.
 * What it throws is the run's fault.
 */
export type Work = (run: WorkingRun) => Promise<void>

/** What such a function has of its run. */
export type WorkingRun = {
  readonly view: RunView
  /** Aborted with a `Stopped` when the work has to come to its end. */
  readonly signal: AbortSignal
  /** Undefined: the connection has been removed. */
  inventory(): Inventory | undefined
  /** The connection has been opened anew. Returns how to stop listening. */
  onReattach(listener: () => void): () => void
  after: After
  now: () => number
  /** How old it is while it has sent nothing. */
  readonly order: Order
  /**
   * It has sent nothing, and is too old to do so by itself: it is held until a person has said what becomes of it.
   * `over`: it is not wanted any more and has its outcome, or it has to stop.
   */
  hold(because: HeldBecause, method?: string): Promise<'confirmed' | 'over'>
  /** Adds a step. Rejects when it could not be written: then nothing may be done. */
  record(event: StepEvent, actor?: Actor): Promise<void>
  /** The calls that runs sent at or after a time (ISO 8601), this one among them. */
  readStarts(since: string): Promise<RecordedStart[]>
  /** Who asked beside this run that a task be cancelled. */
  cancelBeside(task: TaskKey): Promise<CancelBeside | undefined>
  /** Shows how far it is to those who look now; nothing is written down. */
  showPercent(percent: number): void
  /** Resolves when no request to cancel is under way. */
  cancelSettled(): Promise<void>
  /** `following`: the work goes on, to tell what becomes of its task. */
  end(outcome: RunOutcome, following?: 'following'): Promise<void>
}

/** Why a work has to stop. */
export class Stopped extends Error {
  readonly why: { is: 'closing' } | { is: 'dropped'; because?: string | undefined } | { is: 'cancelled'; by: Actor }
  constructor(why: Stopped['why']) {
    super(why.is)
    this.why = why
  }
}

export type WorkProcess = RunProcess & {
  /** Stops a transfer, as a person asked. One whose bytes are all there has nothing left to stop. */
  cancel(by: Actor): Promise<Result<null>>
}

/** Longest that a work may take to clear up when it has to stop. */
const clearUpMs = 5_000

/** @param work undefined for a run that is over and only shown. */
export function startWork(first: RunView, work: Work | undefined, ports: ProcessPorts): WorkProcess {
  const record = createRecord(first, ports.journal)
  const stop = new AbortController()
  const onReattach = new Set<() => void>()
  let over = work === undefined
  let isClosing = false
  let isBroken = false
  let closed = false
  const order = ports.orderOf(() => record.view)
  let onDecided: ((what: HeldDecision) => void) | undefined
  let cancel: Promise<void> | undefined
  let cancelSettles: (() => void) | undefined

  const write = (event: StepEvent, actor: Actor) =>
    record.inTurn(() => {
      // A step that cannot be written any more must not look written: the call after it would go out unrecorded.
      if (closed) throw new Error('Andon is stopping')
      return record.write({ actor, event }).then(() => ports.onPhase(process))
    })

  const run: WorkingRun = {
    get view() {
      return record.view
    },
    signal: stop.signal,
    inventory: ports.inventory,
    onReattach(listener) {
      onReattach.add(listener)
      return () => void onReattach.delete(listener)
    },
    after: ports.after,
    now: ports.now,
    order,
    async hold(because, method) {
      if (record.view.state.at !== 'held') {
        const age = order.age()
        const since = askedAt(record.view)
        await run.record({
          kind: 'held',
          because,
          since,
          ...withoutUndefined({ method }),
          ...(age === 'unknown' ? { ageUnknown: true } : {}),
        })
      }
      const decided = new Promise<HeldDecision>((resolve) => (onDecided = resolve))
      const stopped = new Promise<'over'>((resolve) => {
        if (stop.signal.aborted) resolve('over')
        stop.signal.addEventListener('abort', () => resolve('over'), { once: true })
      })
      return (await Promise.race([decided, stopped])) === 'confirmed' ? 'confirmed' : 'over'
    },
    record: (event, actor = andon) =>
      write(event, actor).catch((error: unknown) => Promise.reject(new Unwritten(error))),
    cancelBeside: (task) => ports.sentBeside.cancelOf(task),
    readStarts: (since) => ports.journal.readStarts(since),
    showPercent(percent) {
      const step: RunStep = {
        at: new Date(ports.now()).toISOString(),
        actor: andon,
        event: { kind: 'progress', percent },
      }
      if (record.view.state.at === 'running') ports.journal.tellUnkept(record.view.id, step)
    },
    cancelSettled: async () => cancel,
    async end(outcome, following) {
      await run.record({ kind: 'ended', outcome, ...(following ? {} : { following: false }) })
    },
  }

  async function carryOut(): Promise<void> {
    if (!work) return
    try {
      await work(run)
      if (record.view.state.at !== 'ended' && !stop.signal.aborted) throw new Error('a run without an outcome')
    } catch (error) {
      await fail(error)
    }
    // What closing left unfinished is not over.
    if (isClosing) return
    over = true
    if (isBroken) ports.onBroken(process)
    else ports.onPhase(process)
  }

  /** A journal that cannot be written stops the run here: nothing is done that is not recorded. */
  async function fail(error: unknown): Promise<void> {
    if (closed) return
    try {
      if (error instanceof Unwritten) throw error.cause
      ports.warn(`run ${record.view.number} stopped`, error)
      if (record.view.state.at !== 'ended') await run.end({ kind: 'failed', fault: faultOf(error) })
    } catch (unwritten) {
      ports.warn(`run ${record.view.number} stopped: its journal could not be written`, unwritten)
      isBroken = true
    }
  }

  const process: WorkProcess = {
    get view() {
      return record.view
    },
    get phase() {
      if (over) return 'over'
      return record.view.state.at === 'ended' ? 'following' : 'working'
    },
    record: ({ event, actor }) => write(event, actor),
    cancelling() {
      cancel = new Promise((resolve) => (cancelSettles = resolve))
    },
    cancelled: () => cancelSettles?.(),
    async decide(what, by) {
      if (record.view.state.at !== 'held' || !onDecided) return notHeld(record.view)
      const tell = onDecided
      onDecided = undefined
      try {
        await write(
          what === 'confirmed'
            ? { kind: 'confirmed' }
            : { kind: 'ended', outcome: { kind: 'cancelled', by }, following: false },
          by,
        )
      } catch (error) {
        onDecided = tell
        return notRecorded(error)
      }
      tell(what)
      return ok(null)
    },
    reattach: () => onReattach.forEach((listener) => listener()),
    async cancel(by) {
      if (record.view.state.at !== 'running') return notCancelable(runLabel(record.view))
      if (record.view.steps.some(({ event }) => event.kind === 'placing')) return allSent
      try {
        await write({ kind: 'cancel-sent', because: 'person' }, by)
      } catch (error) {
        return notRecorded(error)
      }
      stop.abort(new Stopped({ is: 'cancelled', by }))
      return ok(null)
    },
    drop: (because) => stop.abort(new Stopped({ is: 'dropped', because })),
    async settled() {
      await (stop.signal.aborted ? atMost(done, ports.after) : Promise.resolve())
      await record.settled()
    },
    close() {
      isClosing = true
      stop.abort(new Stopped({ is: 'closing' }))
      void atMost(done, ports.after).then(() => (closed = true))
    },
  }
  const done = Promise.resolve().then(carryOut)
  return process
}

/** Resolves with the work, or when it has taken too long to stop. */
function atMost(done: Promise<void>, after: After): Promise<void> {
  return new Promise((resolve) => {
    const clear = after(clearUpMs, resolve)
    void done.finally(() => {
      clear()
      resolve()
    })
  })
}

class Unwritten extends Error {
  constructor(cause: unknown) {
    super('a step could not be written', { cause })
  }
}

/** An error of ours or of the wire as the fault that a run failed with. */
export function faultOf(error: unknown): FaultText {
  const { code, sentence, wayOut } = toConsoleError(error)
  return { type: code, message: wayOut === undefined ? sentence : `${sentence} ${wayOut}`, chain: [] }
}
