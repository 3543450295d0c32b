import type { Selectable } from 'kysely'
import type { HistoryFilter, HistoryPage } from '@/lib/contract/history'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { namesIn } from './names'
import type { JournalDb, JournalRow, NameRow } from './tables'

/** Rows as they are stored, with the names that they refer to and that came with no portion before. */
export type Portion = { rows: Selectable<JournalRow>[]; names: NameRow[] }

const rowsAtATime = 500

/**
 * The rows of the journal as they are stored, a portion at a time: all that are there now, in the order in which they were
 * written; or those of the lines of History that a filter finds, the newest line first.
 * @param readPage a page of History.
 * @param only lines of these connections, and none that is of no connection.
 */
export async function* readRows(
  db: JournalDb,
  filter: HistoryFilter,
  readPage: (filter: HistoryFilter, only?: readonly ConnectionId[]) => Promise<HistoryPage>,
  only?: readonly ConnectionId[],
): AsyncGenerator<Portion> {
  const known = new Set<string>()
  const portions =
    Object.keys(filter).length === 0 && only === undefined
      ? allRows(db)
      : rowsOfLines(db, filter, (page) => readPage(page, only))
  for await (const rows of portions) {
    const ids = [...new Set(rows.flatMap(namesIn))].filter((id) => !known.has(id))
    const names = ids.length === 0 ? [] : await db.selectFrom('names').selectAll().where('id', 'in', ids).execute()
    for (const id of ids) known.add(id)
    yield { rows, names }
  }
}

async function* allRows(db: JournalDb): AsyncGenerator<Selectable<JournalRow>[]> {
  const newest = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  for (let from = 0; ;) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('seq', '>', from)
      .where('seq', '<=', newest?.seq ?? 0)
      .orderBy('seq')
      .limit(rowsAtATime)
      .execute()
    const end = rows.at(-1)
    if (!end) return
    yield rows
    from = end.seq
  }
}

async function* rowsOfLines(
  db: JournalDb,
  filter: HistoryFilter,
  readPage: (filter: HistoryFilter) => Promise<HistoryPage>,
): AsyncGenerator<Selectable<JournalRow>[]> {
  for (let before: number | undefined; ;) {
    const { runs, notes, nextBefore } = await readPage({ ...filter, ...(before === undefined ? {} : { before }) })
    const some = db.selectFrom('journal').selectAll()
    const ofRuns = runs.map(({ id }) => id)
    const alone = notes.map(({ seq }) => seq)
    const rows = [
      ...(ofRuns.length === 0 ? [] : await some.where('run', 'in', ofRuns).execute()),
      ...(alone.length === 0 ? [] : await some.where('seq', 'in', alone).execute()),
    ]
    if (rows.length > 0) yield rows.toSorted((a, b) => a.seq - b.seq)
    if (nextBefore === undefined) return
    before = nextBefore
  }
}
