'use client'

import { useCallback, useId, useMemo, useState, type ReactNode } from 'react'
import type { Day } from './days'
import { DayHead } from './day-head'
import { FoldRow } from './fold-row'
import { GapRow } from './gap-row'
import type { HistoryDay } from './history-days'
import { HistoryRow } from './history-row'
import { ListHeads } from './list-heads'
import { listItems, type ListItem } from './list-items'
import { useInSight } from './use-in-sight'

type RowsProps = {
  days: readonly HistoryDay[]
  oneVm: boolean
  /** Of the reader: a day of another year says so. */
  today: Day | undefined
  /** At the end of the first head. */
  children?: ReactNode
}

type Placed = { item: ListItem; index: number; start: number; end: number }

/**
 * The days of History as one table, of which only the rows near the window exist, each as high as what it says. A day's head
 * stays in sight while its rows pass; what is open stays open where it is not in sight.
 */
export function HistoryRows({ days, oneVm, today, children }: RowsProps) {
  const id = useId()
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set())
  const toggle = useCallback(
    (key: string) => setOpen((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key])),
    [],
  )
  const items = useMemo(() => listItems(days, open), [days, open])
  const { list, inSight, height, measure, followFocus } = useInSight(items)
  const groups = byDay(inSight, items)
  const last = items.at(-1)
  const rowCount = last ? last.row + (last.kind === 'entry' && last.isOpen ? 1 : 0) : 1

  const rowOf = (item: ListItem) => {
    switch (item.kind) {
      case 'entry':
        return <HistoryRow entry={item.entry} oneVm={oneVm} isOpen={item.isOpen} onToggle={toggle} row={item.row} />
      case 'fold':
        return <FoldRow item={item} oneVm={oneVm} onToggle={toggle} />
      case 'gap':
        return <GapRow gap={item.gap} oneVm={oneVm} row={item.row} />
      default:
        return null
    }
  }
  return (
    <div role="table" aria-label="History" aria-rowcount={rowCount}>
      <ListHeads oneVm={oneVm} />
      <div ref={list} {...followFocus} role="presentation" className="flow-root [overflow-anchor:none]">
        {groups.map(({ day, placed }, group) => {
          const [head, ...rows] = placed
          const shown = days[day]
          if (!head || !shown) return null
          const before = groups[group - 1]?.placed.at(-1)?.end ?? 0
          return (
            <div
              key={head.item.key}
              role="rowgroup"
              aria-labelledby={`${id}-${head.item.key}`}
              style={{ marginTop: head.start - before }}
            >
              <DayHead
                ref={measure}
                id={`${id}-${head.item.key}`}
                index={head.index}
                row={head.item.row}
                day={shown}
                oneVm={oneVm}
                today={today}
              >
                {day === 0 && children}
              </DayHead>
              {rows.map(({ item, index, start }, place) => (
                <div
                  key={item.key}
                  ref={measure}
                  data-index={index}
                  role="presentation"
                  style={{ marginTop: start - (placed[place]?.end ?? 0) }}
                >
                  {rowOf(item)}
                </div>
              ))}
            </div>
          )
        })}
        <div role="presentation" style={{ height: height - (groups.at(-1)?.placed.at(-1)?.end ?? 0) }} />
      </div>
    </div>
  )
}

/** The head of each day that has rows in sight is there, and is the first of them. */
function byDay(
  inSight: readonly Omit<Placed, 'item'>[],
  items: readonly ListItem[],
): { day: number; placed: Placed[] }[] {
  const groups: { day: number; placed: Placed[] }[] = []
  for (const { index, start, end } of inSight) {
    const item = items[index]
    if (!item) continue
    const group = groups.at(-1)
    if (group?.day === item.day) group.placed.push({ item, index, start, end })
    else groups.push({ day: item.day, placed: [{ item, index, start, end }] })
  }
  return groups
}
