/** Between one try and the next, in seconds: about a day in all. */
const pausesSeconds = [10, 60, 300, 900, 3_600, 3 * 3_600, 8 * 3_600, 12 * 3_600] as const

/** The first try and one after each pause. */
export const mostTries = pausesSeconds.length + 1

/**
 * When a delivery is tried again, ms; undefined: it is given up.
 * @param tries how many there were.
 * @param askedMs how long the receiver asks to wait; more than an hour is not believed.
 */
export function nextTryAt(tries: number, now: number, askedMs = 0): number | undefined {
  const pause = pausesSeconds[tries - 1]
  if (pause === undefined) return undefined
  return now + Math.max(pause * 1_000, Math.min(askedMs, 3_600_000))
}
