'use client'

import { useState, type KeyboardEvent } from 'react'
import type { VmRow } from '../vm/vm-row'
import type { VmKey } from '@/lib/vsphere/ids'
import { useRowStep } from '../preferences/use-row-step'

type Options = { rows: readonly VmRow[]; toggle: (key: VmKey, extend: boolean) => void }

/**
 * Moving among rows by keys: arrows, Home, End, Page; `j` and `k` where single keys are on. Space ticks, Shift extends.
 * The name of the current row has the focus, so Enter opens it.
 */
export function useTableKeys({ rows, toggle }: Options) {
  const step = useRowStep(rows.length)
  const [current, setCurrent] = useState<VmKey>()
  const [focusWanted, setFocusWanted] = useState(0)

  const goTo = (index: number, extend: boolean) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (!row) return
    if (extend) {
      if (current !== undefined && row.key !== current) toggle(row.key, true)
    }
    setCurrent(row.key)
    setFocusWanted((count) => count + 1)
  }

  const at = Math.max(
    0,
    rows.findIndex((row) => row.key === current),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[at]
    const inRow = (event.target as Element).closest('[data-key]') !== null // a key event starts at an element
    const by = step(event.key)
    if (by !== undefined) {
      event.preventDefault()
      // The first arrow key goes to the row that Tab reached, or the first one.
      goTo(inRow ? at + by : at, event.shiftKey && event.key.startsWith('Arrow'))
    } else if (event.key === ' ' && inRow && row && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault()
      toggle(row.key, event.shiftKey)
    }
  }

  return {
    current,
    setCurrent,
    focusWanted,
    onKeyDown,
    goBy: (by: number) => goTo(current === undefined ? 0 : at + by, false),
  }
}
