import { Client } from 'pg'
import { configOf } from './postgres'
import { sentenceOfPostgres, serverOf } from './postgres-errors'

/**
 * Refuses while processes of Andon are connected to a PostgreSQL database: what changes all of it at once is for nobody
 * to look at meanwhile.
 * @throws one sentence that says how many and from where.
 */
export async function refuseOthers(url: string): Promise<void> {
  const client = new Client(configOf(url))
  client.on('error', () => undefined)
  let found: { host: string }[]
  try {
    await client.connect()
    const { rows } = await client.query<{ host: string }>(
      `select distinct coalesce(client_addr::text, 'this machine') as host from pg_stat_activity
       where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()`,
      [configOf(url).application_name],
    )
    found = rows
  } catch (error) {
    throw new Error(sentenceOfPostgres(serverOf(url), error), { cause: error })
  } finally {
    await client.end()
  }
  if (found.length === 0) return
  const where = found.map(({ host }) => host).join(', ')
  throw new Error(`Andon is connected to this database, from ${where}. Stop all of its processes first.`)
}
