import { vmOf, type RunView } from '@/lib/runs/run'
import { runLabel } from '@/lib/runs/run-label'
import type { RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import { createLocks, type Hold, type Taken } from './locks'
import type { RunProcess } from './run-kind'
import type { VmProcess } from './run-process'
import type { WorkProcess } from './work'

/** The runs that go on in this process, by what they are asked for, and what those hold that have no outcome yet. */
export type KeptRuns = {
  all(): RunProcess[]
  get(run: RunId): RunProcess | undefined
  work(run: RunId): WorkProcess | undefined
  onVm(vm: VmKey): VmProcess[]
  /** The run that began a task, or follows it. */
  ofTask(task: TaskKey): RunProcess | undefined
  keepVm(process: VmProcess): void
  keepWork(process: WorkProcess): void
  /** It may have a task by now. */
  noteTask(view: RunView): void
  forget(run: RunId): void
  /** Takes all subjects, or says who has one of them, and whether that run waits for a person before it starts. */
  take(hold: Hold): (Taken & { isHeld: boolean }) | undefined
  /** What was taken belongs to this run; it has its number now. */
  giveTo(run: RunId, hold: Hold): void
  /** It will be no run. */
  giveBack(hold: Hold): void
  /** Takes what a run had when the process before this one ended. */
  holdAgain(view: RunView): void
  /** The run has its outcome: others may work on its subjects. */
  letGo(run: RunId): void
}

export function createKeptRuns(): KeptRuns {
  const processes = new Map<RunId, RunProcess>()
  const byVm = new Map<VmKey, Set<VmProcess>>()
  const works = new Map<RunId, WorkProcess>()
  const runOfTask = new Map<TaskKey, RunId>()
  const locks = createLocks()
  /** What runs without an outcome hold; a run is not here while the journal is about to give it its number. */
  const holds = new Map<RunId, Hold>()

  const noteTask = ({ task, id }: RunView) => void (task && runOfTask.set(task, id))

  function keep(process: RunProcess): void {
    processes.set(process.view.id, process)
    noteTask(process.view)
  }

  return {
    all: () => [...processes.values()],
    get: (run) => processes.get(run),
    work: (run) => works.get(run),
    onVm: (vm) => [...(byVm.get(vm) ?? [])],
    ofTask(task) {
      const run = runOfTask.get(task)
      return run === undefined ? undefined : processes.get(run)
    },
    keepVm(process) {
      const vm = process.view.subjects[0].key
      byVm.set(vm, (byVm.get(vm) ?? new Set()).add(process))
      keep(process)
    },
    keepWork(process) {
      works.set(process.view.id, process)
      keep(process)
    },
    noteTask,
    forget(run) {
      const process = processes.get(run)
      if (!process) return
      processes.delete(run)
      works.delete(run)
      const vm = vmOf(process.view)?.key
      const others = vm === undefined ? undefined : byVm.get(vm)
      for (const other of others ?? []) if (other === process) others?.delete(other)
      if (vm !== undefined && others?.size === 0) byVm.delete(vm)
      if (process.view.task) runOfTask.delete(process.view.task)
    },
    take(hold) {
      const taken = locks.take(hold)
      if (!taken) return undefined
      const [run] = [...holds].find(([, one]) => one === taken.by) ?? []
      return { ...taken, isHeld: run !== undefined && processes.get(run)?.view.state.at === 'held' }
    },
    giveTo: (run, hold) => void holds.set(run, hold),
    giveBack: (hold) => locks.give(hold),
    holdAgain(view) {
      if (view.state.at === 'ended' || holds.has(view.id)) return
      const hold: Hold = { label: runLabel(view), subjects: view.subjects }
      holds.set(view.id, hold)
      locks.keep(hold)
    },
    letGo(run) {
      const hold = holds.get(run)
      if (hold) locks.give(hold)
      holds.delete(run)
    },
  }
}
