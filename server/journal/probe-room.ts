import { randomBytes } from 'node:crypto'
import { DatabaseAway, type Database } from './database'

const name = 'room'
/** More than what people ask for at one moment takes. A tiny row finds a place on the fullest disk. */
const bytes = 48 * 1024

/**
 * Writes something large, and takes it away again: in two batches, since what is gone at the end of one is not written.
 * @throws when there is no room for it, or the database cannot be written at all.
 */
export async function probeRoom(database: Pick<Database, 'batch'>): Promise<void> {
  // By chance, so that no database makes it small.
  const value = randomBytes(bytes).toString('base64')
  await database.batch([
    {
      sql: 'insert into journal_settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
      parameters: [name, value],
    },
  ])
  await database.batch([{ sql: 'delete from journal_settings where name = ?', parameters: [name] }])
}

/** The same database, with whoever is to hear it when it takes no writes now. */
export const noticing = (database: Database, notice: (why: DatabaseAway) => void): Database => ({
  ...database,
  batch: (statements) =>
    database.batch(statements).catch((error: unknown) => {
      if (error instanceof DatabaseAway && error.code === 'DATABASE_AWAY') notice(error)
      throw error
    }),
})
