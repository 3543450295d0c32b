'use client'

import { usePathname } from 'next/navigation'
import { useMemo } from 'react'
import { writeHistoryView, type HistoryView } from './history-view'
import type { Narrow, Narrowing } from './history-words-context'

type Change = (change: (view: HistoryView) => HistoryView, step?: 'step') => void

/** How a press on a VM, a person or a connection in a line narrows what is shown. Back leads to what was shown before. */
export function useNarrowing(view: HistoryView, change: Change): Narrowing {
  const path = usePathname()
  return useMemo(
    () => ({
      chosen: view,
      href: (by: Narrow) => `${path}?${writeHistoryView({ ...view, ...by }, new URLSearchParams(location.search))}`,
      go: (by: Narrow) => change((now) => ({ ...now, ...by }), 'step'),
    }),
    [view, change, path],
  )
}
