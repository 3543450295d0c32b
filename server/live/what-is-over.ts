import { answeredRecordMs, justFinishedMs } from '@/lib/live/live-state'
import type { QuestionKey, RunId, TaskKey } from '@/lib/vsphere/ids'
import type { Hub } from './hub'

export type Over =
  | { table: 'runs'; id: RunId }
  | { table: 'tasks'; id: TaskKey }
  | { table: 'questions'; id: QuestionKey }

/** The rows that have been over for long enough at `now`. A run whose task still goes on is not over. */
export function whatIsOver(hub: Pick<Hub, 'rows'>, now: number): Over[] {
  const isOver = (endedAt: string | undefined, keepMs: number) =>
    endedAt !== undefined && now - Date.parse(endedAt) >= keepMs
  const found: Over[] = []
  for (const { id, state, steps } of hub.rows('runs').values()) {
    if (state.at !== 'ended' || state.following) continue
    // One that was left blocked is over when its task is, which may be an hour after its outcome.
    const taskEnded = steps.findLast(({ event }) => event.kind === 'task-ended')?.at
    if (isOver(taskEnded ?? state.endedAt, justFinishedMs)) found.push({ table: 'runs', id })
  }
  for (const { key, completeTime } of hub.rows('tasks').values()) {
    if (isOver(completeTime, justFinishedMs)) found.push({ table: 'tasks', id: key })
  }
  for (const { key, state } of hub.rows('questions').values()) {
    const overAt = state.at === 'answered' ? state.answeredAt : state.at === 'gone' ? state.goneAt : undefined
    if (isOver(overAt, answeredRecordMs)) found.push({ table: 'questions', id: key })
  }
  return found
}
