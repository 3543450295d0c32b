import type { LiveTables } from '@/lib/live/live-state'
import type { QuestionView } from '@/lib/live/question-view'

/** A question that still needs an answer, or whose answer is on its way. */
export const isOpenQuestion = (question: QuestionView) =>
  question.state.at === 'waiting' || question.state.at === 'sending'

/** All questions, also those that stay a minute as a record, oldest first. */
export const questionsByAge = (questions: LiveTables['questions']): QuestionView[] =>
  Object.values(questions).sort((a, b) => compareText(a.raisedAt, b.raisedAt) || compareText(a.key, b.key))

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** From this age on a waiting question is overdue: red instead of amber, with a shape of its own. */
export const overdueAfterMs = 10 * 60_000

/** @param now the server's clock, ms. */
export const isOverdue = (question: { raisedAt: string }, now: number) =>
  now - Date.parse(question.raisedAt) >= overdueAfterMs
