'use client'

import { useMemo, useState } from 'react'
import { formatSpan } from '@/lib/format/age'
import { formatBytes, formatCount, formatGHz } from '@/lib/format/quantity'
import type { HostView } from '@/lib/live/host-view'
import type { LiveTables } from '@/lib/live/live-state'
import { matchesText, nextSort, sortRows, type Sort } from '@/lib/places/sort-rows'
import type { ConnectionView } from '@/lib/vsphere/connection'
import Link from 'next/link'
import { StatusGlyph } from '../glyphs/status-glyph'
import { shallowEqual, useLive } from '../live/live-provider'
import { useScope } from '../shell/scope'
import { Empty } from '../ui/empty'
import { SearchBox } from '../ui/search-box'
import { Table, Td, Th, Tr } from '../ui/table'
import { Meter } from '../vms/meter'
import { usePhone } from '../vms/use-phone'
import { PlacesSkeleton } from './places-skeleton'

type HostRow = { host: HostView; connection: ConnectionView | undefined; vms: number; known: boolean }
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
    </div>
  )
}

function hostRows(
  { hosts, connections, vms }: Pick<LiveTables, 'hosts' | 'connections' | 'vms'>,
  scope: string | undefined,
): HostRow[] {
  const count = new Map<string, number>()
  for (const { host } of Object.values(vms)) if (host) count.set(host.key, (count.get(host.key) ?? 0) + 1)
  return Object.values(hosts)
    .filter((host) => scope === undefined || host.connection === scope)
    .map((host) => {
      const connection = connections[host.connection]
      const known = connection?.state.at === 'live' && host.connectionState === 'connected'
      return { host, connection, vms: count.get(host.key) ?? 0, known }
    })
}

/** What can be said of the host now. Without contact nothing is claimed. */
function hostState({ host, connection }: HostRow): { word: string; lost: boolean } {
  if (connection?.state.at !== 'live') return { word: 'Unknown', lost: true }
  if (host.connectionState === 'notResponding') return { word: 'Not responding', lost: true }
  if (host.connectionState === 'disconnected') return { word: 'Disconnected', lost: true }
  if (host.inMaintenanceMode) return { word: 'In maintenance', lost: false }
  return { word: host.connectionState === 'connected' ? 'Connected' : host.connectionState, lost: false }
}

const Dash = () => <span className="text-ink-3">–</span>

function StateLabel({ row }: { row: HostRow }) {
  const { word, lost } = hostState(row)
  const red = lost && word !== 'Unknown'
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusGlyph glyph={!lost ? 'live' : red ? 'noContact' : 'unknown'} {...(red ? {} : { className: 'text-bar' })} />
      {word}
    </span>
  )
}

function HostLine({ row }: { row: HostRow }) {
  const { host, connection, vms, known } = row
  const capacityMHz = host.cpuMHz !== undefined && host.cpuCores !== undefined ? host.cpuMHz * host.cpuCores : undefined
  const memoryMiB = host.memoryBytes === undefined ? undefined : host.memoryBytes / (1024 * 1024)
  return (
    <Tr>
      <Td className="font-medium whitespace-nowrap">{host.name}</Td>
      <Td className="text-ink-2">{connection?.name ?? host.connection}</Td>
      <Td>
        <StateLabel row={row} />
      </Td>
      <Td className="min-w-48 text-ink-2">
        {host.cpuModel}
        {host.cpuCores !== undefined && (
          <span className="block text-xs text-ink-3">
            {host.cpuPackages !== undefined && `${host.cpuPackages} × `}
            {host.cpuPackages ? host.cpuCores / host.cpuPackages : host.cpuCores} cores
            {host.cpuThreads !== undefined && `, ${host.cpuThreads} threads`}
          </span>
        )}
      </Td>
      <Td align="right">
        {known && host.cpuUsageMHz !== undefined ? (
          <Meter
            always
            text={`${(host.cpuUsageMHz / 1000).toFixed(1)}${capacityMHz === undefined ? '' : ` of ${(capacityMHz / 1000).toFixed(0)}`}`}
            part={capacityMHz ? host.cpuUsageMHz / capacityMHz : undefined}
          />
        ) : (
          <Dash />
        )}
      </Td>
      <Td align="right">
        {memoryMiB === undefined ? (
          <Dash />
        ) : known && host.memoryUsageMiB !== undefined ? (
          <Meter
            always
            text={`${(host.memoryUsageMiB / 1024).toFixed(0)} of ${(memoryMiB / 1024).toFixed(0)}`}
            part={host.memoryUsageMiB / memoryMiB}
          />
        ) : (
          formatBytes(host.memoryBytes ?? 0)
        )}
      </Td>
      <Td align="right">
        <Link href={`/vms?host=${encodeURIComponent(host.key)}`} prefetch={false} className="link">
          {vms}
          <span className="sr-only"> VMs on {host.name}</span>
        </Link>
      </Td>
      <Td className="whitespace-nowrap text-ink-2">{host.version ?? <Dash />}</Td>
      <Td className="whitespace-nowrap text-ink-2">
        {known && host.uptimeSeconds !== undefined ? formatSpan(host.uptimeSeconds * 1000) : <Dash />}
      </Td>
    </Tr>
  )
}

/** A host on a phone. */
function HostCard({ row }: { row: HostRow }) {
  const { host, connection, vms, known } = row
  return (
    <li className="border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="flex items-center gap-2">
        <span className="min-w-0 truncate font-medium">{host.name}</span>
        <span className="ml-auto">
          <StateLabel row={row} />
        </span>
      </div>
      <div className="flex gap-2 text-ink-3">
        <span className="min-w-0 truncate">{connection?.name ?? host.connection}</span>
        <span className="ml-auto">{host.version}</span>
      </div>
      <div className="flex items-center gap-2 text-ink-3">
        <span className="min-w-0 truncate">
          {known && host.cpuUsageMHz !== undefined ? `${formatGHz(host.cpuUsageMHz)} in use` : 'use unknown'}
          {host.memoryBytes !== undefined && `, ${formatBytes(host.memoryBytes, { whole: true })}`}
        </span>
        <Link href={`/vms?host=${encodeURIComponent(host.key)}`} prefetch={false} className="link ml-auto py-2">
          {formatCount(vms, 'VM')}
          <span className="sr-only"> on {host.name}</span>
        </Link>
      </div>
    </li>
  )
}
