import { foldStep, followedTask } from '@/lib/runs/fold-run'
import { questionOfStep } from '@/lib/runs/question-of-step'
import { vmOf, type RunView } from '@/lib/runs/run'
import type { ConnectionId, QuestionKey, RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import { isStartUnderWay } from './kept-runs'
import type { Keeper } from './question-log'

/** The runs that other processes carry out, as the journal tells of them. */
export type Others = {
  /** Takes in what goes on; what is told meanwhile comes after that. Called once. */
  load(): Promise<void>
  has(run: RunId): boolean
  /** Whether it waits for a person before it starts. */
  isHeld(run: RunId): boolean
  /** Whose record a question of this VM belongs in, for all that these runs do. */
  keeperOf(vm: VmKey): Keeper
  /** One has sent a start at this connection, and its task is not known yet. */
  isStarting(connection: ConnectionId): boolean
  ofTask(task: TaskKey): RunId | undefined
  /** The run that has this question of a VM to deal with. */
  asking(vm: VmKey, question: QuestionKey): RunId | undefined
  close(): void
}

/** One process alone has all of them. */
export const noOthers: Others = {
  load: async () => {},
  has: () => false,
  isHeld: () => false,
  keeperOf: () => 'log',
  isStarting: () => false,
  ofTask: () => undefined,
  asking: () => undefined,
  close: () => undefined,
}

export function createOthers(
  journal: Pick<Journal, 'onAppended' | 'readPresent'>,
  isOwn: (run: RunId) => boolean,
): Others {
  const runs = new Map<RunId, RunView>()
  const byTask = new Map<TaskKey, RunId>()
  let early: Appended[] | undefined = []

  const others = () => [...runs.values()].filter(({ id }) => !isOwn(id))
  const onVm = (vm: VmKey) => others().filter((run) => vmOf(run)?.key === vm)

  function keep(run: RunView): void {
    const isOver = run.state.at === 'ended' && !run.state.following
    if (isOver) runs.delete(run.id)
    else runs.set(run.id, run)
    if (run.task && isOver) byTask.delete(run.task)
    else if (run.task) byTask.set(run.task, run.id)
  }

  function take(appended: Appended): void {
    if (early) return void early.push(appended)
    if (appended.is === 'opened') keep(appended.run)
    const run = appended.is === 'step' ? runs.get(appended.run) : undefined
    if (run && appended.is === 'step') keep(foldStep(run, appended.step))
  }

  const stop = journal.onAppended(take)

  return {
    async load() {
      const now = new Date().toISOString()
      const present = await journal.readPresent({ ended: now, alone: now })
      present.runs.forEach(keep)
      const missed = early ?? []
      early = undefined
      for (const appended of missed) if (appended.seq > present.seq) take(appended)
    },
    has: (run) => runs.has(run) && !isOwn(run),
    isHeld: (run) => runs.get(run)?.state.at === 'held',
    keeperOf(vm) {
      const on = onVm(vm)
      if (on.some((run) => followedTask(run) !== undefined)) return 'run'
      return on.some(isStartUnderWay) ? 'not-yet' : 'log'
    },
    isStarting: (connection) => others().some((run) => run.connection === connection && isStartUnderWay(run)),
    ofTask(task) {
      const run = byTask.get(task)
      return run === undefined || isOwn(run) ? undefined : run
    },
    asking(vm, question) {
      return onVm(vm).find((run) => followedTask(run) !== undefined && isAsked(run, question))?.id
    },
    close: stop,
  }
}

/** It was raised and has not gone, or stood there before the run and is being answered. */
function isAsked({ steps }: RunView, question: QuestionKey): boolean {
  const last = steps.findLast(({ event }) => questionOfStep(event) === question)
  return last !== undefined && last.event.kind !== 'question-gone' && last.event.kind !== 'answered-elsewhere'
}
