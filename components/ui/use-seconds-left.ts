import { useCallback, useSyncExternalStore } from 'react'
import type { ConsoleError } from '@/lib/result'

/** What a button says meanwhile; how long it takes is said by the notice of the error. */
export const tooMany = 'There were too many failed attempts.'

/**
 * Seconds until what an error makes one wait for is over; 0 when it is, or when there is nothing to wait for. The server says how
 * long it takes; it is counted by a clock that nobody sets.
 */
export function useSecondsLeft(error: ConsoleError | undefined): number {
  const follow = useCallback((onSecond: () => void) => eachSecondOf(error, onSecond), [error])
  return useSyncExternalStore(follow, () => Math.ceil(leftMs(error) / 1000), nothing)
}

const nothing = () => 0

function leftMs(error: ConsoleError | undefined): number {
  return error?.waitMs === undefined ? 0 : Math.max(0, overAt(error, error.waitMs) - performance.now())
}

/** By the error: whoever shows it and whoever waits for it count the same. */
const moments = new WeakMap<ConsoleError, number>()

function overAt(error: ConsoleError, waitMs: number): number {
  const moment = moments.get(error) ?? performance.now() + waitMs
  moments.set(error, moment)
  return moment
}

/** @returns how to stop. */
function eachSecondOf(error: ConsoleError | undefined, onSecond: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = () => {
    onSecond()
    const left = leftMs(error)
    // Just after the next whole second.
    if (left > 0) timer = setTimeout(next, (left % 1000) + 1)
  }
  next()
  return () => clearTimeout(timer)
}
