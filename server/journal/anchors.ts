import type { Link } from './chain'
import type { Database } from './database'
import type { NewRow } from './entry'

/**
 * What a row of kind `anchored` holds: where the chains of other writers were, of those that had grown since the row of
 * this kind before it. So the end of a chain cannot be cut off without another one saying so. `upTo`: the last row that
 * was looked at.
 */
export type Anchored = { heads: Link[]; upTo: number }

/** A writer anchors the others with its first row, and again after so many of its own. */
export const rowsBetweenAnchors = 1_000

export async function readAnchored(database: Pick<Database, 'query'>, writer: string): Promise<Anchored> {
  const ask = async (sql: string, ...parameters: unknown[]) => (await database.query({ sql, parameters })).rows
  const [last] = await ask(`select payload from journal where kind = 'anchored' order by seq desc limit 1`)
  const since = Number(last && anchoredOf({ payload: String(last['payload']) })?.upTo) || 0
  const [newest] = await ask('select max(seq) as seq from journal')
  const upTo = Number(newest?.['seq'] ?? 0)
  const heads = await ask(
    `select j.writer, j.place, j.hash from journal j join (
      select writer, max(place) as place from journal
      where seq > ? and seq <= ? and writer is not null and writer <> ? group by writer
    ) as heads on heads.writer = j.writer and heads.place = j.place order by j.seq`,
    since,
    upTo,
    writer,
  )
  return { heads: heads.map((row) => linkOf(row)), upTo }
}

export const anchorRow = (anchored: Anchored, at: string): NewRow => ({
  at,
  kind: 'anchored',
  run: null,
  connection: null,
  vm: null,
  question: null,
  outcome: null,
  actor: JSON.stringify({ kind: 'andon' }),
  payload: JSON.stringify({ anchored }),
})

/** What a row holds of others; undefined for one that is not as it was written. */
export function anchoredOf({ payload }: { payload: string }): Anchored | undefined {
  try {
    const { anchored } = JSON.parse(payload) as { anchored?: Anchored } // written by this file alone, or changed since
    return Array.isArray(anchored?.heads) ? anchored : undefined
  } catch {
    return undefined
  }
}

export const linkOf = (row: Record<string, unknown>): Link => ({
  writer: String(row['writer']),
  place: Number(row['place']),
  hash: String(row['hash']),
})
