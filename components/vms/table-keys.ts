'use client'

import { useState, type KeyboardEvent as ReactKeyboardEvent, useEffect } from 'react'
import type { VmKey } from '@/lib/vsphere/ids'
import { useRowStep, takesKeys, useSingleKeys } from '../ui/preferences'
import type { VmRow } from '../vm/vm-row'

type TableKeys = { rows: readonly VmRow[]; toggle: (key: VmKey, extend: boolean) => void }

/**
 * Moving among rows by keys: arrows, Home, End, Page; `j` and `k` where single keys are on. Space ticks, Shift extends.
 * The name of the current row has the focus, so Enter opens it.
 */
export function useTableKeys({ rows, toggle }: TableKeys) {
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

  const at =
    current === undefined
      ? 0
      : Math.max(
          0,
          rows.findIndex((row) => row.key === current),
        )

  const onKeyDown = (event: ReactKeyboardEvent) => {
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

type PageKeys = {
  goBy: (rows: number) => void
  /** Undefined: nothing is ticked, and Esc is left to others. */
  clear: (() => void) | undefined
}

/** Keys of the page wherever the focus is, but never in a text field: `j` `k` move, Esc clears the ticks. */
export function usePageKeys({ goBy, clear }: PageKeys) {
  const [singleKeys] = useSingleKeys()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      // A dialog, a menu or a list that is open has the keys to itself.
      if (document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')) return
      if (event.key === 'Escape') return clear?.()
      if (!singleKeys || takesKeys(event.target)) return
      if (event.key === 'j' || event.key === 'k') {
        event.preventDefault()
        goBy(event.key === 'j' ? 1 : -1)
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [singleKeys, goBy, clear])
}
