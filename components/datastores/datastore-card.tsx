'use client'

import { formatBytes, formatPercent } from '@/lib/format/quantity'
import { datastorePath } from '../pages/pages'
import { StateLabel } from '../places/place-states'
import { Name } from '../ui/name'
import { CapacityBar, CapacityWarnings } from './capacity-bar'
import { datastoreState, type DatastoreRow } from './datastore-row'

/** A datastore on a phone. */
export function DatastoreCard({ row }: { row: DatastoreRow }) {
  const { datastore, connection, usage } = row
  return (
    <li className="border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="flex items-start gap-2">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 py-2">
          <Name
            name={datastore.name}
            storedName={datastore.storedName}
            href={datastorePath(datastore.key)}
            className="font-medium!"
          />
        </span>
        <span className="ml-auto py-2">
          <StateLabel state={datastoreState(row)} />
        </span>
      </div>
      {usage && (
        <>
          <CapacityBar usage={usage} className="mb-1" />
          <div className="flex flex-wrap gap-x-2 text-ink-2">
            <span>
              {formatBytes(usage.free)} free of {formatBytes(usage.capacity)}
            </span>
            <span className="ml-auto">{formatPercent(usage.usedPart * 100)} used</span>
          </div>
          <div className="flex flex-wrap gap-x-2 text-xs">
            <CapacityWarnings usage={usage} />
          </div>
        </>
      )}
      <div className="flex gap-2 text-ink-3">
        <span className="min-w-0 truncate">{connection?.name ?? datastore.connection}</span>
        <span className="ml-auto">{datastore.type}</span>
      </div>
    </li>
  )
}
