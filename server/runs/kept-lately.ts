import { sentRecordMs } from '@/lib/live/live-state'

/** What the journal has lately told of each key, for as long as the answers of people are shown. */
export type KeptLately<Key, Value> = {
  get(key: Key): { value: Value; at: number } | undefined
  /** @param at when it was recorded, ms. */
  keep(key: Key, value: Value, at: number): void
  delete(key: Key): void
  all(): [Key, { value: Value; at: number }][]
}

export function createKeptLately<Key, Value>(now: () => number): KeptLately<Key, Value> {
  const kept = new Map<Key, { value: Value; at: number }>()
  return {
    get: (key) => kept.get(key),
    keep(key, value, at) {
      // Those that are kept longest come first.
      kept.delete(key)
      kept.set(key, { value, at })
      for (const [oldest, one] of kept) {
        if (now() - one.at < sentRecordMs) return
        kept.delete(oldest)
      }
    },
    delete: (key) => void kept.delete(key),
    all: () => [...kept],
  }
}
