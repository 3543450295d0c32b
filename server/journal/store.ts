import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Kysely, SqliteDialect, type Migration } from 'kysely'
import { lookAtFile, openingError, ownersOnly } from './data-file'
import { createJournal, type Journal } from './journal'
import { dialectOf } from './kysely-dialect'
import { migrate } from './migrate'
import { journalMigrations } from './migrations'
import { openHere, openInThreads } from './open-database'
import { openSqlite } from './sqlite-file'
import type { JournalTables } from './tables'

export type Store = {
  journal: Journal
  /** The same database with the tables that other rooms keep in it: `store.tables<AccountsTables>()`. */
  tables<Tables>(): Kysely<Tables>
  close(): Promise<void>
}

/**
 * Opens `andon.db` in the data directory, which is created for the owner only, and brings its tables up to date. A row
 * is on the disk when `append` resolves.
 * @throws one sentence with the file, the cause and the way out when it cannot be opened, is damaged, or was written by a
 * newer version; what a migration throws.
 */
export async function openStore(options: {
  dataDir: string
  /** Tables of other rooms; the journal's own come first. */
  migrations?: readonly Record<string, Migration>[]
  /** Milliseconds since the epoch. */
  now?: () => number
  /** Told when somebody who listens to the journal fails. */
  warn?: (text: string, error: unknown) => void
  /** With threads of its own for writing and reading, so that nobody waits for a search or a disk. */
  threads?: boolean
}): Promise<Store> {
  const now = options.now ?? Date.now
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const file = path.join(options.dataDir, 'andon.db')
  await migrateFile(file, [journalMigrations, ...(options.migrations ?? [])], now)
  const database = options.threads ? await openInThreads(file) : openHere(file)
  const db = new Kysely<JournalTables>({ dialect: dialectOf(database) })
  return {
    journal: createJournal(db, database, now, options.warn ?? (() => undefined)),
    tables: <Tables>() => db as unknown as Kysely<Tables>, // the caller's migrations made these tables
    close: () => database.close(),
  }
}

/** Migrations are code that looks at what is there between its writes, so they have the file for themselves. */
async function migrateFile(
  file: string,
  rooms: readonly Record<string, Migration>[],
  now: () => number,
): Promise<void> {
  lookAtFile(file)
  const restore = ownersOnly()
  try {
    const database = openSqlite(file)
    try {
      await migrate(new Kysely<unknown>({ dialect: new SqliteDialect({ database }) }), rooms, now)
    } finally {
      database.close()
    }
  } catch (error) {
    throw openingError(file, error)
  } finally {
    restore()
  }
}
