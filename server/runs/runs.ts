import { foldStep } from '@/lib/runs/fold-run'
import { actorName, type Actor } from '@/lib/runs/actor'
import type { RunOf } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import type { RunRequest } from '@/lib/runs/verb'
import { failed, ok, type Result } from '@/lib/result'
import { splitKey, type ConnectionId, type RunId, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import { createAnswering } from './answering'
import { realAfter } from './bounded'
import { createCancelling } from './cancelling'
import type { AnswerRecord, CancelRecord, RunChange, Runs, RunsOptions } from './contract'
import { coreOf, type Turn } from './core'
import type { RunOpening } from '../journal/entry'
import { createLocks, type Hold } from './locks'
import { resumeTurn } from './resume-core'
import { noConnection, noContact, noSuchVm, notRecorded, busyWith } from './run-errors'
import { startProcess, type RunProcess } from './run-process'
import { createSubject } from './subject'
import { justFinishedMs } from '@/lib/live/live-state'

/**
 * All runs of this console: begins them, one at a time per VM, follows them, and takes people's answers and cancels.
 * See ./advance.ts for what a run does when.
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
  const removals = new Map<RunId, () => void>()
  const changes = createSubject<RunChange>()
  const answers = createSubject<AnswerRecord>()
  const cancels = createSubject<CancelRecord>()
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
    onRecord: answers.tell,
  })
  const cancelling = createCancelling({
    journal,
    now,
    after,
    warn,
    inventoryOf,
    connectionName,
    onRecord: cancels.tell,
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
        onView,
        onPhase,
      },
    )
    processes.set(view.id, process)
    const vm = view.subjects[0].key
    byVm.set(vm, (byVm.get(vm) ?? new Set()).add(process))
    return process
  }

  function onView({ view }: RunProcess): void {
    if (view.task) runOfTask.set(view.task, view.id)
    changes.tell({ op: 'put', run: view })
  }

  function onPhase({ view, core }: RunProcess): void {
    const ended = core.phase === 'following' || core.phase === 'over'
    if (ended) letGo(view.id)
    if (core.phase !== 'over' || removals.has(view.id)) return
    const end = view.steps.at(-1)?.at ?? view.startedAt
    removals.set(
      view.id,
      after(Math.max(0, Date.parse(end) + justFinishedMs - now()), () => forget(view.id)),
    )
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
    removals.delete(run)
    if (process.view.task) runOfTask.delete(process.view.task)
    changes.tell({ op: 'remove', run })
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
      const process = keep(view, { core: coreOf(view), steps: [], commands: [{ do: 'read' }] })
      onView(process)
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
      const unfinished = await journal.readUnfinishedRuns()
      const recent = await journal.readRunsEndedSince(new Date(now() - justFinishedMs).toISOString())
      const known = new Set(unfinished.map(({ id }) => id))
      for (const view of [...recent.filter(({ id }) => !known.has(id)), ...unfinished]) {
        if (processes.has(view.id) || view.kind !== 'vm') continue
        const turn = resumeTurn(view)
        if (view.state.at !== 'ended') {
          const hold: Hold = { label: runLabel(view), subjects: view.subjects }
          holds.set(view.id, hold)
          locks.keep(hold)
        }
        onView(keep(view, turn))
      }
    },
    answer: async (question, choiceKey, actor) =>
      closed ? failed(stopping) : await answering.byPerson(question, choiceKey, actor),
    cancelTask: async (task, actor) => (closed ? failed(stopping) : await cancelling.byPerson(task, actor)),
    views: () => all().map(({ view }) => view),
    view: (run) => processes.get(run)?.view,
    answerRecord: answering.record,
    runOfQuestion: (vm) =>
      onVm(vm).findLast(({ core }) => core.own && core.task !== undefined && core.phase !== 'over')?.view,
    withRun(task) {
      const run = runOfTask.get(task.key)
      const cancel = cancelling.record(task.key)
      if (run === undefined && !cancel) return task
      return {
        ...task,
        ...(run === undefined ? {} : { run }),
        ...(cancel ? { cancelRequestedAt: cancel.requestedAt, cancelRequestedBy: actorName(cancel.by) } : {}),
      }
    },
    onChange: changes.listen,
    onAnswer: answers.listen,
    onCancel: cancels.listen,
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
      for (const clear of removals.values()) clear()
      await Promise.all(all().map((process) => process.settled()))
    },
  }
}

const stopping = { blame: 'ours', code: 'stopping', sentence: 'Andon is stopping.' } as const
