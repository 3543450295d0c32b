import { useCallback } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useLive } from '../live/live-provider'

const readConnections = (tables: BoardTables) => tables.connections

/** What a rule calls a connection; one that was removed has no name any more. */
export function useConnectionName(): (connection: ConnectionId) => string {
  const connections = useLive(readConnections)
  return useCallback((id) => connections?.[id]?.name ?? 'a connection that is gone', [connections])
}
