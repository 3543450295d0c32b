import type { Answer, Statement } from './database'

/**
 * A batch on its way to the thread of the database. Of what a thread is sent every text is copied, and a batch says the same
 * few statements again and again: each stands here once, and is named by its place.
 */
export type BatchMessage = { sql: string[]; statements: [at: number, parameters: readonly unknown[]][] }

/** The answers on their way back: most statements return nothing, and a number says how many rows they changed. */
export type AnswersMessage = (number | Answer)[]

export function batchMessage(statements: readonly Statement[]): BatchMessage {
  const places = new Map<string, number>()
  const placed = statements.map(({ sql, parameters }): [number, readonly unknown[]] => {
    const known = places.get(sql)
    if (known === undefined) places.set(sql, places.size)
    return [known ?? places.size - 1, parameters]
  })
  return { sql: [...places.keys()], statements: placed }
}

export const statementsOf = ({ sql, statements }: BatchMessage): Statement[] =>
  statements.map(([at, parameters]) => ({ sql: sql[at]!, parameters })) // placed above

export const answersMessage = (answers: readonly Answer[]): AnswersMessage =>
  answers.map((answer) => (answer.rows.length === 0 ? answer.changes : answer))

export const answersOf = (message: AnswersMessage): Answer[] =>
  message.map((answer) => (typeof answer === 'number' ? { rows: [], changes: answer } : answer))
