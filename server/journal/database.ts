/** A statement of SQL with what stands in the places of its `?`. */
export type Statement = { sql: string; parameters: readonly unknown[] }

/** What a statement gave: the rows that it selected or returned, and how many it changed. */
export type Answer = { rows: Record<string, unknown>[]; changes: number }

/**
 * A database, asked by batch and by query. Nothing waits inside of it for code of ours: a batch is on the disk as a
 * whole when its promise resolves, and when it rejects nothing of it was written.
 */
export type Database = {
  /** Writes, in their order; the answers are in the order of the statements. */
  batch(statements: readonly Statement[]): Promise<Answer[]>
  /** Reads what has been written before it was asked. */
  query(statement: Statement): Promise<Answer>
  close(): Promise<void>
}
