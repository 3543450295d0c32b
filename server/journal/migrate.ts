import { CompiledQuery, Kysely, sql, type Migration } from 'kysely'
import { dialectOf, inTurn } from './sql-dialect'

type Applied = { migrations: { name: string; at: string } }

/**
 * Applies what has not been applied yet, each room's migrations in the order of their names. One process at a time: the
 * lock is taken before looking, so a second process that starts at the same moment waits and then finds all done.
 * All or nothing.
 */
export async function migrate(
  db: Kysely<unknown>,
  rooms: readonly Record<string, Migration>[],
  now: () => number,
): Promise<void> {
  await (db as Kysely<Applied>).connection().execute(async (one) => {
    // every database that a store opens has this table
    const dialect = dialectOf(one)
    await (dialect === 'postgres' ? sql`begin` : sql`begin immediate`).execute(one)
    try {
      for (const lock of inTurn(dialect, 'migrations')) await one.executeQuery(CompiledQuery.raw(lock.sql))
      await one.schema
        .createTable('migrations')
        .ifNotExists()
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute()
      const applied = new Set((await one.selectFrom('migrations').select('name').execute()).map(({ name }) => name))
      const newer = newerThan(rooms, applied)
      if (newer !== undefined)
        throw new Error(
          `The data were written by a newer version of Andon (${newer}), so this one does not touch them. Start that version again, or bring back a backup from before.`,
        )
      for (const room of rooms) {
        const names = Object.keys(room).toSorted()
        for (const name of names) {
          if (applied.has(name)) continue
          await room[name]?.up(one)
          await one
            .insertInto('migrations')
            .values({ name, at: new Date(now()).toISOString() })
            .execute()
        }
      }
      await sql`commit`.execute(one)
    } catch (error) {
      // Where the connection broke there is nothing left to undo.
      await sql`rollback`.execute(one).catch(() => undefined)
      throw error
    }
  })
}

/** The name of a migration that was applied and that this version does not know; undefined when it knows all. */
export function newerThan(rooms: readonly Record<string, Migration>[], applied: Iterable<string>): string | undefined {
  const known = new Set(rooms.flatMap((room) => Object.keys(room)))
  return [...applied].find((name) => !known.has(name))
}
