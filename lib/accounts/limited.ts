import type { Verdict } from '../result'
import type { ConnectionId } from '../vsphere/ids'

/** Connections that somebody is limited to; undefined: none is closed to them. */
export type Only = readonly ConnectionId[] | undefined

/** What is left to who is limited twice. */
export const bothLimits = (one: Only, other: Only): Only =>
  one === undefined || other === undefined ? (one ?? other) : one.filter((id) => other.includes(id))

export const isSameLimit = (one: Only, other: Only): boolean =>
  one === undefined || other === undefined
    ? one === other
    : one.length === other.length && one.every((id) => other.includes(id))

const closed: Verdict = { ok: false, because: 'Your account is limited to other connections.' }

/**
 * Whether somebody who is limited to some connections may touch these. What touches all of them, or what is known only
 * when it has been looked up, is refused here: whoever carries it out may let it through for the part that is theirs.
 */
export function mayTouch(only: Only, touched: readonly ConnectionId[] | 'all' | 'of-what-it-names'): Verdict {
  if (only === undefined) return { ok: true }
  if (touched === 'all')
    return { ok: false, because: 'Your account is limited to some connections. Choose one of them first.' }
  if (touched === 'of-what-it-names') return closed
  return touched.every((connection) => only.includes(connection)) ? { ok: true } : closed
}
