import type { ApiHost } from '../lib/api/host-resources'
import type { ApiConnection, ApiDatastore } from '../lib/api/resources'
import type { ApiVm } from '../lib/api/vm-resources'
import type { Client } from './client'
import { Ended, exits } from './exits'

/** Things by what people call them. */

export async function rowsOf<Row>(
  client: Client,
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
  most?: number,
): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of client.list<Row>(path, query, most)) rows.push(row)
  return rows
}

/** By its id or its name. */
export async function connectionNamed(client: Client, text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined
  const all = await rowsOf<ApiConnection>(client, '/connections')
  return oneOf(
    all.filter(({ id, name }) => id === text || name === text),
    'connection',
    text,
  )
}

/** By its id, which has a slash in it, or by its name. */
export async function vmNamed(client: Client, text: string, connection: string | undefined): Promise<string> {
  if (text.includes('/') && /^[^\s/]+\/[^\s/]+$/.test(text)) return text
  // As a pattern, a name with * in it finds more than itself.
  const found = await rowsOf<ApiVm>(client, '/vms', { name: text.slice(0, 300), connection, limit: '500' })
  return oneOf(
    found.filter(({ name }) => name === text),
    'VM',
    text,
  )
}

/** By its id, which has a slash in it, or by its name. */
export async function hostNamed(client: Client, text: string, connection: string | undefined): Promise<string> {
  const all = await rowsOf<ApiHost>(client, '/hosts', { connection, limit: '500' })
  return oneOf(
    all.filter(({ id, name }) => id === text || name === text),
    'host',
    text,
  )
}

function oneOf(found: readonly { id: string }[], what: string, text: string): string {
  const [first, ...others] = found
  if (!first) throw new Ended(exits.refused, `There is no ${what} "${text}", or this token may not see it.`)
  if (others.length > 0)
    throw new Ended(
      exits.usage,
      `There are ${found.length} of this name. Say which: ${found.map(({ id }) => id).join(' ')}`,
    )
  return first.id
}

/** By its id, which has a slash in it, or by its name. */
export async function datastoreNamed(client: Client, text: string, connection: string | undefined): Promise<string> {
  const all = await rowsOf<ApiDatastore>(client, '/datastores', { connection, limit: '500' })
  return oneOf(
    all.filter(({ id, name }) => id === text || name === text),
    'datastore',
    text,
  )
}
