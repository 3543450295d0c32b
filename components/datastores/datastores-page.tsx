'use client'

import { useMemo } from 'react'
import { knownCount } from '@/lib/live/known-count'
import type { LiveTables } from '@/lib/live/live-state'
import { useScope } from '../connections/scope'
import { shallowEqual, useLiveWith } from '../live/live-provider'
import { PlacesPage, type PlaceColumn } from '../places/places-page'
import { DatastoreCard, DatastoreLine } from './datastore-line'
import { datastoreRows, datastoreState, type DatastoreRow } from './datastore-row'

const columns: readonly PlaceColumn<DatastoreRow>[] = [
  { id: 'name', label: 'Name', value: ({ datastore }) => datastore.name },
  { id: 'connection', label: 'Connection', value: ({ connection }) => connection?.name },
  { id: 'type', label: 'Type', value: ({ datastore }) => datastore.type },
  { id: 'state', label: 'State', value: (row) => datastoreState(row).word },
  { id: 'used', label: 'Used', value: ({ usage }) => usage?.usedPart, firstDescending: true },
  { id: 'free', label: 'Free', value: ({ usage }) => usage?.free, right: true },
  {
    id: 'capacity',
    label: 'Capacity',
    value: ({ datastore }) => datastore.capacityBytes,
    right: true,
    firstDescending: true,
  },
  {
    id: 'mounts',
    label: 'Hosts',
    value: ({ datastore }) => datastore.mounts?.hosts,
    right: true,
    firstDescending: true,
  },
]

const words = ({ datastore, connection }: DatastoreRow) => [
  datastore.name,
  datastore.storedName,
  datastore.type,
  connection?.name,
]
const keyOf = ({ datastore }: DatastoreRow) => datastore.key
const nameOf = ({ datastore }: DatastoreRow) => datastore.name
const readTables = ({ datastores, connections }: Pick<LiveTables, 'datastores' | 'connections'>) => ({
  datastores,
  connections,
})

/** The datastores of all connections, and how full they are. */
export function DatastoresPage() {
  const { connection: scope } = useScope()
  const tables = useLiveWith({ datastores: scope ?? 'all' }, readTables, shallowEqual)
  const rows = useMemo(() => tables && datastoreRows(tables, scope), [tables, scope])
  const count = tables && rows && knownCount(rows.length, tables.connections, scope)
  return (
    <PlacesPage
      title="Datastores"
      one="datastore"
      placeholder="Name, type"
      Line={DatastoreLine}
      Card={DatastoreCard}
      {...{ rows, count, columns, keyOf, nameOf, words }}
    />
  )
}
