'use client'

import { useCallback, useState } from 'react'
import { dropGone, emptySelection, extendTo, toggleAll, toggleKey, type Selection } from '@/lib/vms/selection'
import type { VmRow } from '@/lib/vms/vm-row'
import type { VmKey } from '@/lib/vsphere/ids'

/** The ticked rows. A VM that is gone loses its tick; one that a filter hides keeps it. */
export function useSelection(all: ReadonlyMap<VmKey, VmRow>, shown: readonly VmRow[]) {
  const [held, setSelection] = useState<Selection<VmKey>>(emptySelection)
  // While nothing is known (session ended, reconnecting) ticks are kept for when it is back.
  const selection = all.size === 0 ? held : dropGone(held, (key) => all.has(key))
  const order = useCallback(() => shown.map((row) => row.key), [shown])
  const toggle = useCallback(
    (key: VmKey, extend: boolean) =>
      setSelection((known) => (extend ? extendTo(known, order(), key) : toggleKey(known, key))),
    [order],
  )
  return {
    selection,
    toggle,
    toggleAll: () => setSelection((known) => toggleAll(known, order())),
    clear: () => setSelection(emptySelection),
  }
}
