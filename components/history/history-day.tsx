'use client'

import { memo, useId, type ReactNode } from 'react'
import { formatLongDay } from '@/lib/format/clock'
import { formatNumber } from '@/lib/format/quantity'
import { beginOf, type Day } from './days'
import { FoldRow } from './fold-row'
import { GapRow } from './gap-row'
import type { HistoryDay } from './history-days'
import { HistoryRow } from './history-row'
import { columnCount } from './row-grid'

type DayProps = {
  day: HistoryDay
  oneVm: boolean
  /** Of the reader: a day of another year says so. */
  today: Day | undefined
  /** At the end of its head. */
  children?: ReactNode
}

/** A day and what happened on it. Its head stays in sight while its rows pass. */
export const HistoryDayRows = memo(function HistoryDayRows({ day: shown, oneVm, today, children }: DayProps) {
  const { day, rows, count, summary, isWhole } = shown
  const id = useId()
  // On a VM's page the tab has the second level.
  const Heading = oneVm ? 'h3' : 'h2'
  return (
    <div role="rowgroup" aria-labelledby={id}>
      <div
        role="row"
        className="sticky top-0 roomy:top-(--topbar-h) z-3 border-b border-line bg-sunken text-xs text-ink-2"
      >
        <div
          role="rowheader"
          aria-colspan={columnCount(oneVm)}
          className="flex min-h-8 flex-wrap items-center gap-x-3 px-3 max-mid:min-h-11 mid:flex-nowrap mid:px-4"
        >
          <Heading id={id} className="text-sm font-semibold whitespace-nowrap text-ink">
            {day === undefined
              ? 'When is not known'
              : formatLongDay(beginOf(day).getTime(), beginOf(today ?? day).getTime())}
          </Heading>
          <span className="whitespace-nowrap">{countText(count, isWhole)}</span>
          {summary !== '' && (
            <span className="min-w-0 max-mid:order-last max-mid:basis-full max-mid:pb-1.5 mid:ml-auto mid:truncate">
              {isWhole ? summary : `of these ${summary}`}
            </span>
          )}
          {children && <span className={summary === '' ? 'ml-auto' : 'max-mid:ml-auto'}>{children}</span>}
        </div>
      </div>
      {rows.map((row) => {
        switch (row.kind) {
          case 'entry':
            return <HistoryRow key={row.key} entry={row.entry} oneVm={oneVm} />
          case 'fold':
            return <FoldRow key={row.key} entries={row.entries} oneVm={oneVm} />
          default:
            return <GapRow key={row.key} gap={row.gap} oneVm={oneVm} />
        }
      })}
    </div>
  )
})

/** A day of which more may come is counted by what is shown of it. */
function countText(count: number, isWhole: boolean): string {
  if (!isWhole) return `${formatNumber(count)} shown`
  return `${formatNumber(count)} ${count === 1 ? 'entry' : 'entries'}`
}
