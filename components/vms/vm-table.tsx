'use client'

import { useTable } from '@tanstack/react-table'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, type CSSProperties, type ReactNode } from 'react'
import type { VmKey } from '@/lib/vsphere/ids'
import type { Selection } from '../ui/selection'
import type { VmRow } from '../vm/vm-row'
import { hasFigures, vmColumns, vmFeatures } from './vm-columns'
import { useTellLook } from '../vm/tell-look'
import { isByFigures, type SortColumn, type VmSort } from './vm-order'
import { VmTableHead } from './vm-table-head'
import { VmTableRow } from './vm-table-row'

const rowHeight = 36
const headHeight = 32

type VmTableProps = {
  rows: VmRow[]
  hidden: Record<string, boolean>
  sort: VmSort
  onSort: (column: SortColumn, firstDescending: boolean) => void
  selection: Selection<VmKey>
  onToggle: (key: VmKey, extend: boolean) => void
  onToggleAll: () => void
  /** The row that Tab reaches, and from which the arrow keys go. */
  current: VmKey | undefined
  onCurrent: (key: VmKey) => void
  /** Counts up when the current row should take the focus. */
  focusWanted: number
  /** Instead of rows: nothing matches, or nothing is known yet. */
  instead?: ReactNode
}

/** The table knows its columns alone: a model of each row would be made anew with every change of one. */
const noRows: VmRow[] = []

/**
 * The VMs as a table of fixed 36-px rows, of which only the ones in sight exist. The row with the focus is always among
 * them, so that scrolling away and pressing a key goes on where one was.
 */
export function VmTable(props: VmTableProps) {
  const { rows, hidden, selection, current, focusWanted, onToggle, onCurrent } = props
  const scroller = useRef<HTMLDivElement>(null)
  const table = useTable({
    features: vmFeatures,
    columns: vmColumns,
    data: noRows,
    state: { columnVisibility: hidden },
  })
  const columns = table.getVisibleLeafColumns()
  const found = current === undefined ? -1 : rows.findIndex((row) => row.key === current)
  const currentIndex = found < 0 ? 0 : found

  // oxlint-disable-next-line react/incompatible-library -- its functions change by themselves; nothing here is memoized by them
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range)
      return currentIndex < rows.length && !inSight.includes(currentIndex)
        ? [...inSight, currentIndex].sort((a, b) => a - b)
        : inSight
    },
    initialRect: { width: 1200, height: 720 },
  })

  const items = virtualizer.getVirtualItems()
  const inSight = columns.some(({ id }) => hasFigures.has(id))
    ? items.flatMap(({ index }) => rows[index]?.key ?? [])
    : []
  useTellLook(isByFigures(props.sort) ? 'all' : inSight)

  useEffect(() => {
    if (focusWanted === 0) return
    virtualizer.scrollToIndex(currentIndex, { align: 'auto' })
    scroller.current?.querySelector<HTMLElement>('[data-current] a')?.focus({ preventScroll: true })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a key press wants the focus, not a row that moved
  }, [focusWanted])

  const ticks = useMemo(
    () => ({
      all: rows.length > 0 && rows.every((row) => selection.keys.has(row.key)),
      // Most of the time nothing is ticked, and none of 40,000 rows has to be asked.
      some: selection.keys.size > 0 && rows.some((row) => selection.keys.has(row.key)),
    }),
    [rows, selection],
  )
  const meta = columns.map((column) => column.columnDef.meta).filter((one) => one !== undefined)
  const tracks = {
    '--tracks': ['44px', ...meta.map((one) => one.wide)].join(' '),
    '--tracks-narrow': ['36px', ...meta.map((one) => one.narrow)].join(' '),
  } as CSSProperties // custom properties are not part of the type

  return (
    <div
      ref={scroller}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain border-t border-line bg-surface"
      style={tracks}
    >
      <div role="table" aria-label="Virtual machines" aria-rowcount={rows.length + 1} className="min-w-[880px]">
        <VmTableHead
          columns={columns.flatMap((column) =>
            column.columnDef.meta ? [{ id: column.id as SortColumn, ...column.columnDef.meta }] : [],
          )} // ids are given from SortColumn in vm-columns
          sort={props.sort}
          onSort={props.onSort}
          all={ticks.all}
          some={ticks.some}
          onToggleAll={props.onToggleAll}
        />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            return (
              row && (
                <VmTableRow
                  key={row.key}
                  row={row}
                  index={item.index}
                  top={item.start - headHeight}
                  columns={columns}
                  selected={selection.keys.has(row.key)}
                  current={item.index === currentIndex}
                  onToggle={onToggle}
                  onCurrent={onCurrent}
                />
              )
            )
          })}
        </div>
      </div>
      {props.instead}
    </div>
  )
}
