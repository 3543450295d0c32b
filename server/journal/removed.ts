import { linkOf } from './anchors'
import type { Link } from './chain'
import type { Database } from './database'

/** What was removed of the beginnings of chains because of its age: up to where, of each writer, and how many rows. */
export type Removed = { heads: Map<string, Link>; rows: number }

/** What rows of kind `removed` say. Each says it of what it removed itself, and the latest place of a writer counts. */
export async function readRemoved(database: Pick<Database, 'query'>): Promise<Removed> {
  const { rows } = await database.query({
    sql: `select payload from journal where kind = 'removed' order by seq`,
    parameters: [],
  })
  const all: Removed = { heads: new Map(), rows: 0 }
  for (const { payload } of rows) {
    const said = removedIn(String(payload))
    for (const head of said.heads) {
      if (head.place > (all.heads.get(head.writer)?.place ?? 0)) all.heads.set(head.writer, head)
    }
    all.rows += said.rows
  }
  return all
}

/** Nothing, of a row that is not as it was written: the check of the chain says that of it. */
function removedIn(payload: string): { heads: Link[]; rows: number } {
  try {
    const { removed } = JSON.parse(payload) as { removed: { heads: Record<string, unknown>[]; rows: number } } // as this room writes it
    return { heads: removed.heads.map(linkOf), rows: removed.rows }
  } catch {
    return { heads: [], rows: 0 }
  }
}
