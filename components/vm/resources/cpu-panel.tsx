'use client'

import { formatCount } from '@/lib/format/quantity'
import type { VmResources } from '@/lib/hardware/vm-hardware'
import { cpuBar } from '@/lib/memory/cpu-usage'
import { libvirtShares } from '@/lib/memory/shares'
import { Button } from '../../ui/button'
import { Fact, Facts } from '../../ui/facts'
import { AllocationTable, megahertz as mhz } from './allocation-table'
import { ResourceWarnings } from './resource-notice'
import { StackedBar } from './stacked-bar'

type CpuPanelProps = { resources: VmResources; editReason: string | undefined; onEdit: () => void }

/** What the VM's CPUs do, what holds them back, and what is guaranteed. */
export function CpuPanel({ resources, editReason, onEdit }: CpuPanelProps) {
  const { cpuCount, coresPerSocket, cpu, cpuUsage, cpuCapacityMHz, powerState } = resources
  const isRunning = powerState === 'poweredOn'
  const bar = cpuCapacityMHz === undefined ? undefined : cpuBar(cpuCapacityMHz, cpu, isRunning ? cpuUsage : {})
  const markers = bar?.markers ?? []
  return (
    <section aria-labelledby="cpu-head" className="panel px-4 py-3">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h3 id="cpu-head" className="text-sm font-semibold">
          CPU, {cpuCount} vCPU
          {coresPerSocket !== undefined &&
            coresPerSocket > 1 &&
            `, ${formatCount(cpuCount / coresPerSocket, 'socket')} of ${coresPerSocket} cores`}
        </h3>
        <Button className="ml-auto" onClick={onEdit} disabledReason={editReason} reasonIsVisible>
          Edit CPU allocation
        </Button>
        {editReason !== undefined && <p className="basis-full text-right text-xs text-ink-3">{editReason}</p>}
      </div>
      {bar && (
        <>
          <ResourceWarnings warnings={bar.warnings} />
          <StackedBar
            label={[
              `CPU: ${wordsOfUse(resources, bar.usedMHz)} of ${mhz(bar.capacityMHz)}`,
              ...markers.map(({ kind, mhz: at }) => `${kind} at ${mhz(at)}`),
            ].join(', ')}
            parts={bar.part > 0 ? [{ key: 'used', part: bar.part, className: 'bg-bar' }] : []}
            markers={markers.map(({ kind, mhz: value, at }) => ({ key: kind, at, label: `${kind} ${mhz(value)}` }))}
          />
        </>
      )}
      {isRunning ? (
        <Facts>
          <Fact name="Now">
            {cpuUsage.usedMHz === undefined
              ? 'not known'
              : `${mhz(cpuUsage.usedMHz)}${cpuCapacityMHz === undefined ? '' : ` of ${mhz(cpuCapacityMHz)}`}`}
          </Fact>
          <Fact name="Demand">
            {cpuUsage.demandMHz !== undefined && (
              <>
                {mhz(cpuUsage.demandMHz)}
                <span className="block text-xs text-ink-3">What it would use if nothing held it back.</span>
              </>
            )}
          </Fact>
          <Fact name="Ready">
            {cpuUsage.readyPercent !== undefined && (
              <>
                {cpuUsage.readyPercent.toFixed(1)} %
                <span className="block text-xs text-ink-3">
                  The part of its time that it was ready to run and waited for a CPU of the host.
                </span>
              </>
            )}
          </Fact>
        </Facts>
      ) : (
        <p className="text-sm text-ink-2">
          {powerState === 'unknown' ? 'Whether the VM runs is not known.' : 'The VM does not run, so it uses no CPU.'}
          {cpuCapacityMHz !== undefined && ` Running, it could use ${mhz(cpuCapacityMHz)}.`}
        </p>
      )}
      <AllocationTable
        resource="cpu"
        size={cpuCount}
        allocation={cpu}
        sharesNumber={resources.cpuShares}
        libvirt={{
          reservation: `reservation, ${cpu.reservation}`,
          limit: `limit, ${cpu.limit === 'unlimited' ? -1 : cpu.limit}`,
          shares: `shares, ${libvirtShares(cpu.shares)}`,
        }}
      />
    </section>
  )
}

/** What the bar says of the use: one that was not counted is not nothing. */
function wordsOfUse({ powerState, cpuUsage }: VmResources, usedMHz: number): string {
  if (powerState === 'unknown') return 'whether it runs is not known'
  if (powerState !== 'poweredOn') return 'not running, uses nothing'
  return cpuUsage.usedMHz === undefined ? 'use not known' : `uses ${mhz(usedMHz)}`
}
