'use client'

import { useCallback, useMemo, useState } from 'react'
import { suspendedNeeds } from '@/lib/cpuid/compare'
import { unmetRequirements } from '@/lib/cpuid/feature-requirement'
import { parseLeaves } from '@/lib/cpuid/leaves'
import type { HostDetail } from '@/lib/hardware/host-detail'
import type { VmCpuid } from '@/lib/hardware/vm-hardware'
import type { LiveTables } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import type { HostKey } from '@/lib/vsphere/ids'
import { useHostDetail } from '../../cpuid/cpu-facts'
import { shallowEqual, useLiveWith } from '../../live/live-provider'
import { NotRead } from '../../ui/facts'
import { Field, NativeSelect } from '../../ui/field'
import { Notice } from '../../ui/notice'
import type { VmRow } from '../vm-row'

/** What this VM needs that another host lacks. It matters most while it is suspended: its memory relies on all of it. */
export function OtherHost({ row, cpuid }: { row: VmRow; cpuid: VmCpuid }) {
  const { connection } = row.vm
  const own = cpuid.host?.key
  const select = useCallback(
    ({ hosts }: Pick<LiveTables, 'hosts'>) =>
      Object.values(hosts).filter((host) => host.connection === connection && host.key !== own),
    [connection, own],
  )
  const hosts = useLiveWith({ hosts: connection }, select, shallowEqual)
  const [chosen, setChosen] = useState<HostKey>()
  const { detail, refetch } = useHostDetail(chosen)
  if (!hosts) return <p className="text-sm text-ink-3">Loading the hosts of this connection.</p>
  if (hosts.length === 0) {
    return (
      <p className="text-sm text-ink-3">
        This connection has no other host that the VM could {row.vm.powerState === 'suspended' ? 'resume' : 'run'} on.
      </p>
    )
  }
  return (
    <div className="grid gap-2 border-t border-line pt-3">
      <Field
        label={row.vm.powerState === 'suspended' ? 'Could it resume on' : 'Could it move to'}
        className="max-w-80"
        hint="Compares what the VM was shown with what the other host has."
      >
        {(control) => (
          <NativeSelect
            {...control}
            value={chosen ?? ''}
            onChange={({ target: { value } }) => setChosen(hosts.find(({ key }) => key === value)?.key)}
          >
            <option value="">Choose a host</option>
            {hosts
              .toSorted((a, b) => compareNames(a.name, b.name))
              .map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
          </NativeSelect>
        )}
      </Field>
      {chosen !== undefined &&
        (detail?.ok ? (
          <Needs cpuid={cpuid} other={detail.value} />
        ) : (
          <NotRead error={detail?.error} onRetry={refetch} />
        ))}
    </div>
  )
}

/** What the VM needs of its processor and another host lacks, by name. */
export function Needs({ cpuid, other }: { cpuid: VmCpuid; other: HostDetail }) {
  const { host, mask, guestOs, featureRequirement } = cpuid
  const missing = useMemo(() => {
    // From 5.1 on hosts say by name what is needed, which is exact; registers are what is left for older ones.
    if (featureRequirement.length > 0 && other.featureCapability.length > 0) {
      return unmetRequirements(featureRequirement, other.featureCapability).map(({ because }) => because)
    }
    if (!host || !mask) return undefined
    return suspendedNeeds({
      suspendedOn: parseLeaves(host.cpuFeature),
      resumeOn: parseLeaves(other.cpuFeature),
      mask: parseLeaves(mask),
      ...(guestOs ? { guestOs: parseLeaves(guestOs) } : {}),
    }).map(({ because }) => because)
  }, [host, mask, guestOs, featureRequirement, other])
  if (!missing || (other.cpuFeature.length === 0 && other.featureCapability.length === 0)) {
    return <Notice>{other.name} does not say what its processor can do, so nothing can be compared.</Notice>
  }
  if (missing.length === 0) {
    return (
      <Notice role="status">
        {other.name} has everything that this VM needs of its processor
        {other.inMaintenanceMode && '; it is in maintenance mode'}.
      </Notice>
    )
  }
  return (
    <Notice tone="wait" role="status">
      <strong className="font-semibold">
        {other.name} lacks {missing.length === 1 ? 'something' : `${missing.length} things`} that this VM needs.
      </strong>
      <ul className="mt-1 text-xs/5">
        {missing.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}
