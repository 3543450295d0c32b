'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { formatBytes } from '@/lib/format/quantity'
import type { HostDetail } from '@/lib/hardware/host-detail'
import type { HostView, LiveTables } from '@/lib/live/live-state'
import { failed } from '@/lib/result'
import { canTakeVms } from '@/lib/runs/vm-places'
import { splitKey } from '@/lib/vsphere/ids'
import { isIn } from '@/lib/vsphere/known'
import { useScope } from '../connections/scope'
import { useAccount, useConsoleActions } from '../console/console-context'
import { shallowEqual, useIsOld, useLiveWith } from '../live/live-provider'
import { createVmOnPath, hostPath } from '../pages/pages'
import { PlacesPage, type PlaceColumn } from '../places/places-page'
import { unreachable } from '../ui/confirm'
import { Name } from '../ui/name'
import { PagePath } from '../ui/page-path'
import { Td, Tr } from '../ui/table'
import { CapacityWarnings } from './capacity-bar'
import { Dash, Twin, Used } from './datastore-line'
import { datastoreRows, type DatastoreRow } from './datastore-row'
import { contextOf, whyNotCreate } from './file-verdict'

/** A datastore on which the VM can be made; `because` says why it cannot, `unsure` what is not known. */
type PlaceRow = DatastoreRow & { href: string; because: string | undefined; unsure: string | undefined }

const columns: readonly PlaceColumn<PlaceRow>[] = [
  { id: 'name', label: 'Datastore', value: ({ datastore }) => datastore.name },
  { id: 'connection', label: 'Connection', value: ({ connection }) => connection?.name },
  { id: 'type', label: 'Type', value: ({ datastore }) => datastore.type },
  { id: 'used', label: 'Used', value: ({ usage }) => usage?.usedPart },
  { id: 'free', label: 'Free', value: ({ usage }) => usage?.free, right: true, firstDescending: true },
]
const words = ({ datastore, connection }: PlaceRow) => [
  datastore.name,
  datastore.storedName,
  datastore.type,
  connection?.name,
]
const keyOf = ({ datastore }: PlaceRow) => datastore.key
const nameOf = ({ datastore }: PlaceRow) => datastore.name
const readTables = ({ datastores, connections, hosts }: Pick<LiveTables, 'datastores' | 'connections' | 'hosts'>) => ({
  datastores,
  connections,
  hosts,
})

/** Where a VM is to be made: each datastore leads to the form there. With `?host=`, only those at that host. */
export function NewVmPage() {
  const { role } = useAccount()
  const old = useIsOld()
  const { connection: scope } = useScope()
  const wanted = useSearchParams().get('host')
  const of = splitKey(wanted ?? '')?.connection ?? scope
  const needs = useMemo(() => ({ datastores: of ?? ('all' as const), hosts: of ?? ('all' as const) }), [of])
  const tables = useLiveWith(needs, readTables, shallowEqual)
  const host = wanted === null ? undefined : tables?.hosts[wanted]
  const mounted = useMounted(host)
  const rows = useMemo(
    () =>
      tables &&
      datastoreRows(tables, of).map((row): PlaceRow => ({
        ...row,
        href: createVmOnPath(row.datastore.key, host?.key),
        because: whyNotCreate(contextOf(row, role, old)) ?? whyNotAt(host, mounted, row),
        unsure:
          host && mounted && hasIt(mounted, row) === undefined
            ? `Not known whether ${host.name} has mounted it.`
            : undefined,
      })),
    [tables, of, host, mounted, role, old],
  )
  return (
    <PlacesPage
      path={
        <PagePath
          steps={[
            ...(host
              ? [
                  { name: 'Hosts', href: '/hosts' },
                  { name: host.name, href: hostPath(host.key) },
                ]
              : [{ name: 'VMs', href: '/vms' }]),
            { name: 'Create VM' },
          ]}
        />
      }
      title="Create VM"
      one="datastore"
      placeholder="Name, type"
      intro={
        host
          ? `Choose a datastore of ${host.name} for its files. The form comes next.`
          : 'Choose the datastore for its files. The form comes next.'
      }
      count={undefined}
      Line={PlaceLine}
      Card={PlaceCard}
      {...{ rows, columns, keyOf, nameOf, words }}
    />
  )
}

/** What the host has mounted; undefined until that is read. */
function useMounted(host: HostView | undefined): HostDetail['datastores'] | undefined {
  const actions = useConsoleActions()
  const { data } = useQuery({
    queryKey: ['host-mounts', host?.key, host?.connectionState],
    enabled: host !== undefined,
    queryFn: async () =>
      host && (await actions.readHostDetail(host.key).catch((cause: unknown) => failed(unreachable(cause)))),
    gcTime: 0,
  })
  return data?.ok ? data.value.datastores : undefined
}

const hasIt = (mounted: HostDetail['datastores'], { datastore }: DatastoreRow): boolean | undefined =>
  isIn(mounted, (one) => one === datastore.key)

function whyNotAt(
  host: HostView | undefined,
  mounted: HostDetail['datastores'] | undefined,
  row: DatastoreRow,
): string | undefined {
  if (!host) return undefined
  const verdict = canTakeVms(host)
  if (!verdict.ok) return `${host.name}: ${verdict.because}.`
  return mounted && hasIt(mounted, row) === false ? `${host.name} has not mounted it.` : undefined
}

function PlaceName({ row }: { row: PlaceRow }) {
  const { datastore, href, because, unsure } = row
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <Name
        name={datastore.name}
        storedName={datastore.storedName}
        href={because === undefined ? href : undefined}
        className={because === undefined ? 'font-medium!' : 'text-ink-3'}
      />
      <Twin row={row} />
      {(because ?? unsure) !== undefined && <span className="basis-full text-xs text-ink-2">{because ?? unsure}</span>}
    </span>
  )
}

function PlaceLine({ row }: { row: PlaceRow }) {
  const { datastore, connection, usage } = row
  return (
    <Tr>
      <Td className="min-w-36">
        <PlaceName row={row} />
      </Td>
      <Td className="text-ink-2">{connection?.name ?? datastore.connection}</Td>
      <Td className="text-ink-2">{datastore.type}</Td>
      <Td className="min-w-44">
        <Used usage={usage} />
      </Td>
      <Td align="right" className="whitespace-nowrap">
        {usage ? formatBytes(usage.free) : <Dash />}
      </Td>
    </Tr>
  )
}

function PlaceCard({ row }: { row: PlaceRow }) {
  const { datastore, connection, usage } = row
  return (
    <li className="border-b border-line px-3 pb-2.5 text-sm last:border-b-0">
      <span className="flex items-start gap-3 pt-3 pb-1.5">
        <PlaceName row={row} />
        {usage && <span className="ml-auto shrink-0 text-ink-2">{formatBytes(usage.free)} free</span>}
      </span>
      {usage && (
        <span className="flex flex-wrap gap-x-2 text-xs">
          <CapacityWarnings usage={usage} />
        </span>
      )}
      <span className="flex gap-2 text-ink-3">
        <span className="min-w-0 truncate">{connection?.name ?? datastore.connection}</span>
        <span className="ml-auto">{datastore.type}</span>
      </span>
    </li>
  )
}
