'use client'

import { useCallback } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { shallowEqual, useLive } from './live-provider'

const none: readonly string[] = []

/** The names of a connection's datastores, as stored: a name may have brackets, and only these tell where it ends in a path. */
export const datastoreNames = ({ volumes }: Pick<BoardTables, 'volumes'>, of: ConnectionId): string[] =>
  Object.values(volumes).flatMap(({ connection, storedName }) => (connection === of ? [storedName] : []))

/** `datastoreNames` of now. */
export function useDatastoreNames(of: ConnectionId): readonly string[] {
  const select = useCallback((tables: BoardTables) => datastoreNames(tables, of), [of])
  return useLive(select, shallowEqual) ?? none
}
