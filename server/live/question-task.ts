import type { QuestionTask, QuestionView } from '@/lib/live/live-state'
import { actorName } from '@/lib/runs/actor'
import type { RunOf } from '@/lib/runs/run'
import type { TaskKey } from '@/lib/vsphere/ids'
import { hasEnded, isUnfinished, type TaskView } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory } from '../inventory/contract'

/**
 * The task that waits: the run's own, else the VM's unfinished one, the running before the queued.
 * @param ofVm the tasks of the VM that go on.
 */
export function taskOf(
  inventory: Pick<Inventory, 'tasks'>,
  run: RunOf<'vm'> | undefined,
  ofVm: Iterable<TaskKey>,
): TaskView | undefined {
  const own = run?.task && inventory.tasks.get(run.task)
  if (own && isUnfinished(own)) return own
  const unfinished = [...ofVm].flatMap((key) => inventory.tasks.get(key) ?? []).filter(isUnfinished)
  return unfinished.find(({ state }) => state === 'running') ?? unfinished[0]
}

/** @param shown what was said of it before: a run that is over is forgotten, and its task is ours all the same. */
export function taskPart(task: TaskView, run: RunOf<'vm'> | undefined, shown: QuestionTask | undefined): QuestionTask {
  const isOwn = run !== undefined && run.task === task.key
  const before = shown?.key === task.key && shown.ours ? shown : undefined
  const startedBy = isOwn ? actorName(run.actor) : (before?.startedBy ?? task.startedBy)
  return {
    key: task.key,
    label: taskLabel(task),
    ...withoutUndefined({ method: task.name, progress: task.progress, startedBy }),
    ...(isOwn || before ? { ours: true } : {}),
    cancelable: task.cancelable !== false,
  }
}

/** The question with how its task really ended. */
export function withEnd(view: QuestionView, task: TaskView): QuestionView {
  if (!view.task || !hasEnded(task)) return view
  const end: QuestionTask['end'] =
    task.state === 'success'
      ? { state: 'success' }
      : {
          state: 'error',
          fault: task.fault?.message ?? 'The host gives no reason.',
          ...(task.fault?.type === 'RequestCanceled' ? { cancelled: true } : {}),
        }
  return { ...view, task: { ...view.task, end } }
}
