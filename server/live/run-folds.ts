import { followedTask, foldStep, withPercent } from '@/lib/runs/fold-run'
import { vmOf, type RunOf, type RunView } from '@/lib/runs/run'
import { createSetsByKey } from '@/lib/sets-by-key'
import type { RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import { unkept, type Appended } from '../journal/entry'

/** The runs that are shown, as the journal tells them: whichever process carries them out. */
export type RunFolds = {
  keep(run: RunView): void
  /** Adds what the journal took. Returns the run as it is now; undefined for one that is not kept (any more). */
  take(appended: Extract<Appended, { is: 'opened' | 'step' }>): RunView | undefined
  forget(run: RunId): void
  all(): Iterable<RunView>
  /** The run that started this task. */
  ownerOf(task: TaskKey): RunView | undefined
  /** The runs whose percentage is this task's: its owner, and one that answered it instead of starting its own. */
  followersOf(task: TaskKey): RunView[]
  /** The run that has a VM's question to deal with: its own task, which has not ended, waits for the answer. */
  askedOn(vm: VmKey): RunOf<'vm'> | undefined
  /** A run has sent its start for this VM, and its task is not known yet: what is asked may be its question. */
  isStartingOn(vm: VmKey): boolean
}

export function createRunFolds(): RunFolds {
  const runs = new Map<RunId, RunView>()
  const byVm = createSetsByKey<VmKey, RunId>()
  const byTask = createSetsByKey<TaskKey, RunId>()

  const found = (ids: ReadonlySet<RunId>): RunView[] => [...ids].flatMap((id) => runs.get(id) ?? [])

  function keep(run: RunView): void {
    runs.set(run.id, run)
    const vm = vmOf(run)
    if (vm) byVm.add(vm.key, run.id)
    for (const task of [run.task, followedTask(run)]) if (task) byTask.add(task, run.id)
  }

  return {
    keep,
    take(appended) {
      if (appended.is === 'opened') {
        keep(appended.run)
        return appended.run
      }
      const before = runs.get(appended.run)
      if (!before) return undefined
      const { step, seq } = appended
      // Progress that is only shown leaves no step behind.
      const after =
        step.event.kind === 'progress' && seq === unkept
          ? { ...before, state: withPercent(before.state, step.event.percent) }
          : foldStep(before, step)
      keep(after)
      return after
    },
    forget(id) {
      const run = runs.get(id)
      if (!run) return
      runs.delete(id)
      const vm = vmOf(run)
      if (vm) byVm.remove(vm.key, id)
      for (const task of [run.task, earlierTask(run)]) if (task) byTask.remove(task, id)
    },
    all: () => runs.values(),
    ownerOf: (task) => found(byTask.get(task)).find((run) => run.task === task),
    followersOf: (task) => found(byTask.get(task)).filter((run) => followedTask(run) === task),
    askedOn: (vm) =>
      found(byVm.get(vm))
        .filter((run) => run.kind === 'vm')
        .findLast((run) => run.task !== undefined && followedTask(run) === run.task),
    isStartingOn: (vm) => found(byVm.get(vm)).some(({ state }) => state.at === 'starting'),
  }
}

const earlierTask = ({ state }: RunView): TaskKey | undefined =>
  state.at === 'ended' && state.outcome.kind === 'answered-earlier' ? state.outcome.task : undefined
