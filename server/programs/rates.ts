import { createHash } from 'node:crypto'
import type { Left } from './contract'

const minuteMs = 60_000
/** So many are counted at a time; who has not called for a minute is not. */
const mostCounted = 5_000

/**
 * Counts the requests of each token, known or not: so many at once, and as many again over a minute. In this process
 * alone.
 * @param now a clock that nobody sets, ms
 */
export function createRates({ perMinute, now }: { perMinute: number; now: () => number }) {
  const counted = new Map<string, { left: number; at: number }>()
  const perMs = perMinute / minuteMs

  function leftOf(key: string, at: number): number {
    const one = counted.get(key)
    return one ? Math.min(perMinute, one.left + (at - one.at) * perMs) : perMinute
  }

  return {
    take(token: string): Left & { isTooMany: boolean } {
      const at = now()
      const key = createHash('sha256').update(token).digest('base64')
      const before = leftOf(key, at)
      const isTooMany = before < 1
      const left = isTooMany ? before : before - 1
      if (!counted.has(key) && counted.size >= mostCounted) forgetFull(at)
      counted.set(key, { left, at })
      return {
        isTooMany,
        most: perMinute,
        left: Math.floor(left),
        fullInS: Math.ceil((perMinute - left) / perMs / 1000),
        nextInS: left >= 1 ? 0 : Math.ceil((1 - left) / perMs / 1000),
      }
    },
  }

  /** Who has as many left as anybody, or where none has, everybody. */
  function forgetFull(at: number): void {
    for (const key of counted.keys()) if (leftOf(key, at) >= perMinute) counted.delete(key)
    if (counted.size >= mostCounted) counted.clear()
  }
}
