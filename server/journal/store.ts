import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Kysely, SqliteDialect, type Migration } from 'kysely'
import Database from 'libsql'
import { createJournal, type Journal } from './journal'
import { migrate } from './migrate'
import { journalMigrations, type JournalTables } from './tables'

export type Store = {
  journal: Journal
  /** The same database with the tables that other rooms keep in it: `store.tables<AccountsTables>()`. */
  tables<Tables>(): Kysely<Tables>
  close(): Promise<void>
}

/** How long a statement waits for another process that is writing. */
const busyTimeoutMs = 5_000

/**
 * Opens `andon.db` in the data directory, which is created for the owner only, and brings its tables up to date. A row
 * is on the disk when `append` resolves (`synchronous=FULL`).
 * @throws when the directory or file cannot be opened or written, or a migration fails.
 */
export async function openStore(options: {
  dataDir: string
  /** Tables of other rooms; the journal's own come first. */
  migrations?: readonly Record<string, Migration>[]
  /** Milliseconds since the epoch. */
  now?: () => number
  /** Told when somebody who listens to the journal fails. */
  warn?: (text: string, error: unknown) => void
}): Promise<Store> {
  const now = options.now ?? Date.now
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const database = new Database(path.join(options.dataDir, 'andon.db'))
  for (const pragma of [
    `busy_timeout = ${busyTimeoutMs}`,
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
  ])
    database.pragma(pragma)
  const db = new Kysely<JournalTables>({ dialect: new SqliteDialect({ database }) })
  try {
    await migrate(db as Kysely<unknown>, [journalMigrations, ...(options.migrations ?? [])], now) // only its schema is used
  } catch (error) {
    database.close()
    throw error
  }
  return {
    journal: createJournal(db, now, options.warn ?? (() => undefined)),
    tables: <Tables>() => db as unknown as Kysely<Tables>, // the caller's migrations made these tables
    close: async () => {
      await db.destroy()
      if (database.open) database.close()
    },
  }
}
