import type { Database } from './database'

/**
 * How many milliseconds this machine's clock is ahead of the database server's; half of the time that the answer took is
 * taken for its way back. A file has no clock of its own: 0.
 */
export async function clockAheadMs(database: Database, now: () => number): Promise<number> {
  if (database.dialect === 'sqlite') return 0
  const asked = now()
  const { rows } = await database.query({
    sql: 'select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms',
    parameters: [],
  })
  return (asked + now()) / 2 - Number(rows[0]?.['ms'])
}
