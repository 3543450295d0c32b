import { linkOf } from './anchors'
import type { Link } from './chain'
import type { Database } from './database'
import type { NewRow } from './entry'

/** Rows of a chain that stood together and were removed because of their age: from a place on, up to the link. */
type Gap = Link & { from: number }

/** What was removed of a record, as it says itself. */
export type Removed = {
  rows: number
  /** How many rows of a chain between two places were removed. */
  countBetween(writer: string, after: number, before: number): number
  /** The hash of the row before a place, where that was removed. */
  hashBefore(writer: string, place: number): string | undefined
  /** The hash of a row that was removed; null where it stood among others, of which only the last one's is kept. */
  hashAt(writer: string, place: number): string | null | undefined
}

export async function readRemoved(database: Pick<Database, 'query'>): Promise<Removed> {
  const { rows } = await database.query({
    sql: `select payload from journal where kind = 'removed' order by seq`,
    parameters: [],
  })
  const ends = new Map<string, Map<number, Gap>>()
  let count = 0
  for (const { payload } of rows) {
    const said = removedIn(String(payload))
    count += said.rows
    for (const gap of said.gaps) {
      const ofWriter = ends.get(gap.writer) ?? new Map<number, Gap>()
      ends.set(gap.writer, ofWriter.set(gap.place, gap))
    }
  }
  return {
    rows: count,
    countBetween(writer, after, before) {
      let rows = 0
      for (const { from, place } of ends.get(writer)?.values() ?? [])
        if (from > after && place < before) rows += place - from + 1
      return rows
    },
    hashBefore: (writer, place) => ends.get(writer)?.get(place - 1)?.hash,
    hashAt(writer, place) {
      for (const gap of ends.get(writer)?.values() ?? [])
        if (gap.from <= place && place <= gap.place) return gap.place === place ? gap.hash : null
      return undefined
    },
  }
}

/** Nothing, of a row that is not as it was written: the check of the chain says that of it. */
function removedIn(payload: string): { gaps: Gap[]; rows: number } {
  try {
    const { removed } = JSON.parse(payload) as { removed: { gaps: Record<string, unknown>[]; rows: number } } // as this file writes it
    return { gaps: removed.gaps.map((gap) => ({ ...linkOf(gap), from: Number(gap['from']) })), rows: removed.rows }
  } catch {
    return { gaps: [], rows: 0 }
  }
}

/** The row that vouches for others that go with the same batch. @param links of these rows. */
export const removedRow = (links: readonly Link[], rows: number, at: string): NewRow => ({
  at,
  kind: 'removed',
  run: null,
  connection: null,
  vm: null,
  question: null,
  outcome: null,
  actor: JSON.stringify({ kind: 'andon' }),
  payload: JSON.stringify({ removed: { gaps: gapsOf(links), rows } }),
})

/** Rows that follow each other in a chain are one gap. */
function gapsOf(links: readonly Link[]): Gap[] {
  const gaps: Gap[] = []
  const inOrder = links.toSorted((a, b) => (a.writer === b.writer ? a.place - b.place : a.writer < b.writer ? -1 : 1))
  for (const link of inOrder) {
    const last = gaps.at(-1)
    if (last?.writer === link.writer && last.place === link.place - 1)
      gaps[gaps.length - 1] = { ...link, from: last.from }
    else gaps.push({ ...link, from: link.place })
  }
  return gaps
}
