import { assertNever } from '@/lib/assert-never'
import type { ConnectionState } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Connections, ConnectionsChange } from '../connections/contract'
import type { Log } from './log'

/** A line each time that contact with a connection is lost, refused or back. @returns how to stop. */
export function logContacts(log: Log, connections: Pick<Connections, 'onChanges' | 'nameOf'>): () => void {
  const watched = new Map<ConnectionId, () => void>()

  function onChange(change: ConnectionsChange): void {
    if (change.kind === 'changed') return
    watched.get(change.id)?.()
    watched.delete(change.id)
    if (change.kind === 'closed') return
    const { id, inventory } = change
    let was: ConnectionState['at'] = 'connecting'
    let hasFailed = false
    const stop = inventory.onChanges((changes) => {
      if (!changes.some(({ kind }) => kind === 'connection') || inventory.state.at === was) return
      was = inventory.state.at
      tell(connections.nameOf(id) ?? id, inventory.state, hasFailed)
      hasFailed = was !== 'live' && (hasFailed || was !== 'connecting')
    })
    watched.set(id, stop)
  }

  function tell(connection: string, state: ConnectionState, hasFailed: boolean): void {
    switch (state.at) {
      case 'connecting':
        return
      case 'live':
        return hasFailed ? log.info({ connection }, 'contact is back') : undefined
      case 'lost':
        return log.warn({ connection, reason: state.reason }, 'contact lost')
      case 'refused':
        return log.warn({ connection, reason: state.reason }, 'connection refused')
      default:
        return assertNever(state, 'connection state')
    }
  }

  const stop = connections.onChanges(onChange)
  return () => {
    stop()
    for (const one of watched.values()) one()
  }
}
