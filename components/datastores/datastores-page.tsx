'use client'

import { useMemo, useState } from 'react'
import type { LiveTables } from '@/lib/live/live-state'
import { matchesText, nextSort, sortRows, type Sort } from '@/lib/places/sort-rows'
import { PlacesSkeleton } from '../hosts/places-skeleton'
import { shallowEqual, useLive } from '../live/live-provider'
import { useScope } from '../shell/scope'
import { Empty } from '../ui/empty'
import { SearchBox } from '../ui/search-box'
import { Table, Th } from '../ui/table'
import { usePhone } from '../vms/use-phone'
import { DatastoreCard } from './datastore-card'
import { DatastoreLine } from './datastore-line'
import { datastoreRows, datastoreState, type DatastoreRow } from './datastore-row'

type Column = 'name' | 'connection' | 'type' | 'state' | 'used' | 'free' | 'capacity' | 'mounts'

const columns: { id: Column; label: string; right?: boolean; firstDescending?: boolean }[] = [
  { id: 'name', label: 'Name' },
  { id: 'connection', label: 'Connection' },
  { id: 'type', label: 'Type' },
  { id: 'state', label: 'State' },
  { id: 'used', label: 'Used', firstDescending: true },
  { id: 'free', label: 'Free', right: true },
  { id: 'capacity', label: 'Capacity', right: true, firstDescending: true },
  { id: 'mounts', label: 'Hosts', right: true, firstDescending: true },
]

const sortValue: Record<Column, (row: DatastoreRow) => string | number | undefined> = {
  name: ({ datastore }) => datastore.name,
  connection: ({ connection }) => connection?.name,
  type: ({ datastore }) => datastore.type,
  state: (row) => datastoreState(row).word,
  used: ({ usage }) => usage?.usedPart,
  free: ({ usage }) => usage?.free,
  capacity: ({ datastore }) => datastore.capacityBytes,
  mounts: ({ datastore }) => datastore.mounts?.hosts,
}

const readTables = ({ datastores, connections }: LiveTables) => ({ datastores, connections })

/** The datastores of all connections, and how full they are. */
export function DatastoresPage() {
  const tables = useLive(readTables, shallowEqual)
  const { connection: scope } = useScope()
  const phone = usePhone()
  const [text, setText] = useState('')
  const [sort, setSort] = useState<Sort<Column>>({ column: 'name', descending: false })
  const rows = useMemo(() => tables && datastoreRows(tables, scope), [tables, scope])
  const shown = useMemo(
    () =>
      rows &&
      sortRows(
        rows.filter(({ datastore, connection }) =>
          matchesText(text, [datastore.name, datastore.storedName, datastore.type, connection?.name]),
        ),
        sortValue[sort.column],
        ({ datastore }) => datastore.name,
        sort.descending,
      ),
    [rows, text, sort],
  )
  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h1 className="mr-2 text-lg font-semibold">
          Datastores {rows && <span className="ml-0.5 font-medium text-ink-3">{rows.length}</span>}
        </h1>
        <SearchBox label="Search datastores" placeholder="Name, type" value={text} onChange={setText} />
      </div>
      {!shown || !rows ? (
        <PlacesSkeleton what="Loading datastores" />
      ) : shown.length === 0 ? (
        <Empty className="panel" fact={rows.length === 0 ? 'No datastore is known' : 'No datastore matches'}>
          {rows.length === 0
            ? 'Connections give their datastores as soon as they are live.'
            : `${rows.length} are known.`}
        </Empty>
      ) : phone ? (
        <ul aria-label="Datastores" className="panel">
          {shown.map((row) => (
            <DatastoreCard key={row.datastore.key} row={row} />
          ))}
        </ul>
      ) : (
        <Table aria-label="Datastores">
          <thead>
            <tr>
              {columns.map(({ id, label, right, firstDescending = false }) => (
                <Th
                  key={id}
                  align={right ? 'right' : 'left'}
                  sort={sort.column !== id ? 'none' : sort.descending ? 'descending' : 'ascending'}
                  onSort={() => setSort(nextSort(sort, id, firstDescending))}
                >
                  {label}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <DatastoreLine key={row.datastore.key} row={row} />
            ))}
          </tbody>
        </Table>
      )}
    </div>
  )
}
