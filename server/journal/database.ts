/** A statement of SQL with what stands in the places of its `?`. */
export type Statement = { sql: string; parameters: readonly unknown[] }

/** What a statement gave: the rows that it selected or returned, and how many it changed. */
export type Answer = { rows: Record<string, unknown>[]; changes: number }

/** Whose SQL a database speaks. What differs between the two stands in `sql-dialect.ts`. */
export type DialectName = 'sqlite' | 'postgres'

/**
 * A database, asked by batch and by query. Nothing waits inside of it for code of ours: a batch is on the disk as a
 * whole when its promise resolves, and when it rejects nothing of it was written, but for the code `DATABASE_UNSURE`.
 */
export type Database = {
  readonly dialect: DialectName
  /** Writes, in their order; the answers are in the order of the statements. */
  batch(statements: readonly Statement[]): Promise<Answer[]>
  /** Reads what has been written before it was asked. */
  query(statement: Statement): Promise<Answer>
  /**
   * Hears the hints that any process gives on a channel (`hintOf`), and an empty one when some may have been missed. A
   * hint says that it is time to read; it is never what is known. With SQLite nobody else writes, and none come.
   */
  onHint(channel: string, listener: (text: string) => void): () => void
  close(): Promise<void>
}

/**
 * `DATABASE_AWAY`: the server cannot be reached, or takes no writes now; nothing was written, and it can be tried again.
 * `DATABASE_UNSURE`: it was lost while it was writing, so that nobody knows whether the batch was written or not; a look
 * at what is there tells.
 */
export type AwayCode = 'DATABASE_AWAY' | 'DATABASE_UNSURE'

/** A failure of the way to the database, or of its disk, and none of what it was asked. Its message is a sentence for people. */
export class DatabaseAway extends Error {
  readonly code: AwayCode

  constructor(code: AwayCode, sentence: string, cause: unknown) {
    super(sentence, { cause })
    this.code = code
  }
}
