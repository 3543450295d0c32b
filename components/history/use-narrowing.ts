'use client'

import { usePathname } from 'next/navigation'
import { useMemo } from 'react'
import { withoutUndefined } from '@/lib/without-undefined'
import { historyAddress, writeHistoryView, type HistoryView } from './history-view'
import type { Narrow, Narrowing } from './history-words-context'

type Change = (change: (view: HistoryView) => HistoryView, step?: 'step') => void

/**
 * How a press on a VM, a person or a connection in a line narrows what is shown. Back leads to what was shown before.
 * It stays the same while somebody types: a thousand lines have it.
 */
export function useNarrowing(view: HistoryView, change: Change): Narrowing {
  const path = usePathname()
  const { vm, person, connection } = view
  const besideText = writeHistoryView({ ...view, text: '' }).toString()
  return useMemo(() => {
    const href = (by: Narrow) => {
      const here = new URLSearchParams(location.search)
      const { text } = historyAddress.read(here)
      const beside = historyAddress.read(new URLSearchParams(besideText))
      return `${path}?${writeHistoryView({ ...beside, text, ...by }, here)}`
    }
    const go = (by: Narrow) => change((now) => ({ ...now, ...by }), 'step')
    return { chosen: withoutUndefined({ vm, person, connection }), href, go }
  }, [vm, person, connection, besideText, change, path])
}
