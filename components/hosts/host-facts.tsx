'use client'

import { clsx } from 'clsx'
import { formatDateTime } from '@/lib/format/clock'
import { formatBytes, formatGHz, formatPercent } from '@/lib/format/quantity'
import type { HostDetail } from '@/lib/hardware/host-detail'
import { useServerNow } from '../live/live-provider'
import { Fact, FactPanel, Facts } from '../ui/facts'
import { formatSpan, oldFigures } from '../words/age'
import type { HostRow } from './host-row'

/** What the host uses now. Live; without contact nothing is claimed. */
export function HostNow({ row: { host, known } }: { row: HostRow }) {
  const { cpuMHz, cpuCores, cpuUsageMHz, memoryBytes, memoryUsageMiB, uptimeSeconds } = host
  const since = oldFigures(host, useServerNow())
  const capacityMHz = cpuMHz !== undefined && cpuCores !== undefined ? cpuMHz * cpuCores : undefined
  const used = memoryUsageMiB === undefined ? undefined : memoryUsageMiB * 2 ** 20
  return (
    <FactPanel title="Use now">
      {known ? (
        <div className={clsx('grid gap-3 text-sm', since !== undefined && 'text-ink-3 italic')}>
          {since !== undefined && (
            <p className="text-ink-2 not-italic">Old, {since}: the server has not told newer figures since.</p>
          )}
          <Use name="CPU" part={share(cpuUsageMHz, capacityMHz)}>
            {cpuUsageMHz !== undefined && formatGHz(cpuUsageMHz)}
            {capacityMHz !== undefined && ` of ${formatGHz(capacityMHz)}`}
          </Use>
          <Use name="Memory" part={share(used, memoryBytes)}>
            {used !== undefined && formatBytes(used)}
            {memoryBytes !== undefined && ` of ${formatBytes(memoryBytes, { whole: true })}`}
          </Use>
          <Facts>
            <Fact name="Up for">{uptimeSeconds !== undefined && formatSpan(uptimeSeconds * 1000)}</Fact>
          </Facts>
        </div>
      ) : (
        <p className="text-sm text-ink-3">Not known: there is no contact with the host.</p>
      )}
    </FactPanel>
  )
}

const share = (part: number | undefined, whole: number | undefined) =>
  part === undefined || !whole ? undefined : Math.min(1, Math.max(0, part / whole))

function Use({ name, part, children }: { name: string; part: number | undefined; children: React.ReactNode }) {
  return (
    <div>
      <div className="flex flex-wrap gap-x-2">
        <span className="text-ink-3">{name}</span>
        <span>{children}</span>
        {part !== undefined && <span className="ml-auto">{formatPercent(part * 100)}</span>}
      </div>
      {part !== undefined && (
        <span aria-hidden="true" className="relative mt-1 block h-2 overflow-hidden rounded-[1px] bg-track">
          <span className="absolute inset-y-0 left-0 bg-bar" style={{ width: `${part * 100}%` }} />
        </span>
      )}
    </div>
  )
}

/** The machine: processors, memory, NUMA, who made it. */
export function HostMachine({ detail: { cpu, memory, numa, system } }: { detail: HostDetail }) {
  const models = [...new Set(cpu.packageModels)].filter((model) => model !== cpu.model)
  return (
    <FactPanel title="Hardware">
      <Facts>
        <Fact name="CPU">{cpu.model}</Fact>
        {/* Packages of one host are the same; one that is not is worth seeing. */}
        {models.length > 0 && <Fact name="Packages say">{models.join(', ')}</Fact>}
        <Fact name="Packages">{cpu.packages}</Fact>
        <Fact name="Cores">{cpu.cores}</Fact>
        <Fact name="Threads">
          {cpu.threads !== undefined &&
            `${cpu.threads}${cpu.cores !== undefined && cpu.threads > cpu.cores ? ', hyper-threading is on' : ''}`}
        </Fact>
        <Fact name="Clock">{cpu.mhz !== undefined && `${formatGHz(cpu.mhz)} per core`}</Fact>
        <Fact name="vCPUs of a VM">{cpu.mostPerVm !== undefined && `${cpu.mostPerVm} at most`}</Fact>
        <Fact name="Memory">{memory.bytes !== undefined && formatBytes(memory.bytes, { whole: true })}</Fact>
        <Fact name="NUMA">{numa && numaWords(numa)}</Fact>
        <Fact name="Made by">
          {[system.vendor, system.model].filter((text) => text !== undefined && text !== '').join(' ')}
        </Fact>
        <Fact name="Serial number">{system.serialNumber}</Fact>
        <Fact name="BIOS">{system.biosVersion}</Fact>
        <Fact name="UUID">{system.uuid && <code className="text-xs">{system.uuid}</code>}</Fact>
      </Facts>
    </FactPanel>
  )
}

/** `2 nodes: 0 with 16 CPUs and 128 GB, …`; nodes that are alike are told once. */
function numaWords({ nodes }: NonNullable<HostDetail['numa']>) {
  if (nodes.length === 0) return 'none reported'
  const said = nodes.map(({ cpuCount, memoryBytes }) =>
    [
      cpuCount === undefined ? 'CPUs not known' : `${cpuCount} CPUs`,
      ...(memoryBytes === undefined || memoryBytes === 0 ? [] : [formatBytes(memoryBytes, { whole: true })]),
    ].join(', '),
  )
  const count = `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`
  if (new Set(said).size === 1) return nodes.length === 1 ? `${count}: ${said[0]}` : `${count} of ${said[0]} each`
  return (
    <>
      {count}
      {nodes.map(({ id }, index) => (
        <span key={id} className="block text-ink-2">
          node {id}: {said[index]}
        </span>
      ))}
    </>
  )
}

/** What runs on it: version, build, since when, who manages it, what it calls itself. */
export function HostSoftware({ detail }: { detail: HostDetail }) {
  const { product, bootTime, dns, managedBy, inMaintenanceMode } = detail
  return (
    <FactPanel title="Software">
      <Facts>
        <Fact name="Product">{product?.fullName}</Fact>
        <Fact name="Version">{product && `${product.version}, build ${product.build}`}</Fact>
        <Fact name="API">{product?.apiVersion}</Fact>
        <Fact name="Started">
          {bootTime && `${formatDateTime(bootTime.at)}${bootTime.clock === 'host' ? ", by the host's own clock" : ''}`}
        </Fact>
        <Fact name="Maintenance">
          {inMaintenanceMode === undefined
            ? 'not known'
            : inMaintenanceMode
              ? 'In maintenance mode: no VM runs or starts on it'
              : 'no'}
        </Fact>
        <Fact name="Managed by">{managedBy && `vCenter at ${managedBy}`}</Fact>
        <Fact name="Host name">{dns && [dns.hostName, dns.domainName].filter((text) => text).join('.')}</Fact>
        <Fact name="DNS servers">{dns?.addresses?.join(', ')}</Fact>
      </Facts>
    </FactPanel>
  )
}
