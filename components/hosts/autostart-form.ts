import type { HostAutostart } from '@/lib/hardware/autostart'

/** A VM on the list of its host, as the form has it. */
export type Entry = HostAutostart['entries'][number]

export const textOf = (seconds: number | undefined) => (seconds === undefined ? '' : String(seconds))

/** @returns undefined: nothing was entered; null: it is no number of seconds. */
export function secondsOf(text: string): number | undefined | null {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const seconds = /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : Number.NaN
  return seconds <= 604_800 ? seconds : null
}

/** What the host did not say stays unsaid where nobody touched it. */
export function onlyTold(
  after: HostAutostart['defaults'],
  before: HostAutostart['defaults'],
): HostAutostart['defaults'] {
  const { enabled, waitForHeartbeat, ...rest } = after
  return {
    ...rest,
    ...((before.enabled !== undefined || enabled === true) && enabled !== undefined && { enabled }),
    ...((before.waitForHeartbeat !== undefined || waitForHeartbeat === true) &&
      waitForHeartbeat !== undefined && { waitForHeartbeat }),
  }
}

/** Those with a place first, numbered from 1 without holes. */
export function numbered(entries: readonly Entry[]): Entry[] {
  const placed = entries.filter(({ order }) => order >= 1)
  const rest = entries.filter(({ order }) => order < 1)
  return [...placed.map((entry, at) => ({ ...entry, order: at + 1 })), ...rest]
}

/** One step earlier or later; beyond the last place there is any order, and back. */
export function movedEntries(entries: readonly Entry[], at: number, by: -1 | 1): Entry[] {
  const entry = entries[at]
  if (!entry) return [...entries]
  const rest = entries.filter((one) => one !== entry)
  const placed = rest.filter(({ order }) => order >= 1).length
  if (entry.order < 1)
    return by > 0
      ? [...entries]
      : numbered([...rest.slice(0, placed), { ...entry, order: placed + 1 }, ...rest.slice(placed)])
  if (by > 0 && at >= placed) return numbered([...rest, { ...entry, order: -1 }])
  const to = Math.max(0, at + by)
  return numbered([...rest.slice(0, to), entry, ...rest.slice(to)])
}
