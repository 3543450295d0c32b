'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { VmKey } from '@/lib/vsphere/ids'
import { dropGone, emptySelection, extendTo, toggleAll, toggleKey, type Selection } from '../ui/selection'
import type { VmRow } from '../vm/vm-row'

/** The ticked rows. A VM that is gone loses its tick; one that a filter hides keeps it. */
export function useSelection(all: ReadonlyMap<VmKey, VmRow>, shown: readonly VmRow[]) {
  const [held, setSelection] = useState<Selection<VmKey>>(emptySelection)
  // While nothing is known (session ended, reconnecting) ticks are kept for when it is back.
  const selection = all.size === 0 ? held : dropGone(held, (key) => all.has(key))
  // Read when something is pressed: a function that changed with every delta would draw every row again.
  const latest = useRef(shown)
  useEffect(() => {
    latest.current = shown
  }, [shown])
  const toggle = useCallback((key: VmKey, extend: boolean) => {
    const order = latest.current.map((row) => row.key)
    setSelection((known) => (extend ? extendTo(known, order, key) : toggleKey(known, key)))
  }, [])
  return {
    selection,
    toggle,
    toggleAll: () => {
      const order = shown.map((row) => row.key)
      setSelection((known) => toggleAll(known, order))
    },
    clear: () => setSelection(emptySelection),
  }
}
