'use client'

import type { QuestionView } from '@/lib/live/live-state'
import { isOverdue, overdueAtMs } from '@/lib/live/overdue'
import { useOnServerClock } from '../live/live-provider'

/**
 * How many of these are overdue, and a time as of which just these are: it changes when one more is, and not every second.
 * @param open oldest first.
 */
export function useOverdue(open: readonly QuestionView[]): { overdue: number; asOf: number } {
  // The oldest are overdue first: only their number changes with the clock.
  const overdue = useOnServerClock((now) => {
    const first = open.findIndex((question) => !isOverdue(question, now))
    return first < 0 ? open.length : first
  })
  const last = open[overdue - 1]
  return { overdue, asOf: last ? overdueAtMs(last) : Number.NEGATIVE_INFINITY }
}
