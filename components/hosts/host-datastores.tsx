'use client'

import { useCallback } from 'react'
import { compareNames } from '@/lib/names/inventory-name'
import type { LiveTables } from '@/lib/live/live-state'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { DatastoreLine } from '../datastores/datastore-line'
import { datastoreRow } from '../datastores/datastore-row'
import { shallowEqual, useLive } from '../live/live-provider'
import { SectionHead } from '../ui/sections'
import { Table, Td, Th } from '../ui/table'

const columns = ['Name', 'Connection', 'Type', 'State', 'Used', 'Free', 'Capacity', 'Hosts']
const rightFrom = 5

/** The datastores that a host has mounted, as they are now. */
export function HostDatastores({ datastores: keys }: { datastores: readonly DatastoreKey[] }) {
  const select = useCallback(
    ({ datastores }: LiveTables) =>
      keys.flatMap((key) => datastores[key] ?? []).sort((a, b) => compareNames(a.name, b.name)),
    [keys],
  )
  const datastores = useLive(select, shallowEqual) ?? []
  const connections = useLive(readConnections)
  return (
    <section aria-labelledby="mounted" className="min-w-0">
      <SectionHead id="mounted" title="Datastores mounted" count={datastores.length} className="mb-1.5" />
      <Table aria-labelledby="mounted">
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
          {datastores.map((datastore) => (
            <DatastoreLine key={datastore.key} row={datastoreRow(datastore, connections?.[datastore.connection])} />
          ))}
          {datastores.length === 0 && (
            <tr>
              <Td colSpan={columns.length} className="text-ink-2">
                It has none mounted.
              </Td>
            </tr>
          )}
        </tbody>
      </Table>
    </section>
  )
}

const readConnections = ({ connections }: LiveTables) => connections
