'use client'

import { useMemo } from 'react'
import { knownCount } from '@/lib/live/known-count'
import type { LiveTables } from '@/lib/live/live-state'
import { useScope } from '../connections/scope'
import { shallowEqual, useLiveWith } from '../live/live-provider'
import { PlacesPage, type PlaceColumn } from '../places/places-page'
import { CompareHosts } from './host-comparison'
import { HostCard, HostLine } from './host-line'
import { hostRows, hostState, type HostRow } from './host-row'

const columns: readonly PlaceColumn<HostRow>[] = [
  { id: 'name', label: 'Name', value: ({ host }) => host.name },
  { id: 'connection', label: 'Connection', value: ({ connection }) => connection?.name },
  { id: 'state', label: 'State', value: (row) => hostState(row).word },
  { id: 'cpu', label: 'CPU', value: ({ host }) => host.cpuModel },
  {
    id: 'cpuUse',
    label: 'CPU, GHz',
    value: ({ host, known }) => (known ? host.cpuUsageMHz : undefined),
    right: true,
    firstDescending: true,
  },
  { id: 'memory', label: 'Memory, GB', value: ({ host }) => host.memoryBytes, right: true, firstDescending: true },
  { id: 'vms', label: 'VMs', value: ({ vms }) => vms, right: true, firstDescending: true },
  { id: 'version', label: 'Version', value: ({ host }) => host.version, wide: true },
  {
    id: 'uptime',
    label: 'Up for',
    value: ({ host, known }) => (known ? host.uptimeSeconds : undefined),
    firstDescending: true,
  },
]

const words = ({ host, connection }: HostRow) => [host.name, host.cpuModel, host.version, connection?.name]
const keyOf = ({ host }: HostRow) => host.key
const nameOf = ({ host }: HostRow) => host.name
const readTables = ({ hosts, connections }: Pick<LiveTables, 'hosts' | 'connections'>) => ({ hosts, connections })

/** The hosts of all connections, as they are now. */
export function HostsPage() {
  const { connection: scope } = useScope()
  const tables = useLiveWith({ hosts: scope ?? 'all' }, readTables, shallowEqual)
  const rows = useMemo(() => tables && hostRows(tables, scope), [tables, scope])
  const count = tables && rows && knownCount(rows.length, tables.connections, scope)
  return (
    <PlacesPage
      title="Hosts"
      one="host"
      placeholder="Name, model, version"
      Line={HostLine}
      Card={HostCard}
      {...{ rows, count, columns, keyOf, nameOf, words }}
    >
      {rows && <CompareHosts title="Compare two hosts" hosts={rows.map(({ host }) => host)} />}
    </PlacesPage>
  )
}
