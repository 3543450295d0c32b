'use client'

import { useMemo } from 'react'
import { parseLeaves } from '@/lib/cpuid/leaves'
import { maskedFeatures } from '@/lib/cpuid/mask'
import { formatCount } from '@/lib/format/quantity'
import type { VmCpuid } from '@/lib/hardware/vm-hardware'
import { useConsoleActions } from '../../console/console-context'
import { CpuFacts, CpuProblems, FeatureList } from '../../cpuid/cpu-facts'
import { Fact, FactPanel, Facts } from '../../ui/facts'
import { ErrorNotice, Notice } from '../../ui/notice'
import { useVmReading } from '../use-vm-reading'
import { VmNotRead } from '../vm-not-read'
import type { VmRow } from '../vm-row'
import { MaskTable } from './mask-table'
import { OtherHost } from './other-host'

/** The features of the VM's CPUs: what the host has, what the mask hides, and what another host would have to have. */
export function CpuidPanel({ row }: { row: VmRow }) {
  const actions = useConsoleActions()
  const { value, error, refetch } = useVmReading<VmCpuid>('vm-cpuid', row.vm, (vm) => actions.readVmCpuid(vm))
  return (
    <FactPanel title="CPU features">
      {value ? (
        <>
          {error && <ErrorNotice error={error} className="mb-3" />}
          <Features row={row} cpuid={value} />
        </>
      ) : (
        <VmNotRead row={row} error={error} onRetry={refetch} />
      )}
    </FactPanel>
  )
}

function Features({ row, cpuid }: { row: VmRow; cpuid: VmCpuid }) {
  const { host, guestOs, mask, featureMask, minRequiredEvcMode } = cpuid
  const { features, problems } = useMemo(() => {
    const leaves = { host: parseLeaves(host?.cpuFeature ?? []), mask: parseLeaves(mask ?? []) }
    const ofGuest = guestOs && parseLeaves(guestOs)
    return {
      features: maskedFeatures({ ...leaves, ...(ofGuest ? { guestOs: ofGuest } : {}) }),
      problems: [...leaves.host.problems, ...leaves.mask.problems, ...(ofGuest?.problems ?? [])],
    }
  }, [host, guestOs, mask])
  const masked = features.filter(
    ({ mark, effective, hidden, conflict }) =>
      mark !== '-' || (effective !== '-' && effective !== 'x') || hidden || conflict !== undefined,
  )
  const hidden = masked.filter((one) => one.hidden)
  const conflicts = masked.flatMap(({ conflict }) => conflict ?? [])
  // What the mask would hide is not known where the configuration was not read.
  const shown = mask ? features.filter(({ guest }) => guest === 'on') : []
  return (
    <div className="grid gap-3">
      <Facts>
        <Fact name="Host">{host?.name ?? 'not known: the VM is on no host'}</Fact>
        {host && <CpuFacts infos={host.cpuFeature} />}
        <Fact name="Least EVC mode">{minRequiredEvcMode && <code className="text-xs">{minRequiredEvcMode}</code>}</Fact>
        <Fact name="Hidden from the guest">
          {!host || host.cpuFeature.length === 0 || (!mask && hidden.length === 0)
            ? 'not known'
            : hidden.length === 0
              ? 'nothing that the host has'
              : `${formatCount(hidden.length, 'feature')} of the host: ${hidden.map(({ feature }) => feature.name).join(', ')}`}
        </Fact>
        <Fact name="Masks">{maskWords(mask && mask.length > 0, guestOs)}</Fact>
      </Facts>
      {conflicts.map((sentence) => (
        <Notice key={sentence} tone="fail">
          {sentence}
        </Notice>
      ))}
      <CpuProblems problems={problems} />
      {masked.length > 0 && <MaskTable features={masked} />}
      {featureMask.length > 0 && (
        <details>
          <summary className="cursor-pointer text-sm">
            {formatCount(featureMask.length, 'feature')} that the host or EVC masks by name
          </summary>
          <ul className="mt-1.5 grid gap-x-4 text-xs text-ink-2 mid:grid-cols-2 wide:grid-cols-3">
            {featureMask.map(({ key, featureName, value }) => (
              <li key={key}>
                <span className="font-medium text-ink">{(featureName || key).replace(/^cpuid\./, '')}</span>{' '}
                {value === 'Val:0' ? 'hidden' : <code>{value}</code>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {shown.length > 0 && (
        <details>
          <summary className="cursor-pointer text-sm">
            {formatCount(shown.length, 'feature')} that the guest sees
          </summary>
          <div className="mt-1.5">
            <FeatureList features={shown.map(({ feature }) => feature)} label="Features that the guest sees" />
          </div>
        </details>
      )}
      <OtherHost row={row} cpuid={cpuid} />
    </div>
  )
}

/** Where the marks come from: the VM's own mask goes before that of its guest operating system. */
function maskWords(hasOwn: boolean | undefined, guestOs: VmCpuid['guestOs']): string {
  if (hasOwn === undefined) return 'not known: the configuration of the VM was not read'
  const own = hasOwn ? 'the VM has a mask of its own' : 'the VM has no mask of its own'
  if (guestOs === undefined) return `${own}; the host does not say what it masks for this guest operating system`
  if (guestOs.length === 0) return `${own}; the host masks nothing for this guest operating system`
  return `${own}; the host has one for this guest operating system`
}
