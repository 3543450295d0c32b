import type { TableName } from '@/lib/live/live-state'
import type { RowChange } from '@/lib/live/row-patch'

/** What changed in one topic between two of its versions. */
export type Delta = { from: number; version: number; ops: RowChange[] }

/** A row of which something is another. `fields`: which of them, of a row that stayed; else it has come, or gone. */
export type Touched = { table: TableName; id: string; fields: ReadonlySet<string> | undefined }
/** Which rows changed between two versions. What they are now is in the topic. */
export type TouchedBetween = { from: number; version: number; rows: readonly Touched[] }

/** The latest changes of one topic, so that a reader who was away for a moment catches up without a snapshot. */
export type TopicLog = {
  push(delta: TouchedBetween): void
  /** Nobody who was there before this version goes on from there. */
  beginAt(version: number): void
  /** All that changed after `place` as one delta, or undefined when that is not known any more. */
  since(place: number): TouchedBetween | 'nothing' | undefined
}

/** Of one row first this and then that: whoever had it before lacks the fields of both. */
const both = (first: Touched | undefined, then: Touched): Touched =>
  first === undefined || first.fields === then.fields
    ? then
    : { ...then, fields: first.fields && then.fields && new Set([...first.fields, ...then.fields]) }

/** Adds one to what is known of each row. */
export function note(touched: Map<string, Touched>, row: Touched): void {
  const key = `${row.table} ${row.id}`
  touched.set(key, both(touched.get(key), row))
}

/** What is kept at least: a small topic that changes often can be followed for a while. */
const leastRows = 2_000

/**
 * @param start the version from which on the log knows everything.
 * @param rows how many rows the topic has now. Changes that outnumber them are not kept: a snapshot is smaller.
 */
export function createTopicLog(start: number, rows: () => number): TopicLog {
  const deltas: TouchedBetween[] = []
  let count = 0
  let knownFrom = start
  return {
    push(delta) {
      deltas.push(delta)
      count += delta.rows.length
      const most = Math.max(leastRows, rows())
      while (count > most) {
        const dropped = deltas.shift()
        if (!dropped) return
        count -= dropped.rows.length
        knownFrom = dropped.version
      }
    },
    beginAt(version) {
      deltas.length = 0
      count = 0
      knownFrom = version
    },
    since(place) {
      if (place < knownFrom) return undefined
      const missed = deltas.slice(deltas.findLastIndex(({ version }) => version <= place) + 1)
      const [first, last] = [missed[0], missed.at(-1)]
      if (!first || !last) return 'nothing'
      const touched = new Map<string, Touched>()
      for (const { rows: some } of missed) for (const row of some) note(touched, row)
      return { from: first.from, version: last.version, rows: [...touched.values()] }
    },
  }
}
