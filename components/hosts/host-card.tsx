'use client'

import Link from 'next/link'
import { formatBytes, formatCount, formatGHz } from '@/lib/format/quantity'
import { hostPath } from '../page/place-path'
import { hostState, type HostRow } from './host-row'
import { StateLabel } from '../places/state-label'

/** A host on a phone. */
export function HostCard({ row }: { row: HostRow }) {
  const { host, connection, vms, known } = row
  return (
    <li className="border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="flex items-center gap-2">
        <Link href={hostPath(host.key)} prefetch={false} className="name min-w-0 py-2 font-medium!">
          {host.name}
        </Link>
        <span className="ml-auto">
          <StateLabel state={hostState(row)} />
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
