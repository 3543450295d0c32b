import type { RunView } from './run'

/** What a person asked for goes on by itself for so long; what is older asks a person first. */
export const freshMs = 10 * 60_000

/** Clocks of several replicas differ by this much at most; more is a clock that was set. */
const clocksDifferMs = 2 * 60_000

/** What is known of how old an order is. Times in ms; those of a clock since the epoch. */
export type OrderTimes = {
  /** When it was given, and what time it is now, by Andon's clock, which somebody may have set in between. */
  asked: number
  now: number
  /** How old it is at least by a clock that nobody can set: what this life of the process has seen of it. */
  passedMs: number
  /** The newest time that the record holds. */
  newest?: number | undefined
  /** How far the host's clock was ahead of Andon's when the order was given, and how far it is now. */
  hostAheadThenMs?: number | undefined
  hostAheadNowMs?: number | undefined
}

/** `unknown`: Andon's clock was set back, so that nobody can say how old it is. */
export type OrderAge = 'fresh' | 'old' | 'unknown'

/**
 * Whether an order that has sent nothing may still be carried out by itself: only while it is surely young. Of all clocks
 * that can be asked the one counts that makes it oldest. Andon's own, set back, makes an order of hours ago look new: that
 * shows where the order or anything in the record is from the future, and by the host's clock, which has run away from
 * Andon's by as much.
 */
export function orderAge({ asked, now, passedMs, newest, hostAheadThenMs, hostAheadNowMs }: OrderTimes): OrderAge {
  const ageMs = now - asked
  const runAwayMs = hostAheadThenMs === undefined || hostAheadNowMs === undefined ? 0 : hostAheadNowMs - hostAheadThenMs
  if (Math.max(ageMs, passedMs, ageMs + runAwayMs) > freshMs) return 'old'
  return ageMs < -clocksDifferMs || (newest ?? now) - now > clocksDifferMs ? 'unknown' : 'fresh'
}

/** When a run was asked for: by its first press, or by the one that confirmed it when it was held. ISO 8601. */
export function askedAt({ steps, startedAt }: Pick<RunView, 'steps' | 'startedAt'>): string {
  return steps.findLast(({ event }) => event.kind === 'confirmed')?.at ?? startedAt
}
