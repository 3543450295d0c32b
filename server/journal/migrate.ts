import { Kysely, sql, type Migration } from 'kysely'

type Applied = { migrations: { name: string; at: string } }

/**
 * Applies what has not been applied yet, each room's migrations in the order of their names. One process at a time: the
 * write lock is taken before looking, so a second process that starts at the same moment waits and then finds all done.
 * All or nothing.
 */
export async function migrate(
  db: Kysely<unknown>,
  rooms: readonly Record<string, Migration>[],
  now: () => number,
): Promise<void> {
  await (db as Kysely<Applied>).connection().execute(async (one) => {
    // every database that a store opens has this table
    await sql`begin immediate`.execute(one)
    try {
      await one.schema
        .createTable('migrations')
        .ifNotExists()
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute()
      const applied = new Set((await one.selectFrom('migrations').select('name').execute()).map(({ name }) => name))
      const known = new Set(rooms.flatMap((room) => Object.keys(room)))
      const newer = [...applied].find((name) => !known.has(name))
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
      await sql`rollback`.execute(one)
      throw error
    }
  })
}
