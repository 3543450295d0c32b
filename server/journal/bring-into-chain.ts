import { sql, type Kysely } from 'kysely'
import { anchorRow } from './anchors'
import { beginningOf, linkAfter, newWriter, type Link } from './chain'
import { newName, withoutNames } from './names'
import type { JournalTables } from './tables'

const rowsAtATime = 2_000
/** So often something is said of how far it is. */
const progressMs = 5_000

/**
 * Brings rows from before there were chains into one, in their order, with references for the names that they hold.
 * Says how far it is when it takes long: a million rows are half a minute. Only SQLite has such rows:
 * PostgreSQL came with the same version as the chains, and its journal is empty here.
 */
export async function bringIntoChain(db: Kysely<JournalTables>, progress: (text: string) => void): Promise<void> {
  const { rows: total } = await db
    .selectFrom('journal')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  const ids = new Map<string, string>()
  const made: ReturnType<typeof newName>[] = []
  const idOf = (name: string): string => {
    const known = ids.get(name)
    if (known !== undefined) return known
    const one = newName(name)
    made.push(one)
    ids.set(name, one.id)
    return one.id
  }
  let last: Link = beginningOf(newWriter())
  let at = ''
  let seq = 0
  let saidAt = Date.now()
  for (;;) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(rowsAtATime)
      .execute()
    const end = rows.at(-1)
    if (!end) break
    const changes = rows.map((row) => {
      const actor = withoutNames(row.actor, idOf)
      const payload = withoutNames(row.payload, idOf)
      last = linkAfter(last, { ...row, actor, payload })
      return [row.seq, last.place, last.hash, actor, payload]
    })
    await sql`update journal set writer = ${last.writer}, place = json_extract(value, '$[1]'),
      hash = json_extract(value, '$[2]'), actor = json_extract(value, '$[3]'), payload = json_extract(value, '$[4]')
      from json_each(${JSON.stringify(changes)}) where journal.seq = json_extract(value, '$[0]')`.execute(db)
    ;({ seq, at } = end)
    if (Date.now() - saidAt < progressMs) continue
    saidAt = Date.now()
    progress(`The journal is brought up to date: ${last.place} of ${total} rows.`)
  }
  for (const one of made) await db.insertInto('names').values(one).execute()
  if (last.place === 0) return
  // The first life of today then need not go through everything for where the chains are.
  const anchor = { ...anchorRow({ heads: [], upTo: seq }, at), number: null }
  await db
    .insertInto('journal')
    .values({ ...anchor, ...linkAfter(last, anchor) })
    .execute()
}
