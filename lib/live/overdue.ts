import type { QuestionView } from './live-state'

/** From this age on a waiting question is overdue, unless Settings say otherwise: red instead of amber, with a shape of its own. */
export const usualOverdueMinutes = 10

type Asked = Pick<QuestionView, 'raisedAt' | 'overdueAt'>

/** When it is overdue if nobody answers, ms. */
export const overdueAtMs = ({ raisedAt, overdueAt }: Asked): number =>
  overdueAt === undefined ? Date.parse(raisedAt) + usualOverdueMinutes * 60_000 : Date.parse(overdueAt)

/** @param now the server's clock, ms. */
export const isOverdue = (question: Asked, now: number): boolean => now >= overdueAtMs(question)

/** What a limit makes of a question that was raised then (ISO 8601); undefined for a time that is none. */
export function overdueAfter(raisedAt: string, ms: number): string | undefined {
  const at = Date.parse(raisedAt)
  return Number.isFinite(at) ? new Date(at + ms).toISOString() : undefined
}
