import type { LiveTables, TableName } from '@/lib/live/live-state'

/** How long what has ended stays on the board. */
export const finishedMs = 15 * 60_000
/** How long an answered question stays as a record. */
export const answeredMs = 60_000

/** The rows that have been over for long enough at `now`. A run whose task still goes on is not over. */
export function expired(
  tables: Pick<LiveTables, 'runs' | 'tasks' | 'questions'>,
  now: number,
): { table: TableName; id: string }[] {
  const isOver = (endedAt: string | undefined, keepMs: number) =>
    endedAt !== undefined && now - Date.parse(endedAt) >= keepMs
  return [
    ...Object.values(tables.runs)
      .filter(({ state }) => state.at === 'ended' && !state.following && isOver(state.endedAt, finishedMs))
      .map(({ id }) => ({ table: 'runs' as const, id })),
    ...Object.values(tables.tasks)
      .filter(({ completeTime }) => isOver(completeTime, finishedMs))
      .map(({ key }) => ({ table: 'tasks' as const, id: key })),
    ...Object.values(tables.questions)
      .filter(({ state }) => isOver(overAt(state), answeredMs))
      .map(({ key }) => ({ table: 'questions' as const, id: key })),
  ]
}

function overAt(state: LiveTables['questions'][string]['state']): string | undefined {
  if (state.at === 'answered') return state.answeredAt
  return state.at === 'gone' ? state.goneAt : undefined
}
