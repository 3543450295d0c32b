import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect, type CompiledQuery, type Dialect, type Migration } from 'kysely'
import { Pool } from 'pg'
import { lookAtFile, openingError, ownersOnly } from './data-file'
import { createJournal, type Journal } from './journal'
import { kyselyDialect } from './kysely-dialect'
import { placeLines } from './history-places'
import type { Leases } from './leases'
import { leasesInMemory } from './leases-in-memory'
import { openLeases } from './leases-in-postgres'
import { migrate } from './migrate'
import { journalMigrations } from './migrations'
import type { Database, DatabaseAway } from './database'
import { noOrders, ordersOf, type Orders } from './orders'
import { noticing } from './probe-room'
import { openHere, openInThreads } from './open-database'
import { configOf, openPostgres, PooledClient } from './postgres'
import { sentenceOfPostgres, serverOf } from './postgres-errors'
import { readLastSeq } from './read-runs'
import { inTurn } from './sql-dialect'
import { openSqlite } from './sqlite-file'
import type { JournalTables } from './tables'

export type Store = {
  journal: Journal
  readonly database: Database
  /** The same database with the tables that other rooms keep in it: `store.tables<AccountsTables>()`. */
  tables<Tables>(): Kysely<Tables>
  /**
   * Carries out a query that changes accounts, one at a time in all processes together: what it looks at, as it is when
   * its turn comes, still holds when it writes. Gives the rows that it returns.
   */
  alone<Row>(query: CompiledQuery<Row>): Promise<Row[]>
  /** From now on this process does its part of what one process does at a time. Called once, by who carries out runs. */
  joinReplicas(): Promise<Replica>
  /** Rejects when nothing can be read or written now. Nothing is: a disk that is full shows with the next row. */
  checkWritable(): Promise<void>
  close(): Promise<void>
}

/** What a process has to do with the others on its database; with SQLite there are none. */
export type Replica = { leases: Leases; orders: Orders; close(): Promise<void> }

type Opening = {
  dataDir: string
  /** Puts everything on PostgreSQL; the data directory is not touched. */
  databaseUrl?: string
  /** Tables of other rooms; the journal's own come first. */
  migrations?: readonly Record<string, Migration>[]
  /** Milliseconds since the epoch. */
  now?: () => number
  /** Told when somebody who listens to the journal fails. */
  warn?: (text: string, error: unknown) => void
  /** Told how far it is when it takes long to bring the tables up to date. */
  progress?: (text: string) => void
  /** Tests put one in between that fails. */
  throughDatabase?: (opened: Database) => Database
  /** With threads of its own for writing and reading, so that nobody waits for a search or a disk. */
  threads?: boolean
  /** For how long a row that nobody waits for may wait for others to go along with, ms; without it, for none. */
  leisureMs?: number
}

/**
 * Opens the database and brings its tables up to date: the one at `databaseUrl`, or `andon.db` in the data directory,
 * which is created for the owner only. A row is on the disk when `append` resolves.
 * @throws one sentence with the place, the cause and the way out when it cannot be opened, is damaged, or was written by a
 * newer version; what a migration throws.
 */
export async function openStore(options: Opening): Promise<Store> {
  const now = options.now ?? Date.now
  const rooms = [journalMigrations(options.progress ?? (() => undefined)), ...(options.migrations ?? [])]
  const { databaseUrl } = options
  const opened =
    databaseUrl === undefined ? await openFile(options, rooms, now) : await openServer(databaseUrl, rooms, now)
  const database = options.throughDatabase?.(opened) ?? opened
  const noticed = noticing(database, (why) => written.notice(why))
  const db = new Kysely<JournalTables>({ dialect: kyselyDialect(noticed) })
  const warn = options.warn ?? (() => undefined)
  // A process of an older version may have written beside one of this until it was stopped.
  if (databaseUrl !== undefined) await placeLines(db, options.progress ?? (() => undefined))
  const shared = databaseUrl === undefined ? undefined : { last: await readLastSeq(db) }
  const written = createJournal(db, database, { now, warn, shared, leisureMs: options.leisureMs })
  return {
    database,
    journal: written.journal,
    tables: <Tables>() => db as unknown as Kysely<Tables>, // the caller's migrations made these tables
    async alone<Row>(query: CompiledQuery<Row>) {
      const answers = await noticed.batch([...inTurn(database.dialect, 'accounts'), query])
      return (answers.at(-1)?.rows ?? []) as Row[] // the query says what its rows are
    },
    joinReplicas: () => joinReplicas(databaseUrl, { now, warn, notice: (why) => written.notice(why) }),
    async checkWritable() {
      await db.deleteFrom('journal_settings').where('value', 'is', null).execute()
    },
    async close() {
      written.close()
      await database.close()
    },
  }
}

type Joining = { now: () => number; warn: (text: string, error: unknown) => void; notice: (why: DatabaseAway) => void }

/**
 * On a connection of its own, so that nothing that is written holds up the sign of life. Its beat finds within a second that
 * the database is away, also while nobody writes.
 */
async function joinReplicas(url: string | undefined, { now, warn, notice }: Joining): Promise<Replica> {
  if (url === undefined) return { leases: leasesInMemory(now), orders: noOrders, close: async () => {} }
  const database = noticing(await openPostgres(url), notice)
  const { leases, owner } = await openLeases({ database, warn })
  const orders = ordersOf({ database, owner, warn })
  return {
    leases,
    orders,
    async close() {
      await orders.close()
      await leases.close()
      await database.close()
    },
  }
}

type Rooms = readonly Record<string, Migration>[]

async function openFile({ dataDir, threads }: Opening, rooms: Rooms, now: () => number): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = path.join(dataDir, 'andon.db')
  lookAtFile(file)
  const restore = ownersOnly()
  try {
    const database = openSqlite(file)
    try {
      await bringUpToDate(new SqliteDialect({ database }), rooms, now)
    } finally {
      database.close()
    }
  } catch (error) {
    throw openingError(file, error)
  } finally {
    restore()
  }
  return threads ? await openInThreads(file) : openHere(file)
}

/** Longest wait for another process that brings the tables up to date, and for one step of it: a whole journal is read. */
const migrationMs = 30 * 60_000

async function openServer(url: string, rooms: Rooms, now: () => number): Promise<Database> {
  const database = await openPostgres(url)
  const config = { ...configOf(url), statement_timeout: migrationMs, query_timeout: migrationMs }
  const pool = new Pool({ ...config, Client: PooledClient, max: 1 })
  pool.on('error', () => undefined)
  try {
    await bringUpToDate(new PostgresDialect({ pool }), rooms, now)
    return database
  } catch (error) {
    await database.close()
    if (!(error instanceof Error) || !('severity' in error)) throw error
    throw new Error(sentenceOfPostgres(serverOf(url), error), { cause: error })
  } finally {
    await pool.end()
  }
}

/** Migrations are code that looks at what is there between its writes, so they have a connection for themselves. */
const bringUpToDate = (dialect: Dialect, rooms: Rooms, now: () => number) =>
  migrate(new Kysely<unknown>({ dialect }), rooms, now)
