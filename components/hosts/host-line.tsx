'use client'

import Link from 'next/link'
import { formatSpan } from '../words/age'
import { formatBytes } from '@/lib/format/quantity'
import { shortCpuModel } from './cpu-model'
import { hostPath } from '../page/place-path'
import { Td, Tr } from '../ui/table'
import { Meter } from '../ui/meter'
import { hostState, type HostRow } from './host-row'
import { StateLabel } from '../places/state-label'

const Dash = () => <span className="text-ink-3">–</span>

/** One host in the list. */
export function HostLine({ row }: { row: HostRow }) {
  const { host, connection, vms, known } = row
  const capacityMHz = host.cpuMHz !== undefined && host.cpuCores !== undefined ? host.cpuMHz * host.cpuCores : undefined
  const memoryMiB = host.memoryBytes === undefined ? undefined : host.memoryBytes / (1024 * 1024)
  return (
    <Tr>
      <Td className="whitespace-nowrap">
        <Link href={hostPath(host.key)} prefetch={false} className="name font-medium! whitespace-nowrap!">
          {host.name}
        </Link>
      </Td>
      <Td className="text-ink-2">{connection?.name ?? host.connection}</Td>
      <Td>
        <StateLabel state={hostState(row)} />
      </Td>
      <Td className="min-w-40 text-ink-2 wide:min-w-52">
        <span title={host.cpuModel}>{host.cpuModel !== undefined && shortCpuModel(host.cpuModel)}</span>
        {host.cpuCores !== undefined && (
          <span className="block text-xs text-ink-3">
            {host.cpuPackages !== undefined && `${host.cpuPackages} × `}
            {host.cpuPackages ? host.cpuCores / host.cpuPackages : host.cpuCores} cores
            {host.cpuThreads !== undefined && `, ${host.cpuThreads} threads`}
          </span>
        )}
      </Td>
      <Td align="right" className="wide:min-w-37">
        {known && host.cpuUsageMHz !== undefined ? (
          <Meter
            text={`${(host.cpuUsageMHz / 1000).toFixed(1)}${capacityMHz === undefined ? '' : ` of ${(capacityMHz / 1000).toFixed(0)}`}`}
            part={capacityMHz ? host.cpuUsageMHz / capacityMHz : undefined}
          />
        ) : (
          <Dash />
        )}
      </Td>
      <Td align="right" className="wide:min-w-37">
        {memoryMiB === undefined ? (
          <Dash />
        ) : known && host.memoryUsageMiB !== undefined ? (
          <Meter
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
      <Td className="whitespace-nowrap text-ink-2 max-wide:hidden">{host.version ?? <Dash />}</Td>
      <Td className="whitespace-nowrap text-ink-2">
        {known && host.uptimeSeconds !== undefined ? formatSpan(host.uptimeSeconds * 1000) : <Dash />}
      </Td>
    </Tr>
  )
}
