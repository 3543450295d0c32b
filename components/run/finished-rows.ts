import { compareText } from '@/lib/compare-text'
import { justFinishedMs, type LiveTables } from '@/lib/live/live-state'
import type { RunView } from '@/lib/runs/run'
import { hasEnded, type TaskView } from '@/lib/vsphere/task'

/** Something that ended within the last 15 minutes: a run, or a task that was not started here. */
export type FinishedRow =
  | { kind: 'run'; id: string; endedAt: string; run: RunView & { state: { at: 'ended' } } }
  | { kind: 'task'; id: string; endedAt: string; task: TaskView }

/** What has just finished, newest first. @param now the server's clock, ms. */
export function finishedRows(tables: Pick<LiveTables, 'tasks' | 'runs'>, now: number): FinishedRow[] {
  const rows: FinishedRow[] = []
  for (const run of Object.values(tables.runs)) {
    if (isEnded(run)) rows.push({ kind: 'run', id: `run:${run.id}`, endedAt: endedAt(run) ?? run.state.endedAt, run })
  }
  for (const task of Object.values(tables.tasks)) {
    if (!hasEnded(task)) continue
    if (task.run && tables.runs[task.run]) continue
    rows.push({ kind: 'task', id: `task:${task.key}`, endedAt: task.completeTime ?? task.queueTime, task })
  }
  return rows
    .filter((row) => now - Date.parse(row.endedAt) < justFinishedMs)
    .sort((a, b) => compareText(b.endedAt, a.endedAt) || compareText(a.id, b.id))
}

const isEnded = (run: RunView): run is RunView & { state: { at: 'ended' } } => run.state.at === 'ended'

/** When the run's vSphere task came to its end, or the run itself where there is nothing to follow. */
export function endedAt(run: RunView): string | undefined {
  if (run.state.at !== 'ended' || run.state.following) return undefined
  return run.steps.findLast(({ event }) => event.kind === 'task-ended')?.at ?? run.state.endedAt
}
