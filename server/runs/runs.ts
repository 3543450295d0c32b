import { foldStep } from '@/lib/runs/fold-run'
import type { Actor } from '@/lib/runs/actor'
import { vmOf, type RunOf, type RunView } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import type { RunRequest } from '@/lib/runs/verb'
import { failed, ok, type Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { splitKey, type ConnectionId, type RunId, type VmKey } from '@/lib/vsphere/ids'
import { createAnswering } from './answering'
import { realAfter } from './host-call'
import { createCancelling } from './cancelling'
import type { Runs, RunsOptions } from './contract'
import { andon, soFarOf, type NewStep, type Turn } from './run-machine'
import { emptyRun, type RunOpening } from '../journal/entry'
import { createKeptRuns } from './kept-runs'
import type { Hold } from './locks'
import { createLeftovers } from './leftovers'
import { createQuestionLog, type Keeper } from './question-log'
import { createOrder, type Order } from './order'
import { resumeTurn } from './resume'
import { createFileRuns } from './file-runs'
import { resumeOf } from './kinds'
import {
  busyWith,
  noConnection,
  noContact,
  noSuchRun,
  noSuchVm,
  notCancelable,
  notRecorded,
  taskOver,
} from './run-errors'
import type { RunProcess } from './run-kind'
import { startProcess } from './run-process'
import { createTaskLog } from './task-log'
import { startWork, type Work } from './work'

/**
 * All runs of this console: begins them, one at a time per VM, follows them, and takes people's answers and cancels.
 * See ./advance.ts for what a run does when. What is shown of them is read from the journal.
 */
export function createRuns(options: RunsOptions): Runs {
  const { journal, now, inventoryOf, policyOf } = options
  const after = options.after ?? realAfter
  const warn = options.warn ?? (() => undefined)
  const elapsed = options.elapsed ?? (() => performance.now())
  const connectionName = (id: ConnectionId) => options.connectionName?.(id) ?? id

  const kept = createKeptRuns()
  /** Those that are being written down. */
  const beginning = new Set<Promise<unknown>>()
  let closed = false

  const answering = createAnswering({
    journal,
    now,
    after,
    warn,
    inventoryOf,
    connectionName,
    onVm: (vm) => kept.onVm(vm),
    noteFirst: (vm) => log.noteNow(vm),
  })
  const cancelling = createCancelling({
    journal,
    now,
    after,
    warn,
    inventoryOf,
    connectionName,
    ownerOf: (task) => kept.ofTask(task),
  })

  const log = createQuestionLog({ journal, now, after, warn, keeperOf })
  const tasks = createTaskLog({
    journal,
    now,
    after,
    warn,
    isOfRun: (task) => kept.ofTask(task) !== undefined,
    isStarting,
  })
  const leftovers = createLeftovers({ journal, after, inventoryOf, warn })

  /** A run that follows a task hears of every question of its VM, and records it. */
  function keeperOf(vm: VmKey): Keeper {
    const phases = kept
      .onVm(vm)
      .map(({ soFar }) => (soFar.phase === 'starting' ? 'starting' : soFar.task && soFar.phase))
    if (phases.some((phase) => phase === 'running' || phase === 'ending' || phase === 'following')) return 'run'
    return phases.includes('starting') ? 'not-yet' : 'log'
  }

  /** Until the task of a start is known, any that is new may be it. */
  function isStarting(connection: ConnectionId): boolean {
    return kept.all().some(({ view }) => {
      if (view.connection !== connection || view.state.at === 'ended') return false
      const last = view.steps.findLast(({ event: { kind } }) => kind.startsWith('start') || kind === 'held')?.event.kind
      return last === 'start-sent' || last === 'start-unanswered'
    })
  }

  /** @param heard when this life of the process heard of it, and what the journal held then, if it is not a new one. */
  const portsOf = (view: RunView, heard: Heard) => ({
    journal,
    after,
    now,
    warn,
    inventory: () => inventoryOf(view.connection),
    orderOf: (of: () => RunView): Order =>
      createOrder({ view: of, inventory: () => inventoryOf(view.connection), now, elapsed, ...heard }),
    onPhase,
    onBroken,
  })

  function keepVm(view: RunOf<'vm'>, heard: Heard, turn: (order: Order) => Turn): void {
    const ports = { ...portsOf(view, heard), answer: answering.byRun, cancel: cancelling.byRun }
    kept.keepVm(startProcess({ view, turn }, ports))
  }

  const keepWork = (view: RunView, heard: Heard, work: Work | undefined) =>
    kept.keepWork(startWork(view, work, portsOf(view, heard)))

  function onPhase({ view, phase }: RunProcess): void {
    kept.noteTask(view)
    if (phase !== 'working') kept.letGo(view.id)
    if (phase === 'over') {
      kept.forget(view.id)
      leftovers.take(view)
    }
    const vm = vmOf(view)
    if (vm) log.look(vm.key)
  }

  function takeUp(view: RunView, newest: string | undefined): void {
    if (kept.get(view.id)) return
    kept.holdAgain(view)
    const heard = { since: elapsed(), newest }
    if (view.kind === 'vm') keepVm(view, heard, (order) => resumeTurn(view, order))
    else keepWork(view, heard, resumeOf(view))
  }

  /** Nothing is done that is not recorded. The run goes on as the journal has it, as it would after a restart. */
  function onBroken({ view }: RunProcess): void {
    kept.forget(view.id)
    takeUpAgain(view.id)
  }

  function takeUpAgain(id: RunId): void {
    after(takeUpAgainMs, () => {
      if (closed) return
      Promise.all([journal.readRun(id), journal.readLastTime()]).then(
        ([view, newest]) => {
          if (closed) return
          if (view && !isOver(view)) takeUp(view, newest)
          else kept.letGo(id)
        },
        (error: unknown) => {
          warn('a run could not be taken up again', error)
          takeUpAgain(id)
        },
      )
    })
  }

  async function start(vm: VmKey, request: RunRequest, actor: Actor): Promise<Result<{ run: RunId }>> {
    const at = splitKey(vm)
    if (!at) return noSuchVm
    const inventory = inventoryOf(at.connection)
    const policy = policyOf(at.connection)
    if (!inventory || !policy || closed) return noConnection
    const known = inventory.vms.get(vm)
    if (!known) return inventory.state.at === 'live' ? noSuchVm : noContact(connectionName(at.connection), 'started')
    if (inventory.state.at !== 'live') return noContact(connectionName(at.connection), 'started')
    const opening: RunOpening & { kind: 'vm' } = {
      connection: at.connection,
      kind: 'vm',
      subjects: [{ kind: 'vm', key: vm, name: known.name }],
      request,
      policy: { autoAnswer: policy.autoAnswer, setBy: policy.setBy },
      actor,
    }
    return begin(opening)
  }

  /** Takes the subjects, writes down the intent, and lets the run begin. @param work how, except for a task of a VM. */
  function begin(opening: RunOpening, work?: Work): Promise<Result<{ run: RunId }>> {
    const begun = write(opening, work).finally(() => beginning.delete(begun))
    beginning.add(begun)
    return begun
  }

  async function write(opening: RunOpening, work?: Work): Promise<Result<{ run: RunId }>> {
    if (closed) return failed(stopping)
    const hold: Hold = { label: runLabel(opening), subjects: opening.subjects }
    const taken = kept.take(hold)
    if (taken) return busyWith(taken)
    const since = elapsed()
    const hostAheadMs = inventoryOf(opening.connection)?.clockOffsetMs
    try {
      const asked: RunOpening = { ...opening, ...withoutUndefined({ hostAheadMs }) }
      const { run, number, at } = await journal.openRun(asked)
      // Whoever asked is told no, so that the next life must not begin it.
      if (closed) {
        await journal.append({ ...notBegun, run, connection: opening.connection })
        return failed(stopping)
      }
      const requested = { at, actor: opening.actor, event: { kind: 'requested' } } as const
      const view = foldStep(emptyRun(asked, number, at), requested)
      kept.giveTo(run, hold)
      if (view.kind === 'vm')
        keepVm(view, { since }, () => ({ soFar: soFarOf(view), steps: [], commands: [{ do: 'read' }] }))
      else keepWork(view, { since }, work)
      return ok({ run })
    } catch (error) {
      kept.giveBack(hold)
      warn('a run could not be recorded', error)
      return notRecorded(error)
    }
  }

  return {
    start,
    startMany: (vms, request, actor) =>
      Promise.all(vms.map(async (vm) => ({ vm, result: await start(vm, request, actor) }))),
    watch(inventory) {
      log.watch(inventory)
      tasks.watch(inventory)
      leftovers.watch(inventory)
    },
    async resume() {
      const last = await journal.readLastTime()
      for (const view of await journal.readUnfinishedRuns()) takeUp(view, last)
      leftovers.begin((await journal.readRunsThatLeft()).filter(({ id }) => !kept.get(id)))
      await log.begin(last)
      await tasks.begin()
    },
    ...createFileRuns({ begin, inventoryOf }),
    async cancelRun(run, actor) {
      const process = kept.get(run)
      if (!process || process.phase === 'over') return taskOver
      if (process.view.task) return cancelling.byPerson(process.view.task, actor)
      return kept.work(run)?.cancel(actor) ?? notCancelable(runLabel(process.view))
    },
    decideHeld: async (run, what, actor) => kept.get(run)?.decide(what, actor) ?? noSuchRun,
    answer: async (question, press, actor) =>
      closed ? failed(stopping) : await answering.byPerson(question, press, actor),
    cancelTask: async (task, actor) => (closed ? failed(stopping) : await cancelling.byPerson(task, actor)),
    reattach(connection) {
      for (const process of kept.all()) if (process.view.connection === connection) process.reattach()
    },
    async dropConnection(connection, because) {
      const dropped = kept.all().filter(({ view }) => view.connection === connection)
      for (const process of dropped) process.drop(because)
      await Promise.all(dropped.map((process) => process.settled()))
      if (because === undefined) log.drop(connection)
    },
    async close() {
      closed = true
      log.close()
      tasks.close()
      leftovers.close()
      for (const process of kept.all()) process.close()
      await Promise.all([...beginning, ...kept.all().map((process) => process.settled())])
      await Promise.all([log.settled(), tasks.settled(), leftovers.settled()])
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

const stopping = { blame: 'ours', code: 'stopping', sentence: 'Andon is stopping.' } as const
