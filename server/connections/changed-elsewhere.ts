import type { ConnectionId } from '@/lib/vsphere/ids'
import { isSameServer } from '../inventory/server-identity'
import type { ReadConnection, StoredConnection } from './stored'

/** What is to be done so that this process has what is stored by now. `open`: for the first time, or anew. */
export type Elsewhere =
  | { do: 'open'; read: ReadConnection }
  | { do: 'show'; read: ReadConnection }
  | { do: 'drop'; id: ConnectionId }

/** What other processes have changed since this one read or wrote the connections. */
export function changedElsewhere(
  known: ReadonlyMap<ConnectionId, StoredConnection>,
  seals: ReadonlyMap<ConnectionId, string>,
  stored: readonly ReadConnection[],
): Elsewhere[] {
  const changes = stored.flatMap((read): Elsewhere[] => {
    const before = known.get(read.stored.id)
    if (!before || seals.get(before.id) !== read.seal || needsAnew(before, read.stored)) return [{ do: 'open', read }]
    return isSame(before, read.stored) ? [] : [{ do: 'show', read }]
  })
  const ids = new Set(stored.map((read) => read.stored.id))
  const gone = [...known.keys()].filter((id) => !ids.has(id))
  return [...changes, ...gone.map((id) => ({ do: 'drop', id }) as const)]
}

/** Whether a session to the one before is none to this. A server that is known for the first time is the one in contact. */
function needsAnew(before: StoredConnection, after: StoredConnection): boolean {
  const isElsewhere = !isSame(before.endpoint, after.endpoint) || before.user !== after.user
  return isElsewhere || (before.server && after.server ? !isSameServer(before.server, after.server) : false)
}

/** Of values that are stored as JSON. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
