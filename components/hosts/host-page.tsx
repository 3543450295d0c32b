'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { mayCreateVms, type Role } from '@/lib/accounts/role'
import type { HostDetail } from '@/lib/hardware/host-detail'
import type { HostView, LiveTables } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import { failed } from '@/lib/result'
import { canTakeVms } from '@/lib/runs/vm-places'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { splitKey, type HostKey } from '@/lib/vsphere/ids'
import { useAccount, useConsoleActions } from '../console/console-context'
import { shallowEqual, useLiveWith } from '../live/live-provider'
import { createVmPath } from '../pages/pages'
import { NoSuchPlace, StateLabel } from '../places/place-states'
import { unreachable } from '../ui/confirm'
import { FactPanel, NotKnown, NotRead } from '../ui/facts'
import { Link } from '../ui/link'
import { LinkButton } from '../ui/link-button'
import { Notice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { PageTitle } from '../ui/page-title'
import { PagePath } from '../ui/page-path'
import { CompareHosts } from './host-comparison'
import { HostAutostartPanel } from './host-autostart'
import { HostCpuFeatures } from './host-cpu-features'
import { HostDatastores } from './host-datastores'
import { HostMachine, HostNow, HostSoftware } from './host-facts'
import { hostState, hostRow, type HostRow } from './host-row'
import { HostServices } from './host-services'
import { HostNetworkPanel } from './network/host-network'
import { HostStoragePanel } from './storage/host-storage'

/** One host: what it is made of, what it runs, and what hangs on it. */
export function HostPage({ host: key }: { host: HostKey }) {
  const select = useCallback(
    ({ hosts, connections }: Pick<LiveTables, 'hosts' | 'connections'>) => ({
      host: hosts[key],
      connection: connections[splitKey(key)?.connection ?? ''],
    }),
    [key],
  )
  const found = useLiveWith({ hosts: splitKey(key)?.connection ?? 'all' }, select, shallowEqual)
  // A host that goes while its page is open is told apart from one that never was there.
  const [seen, setSeen] = useState<HostView>()
  if (found?.host && found.host !== seen) setSeen(found.host)
  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <PageTitle>{(found?.host ?? seen)?.name ?? 'Host'}</PageTitle>
      {!found ? (
        <ListSkeleton what="Loading the host" />
      ) : found.host ? (
        <KnownHost key={key} host={found.host} connection={found.connection} />
      ) : (
        <NoSuchPlace
          kind="host"
          name={seen?.key === key ? seen.name : undefined}
          connection={found.connection}
          back={{ href: '/hosts', label: 'All hosts' }}
        />
      )}
    </div>
  )
}

function KnownHost({ host, connection }: { host: HostView; connection: ConnectionView | undefined }) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const row = hostRow(host, connection)
  const { vms } = row
  const query = useQuery({
    // Read again when the host comes back or goes into maintenance.
    queryKey: ['host-detail', host.key, host.connectionState, host.inMaintenanceMode, connection?.state.at],
    queryFn: () => actions.readHostDetail(host.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 60_000,
  })
  const detail = query.data?.ok ? query.data.value : undefined
  return (
    <>
      <PagePath steps={[{ name: 'Hosts', href: '/hosts' }, { name: connection?.name ?? host.connection }]} />
      <div className="mt-1 mb-3.5 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-2xl font-semibold tracking-[-0.015em] wrap-anywhere">{host.name}</h1>
          <div className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-ink-2">
            <StateLabel state={hostState(row)} />
            {host.version && <span>ESXi {host.version}</span>}
            <Link href={`/vms?host=${encodeURIComponent(host.key)}`} className="link">
              {vms === 1 ? '1 VM' : `${vms} VMs`} on it
            </Link>
          </div>
        </div>
        <LinkButton href={createVmPath(host.key)} disabledReason={whyNoNewVm(row, role)}>
          Create VM
        </LinkButton>
      </div>
      <h2 className="sr-only">The host</h2>
      {connection?.state.at === 'live' && isLost(host) && (
        <Notice tone="fail" glyph="noContact" className="mb-4">
          <strong className="font-semibold">vCenter has no contact with this host.</strong> What is shown of it is what
          was known before.
        </Notice>
      )}
      {/* Two columns of about one height: what moves and what runs on it, beside what it is made of. */}
      <div className="grid items-start gap-4 mid:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          <HostNow row={row} />
          {detail && <HostSoftware detail={detail} />}
        </div>
        {detail ? (
          <HostMachine detail={detail} />
        ) : (
          <FactPanel title="Hardware">
            <NotRead
              error={query.data && !query.data.ok ? query.data.error : undefined}
              onRetry={() => void query.refetch()}
            />
          </FactPanel>
        )}
      </div>
      <div className="mt-4">
        <HostAutostartPanel host={host} connection={connection} />
      </div>
      <div className="mt-4">
        <HostNetworkPanel host={host} connection={connection} />
      </div>
      <div className="mt-4">
        <HostStoragePanel host={host} connection={connection} />
      </div>
      {detail && <HostParts detail={detail} />}
    </>
  )
}

/** Why none can be made there now; undefined when one can, or the host says so itself. */
function whyNoNewVm({ host, connection }: HostRow, role: Role): string | undefined {
  const may = mayCreateVms(role)
  if (!may.ok) return may.because
  if (connection?.state.at !== 'live') return `No contact with ${connection?.name ?? 'its connection'}.`
  const verdict = canTakeVms(host)
  return verdict.ok ? undefined : `No VM can be made there now: ${verdict.because}.`
}

const isLost = ({ connectionState }: Pick<HostView, 'connectionState'>) =>
  connectionState === 'disconnected' || connectionState === 'notResponding'

const allHosts = { hosts: 'all' } as const

function HostParts({ detail }: { detail: HostDetail }) {
  const select = useCallback(
    ({ hosts }: Pick<LiveTables, 'hosts'>) => Object.values(hosts).sort((a, b) => compareNames(a.name, b.name)),
    [],
  )
  const hosts = useLiveWith(allHosts, select, shallowEqual)
  return (
    <div className="mt-4 grid gap-4">
      {detail.datastores.known ? (
        <HostDatastores datastores={detail.datastores} />
      ) : (
        <FactPanel title="Datastores mounted">
          <NotKnown what="Which datastores it has mounted is" because={detail.datastores.because} />
        </FactPanel>
      )}
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <HostServices services={detail.services} />
        <HostCpuFeatures infos={detail.cpuFeature} lost={isLost(detail)} {...(detail.evc ? { evc: detail.evc } : {})} />
      </div>
      {hosts && <CompareHosts title="Compared with another host" hosts={hosts} first={detail.key} />}
    </div>
  )
}
