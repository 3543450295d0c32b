/** From this age on a waiting question is overdue: red instead of amber, with a shape of its own. */
export const overdueAfterMs = 10 * 60_000

/** @param now the server's clock, ms. */
export const isOverdue = (question: { raisedAt: string }, now: number) =>
  now - Date.parse(question.raisedAt) >= overdueAfterMs
