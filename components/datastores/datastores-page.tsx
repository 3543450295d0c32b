'use client'

import { useMemo, useState } from 'react'
import { formatBytes, formatPercent } from '@/lib/format/quantity'
import type { DatastoreView } from '@/lib/live/host-view'
import type { LiveTables } from '@/lib/live/live-state'
import { matchesText, nextSort, sortRows, type Sort } from '@/lib/places/sort-rows'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { StatusGlyph } from '../glyphs/status-glyph'
import { PlacesSkeleton } from '../hosts/places-skeleton'
import { shallowEqual, useLive } from '../live/live-provider'
import { Name } from '../name'
import { useScope } from '../shell/scope'
import { Empty } from '../ui/empty'
import { SearchBox } from '../ui/search-box'
import { Table, Td, Th, Tr } from '../ui/table'

type DatastoreRow = { datastore: DatastoreView; connection: ConnectionView | undefined; used: number | undefined }
type Column = 'name' | 'connection' | 'type' | 'state' | 'used' | 'free' | 'capacity'

const columns: { id: Column; label: string; right?: boolean; firstDescending?: boolean }[] = [
  { id: 'name', label: 'Name' },
  { id: 'connection', label: 'Connection' },
  { id: 'type', label: 'Type' },
  { id: 'state', label: 'State' },
  { id: 'used', label: 'Used', firstDescending: true },
  { id: 'free', label: 'Free', right: true },
  { id: 'capacity', label: 'Capacity', right: true, firstDescending: true },
]

const sortValue: Record<Column, (row: DatastoreRow) => string | number | undefined> = {
  name: ({ datastore }) => datastore.name,
  connection: ({ connection }) => connection?.name,
  type: ({ datastore }) => datastore.type,
  state: (row) => stateWord(row),
  used: ({ used }) => used,
  free: ({ datastore, used }) => (used === undefined ? undefined : datastore.freeBytes),
  capacity: ({ datastore }) => datastore.capacityBytes,
}

const readTables = ({ datastores, connections }: LiveTables) => ({ datastores, connections })

/** The datastores of all connections, and how full they are. */
export function DatastoresPage() {
  const tables = useLive(readTables, shallowEqual)
  const { connection: scope } = useScope()
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

function datastoreRows(
  { datastores, connections }: Pick<LiveTables, 'datastores' | 'connections'>,
  scope: string | undefined,
): DatastoreRow[] {
  return Object.values(datastores)
    .filter((datastore) => scope === undefined || datastore.connection === scope)
    .map((datastore) => {
      const connection = connections[datastore.connection]
      const { capacityBytes, freeBytes, accessible } = datastore
      const known =
        connection?.state.at === 'live' && accessible && capacityBytes !== undefined && freeBytes !== undefined
      return { datastore, connection, used: known && capacityBytes > 0 ? 1 - freeBytes / capacityBytes : undefined }
    })
}

function stateWord({ datastore, connection }: DatastoreRow): string {
  if (connection?.state.at !== 'live') return 'Unknown'
  return datastore.accessible ? 'Accessible' : 'Not accessible'
}

const Dash = () => <span className="text-ink-3">–</span>

function DatastoreLine({ row }: { row: DatastoreRow }) {
  const { datastore, connection, used } = row
  const word = stateWord(row)
  const glyph = word === 'Accessible' ? 'live' : word === 'Unknown' ? 'unknown' : 'noContact'
  return (
    <Tr>
      <Td>
        <span className="flex flex-wrap items-baseline gap-x-2">
          <Name name={datastore.name} storedName={datastore.storedName} className="font-medium!" />
        </span>
      </Td>
      <Td className="text-ink-2">{connection?.name ?? datastore.connection}</Td>
      <Td className="text-ink-2">{datastore.type}</Td>
      <Td>
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <StatusGlyph glyph={glyph} {...(glyph === 'noContact' ? {} : { className: 'text-bar' })} />
          {word}
        </span>
      </Td>
      <Td className="min-w-40">
        {used === undefined ? (
          <Dash />
        ) : (
          <span className="flex items-center gap-2.5 py-0.5">
            <span aria-hidden="true" className="relative h-1.5 min-w-24 flex-1 overflow-hidden rounded-[1px] bg-track">
              <span className="absolute inset-y-0 left-0 bg-bar" style={{ width: `${used * 100}%` }} />
            </span>
            <span className="w-11 text-right">{formatPercent(used * 100)}</span>
          </span>
        )}
      </Td>
      <Td align="right" className="whitespace-nowrap">
        {used === undefined || datastore.freeBytes === undefined ? <Dash /> : formatBytes(datastore.freeBytes)}
      </Td>
      <Td align="right" className="whitespace-nowrap">
        {datastore.capacityBytes === undefined ? <Dash /> : formatBytes(datastore.capacityBytes)}
      </Td>
    </Tr>
  )
}
