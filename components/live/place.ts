'use client'

import { useCallback } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { shallowEqual, useLive } from './live-provider'

/** What an object says of where it is. `host` is missing where it is not known or says nothing. */
export type Placed = { connection: ConnectionId; host?: string | undefined }

/**
 * Where something is, in a list over all connections: `localhost.localdomain, esx-lab-03`. Hosts of many sites have the
 * same name, so the connection is part of it wherever there is more than one, unless both have the same name.
 */
export function placeText({ connection, host }: Placed, connections: BoardTables['connections']): string {
  const name = connections[connection]?.name
  const isNamed = host === undefined || Object.keys(connections).length > 1
  return [...new Set([host, isNamed ? name : undefined].filter((part) => part !== undefined))].join(', ')
}

/** The connection's name where there is more than one; else its host says enough. */
function connectionWhereSeveral(of: ConnectionId, connections: BoardTables['connections']): string | undefined {
  return Object.keys(connections).length > 1 ? connections[of]?.name : undefined
}

const readConnections = (tables: BoardTables) => tables.connections
const none = {}

/** `placeText` with the connections of now. */
export function usePlaceText(): (placed: Placed) => string {
  const connections = useLive(readConnections, shallowEqual) ?? none
  return useCallback((placed) => placeText(placed, connections), [connections])
}

/** `connectionWhereSeveral` with the connections of now. */
export function useConnectionWhereSeveral(of: ConnectionId | undefined): string | undefined {
  const connections = useLive(readConnections, shallowEqual) ?? none
  return of === undefined ? undefined : connectionWhereSeveral(of, connections)
}
