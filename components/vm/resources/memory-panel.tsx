'use client'

import { clsx } from 'clsx'
import { formatMiB } from '@/lib/format/quantity'
import type { VmResources } from '@/lib/hardware/vm-hardware'
import { libvirtMemory } from '@/lib/memory/allocation'
import { explainSegment, memoryBar, type MemorySegmentKind } from '@/lib/memory/memory-bar'
import { withoutUndefined } from '@/lib/without-undefined'
import { Button } from '../../ui/button'
import { AllocationTable, megabytes } from './allocation-table'
import { ResourceWarnings } from './resource-notice'
import { StackedBar } from './stacked-bar'

/** Grey while it is normal; amber and red for what the host took away. Each has a pattern of its own. */
const looks: Record<MemorySegmentKind, string> = {
  active: 'bg-bar',
  idle: 'bg-[color-mix(in_oklab,var(--bar)_62%,var(--track))]',
  shared: 'bar-stopped-quiet',
  compressed: 'bar-stopped-fail',
  ballooned: 'bar-stopped-wait',
  swapped: 'bg-fail',
  untouched: 'bg-track',
  overhead: 'bg-raised border border-line-2',
}

const markerWords = { configured: 'configured', limit: 'limit', reservation: 'reservation' } as const

type MemoryPanelProps = { resources: VmResources; editReason: string | undefined; onEdit: () => void }

/** Where the VM's memory is, what may become of it, and what is guaranteed. */
export function MemoryPanel({ resources, editReason, onEdit }: MemoryPanelProps) {
  const { configuredMiB, memory, memoryUsage, powerState, toolsRunning } = resources
  const isRunning = powerState === 'poweredOn'
  const bar = memoryBar({
    configuredMiB,
    allocation: memory,
    usage: memoryUsage,
    isRunning,
    ...withoutUndefined({ toolsRunning }),
  })
  const markers = bar.markers.filter(({ kind, mib }) => kind !== 'configured' || mib < bar.totalMiB)
  const libvirt = libvirtMemory(configuredMiB, {
    reservation: memory.reservation,
    limit: memory.limit === 'unlimited' ? -1 : memory.limit,
  })
  const isCounted = !isRunning || Object.keys(memoryUsage).length > 0
  const words = bar.segments.map(({ kind, mib }) => `${explainSegment[kind].name} ${megabytes(mib)}`)
  return (
    <section aria-labelledby="memory-head" className="panel px-4 py-3">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h3 id="memory-head" className="text-sm font-semibold">
          Memory, {formatMiB(configuredMiB)}
        </h3>
        <Button className="ml-auto" onClick={onEdit} disabledReason={editReason} reasonIsVisible>
          Edit memory allocation
        </Button>
        {editReason !== undefined && <p className="basis-full text-right text-xs text-ink-3">{editReason}</p>}
      </div>
      <ResourceWarnings warnings={bar.warnings} />
      {isCounted && (
        <StackedBar
          label={`Memory: ${[...words, ...markers.map(({ kind, mib }) => `${markerWords[kind]} at ${megabytes(mib)}`)].join(', ')}`}
          parts={bar.segments.map(({ kind, part }) => ({ key: kind, part, className: looks[kind] }))}
          markers={markers.map(({ kind, mib, at }) => ({
            key: kind,
            at,
            label: `${markerWords[kind]} ${megabytes(mib)}`,
          }))}
        />
      )}
      {!isCounted ? (
        <p className="text-sm text-ink-2">How much of it the VM uses is not known: the host gives no counters.</p>
      ) : isRunning ? (
        <dl className="grid gap-y-1.5 text-sm">
          {bar.segments.map(({ kind, mib }) => (
            <div key={kind} className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-x-2">
              <i aria-hidden="true" className={clsx('mt-1 block size-3', looks[kind])} />
              <dt>
                {explainSegment[kind].name}
                <span className="block text-xs text-ink-3">{explainSegment[kind].sentence}</span>
              </dt>
              <dd className="text-right whitespace-nowrap">{megabytes(mib)}</dd>
            </div>
          ))}
          <NothingTaken segments={bar.segments.map(({ kind }) => kind)} usage={memoryUsage} />
          {memoryUsage.consumedMiB !== undefined && (
            <div className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-x-2 border-t border-line pt-1.5">
              <i aria-hidden="true" />
              <dt>
                Consumed
                <span className="block text-xs text-ink-3">
                  Memory of the host that stands behind all of it, overhead included.
                </span>
              </dt>
              <dd className="text-right whitespace-nowrap">{megabytes(memoryUsage.consumedMiB)}</dd>
            </div>
          )}
        </dl>
      ) : (
        <p className="text-sm text-ink-2">{notRunning[powerState]}</p>
      )}
      <AllocationTable
        resource="memory"
        size={configuredMiB}
        allocation={memory}
        sharesNumber={resources.memoryShares}
        first={{
          name: 'Configured',
          value: megabytes(configuredMiB),
          libvirt: `maximum memory, ${libvirt.maximumKiB}\u00a0KiB`,
        }}
        libvirt={{
          reservation: `min_guarantee, ${libvirt.minGuaranteeKiB}\u00a0KiB`,
          limit: `memory (current), ${libvirt.currentKiB}\u00a0KiB`,
          shares: undefined,
        }}
        note={
          resources.reservationLockedToMax
            ? 'All guest memory is reserved: the reservation follows the configured memory.'
            : undefined
        }
      />
    </section>
  )
}

const notRunning: Record<Exclude<VmResources['powerState'], 'poweredOn'>, string> = {
  poweredOff: 'The VM is off: it uses no memory of the host.',
  suspended: 'The VM is suspended: its memory is in a file, and uses none of the host.',
  unknown: 'Whether the VM runs is not known, so nothing is said about what it uses.',
}

const taken = ['ballooned', 'compressed', 'swapped'] as const
const counterOf = { ballooned: 'balloonedMiB', compressed: 'compressedKiB', swapped: 'swappedMiB' } as const

type NothingTakenProps = { segments: readonly MemorySegmentKind[]; usage: VmResources['memoryUsage'] }

/** That nothing was taken away is worth a word: it is what people look for here. Of what the host does not count nobody knows. */
function NothingTaken({ segments, usage }: NothingTakenProps) {
  const absent = taken.filter((kind) => !segments.includes(kind))
  const lines = [
    { kinds: absent.filter((kind) => usage[counterOf[kind]] !== undefined), words: '0 MB' },
    { kinds: absent.filter((kind) => usage[counterOf[kind]] === undefined), words: 'not known' },
  ]
  return lines.map(({ kinds, words }) => {
    const [first, ...rest] = kinds.map((kind) => explainSegment[kind].name)
    if (first === undefined) return null
    return (
      <div key={words} className="grid grid-cols-[14px_minmax(0,1fr)_auto] gap-x-2 text-ink-3">
        <i aria-hidden="true" />
        <dt>{[first, ...rest.map((name) => name.toLowerCase())].join(', ')}</dt>
        <dd>{words}</dd>
      </div>
    )
  })
}
