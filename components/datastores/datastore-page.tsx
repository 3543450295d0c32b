'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { formatBytes, formatPercent } from '@/lib/format/quantity'
import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { splitKey, type DatastoreKey } from '@/lib/vsphere/ids'
import { shallowEqual, useLiveWith } from '../live/live-provider'
import { NoSuchPlace, StateLabel } from '../places/place-states'
import { ListSkeleton } from '../ui/placeholders'
import { Tabs } from '../ui/tabs'
import { PageTitle } from '../ui/page-title'
import { PagePath } from '../ui/page-path'
import { FileBrowser } from './browser/file-browser'
import { CapacityBar, CapacityWarnings } from './capacity-bar'
import { DatastoreDetails } from './datastore-details'
import { datastoreRow, datastoreState, type DatastoreRow } from './datastore-row'

/** One datastore: how full it is, its files, and what is known of it. */
export function DatastorePage({ datastore: key }: { datastore: DatastoreKey }) {
  const select = useCallback(
    ({ datastores, connections }: Pick<LiveTables, 'datastores' | 'connections'>) => ({
      datastore: datastores[key],
      connection: connections[splitKey(key)?.connection ?? ''],
    }),
    [key],
  )
  const found = useLiveWith({ datastores: splitKey(key)?.connection ?? 'all' }, select, shallowEqual)
  // One that goes while its page is open is told apart from one that never was there.
  const [seen, setSeen] = useState<DatastoreView>()
  if (found?.datastore && found.datastore !== seen) setSeen(found.datastore)
  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <PageTitle>{(found?.datastore ?? seen)?.name ?? 'Datastore'}</PageTitle>
      {!found ? (
        <ListSkeleton what="Loading the datastore" />
      ) : found.datastore ? (
        <KnownDatastore key={key} datastore={found.datastore} connection={found.connection} />
      ) : (
        <NoSuchPlace
          kind="datastore"
          name={seen?.key === key ? seen.name : undefined}
          connection={found.connection}
          back={{ href: '/datastores', label: 'All datastores' }}
        />
      )}
    </div>
  )
}

function KnownDatastore({
  datastore,
  connection,
}: {
  datastore: DatastoreView
  connection: ConnectionView | undefined
}) {
  const row = datastoreRow(datastore, connection)
  const query = useSearchParams()
  const path = usePathname()
  const router = useRouter()
  const value = query.get('tab') === 'details' ? 'details' : 'files'
  return (
    <>
      <DatastoreHead row={row} />
      <Tabs
        label="Datastore"
        value={value}
        onChange={(tab) => router.push(tab === 'files' ? path : `${path}?tab=${tab}`, { scroll: false })}
        tabs={[
          { value: 'files', label: 'Files', content: <FileBrowser row={row} /> },
          { value: 'details', label: 'Details', content: <DatastoreDetails row={row} /> },
        ]}
      />
    </>
  )
}

/** Where one is, what the datastore is called, whether it can be used and how full it is. */
function DatastoreHead({ row }: { row: DatastoreRow }) {
  const { datastore, connection, usage } = row
  return (
    <>
      <PagePath
        steps={[{ name: 'Datastores', href: '/datastores' }, { name: connection?.name ?? datastore.connection }]}
      />
      <div className="mt-1 mb-2 flex flex-wrap items-end gap-x-8 gap-y-2">
        <div className="min-w-0 flex-[1_1_320px]">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-2xl font-semibold tracking-[-0.015em] wrap-anywhere whitespace-pre-wrap">
              {datastore.name === '' ? '(no name)' : datastore.name}
            </h1>
            {datastore.storedName !== datastore.name && (
              <span className="raw whitespace-pre-wrap! wrap-anywhere" title="As the host stores it">
                {datastore.storedName}
              </span>
            )}
          </div>
          <div className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-ink-2">
            <StateLabel state={datastoreState(row)} />
            <span>{datastore.type}</span>
            {datastore.mounts && (
              <span>
                {datastore.mounts.hosts} {datastore.mounts.hosts === 1 ? 'host' : 'hosts'}
              </span>
            )}
          </div>
        </div>
        {usage && (
          <div className="w-full max-w-96 text-sm text-ink-2">
            <div className="flex flex-wrap gap-x-3">
              <span>
                <strong className="font-semibold text-ink">{formatBytes(usage.free)}</strong> free of{' '}
                {formatBytes(usage.capacity)}
              </span>
              <span className="ml-auto">{formatPercent(usage.usedPart * 100)} used</span>
            </div>
            <CapacityBar usage={usage} className="my-1" />
            <div className="flex flex-wrap gap-x-3 text-xs">
              <CapacityWarnings usage={usage} />
            </div>
          </div>
        )}
      </div>
    </>
  )
}
