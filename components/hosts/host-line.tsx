'use client'

import { formatBytes, formatCount, formatGHz } from '@/lib/format/quantity'
import { hostPath } from '../pages/pages'
import { StateLabel } from '../places/place-states'
import { Meter, OldFigures } from '../ui/bars'
import { useServerNow } from '../live/live-provider'
import { Link } from '../ui/link'
import { Td, Tr } from '../ui/table'
import { formatSpan, oldFigures } from '../words/age'
import { shortCpuModel, hostState, type HostRow } from './host-row'

/** From here on of its capacity a host has nothing left for what comes next. */
const busyFrom = 0.95

/** A meter that says in words when a host is at its end: a full bar among full bars is not seen. */
function LoadMeter({ text, part }: { text: string; part: number | undefined }) {
  const percent = part === undefined ? undefined : Math.round(part * 100)
  return (
    <>
      <Meter text={text} part={part} />
      {percent !== undefined && part !== undefined && part >= busyFrom && (
        <span className="block text-xs font-medium text-wait-text">{percent} % in use</span>
      )}
    </>
  )
}

const Dash = () => <span className="text-ink-3">–</span>

/** One host in the list. */
export function HostLine({ row }: { row: HostRow }) {
  const { host, connection, vms, known } = row
  const since = oldFigures(host, useServerNow())
  const capacityMHz = host.cpuMHz !== undefined && host.cpuCores !== undefined ? host.cpuMHz * host.cpuCores : undefined
  const memoryMiB = host.memoryBytes === undefined ? undefined : host.memoryBytes / (1024 * 1024)
  return (
    <Tr>
      <Td className="whitespace-nowrap">
        <Link href={hostPath(host.key)} className="name font-medium! whitespace-nowrap!">
          {host.name}
        </Link>
      </Td>
      <Td className="text-ink-2">{connection?.name ?? host.connection}</Td>
      <Td>
        <StateLabel state={hostState(row)} />
      </Td>
      <Td className="min-w-40 text-ink-2 wide:min-w-52">
        <span title={host.cpuModel}>
          {host.cpuModel !== undefined && shortCpuModel(host.cpuModel).replace(/ GHz$/, '\u00a0GHz')}
        </span>
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
          <OldFigures since={since}>
            <LoadMeter
              text={`${(host.cpuUsageMHz / 1000).toFixed(1)}${capacityMHz === undefined ? '' : ` of ${(capacityMHz / 1000).toFixed(0)}`}`}
              part={capacityMHz ? host.cpuUsageMHz / capacityMHz : undefined}
            />
          </OldFigures>
        ) : (
          <Dash />
        )}
      </Td>
      <Td align="right" className="wide:min-w-37">
        {memoryMiB === undefined ? (
          <Dash />
        ) : known && host.memoryUsageMiB !== undefined ? (
          <OldFigures since={since}>
            <LoadMeter
              text={`${(host.memoryUsageMiB / 1024).toFixed(0)} of ${(memoryMiB / 1024).toFixed(0)}`}
              part={host.memoryUsageMiB / memoryMiB}
            />
          </OldFigures>
        ) : (
          (memoryMiB / 1024).toFixed(0)
        )}
      </Td>
      <Td align="right">
        <Link href={`/vms?host=${encodeURIComponent(host.key)}`} className="link">
          {vms}
          <span className="sr-only"> VMs on {host.name}</span>
        </Link>
      </Td>
      <Td className="whitespace-nowrap text-ink-2 max-wide:hidden">{host.version ?? <Dash />}</Td>
      <Td className="whitespace-nowrap text-ink-2">
        {known && host.uptimeSeconds !== undefined ? (
          <OldFigures since={since}>{formatSpan(host.uptimeSeconds * 1000)}</OldFigures>
        ) : (
          <Dash />
        )}
      </Td>
    </Tr>
  )
}

/** A host on a phone. */
export function HostCard({ row }: { row: HostRow }) {
  const { host, connection, vms, known } = row
  const since = oldFigures(host, useServerNow())
  return (
    <li className="border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="flex items-center gap-2">
        <Link href={hostPath(host.key)} className="name min-w-0 py-2 font-medium!">
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
          {known && host.cpuUsageMHz !== undefined
            ? `${formatGHz(host.cpuUsageMHz)} in use${since === undefined ? '' : ` ${since}`}`
            : 'use unknown'}
          {host.memoryBytes !== undefined && `, ${formatBytes(host.memoryBytes, { whole: true })}`}
        </span>
        <Link href={`/vms?host=${encodeURIComponent(host.key)}`} className="link ml-auto py-2">
          {formatCount(vms, 'VM')}
          <span className="sr-only"> on {host.name}</span>
        </Link>
      </div>
    </li>
  )
}
