import { countedAtMost, type HistoryCount, type HistoryFilter } from '@/lib/contract/history'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { waysOf } from './history-ways'
import type { JournalDb } from './tables'

/**
 * How many lines of History a filter finds, counted no further than is of use: each way gives that many at most, and a line
 * that several of them find is one. `only`: of these connections.
 */
export async function countHistory(
  db: JournalDb,
  filter: HistoryFilter,
  only?: readonly ConnectionId[],
): Promise<HistoryCount> {
  if (only?.length === 0) return { lines: 0, isMore: false }
  const [first, ...others] = (await waysOf(db, filter, only)).map((way) =>
    db
      .selectFrom(
        way
          .clearSelect()
          .select('line.seq')
          .limit(countedAtMost + 1)
          .as('way'),
      )
      .select('way.seq'),
  )
  if (!first) return { lines: 0, isMore: false }
  const all = others.reduce((query, way) => query.union(way), first)
  const { lines } = await db
    .selectFrom(all.as('found'))
    .select(({ fn }) => fn.countAll<number>().as('lines'))
    .executeTakeFirstOrThrow()
  return { lines: Math.min(lines, countedAtMost), isMore: lines > countedAtMost }
}
