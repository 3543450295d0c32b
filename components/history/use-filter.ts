'use client'

import { useEffect, useMemo, useState } from 'react'
import type { HistoryFilter } from '@/lib/contract/history'
import type { VmKey } from '@/lib/vsphere/ids'
import { filterOf, type HistoryView } from './history-view'

/** The search goes to the server a moment after the last key. */
const settleMs = 300

/** What is asked of the server: all of it at once, but of a text only what somebody has typed to its end. */
export function useFilter(view: HistoryView, vm?: VmKey): HistoryFilter {
  const [settled, setSettled] = useState(view.text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(view.text), settleMs)
    return () => clearTimeout(timer)
  }, [view.text])
  // No text is none at once: whoever takes it back, or comes here by Back, types nothing.
  const text = view.text === '' ? '' : settled
  const said = JSON.stringify(filterOf({ ...view, text }, vm))
  return useMemo(() => JSON.parse(said) as HistoryFilter, [said]) // what was written a line above
}
