import { serviceInstance } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import { asText } from '../vsphere/wire-value'

/** A server's time as it came, and when it was asked for and came by our clock. Milliseconds since the epoch. */
type Reading = { host: number; asked: number; came: number }

const readingsEach = 3
/** Clocks drift slowly, and somebody may set one. */
export const measureEveryMs = 5 * 60_000
/** Below this the two measures are the same for people, and every time shown would change for nothing. */
const sameMs = 500

/**
 * How far a server's clock is ahead of ours: from the reading that came back soonest, as if it had been taken in the middle of
 * its way. @returns undefined without readings.
 */
export function clockOffset(readings: readonly Reading[]): number | undefined {
  const [best] = readings.toSorted((a, b) => a.came - a.asked - (b.came - b.asked))
  return best && Math.round(best.host - (best.asked + best.came) / 2)
}

/** A server's clock against ours. Nothing that a server dates may be compared with our time but through this. */
export class HostClock {
  readonly #now: () => number
  #offsetMs: number | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  /** How far the server's clock is ahead, in ms; negative: behind. Undefined: not known. */
  get offsetMs(): number | undefined {
    return this.#offsetMs
  }

  /** @returns whether the offset is another than before. A server that does not tell its time leaves it as it was. */
  async measure(session: Session): Promise<boolean> {
    const readings: Reading[] = []
    for (let count = 0; count < readingsEach; count += 1) {
      const asked = this.#now()
      const host = Date.parse(asText(await session.call('CurrentTime', serviceInstance)) ?? '')
      if (!Number.isNaN(host)) readings.push({ host, asked, came: this.#now() })
    }
    const offset = clockOffset(readings)
    const before = this.#offsetMs
    if (offset === undefined || (before !== undefined && Math.abs(offset - before) < sameMs)) return false
    this.#offsetMs = offset
    return true
  }

  /**
   * A time that the server gave, in our clock (ISO 8601). What is no time stays as it is; without a measured offset, the
   * server's word has to do.
   */
  ourTime(text: string): string
  ourTime(text: string | undefined): string | undefined
  ourTime(text: string | undefined): string | undefined {
    const time = Date.parse(text ?? '')
    if (Number.isNaN(time) || this.#offsetMs === undefined) return text
    const ours = new Date(time - this.#offsetMs)
    return Number.isNaN(ours.getTime()) ? text : ours.toISOString()
  }
}
