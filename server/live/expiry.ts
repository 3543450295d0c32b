import type { LiveTables, TableName } from '@/lib/live/live-state'
import type { Hub } from './hub'

/** How long what has ended stays on the board. */
export const finishedMs = 15 * 60_000
/** How long an answered question stays as a record. */
export const answeredMs = 60_000

/** The rows that have been over for long enough at `now`. A run whose task still goes on is not over. */
export function expired(hub: Pick<Hub, 'rows'>, now: number): { table: TableName; id: string }[] {
  const isOver = (endedAt: string | undefined, keepMs: number) =>
    endedAt !== undefined && now - Date.parse(endedAt) >= keepMs
  const found: { table: TableName; id: string }[] = []
  for (const [id, { state }] of hub.rows('runs')) {
    if (state.at === 'ended' && !state.following && isOver(state.endedAt, finishedMs)) found.push({ table: 'runs', id })
  }
  for (const [id, { completeTime }] of hub.rows('tasks')) {
    if (isOver(completeTime, finishedMs)) found.push({ table: 'tasks', id })
  }
  for (const [id, { state }] of hub.rows('questions')) {
    if (isOver(overAt(state), answeredMs)) found.push({ table: 'questions', id })
  }
  return found
}

function overAt(state: LiveTables['questions'][string]['state']): string | undefined {
  if (state.at === 'answered') return state.answeredAt
  return state.at === 'gone' ? state.goneAt : undefined
}
