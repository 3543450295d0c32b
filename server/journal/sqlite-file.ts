import Database from 'libsql'
import type { Answer, Statement } from './database'

/** How long a statement waits for another process that is writing. */
const busyTimeoutMs = 5_000
/** Statements that are kept prepared; those of one shape differ in nothing but their parameters. */
const mostPrepared = 200

/** A SQLite file, in the thread that asks. */
export type SqliteFile = {
  /** All or nothing; on the disk when it returns. */
  batch(statements: readonly Statement[]): Answer[]
  query(statement: Statement): Answer
  close(): void
}

/**
 * Opens a file of SQLite, or makes it. What is committed is on the disk (`synchronous=FULL`); readers see what was there
 * when they began, and hold up no writer.
 * @throws when it cannot be opened or is no database.
 */
export function openSqlite(file: string): Database.Database {
  const database = new Database(file)
  for (const pragma of [
    `busy_timeout = ${busyTimeoutMs}`,
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
  ])
    database.pragma(pragma)
  return database
}

/** Opens a file for batches and queries. Throws as `openSqlite` does. */
export function openSqliteFile(file: string): SqliteFile {
  const database = openSqlite(file)
  const prepared = new Map<string, Database.Statement>()

  function prepare(sql: string): Database.Statement {
    const known = prepared.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    const [oldest] = prepared.keys()
    if (prepared.size >= mostPrepared && oldest !== undefined) prepared.delete(oldest)
    prepared.set(sql, statement)
    return statement
  }

  function run({ sql, parameters }: Statement): Answer {
    const statement = prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) as Answer['rows'], changes: 0 } // rows are objects
    return { rows: [], changes: statement.run(parameters).changes }
  }

  return {
    batch(statements) {
      database.exec('begin immediate')
      try {
        const answers = statements.map(run)
        database.exec('commit')
        return answers
      } catch (error) {
        // A full disk has rolled back by itself.
        if (database.inTransaction) database.exec('rollback')
        throw error
      }
    },
    query: run,
    close() {
      prepared.clear()
      if (database.open) database.close()
    },
  }
}
