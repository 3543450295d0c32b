'use client'

import { useCallback } from 'react'
import { compareNames } from '@/lib/names/inventory-name'
import type { BoardTables, LiveTables } from '@/lib/live/live-state'
import type { Known } from '@/lib/vsphere/known'
import { splitKey, type ConnectionId, type DatastoreKey } from '@/lib/vsphere/ids'
import { DatastoreCard, DatastoreLine } from '../datastores/datastore-line'
import { datastoreRow } from '../datastores/datastore-row'
import { shallowEqual, useLive, useLiveWith } from '../live/live-provider'
import { NotWhole } from '../ui/facts'
import { SectionHead } from '../ui/sections'
import { stackedOnPhone, Table, Td, Th } from '../ui/table'
import { usePhone } from '../ui/media'

const columns = ['Name', 'Connection', 'Type', 'State', 'Used', 'Free', 'Capacity', 'Hosts']
const rightFrom = 5
type KnownList = Extract<Known<DatastoreKey[]>, { known: true }>
const noNeeds: { datastores?: ConnectionId } = {}

/** The datastores that a host has mounted, as they are now. */
export function HostDatastores({ datastores: { value: keys, unread } }: { datastores: KnownList }) {
  const select = useCallback(
    ({ datastores }: Pick<LiveTables, 'datastores'>) =>
      keys.flatMap((key) => datastores[key] ?? []).sort((a, b) => compareNames(a.name, b.name)),
    [keys],
  )
  const of = keys[0] === undefined ? undefined : splitKey(keys[0])?.connection
  const datastores = useLiveWith(of === undefined ? noNeeds : { datastores: of }, select, shallowEqual)
  const connections = useLive(readConnections)
  const phone = usePhone()
  return (
    <section aria-labelledby="mounted" className="min-w-0">
      <SectionHead id="mounted" title="Datastores mounted" count={datastores?.length} className="mb-1.5" />
      {phone && datastores?.length ? (
        <ul aria-labelledby="mounted" className="panel">
          {datastores.map((datastore) => (
            <DatastoreCard key={datastore.key} row={datastoreRow(datastore, connections?.[datastore.connection])} />
          ))}
        </ul>
      ) : (
        <Table aria-labelledby="mounted" className={stackedOnPhone}>
          <thead>
            <tr>
              {columns.map((label, index) => (
                <Th key={label} align={index >= rightFrom ? 'right' : 'left'}>
                  {label}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {datastores?.map((datastore) => (
              <DatastoreLine key={datastore.key} row={datastoreRow(datastore, connections?.[datastore.connection])} />
            ))}
            {!datastores?.length && (
              <tr>
                <Td colSpan={columns.length} className="text-ink-2">
                  {datastores ? 'It has none mounted.' : 'Loading the datastores.'}
                </Td>
              </tr>
            )}
          </tbody>
        </Table>
      )}
      <NotWhole unread={unread} />
    </section>
  )
}

const readConnections = ({ connections }: BoardTables) => connections
