import { vmOf, type RunView } from '@/lib/runs/run'
import { createSetsByKey } from '@/lib/sets-by-key'
import type { RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import type { Lease } from '../journal/leases'
import type { RunProcess } from './run-kind'
import type { VmProcess } from './run-process'
import type { WorkProcess } from './work'

/** The runs that go on in this process, by what they are asked for, and the lease of each. */
export type KeptRuns = {
  all(): RunProcess[]
  get(run: RunId): RunProcess | undefined
  work(run: RunId): WorkProcess | undefined
  onVm(vm: VmKey): VmProcess[]
  /** The run that began a task. */
  ofTask(task: TaskKey): RunProcess | undefined
  /** Whether some run began it, also one that is not kept at this moment. */
  isOfRun(task: TaskKey): boolean
  keepVm(process: VmProcess, lease: Lease): void
  keepWork(process: WorkProcess, lease: Lease): void
  /** It may have a task by now. */
  noteTask(view: RunView): void
  /** It does not go on; its lease is kept. */
  forget(run: RunId): void
  /** It will be taken up again: its task stays known as its own. */
  setAside(run: RunId): void
  leaseOf(run: RunId): Lease | undefined
  dropLease(run: RunId): void
}

export function createKeptRuns(): KeptRuns {
  const processes = new Map<RunId, RunProcess>()
  const byVm = createSetsByKey<VmKey, VmProcess>()
  const works = new Map<RunId, WorkProcess>()
  const runOfTask = new Map<TaskKey, RunId>()
  const leases = new Map<RunId, Lease>()

  const noteTask = ({ task, id }: RunView) => void (task && runOfTask.set(task, id))

  function keep(process: RunProcess, lease: Lease): void {
    leases.set(process.view.id, lease)
    processes.set(process.view.id, process)
    noteTask(process.view)
  }

  function setAside(run: RunId): void {
    const process = processes.get(run)
    if (!process) return
    processes.delete(run)
    works.delete(run)
    const vm = vmOf(process.view)?.key
    if (vm === undefined) return
    for (const one of byVm.get(vm)) if (one === process) byVm.remove(vm, one)
  }

  return {
    all: () => [...processes.values()],
    get: (run) => processes.get(run),
    work: (run) => works.get(run),
    onVm: (vm) => [...byVm.get(vm)],
    ofTask(task) {
      const run = runOfTask.get(task)
      return run === undefined ? undefined : processes.get(run)
    },
    keepVm(process, lease) {
      const vm = process.view.subjects[0].key
      byVm.add(vm, process)
      keep(process, lease)
    },
    keepWork(process, lease) {
      works.set(process.view.id, process)
      keep(process, lease)
    },
    isOfRun: (task) => runOfTask.has(task),
    noteTask,
    setAside,
    forget(run) {
      setAside(run)
      for (const [task, of] of runOfTask) if (of === run) runOfTask.delete(task)
    },
    leaseOf: (run) => leases.get(run),
    dropLease: (run) => void leases.delete(run),
  }
}

/** Whether it has sent its start, and its task is not known yet: any task that is new may be it. */
export function isStartUnderWay({ state, steps }: Pick<RunView, 'state' | 'steps'>): boolean {
  if (state.at === 'ended') return false
  const last = steps.findLast(({ event: { kind } }) => kind.startsWith('start') || kind === 'held')?.event.kind
  return last === 'start-sent' || last === 'start-unanswered'
}
