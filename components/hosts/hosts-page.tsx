'use client'

import { useMemo, useState } from 'react'
import type { LiveTables } from '@/lib/live/live-state'
import { matchesText, nextSort, sortRows, type Sort } from '@/lib/places/sort-rows'
import { shallowEqual, useLive } from '../live/live-provider'
import { useScope } from '../shell/scope'
import { Empty } from '../ui/empty'
import { SearchBox } from '../ui/search-box'
import { Table, Th } from '../ui/table'
import { usePhone } from '../vms/use-phone'
import { CompareHosts } from './compare-hosts'
import { HostCard } from './host-card'
import { HostLine } from './host-line'
import { hostRows, hostState, type HostRow } from './host-row'
import { PlacesSkeleton } from './places-skeleton'

type Column = 'name' | 'connection' | 'state' | 'cpu' | 'cpuUse' | 'memory' | 'vms' | 'version' | 'uptime'

const columns: { id: Column; label: string; right?: boolean; firstDescending?: boolean }[] = [
  { id: 'name', label: 'Name' },
  { id: 'connection', label: 'Connection' },
  { id: 'state', label: 'State' },
  { id: 'cpu', label: 'CPU' },
  { id: 'cpuUse', label: 'CPU, GHz', right: true, firstDescending: true },
  { id: 'memory', label: 'Memory, GB', right: true, firstDescending: true },
  { id: 'vms', label: 'VMs', right: true, firstDescending: true },
  { id: 'version', label: 'Version' },
  { id: 'uptime', label: 'Up for', firstDescending: true },
]

const sortValue: Record<Column, (row: HostRow) => string | number | undefined> = {
  name: ({ host }) => host.name,
  connection: ({ connection }) => connection?.name,
  state: (row) => hostState(row).word,
  cpu: ({ host }) => host.cpuModel,
  cpuUse: ({ host, known }) => (known ? host.cpuUsageMHz : undefined),
  memory: ({ host }) => host.memoryBytes,
  vms: ({ vms }) => vms,
  version: ({ host }) => host.version,
  uptime: ({ host, known }) => (known ? host.uptimeSeconds : undefined),
}

const readTables = ({ hosts, connections, vms }: LiveTables) => ({ hosts, connections, vms })

/** The hosts of all connections, as they are now. */
export function HostsPage() {
  const tables = useLive(readTables, shallowEqual)
  const { connection: scope } = useScope()
  const phone = usePhone()
  const [text, setText] = useState('')
  const [sort, setSort] = useState<Sort<Column>>({ column: 'name', descending: false })
  const rows = useMemo(() => tables && hostRows(tables, scope), [tables, scope])
  const shown = useMemo(
    () =>
      rows &&
      sortRows(
        rows.filter(({ host, connection }) =>
          matchesText(text, [host.name, host.cpuModel, host.version, connection?.name]),
        ),
        sortValue[sort.column],
        ({ host }) => host.name,
        sort.descending,
      ),
    [rows, text, sort],
  )
  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h1 className="mr-2 text-lg font-semibold">
          Hosts {rows && <span className="ml-0.5 font-medium text-ink-3">{rows.length}</span>}
        </h1>
        <SearchBox label="Search hosts" placeholder="Name, model, version" value={text} onChange={setText} />
      </div>
      {!shown || !rows ? (
        <PlacesSkeleton what="Loading hosts" />
      ) : shown.length === 0 ? (
        <Empty className="panel" fact={rows.length === 0 ? 'No host is known' : 'No host matches'}>
          {rows.length === 0 ? 'Connections give their hosts as soon as they are live.' : `${rows.length} are known.`}
        </Empty>
      ) : phone ? (
        <ul aria-label="Hosts" className="panel">
          {shown.map((row) => (
            <HostCard key={row.host.key} row={row} />
          ))}
        </ul>
      ) : (
        <Table aria-label="Hosts">
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
              <HostLine key={row.host.key} row={row} />
            ))}
          </tbody>
        </Table>
      )}
      {rows && <CompareHosts title="Compare two hosts" hosts={rows.map(({ host }) => host)} />}
    </div>
  )
}
