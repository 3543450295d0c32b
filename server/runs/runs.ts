import { foldStep } from '@/lib/runs/fold-run'
import type { Actor } from '@/lib/runs/actor'
import type { RunOf } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import type { RunRequest } from '@/lib/runs/verb'
import { failed, ok, type Result } from '@/lib/result'
import { splitKey, type ConnectionId, type RunId, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import { createAnswering } from './answering'
import { realAfter } from './bounded'
import { createCancelling } from './cancelling'
import type { Runs, RunsOptions } from './contract'
import { coreOf, type Turn } from './core'
import type { RunOpening } from '../journal/entry'
import { createLocks, type Hold } from './locks'
import { resumeTurn } from './resume-core'
import { noConnection, noContact, noSuchVm, notRecorded, busyWith } from './run-errors'
import { startProcess, type RunProcess } from './run-process'

/**
 * All runs of this console: begins them, one at a time per VM, follows them, and takes people's answers and cancels.
 * See ./advance.ts for what a run does when. What is shown of them is read from the journal.
 */
export function createRuns(options: RunsOptions): Runs {
  const { journal, now, inventoryOf, policyOf } = options
  const after = options.after ?? realAfter
  const warn = options.warn ?? (() => undefined)
  const connectionName = (id: ConnectionId) => options.connectionName?.(id) ?? id

  const processes = new Map<RunId, RunProcess>()
  const byVm = new Map<VmKey, Set<RunProcess>>()
  const locks = createLocks()
  /** What runs without an outcome hold; a run is not here while the journal is about to give it its number. */
  const holds = new Map<RunId, Hold>()
  const runOfTask = new Map<TaskKey, RunId>()
  let closed = false

  const all = () => [...processes.values()]
  const onVm = (vm: VmKey) => [...(byVm.get(vm) ?? [])]

  const answering = createAnswering({
    journal,
    now,
    after,
    warn,
    inventoryOf,
    connectionName,
    onVm,
  })
  const cancelling = createCancelling({
    journal,
    now,
    after,
    warn,
    inventoryOf,
    connectionName,
    ownerOf: (task) => {
      const run = runOfTask.get(task)
      return run === undefined ? undefined : processes.get(run)
    },
  })

  function keep(view: RunOf<'vm'>, turn: Turn): RunProcess {
    const process = startProcess(
      { view, turn },
      {
        journal,
        after,
        now,
        warn,
        inventory: () => inventoryOf(view.connection),
        answer: answering.byRun,
        cancel: cancelling.byRun,
        onPhase,
      },
    )
    processes.set(view.id, process)
    if (view.task) runOfTask.set(view.task, view.id)
    const vm = view.subjects[0].key
    byVm.set(vm, (byVm.get(vm) ?? new Set()).add(process))
    return process
  }

  function onPhase({ view, core }: RunProcess): void {
    if (view.task) runOfTask.set(view.task, view.id)
    if (core.phase === 'following' || core.phase === 'over') letGo(view.id)
    if (core.phase === 'over') forget(view.id)
  }

  function letGo(run: RunId): void {
    const hold = holds.get(run)
    if (hold) locks.give(hold)
    holds.delete(run)
  }

  function forget(run: RunId): void {
    const process = processes.get(run)
    if (!process) return
    processes.delete(run)
    const vm = process.view.subjects[0].key
    const others = byVm.get(vm)
    others?.delete(process)
    if (others?.size === 0) byVm.delete(vm)
    if (process.view.task) runOfTask.delete(process.view.task)
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
    const hold: Hold = { label: runLabel(opening), subjects: opening.subjects }
    const taken = locks.take(hold)
    if (taken) return busyWith(taken)
    try {
      const { run, number, at: startedAt } = await journal.openRun(opening)
      // The next life says in the journal that nothing was started.
      if (closed) return failed(stopping)
      const empty: RunOf<'vm'> = { id: run, number, ...opening, startedAt, state: { at: 'checking' }, steps: [] }
      const view = foldStep(empty, { at: startedAt, actor, event: { kind: 'requested' } })
      holds.set(run, hold)
      keep(view, { core: coreOf(view), steps: [], commands: [{ do: 'read' }] })
      return ok({ run })
    } catch (error) {
      locks.give(hold)
      warn('a run could not be recorded', error)
      return notRecorded(error)
    }
  }

  return {
    start,
    startMany: (vms, request, actor) =>
      Promise.all(vms.map(async (vm) => ({ vm, result: await start(vm, request, actor) }))),
    async resume() {
      for (const view of await journal.readUnfinishedRuns()) {
        if (processes.has(view.id) || view.kind !== 'vm') continue
        const turn = resumeTurn(view)
        if (view.state.at !== 'ended') {
          const hold: Hold = { label: runLabel(view), subjects: view.subjects }
          holds.set(view.id, hold)
          locks.keep(hold)
        }
        keep(view, turn)
      }
    },
    answer: async (question, choiceKey, actor) =>
      closed ? failed(stopping) : await answering.byPerson(question, choiceKey, actor),
    cancelTask: async (task, actor) => (closed ? failed(stopping) : await cancelling.byPerson(task, actor)),
    reattach(connection) {
      for (const process of all()) if (process.view.connection === connection) process.reattach()
    },
    async dropConnection(connection) {
      const dropped = all().filter(({ view }) => view.connection === connection)
      for (const process of dropped) process.send({ is: 'dropped' })
      await Promise.all(dropped.map((process) => process.settled()))
    },
    async close() {
      closed = true
      for (const process of all()) process.close()
      await Promise.all(all().map((process) => process.settled()))
    },
  }
}

const stopping = { blame: 'ours', code: 'stopping', sentence: 'Andon is stopping.' } as const
