'use client'

import { useMemo } from 'react'
import type { VmKey } from '@/lib/vsphere/ids'
import { useLiveWith } from '../live/live-provider'
import { NarrowLink } from './history-words-context'

/** What a VM is called today; undefined where it is not known any more, or not yet. */
export function useVmName(key: VmKey | undefined): string | undefined {
  const needs = useMemo(() => ({ vms: key === undefined ? [] : [key] }), [key])
  return useLiveWith(needs, ({ vms }) => (key === undefined ? undefined : vms.get(key)?.name))
}

/** The VM that a line is about where the line does not say how it was called; nothing when it is not known. */
export function NamedVm({ vm, className }: { vm: VmKey; className: string }) {
  const name = useVmName(vm)
  return (
    name !== undefined && (
      <NarrowLink by={{ vm }} title="Only this VM" className={className}>
        {name}
      </NarrowLink>
    )
  )
}
