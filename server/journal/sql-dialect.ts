/** Every place where SQL differs between SQLite and PostgreSQL. All other SQL here is right in both. */
import { PostgresAdapter, sql, type ColumnDataType, type Kysely, type RawBuilder } from 'kysely'
import type { DialectName, Statement } from './database'

/** Whose SQL a Kysely speaks: for migrations and reads, which are not told. */
export const dialectOf = <Tables>(db: Kysely<Tables>): DialectName =>
  db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'

type ColumnType = ColumnDataType | RawBuilder<unknown>

/**
 * Types of columns. `text` is compared by code points, whatever the language of the database: words of one beginning
 * stand together, and times in their order. `whole` holds a count or milliseconds. SQLite counts up by itself only what
 * is called an integer, and has no smaller ones.
 */
export const columnTypes = <Tables>(db: Kysely<Tables>): { text: ColumnType; whole: ColumnType } =>
  dialectOf(db) === 'postgres' ? { text: sql`text collate "C"`, whole: 'bigint' } : { text: 'text', whole: 'integer' }

/**
 * A column with the time of a row, for rows of who does not know of it yet: PostgreSQL knows when they are written, and with
 * SQLite nobody else writes.
 */
export const timeOfRow = <Tables>(db: Kysely<Tables>): RawBuilder<unknown> =>
  dialectOf(db) === 'postgres'
    ? sql`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql`''`

/** The number that the row written last in this batch was given by a column that counts up. */
export const lastCounted: Readonly<Record<DialectName, string>> = {
  sqlite: 'last_insert_rowid()',
  // As a query of its own it is known before rows are looked for, so that an index finds them.
  postgres: '(select lastval())',
}

/** A table of one column, `value`, with the texts of a JSON array that stands in the place of `?`. */
export const textsOfJson: Readonly<Record<DialectName, string>> = {
  sqlite: 'json_each(?)',
  postgres: 'json_array_elements_text(?::json) as texts(value)',
}

/** What stands at a path of a column that holds JSON, as text; null where nothing stands. */
export function jsonAt<Tables>(
  db: Kysely<Tables>,
  column: string,
  ...path: readonly string[]
): RawBuilder<string | null> {
  return dialectOf(db) === 'postgres'
    ? sql`${sql.ref(column)}::json #>> ${`{${path.join(',')}}`}::text[]`
    : sql`json_extract(${sql.ref(column)}, ${`$.${path.join('.')}`})`
}

/** The number of a lock that one holds until its batch has ended; others wait for it. Numbers are Andon's own. */
const locks = { journal: 4_210_001, migrations: 4_210_002, leases: 4_210_003, accounts: 4_210_004 } as const

/**
 * What a batch begins with that writes rows to the journal: numbers of rows become visible in their order, so that who
 * reads on from the last one that it saw skips none. SQLite writes one batch at a time anyway.
 */
export const inTurn = (dialect: DialectName, lock: keyof typeof locks): Statement[] =>
  dialect === 'postgres' ? [{ sql: `select pg_advisory_xact_lock(${locks[lock]})`, parameters: [] }] : []

/** What a batch ends with to tell other processes, once it is written, that it is time to read. At most 7,000 bytes. */
export const hintOf = (dialect: DialectName, channel: string, text: string): Statement[] =>
  dialect === 'postgres' ? [{ sql: 'select pg_notify(?, ?)', parameters: [channel, text] }] : []

/**
 * Refuses each change of the rows of a table, and emptying it, whoever holds the connection.
 * @param but a table with the numbers of rows that may be deleted all the same.
 */
export async function makeAppendOnly<Tables>(
  db: Kysely<Tables>,
  table: 'journal',
  { but }: { but?: 'removing' } = {},
): Promise<void> {
  const refusal = `the ${table} is append-only`
  const unless = but === undefined ? 'false' : `exists (select 1 from ${but} where ${but}.seq = old.seq)`
  const statements =
    dialectOf(db) === 'postgres'
      ? [
          `create or replace function ${table}_is_append_only() returns trigger language plpgsql as $$ begin raise exception '${refusal}'; end $$`,
          `create trigger ${table}_no_change before update ${but === undefined ? 'or delete ' : ''}or truncate on ${table} for each statement execute function ${table}_is_append_only()`,
          ...(but === undefined
            ? []
            : [
                `create or replace function ${table}_lets_go() returns trigger language plpgsql as $$ begin if ${unless} then return old; end if; raise exception '${refusal}'; end $$`,
                `create trigger ${table}_no_delete before delete on ${table} for each row execute function ${table}_lets_go()`,
              ]),
        ]
      : [
          `create trigger ${table}_no_update before update on ${table} begin select raise(abort, '${refusal}'); end`,
          `create trigger ${table}_no_delete before delete on ${table} when not ${unless} begin select raise(abort, '${refusal}'); end`,
        ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** For a migration that has to touch each row: the refusal is made again before it ends. */
export async function liftAppendOnly<Tables>(db: Kysely<Tables>, table: 'journal'): Promise<void> {
  if (dialectOf(db) === 'postgres') {
    for (const change of ['change', 'delete'])
      await sql.raw(`drop trigger if exists ${table}_no_${change} on ${table}`).execute(db)
    return
  }
  for (const change of ['update', 'delete']) await sql.raw(`drop trigger ${table}_no_${change}`).execute(db)
}
