import type { LiveTables } from '@/lib/live/live-state'
import type { QuestionView } from '@/lib/live/question-view'

/**
 * Where a question was asked, for a list over all connections: the host, and the connection, whose auto-answer setting
 * counts, unless there is only one or both have the same name.
 */
export function questionPlace(question: QuestionView, connections: LiveTables['connections']): string {
  const connection = connections[question.connection]?.name
  const several = Object.keys(connections).length > 1
  const parts = [question.hostName, several || question.hostName === undefined ? connection : undefined]
  return [...new Set(parts.filter((part) => part !== undefined))].join(', ')
}
