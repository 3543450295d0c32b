import { sql } from 'kysely'
import { peopleAtMost, type HistoryPeople } from '@/lib/contract/history'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { forgottenName } from './names'
import type { JournalDb } from './tables'

/**
 * Everybody of whom History can be asked: who did something in a line of it. A look at an index for each name that there is,
 * and not at the lines. `only`: in a line of these connections, so that an account of some learns no name from elsewhere.
 */
export async function readHistoryPeople(db: JournalDb, only?: readonly ConnectionId[]): Promise<HistoryPeople> {
  if (only?.length === 0) return { names: [], isMore: false }
  const theirs = db
    .selectFrom('history_people as p')
    .select('p.line')
    .where(sql<boolean>`p.person = n.id`)
  // Begun at the lines of a connection instead, it would go through all of those for each name.
  const some = only
    ? theirs.where(sql<boolean>`(select connection from history where seq = p.line) in (${sql.join(only)})`)
    : theirs
  const rows = await db
    .selectFrom('names as n')
    .select('n.name')
    .distinct()
    .where((eb) => eb.exists(some))
    .orderBy('n.name')
    .limit(peopleAtMost + 1)
    .execute()
  return {
    names: rows.slice(0, peopleAtMost).map(({ name }) => name ?? forgottenName),
    isMore: rows.length > peopleAtMost,
  }
}
