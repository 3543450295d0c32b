import type { LiveOp } from '@/lib/live/live-state'

export type Delta = { from: number; version: number; at: string; ops: LiveOp[] }

export type Ring = {
  push(delta: Delta): void
  /** The deltas that lead from `version` to now, or undefined when some of them are gone. */
  since(version: number): Delta[] | undefined
}

/** The latest deltas, so that a reader who was away for a moment catches up without a snapshot. */
export function createRing(options: { maxDeltas: number; maxOps: number }): Ring {
  const deltas: Delta[] = []
  let opCount = 0
  return {
    push(delta) {
      deltas.push(delta)
      opCount += delta.ops.length
      while (deltas.length > options.maxDeltas || opCount > options.maxOps) {
        const dropped = deltas.shift()
        if (!dropped) return
        opCount -= dropped.ops.length
      }
    },
    since(version) {
      const first = deltas.findIndex((delta) => delta.from === version)
      return first < 0 ? undefined : deltas.slice(first)
    },
  }
}
