import type { Verdict } from '../result'
import type { ConnectionId } from '../vsphere/ids'

/** Connections that somebody is limited to; undefined: none is closed to them. */
export type Only = readonly ConnectionId[] | undefined

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
