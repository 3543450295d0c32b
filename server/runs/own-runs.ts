import { foldStep } from '@/lib/runs/fold-run'
import type { RunOf, RunView } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import { failed, ok, type Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { runId, type ConnectionId, type RunId, type VmKey } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { emptyRun, type RunOpening } from '../journal/entry'
import type { Journal } from '../journal/journal'
import type { Inherited, Lease, Leases } from '../journal/leases'
import type { After } from './contract'
import { createInOrder } from './in-order'
import { createKeptRuns, isStartUnderWay, type KeptRuns } from './kept-runs'
import { resumeOf } from './kinds'
import { createOrder, type Order } from './order'
import type { Keeper } from './question-log'
import { resumeTurn } from './resume'
import { busyWith, notRecorded, stopping } from './run-errors'
import type { RunProcess, ProcessPorts } from './run-kind'
import { andon, soFarOf, type NewStep, type Turn } from './run-machine'
import { startProcess, type VmPorts } from './run-process'
import { startWork, type Work } from './work'

/** The runs that this process carries out: each has a lease for as long as it goes on or follows its task. */
export type OwnRuns = {
  /** Takes the subjects, writes down the intent, and lets the run begin. @param work how, except for a task of a VM. */
  begin(opening: RunOpening, work?: Work): Promise<Result<{ run: RunId }>>
  /** Takes up all runs that go on and that nobody has. @param newest the newest time in the journal. */
  takeUpAbandoned(newest: string | undefined): Promise<void>
  /** Takes up a run that another process had. */
  inherit(inherited: Inherited): void
  readonly kept: Pick<KeptRuns, 'all' | 'get' | 'work' | 'onVm' | 'ofTask' | 'isOfRun'>
  /** A run that follows a task hears of every question of its VM, and records it. */
  keeperOf(vm: VmKey): Keeper
  /** Until the task of a start is known, any that is new may be it. */
  isStarting(connection: ConnectionId): boolean
  /** Stops all; what is unfinished is taken up by the next life, or by another process. */
  close(): Promise<void>
}

export function createOwnRuns(options: {
  journal: Journal
  leases: Leases
  now: () => number
  elapsed: () => number
  after: After
  warn: (text: string, error: unknown) => void
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  answer: VmPorts['answer']
  cancel: VmPorts['cancel']
  sentBeside: ProcessPorts['sentBeside']
  /** Whether a run of any process waits for a person before it starts. */
  isHeld: (run: RunId) => boolean
  /** Something about a run is different: it may have a task, its outcome, or nothing to follow any more. */
  onPhase: (process: RunProcess) => void
}): OwnRuns {
  const { journal, leases, now, elapsed, after, warn, inventoryOf } = options
  const kept = createKeptRuns()
  /** Those that are being written down. */
  const beginning = new Set<Promise<unknown>>()
  const takingUp = createInOrder()
  let closed = false

  /** @param heard when this life of the process heard of it, and what the journal held then, if it is not a new one. */
  const portsOf = (view: RunView, lease: Lease, heard: Heard) => ({
    journal: {
      ...journal,
      append: (entry: Parameters<Journal['append']>[0]) =>
        journal.append(entry, () => (entry.event.kind === 'ended' ? lease.lastFence() : lease.fence())),
    },
    after,
    now,
    warn,
    sentBeside: options.sentBeside,
    inventory: () => inventoryOf(view.connection),
    isStillOurs: () => lease.sure(),
    orderOf: (of: () => RunView): Order =>
      createOrder({ view: of, inventory: () => inventoryOf(view.connection), now, elapsed, ...heard }),
    onPhase,
    onBroken,
  })

  function keepVm(view: RunOf<'vm'>, lease: Lease, heard: Heard, turn: (order: Order) => Turn): void {
    const { answer, cancel } = options
    kept.keepVm(startProcess({ view, turn }, { ...portsOf(view, lease, heard), answer, cancel }), lease)
    lease.onLost(() => lose(view.id, lease))
  }

  function keepWork(view: RunView, lease: Lease, heard: Heard, work: Work | undefined): void {
    kept.keepWork(startWork(view, work, portsOf(view, lease, heard)), lease)
    lease.onLost(() => lose(view.id, lease))
  }

  function onPhase(process: RunProcess): void {
    const { view, phase } = process
    if (kept.get(view.id) !== process) return
    kept.noteTask(view)
    if (phase !== 'working') kept.leaseOf(view.id)?.free()
    if (phase === 'over') {
      kept.forget(view.id)
      letGo(view.id)
    }
    options.onPhase(process)
  }

  function takeUp(view: RunView, lease: Lease, newest: string | undefined): void {
    if (closed || kept.get(view.id) || isOver(view)) return lease.release()
    if (view.state.at === 'ended') lease.free()
    const heard = { since: elapsed(), newest }
    if (view.kind === 'vm') keepVm(view, lease, heard, (order) => resumeTurn(view, order))
    else keepWork(view, lease, heard, resumeOf(view))
  }

  /** As the journal has it, now that nobody else writes it any more. */
  async function takeUpFromJournal({ lease, held }: Inherited): Promise<void> {
    try {
      const [view, newest] = await Promise.all([journal.readRun(runId(lease.name)), journal.readLastTime()])
      if (view) takeUp(view, lease, newest)
      else lease.release()
    } catch (error) {
      warn('a run could not be taken up', error)
      after(takeUpAgainMs, () => {
        if (!closed && lease.isHeld()) takingUp.add(() => takeUpFromJournal({ lease, held }))
      })
    }
  }

  /** Another process has it, or nobody knows of it any more: nothing is done with it here. */
  function lose(run: RunId, lease: Lease): void {
    if (kept.leaseOf(run) !== lease) return
    kept.dropLease(run)
    kept.get(run)?.close()
    kept.forget(run)
  }

  /** Nothing is done that is not recorded. The run goes on as the journal has it, as it would after a restart. */
  function onBroken(process: RunProcess): void {
    if (kept.get(process.view.id) !== process) return
    kept.setAside(process.view.id)
    takeUpAgain(process.view.id)
  }

  function takeUpAgain(id: RunId): void {
    after(takeUpAgainMs, () => {
      const lease = kept.leaseOf(id)
      if (closed || !lease || kept.get(id)) return
      Promise.all([journal.readRun(id), journal.readLastTime()]).then(
        ([view, newest]) => {
          if (closed || kept.leaseOf(id) !== lease) return
          if (view && !isOver(view)) takeUp(view, lease, newest)
          else {
            kept.forget(id)
            letGo(id)
          }
        },
        (error: unknown) => {
          warn('a run could not be taken up again', error)
          takeUpAgain(id)
        },
      )
    })
  }

  function letGo(run: RunId): void {
    kept.leaseOf(run)?.release()
    kept.dropLease(run)
  }

  async function write(opening: RunOpening, work?: Work): Promise<Result<{ run: RunId }>> {
    if (closed) return failed(stopping)
    const since = elapsed()
    const hostAheadMs = inventoryOf(opening.connection)?.clockOffsetMs
    let lease: Lease | undefined
    try {
      const taken = await leases.take({ label: runLabel(opening), subjects: opening.subjects, lasting: false })
      if (taken.is === 'held') return busyWith(taken, taken.name !== undefined && options.isHeld(runId(taken.name)))
      lease = taken.lease
      const asked: RunOpening = { ...opening, ...withoutUndefined({ hostAheadMs }) }
      const { run, number, at } = await journal.openRun(asked, (begins) => lease?.fence(begins))
      // Whoever asked is told no, so that the next life must not begin it.
      if (closed) {
        await journal.append({ ...notBegun, run, connection: opening.connection }, () => lease?.fence())
        return failed(stopping)
      }
      const requested = { at, actor: opening.actor, event: { kind: 'requested' } } as const
      const view = foldStep(emptyRun(asked, number, at), requested)
      if (view.kind === 'vm')
        keepVm(view, lease, { since }, () => ({ soFar: soFarOf(view), steps: [], commands: [{ do: 'read' }] }))
      else keepWork(view, lease, { since }, work)
      return ok({ run })
    } catch (error) {
      lease?.release()
      warn('a run could not be recorded', error)
      return notRecorded(error)
    }
  }

  async function adoptAll(newest: string | undefined): Promise<void> {
    const views = (await journal.readUnfinishedRuns()).filter(({ id }) => !kept.get(id) && !kept.leaseOf(id))
    const adopted = await leases.adopt(
      views.map((view) => ({
        name: view.id,
        label: runLabel(view),
        subjects: view.state.at === 'ended' ? [] : view.subjects,
        lasting: true,
      })),
    )
    if (leases.areShared) return void (await Promise.all(adopted.map(takeUpFromJournal)))
    const byId = new Map(views.map((view) => [view.id as string, view]))
    for (const { lease } of adopted) {
      const view = byId.get(lease.name)
      if (view) takeUp(view, lease, newest)
    }
  }

  return {
    begin(opening, work) {
      const begun = write(opening, work).finally(() => beginning.delete(begun))
      beginning.add(begun)
      return begun
    },
    takeUpAbandoned(newest) {
      const done = adoptAll(newest)
      takingUp.add(() => done)
      return done
    },
    inherit: (inherited) => takingUp.add(() => takeUpFromJournal(inherited)),
    kept,
    keeperOf(vm) {
      const phases = kept
        .onVm(vm)
        .map(({ soFar }) => (soFar.phase === 'starting' ? 'starting' : soFar.task && soFar.phase))
      if (phases.some((phase) => phase === 'running' || phase === 'ending' || phase === 'following')) return 'run'
      return phases.includes('starting') ? 'not-yet' : 'log'
    },
    isStarting: (connection) => kept.all().some(({ view }) => view.connection === connection && isStartUnderWay(view)),
    async close() {
      closed = true
      for (const process of kept.all()) process.close()
      await Promise.all([...beginning, takingUp.settled(), ...kept.all().map((process) => process.settled())])
    },
  }
}

/** A journal that could not be written may be written a little later. */
const takeUpAgainMs = 10_000

/** `newest`: the newest time in the journal, for a run that this life did not begin. */
type Heard = { since: number; newest?: string | undefined }

const isOver = ({ state }: RunView) => state.at === 'ended' && !state.following

const notBegun = {
  actor: andon,
  event: {
    kind: 'ended',
    outcome: { kind: 'refused', refusal: { why: 'not-possible', because: 'Andon was stopped. Nothing was started.' } },
  },
} satisfies NewStep
