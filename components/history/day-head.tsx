'use client'

import { memo, type ReactNode, type Ref } from 'react'
import { formatLongDay } from '@/lib/format/clock'
import { formatNumber } from '@/lib/format/quantity'
import { beginOf, type Day } from './days'
import type { HistoryDay } from './history-days'
import { columnCount } from './row-grid'

type HeadProps = {
  ref: Ref<HTMLDivElement>
  /** Of its heading. */
  id: string
  /** Where it stands in the list, and which row of the table it is. */
  index: number
  row: number
  day: HistoryDay
  oneVm: boolean
  /** Of the reader: a day of another year says so. */
  today: Day | undefined
  /** At its end. */
  children?: ReactNode
}

/** A day and what has to be known of it. It stays in sight while its rows pass. */
export const DayHead = memo(function DayHead({ ref, id, index, row, day: shown, oneVm, today, children }: HeadProps) {
  const { day, count, summary, isWhole } = shown
  // On a VM's page the tab has the second level.
  const Heading = oneVm ? 'h3' : 'h2'
  return (
    <div
      ref={ref}
      data-index={index}
      role="row"
      aria-rowindex={row}
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
  )
})

/** A day of which more may come is counted by what is shown of it. */
function countText(count: number, isWhole: boolean): string {
  if (!isWhole) return `${formatNumber(count)} shown`
  return `${formatNumber(count)} ${count === 1 ? 'entry' : 'entries'}`
}
