/** Whose check it is: of a browser that was proven, or by the source it comes from. */
export type Place = { proven: boolean; of: string }

/**
 * Checks of passwords, which are dear on purpose, so few at a time that everything else goes on. Who waits is counted:
 * what is beyond is refused at once. Proven browsers have places of their own, and come first.
 */
export type PasswordQueue = {
  /** Undefined: there is no place, and nothing was done. */
  take<T>(place: Place, check: () => Promise<T>): Promise<T> | undefined
  /** How many wait or are checked now. */
  readonly length: number
}

type Waiting = { of: string; start: () => void }

export function createPasswordQueue(limits: {
  /** How many are checked at a time. */
  atOnce: number
  /** How many wait, in each of the two lanes. */
  most: number
  /** How many of one source, or one browser, wait or are checked. */
  mostOfOne: number
}): PasswordQueue {
  const { atOnce, most, mostOfOne } = limits
  const lanes: { proven: Waiting[]; others: Waiting[] } = { proven: [], others: [] }
  const counts = new Map<string, number>()
  let running = 0

  function next(): void {
    const waiting = running < atOnce ? (lanes.proven.shift() ?? lanes.others.shift()) : undefined
    if (!waiting) return
    running += 1
    waiting.start()
  }

  function done(of: string): void {
    running -= 1
    const left = (counts.get(of) ?? 1) - 1
    if (left === 0) counts.delete(of)
    else counts.set(of, left)
    next()
  }

  return {
    get length() {
      return running + lanes.proven.length + lanes.others.length
    },
    take(place, check) {
      const lane = place.proven ? lanes.proven : lanes.others
      const of = `${place.proven ? 'browser' : 'source'} ${place.of}`
      const count = counts.get(of) ?? 0
      if (lane.length >= most || count >= mostOfOne) return undefined
      counts.set(of, count + 1)
      const checked = new Promise<void>((start) => lane.push({ of, start })).then(check).finally(() => done(of))
      next()
      return checked
    },
  }
}
