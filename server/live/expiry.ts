import type { Hub } from './hub'
import { answeredRecordMs, justFinishedMs, type LiveTables, type TableName } from '@/lib/live/live-state'

/** The rows that have been over for long enough at `now`. A run whose task still goes on is not over. */
export function expired(hub: Pick<Hub, 'rows'>, now: number): { table: TableName; id: string }[] {
  const isOver = (endedAt: string | undefined, keepMs: number) =>
    endedAt !== undefined && now - Date.parse(endedAt) >= keepMs
  const found: { table: TableName; id: string }[] = []
  for (const [id, { state }] of hub.rows('runs')) {
    if (state.at === 'ended' && !state.following && isOver(state.endedAt, justFinishedMs))
      found.push({ table: 'runs', id })
  }
  for (const [id, { completeTime }] of hub.rows('tasks')) {
    if (isOver(completeTime, justFinishedMs)) found.push({ table: 'tasks', id })
  }
  for (const [id, { state }] of hub.rows('questions')) {
    if (isOver(overAt(state), answeredRecordMs)) found.push({ table: 'questions', id })
  }
  return found
}

function overAt(state: LiveTables['questions'][string]['state']): string | undefined {
  if (state.at === 'answered') return state.answeredAt
  return state.at === 'gone' ? state.goneAt : undefined
}
