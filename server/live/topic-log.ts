import type { LiveOp } from '@/lib/live/live-state'

/** What changed in one topic between two of its versions. */
export type Delta = { from: number; version: number; ops: LiveOp[] }

/** The latest changes of one topic, so that a reader who was away for a moment catches up without a snapshot. */
export type TopicLog = {
  push(delta: Delta): void
  /** Nobody who was there before this version goes on from there. */
  beginAt(version: number): void
  /** All that changed after `place` as one delta, or undefined when that is not known any more. */
  since(place: number): Delta | 'nothing' | undefined
}

/** What is kept at least: a small topic that changes often can be followed for a while. */
const leastOps = 2_000

/**
 * @param start the version from which on the log knows everything.
 * @param rows how many rows the topic has now. Changes that outnumber them are not kept: a snapshot is smaller.
 */
export function createTopicLog(start: number, rows: () => number): TopicLog {
  const deltas: Delta[] = []
  let opCount = 0
  let knownFrom = start
  return {
    push(delta) {
      deltas.push(delta)
      opCount += delta.ops.length
      const most = Math.max(leastOps, rows())
      while (opCount > most) {
        const dropped = deltas.shift()
        if (!dropped) return
        opCount -= dropped.ops.length
        knownFrom = dropped.version
      }
    },
    beginAt(version) {
      deltas.length = 0
      opCount = 0
      knownFrom = version
    },
    since(place) {
      if (place < knownFrom) return undefined
      const missed = deltas.slice(deltas.findLastIndex(({ version }) => version <= place) + 1)
      const [first, last] = [missed[0], missed.at(-1)]
      if (!first || !last) return 'nothing'
      const latest = new Map<string, LiveOp>()
      for (const { ops } of missed) for (const op of ops) latest.set(`${op.table} ${op.id}`, op)
      return { from: first.from, version: last.version, ops: [...latest.values()] }
    },
  }
}
