'use client'

import { formatBytes, formatPercent } from '@/lib/format/quantity'
import { datastorePath } from '../pages/pages'
import { StateLabel } from '../places/place-states'
import { Name } from '../ui/name'
import { Td, Tr } from '../ui/table'
import { CapacityBar, CapacityWarnings } from './capacity-bar'
import { datastoreState, type DatastoreRow } from './datastore-row'

/** One datastore in the list. */
export function DatastoreLine({ row }: { row: DatastoreRow }) {
  const { datastore, connection, usage } = row
  return (
    <Tr>
      <Td className="min-w-36">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <Name
            name={datastore.name}
            storedName={datastore.storedName}
            href={datastorePath(datastore.key)}
            className="font-medium!"
          />
          <Twin row={row} />
        </span>
      </Td>
      <Td className="text-ink-2">{connection?.name ?? datastore.connection}</Td>
      <Td className="text-ink-2">{datastore.type}</Td>
      <Td>
        <StateLabel state={datastoreState(row)} />
      </Td>
      <Td className="min-w-44">
        <Used usage={usage} />
      </Td>
      <Td align="right" className="whitespace-nowrap">
        {usage === undefined ? <Dash /> : formatBytes(usage.free)}
      </Td>
      <Td align="right" className="whitespace-nowrap">
        {datastore.capacityBytes === undefined ? <Dash /> : formatBytes(datastore.capacityBytes)}
      </Td>
      <Td align="right" className="whitespace-nowrap">
        <Mounts row={row} />
      </Td>
    </Tr>
  )
}

/** How full it is, as a bar and in words. */
export function Used({ usage }: Pick<DatastoreRow, 'usage'>) {
  if (usage === undefined) return <Dash />
  return (
    <>
      <span className="flex items-center gap-2.5">
        <CapacityBar usage={usage} className="flex-1" />
        <span className="w-11 text-right">{formatPercent(usage.usedPart * 100)}</span>
      </span>
      <span className="flex flex-wrap gap-x-2 text-xs">
        <CapacityWarnings usage={usage} />
      </span>
    </>
  )
}

/** How many hosts have it, and how many of them cannot reach it. */
function Mounts({ row: { datastore, connection } }: { row: DatastoreRow }) {
  const { mounts } = datastore
  if (!mounts) return <Dash />
  if (connection?.state.at !== 'live' || mounts.reaching === undefined || mounts.reaching === mounts.hosts)
    return mounts.hosts
  return (
    <span className="text-fail-text">
      {mounts.reaching} of {mounts.hosts} reach it
    </span>
  )
}

/** Told apart from another of the same name. */
export const Twin = ({ row: { twin } }: { row: DatastoreRow }) =>
  twin === undefined ? null : <span className="raw whitespace-normal! wrap-anywhere">{twin}</span>

export const Dash = () => <span className="text-ink-3">–</span>

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
          <Twin row={row} />
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
