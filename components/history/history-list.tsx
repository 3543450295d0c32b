'use client'

import { useMemo } from 'react'
import type { HistoryCount } from '@/lib/contract/history'
import { formatNumber } from '@/lib/format/quantity'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/notice'
import { Empty, Loading, Skeleton } from '../ui/placeholders'
import { historyDays } from './history-days'
import { HistoryRows } from './history-rows'
import { HistoryWordsProvider, type Narrowing } from './history-words-context'
import { historyRows } from './rows'
import type { History } from './use-history'
import { useToday } from './use-today'

type HistoryListProps = {
  history: History
  /** What to say when there is nothing. */
  empty: { fact: string; more?: string; wayOut?: () => void }
  narrowing?: Narrowing
  /** On a VM's own page its name in every line says nothing. */
  oneVm?: boolean
}

/** Runs, and what happened beside them, by days and newest first. */
export function HistoryList({ history, empty, narrowing, oneVm = false }: HistoryListProps) {
  const { entries, error, newer, hasMore, count, busy, more, refresh } = history
  const today = useToday()
  const days = useMemo(() => historyDays(historyRows(entries ?? []), hasMore), [entries, hasMore])
  if (!entries && error) {
    return (
      <div className="grid justify-items-start gap-2">
        <ErrorNotice error={error} className="w-full" />
        <Button onClick={refresh}>Read again</Button>
      </div>
    )
  }
  if (!entries) return <HistorySkeleton />
  const showNewer = newer > 0 && (
    <Button size="small" onClick={refresh}>
      Show {formatNumber(newer)} newer
    </Button>
  )
  if (days.length === 0 && !hasMore) {
    return (
      <Empty fact={empty.fact} className="panel">
        {empty.more}
        {(showNewer || empty.wayOut) && (
          <span className="mt-2 flex justify-center gap-2">
            {showNewer}
            {empty.wayOut && <Button onClick={empty.wayOut}>Remove all filters</Button>}
          </span>
        )}
      </Empty>
    )
  }
  const shown = days.reduce((sum, { count }) => sum + count, 0)
  return (
    <HistoryWordsProvider narrowing={narrowing}>
      <div className="panel overflow-clip">
        <HistoryRows days={days} oneVm={oneVm} today={today}>
          {showNewer}
        </HistoryRows>
        {error && <ErrorNotice error={error} />}
        <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 px-3 py-1.5 text-xs text-ink-3 mid:px-4">
          <span role="status">{shownText(shown, hasMore, count)}</span>
          {hasMore && (
            <Button
              size="small"
              onClick={more}
              disabledReason={busy ? 'The next page is on its way.' : undefined}
              className="ml-auto"
            >
              Show older
            </Button>
          )}
        </div>
      </div>
    </HistoryWordsProvider>
  )
}

/** How much of it is shown; of how much, once that is known. */
function shownText(shown: number, hasMore: boolean, count: HistoryCount | undefined): string {
  if (!hasMore) return `${formatNumber(shown)} shown, nothing older`
  const isPart = count !== undefined && count.lines > shown
  const of = isPart ? ` of ${count.isMore ? 'more than ' : ''}${formatNumber(count.lines)}` : ''
  return `${formatNumber(shown)}${of} shown, newest first`
}

function HistorySkeleton() {
  return (
    <div className="panel skeleton-late">
      <Loading what="Loading history" />
      <div className="h-8 border-b border-line bg-sunken" />
      {['w-52', 'w-64', 'w-44', 'w-56', 'w-48'].map((width) => (
        <div key={width} className="flex h-11 items-center gap-8 border-b border-line px-4 last:border-b-0">
          <Skeleton className="w-14" />
          <Skeleton className={width} />
          <Skeleton className="ml-auto w-20" />
        </div>
      ))}
    </div>
  )
}
