'use client'

import type { Column } from '@tanstack/react-table'
import { clsx } from 'clsx'
import { memo } from 'react'
import { lastKnownAt } from '@/lib/vsphere/connection'
import type { VmKey } from '@/lib/vsphere/ids'
import type { QuestionView } from '@/lib/live/live-state'
import { isOverdue } from '@/lib/live/overdue'
import { useOnServerClock } from '../live/live-provider'
import { TickBox } from '../ui/selection'
import type { VmRow } from '../vm/vm-row'
import type { vmFeatures } from './vm-columns'

type RowProps = {
  row: VmRow
  index: number
  /** px from the first row */
  top: number
  columns: Column<typeof vmFeatures, VmRow>[]
  selected: boolean
  current: boolean
  onToggle: (key: VmKey, extend: boolean) => void
  onCurrent: (key: VmKey) => void
}

/** One VM. Drawn again only when something of it has changed. */
export const VmTableRow = memo(function VmTableRow({
  row,
  index,
  top,
  columns,
  selected,
  current,
  onToggle,
  onCurrent,
}: RowProps) {
  const tabIndex = current ? 0 : -1
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-key={row.key}
      data-current={current || undefined}
      onFocus={() => onCurrent(row.key)}
      style={{ transform: `translateY(${top}px)` }}
      className={clsx(
        'grid grid-cols-(--tracks-narrow) wide:grid-cols-(--tracks) absolute inset-x-0 top-0 h-9 border-b border-line text-sm/4',
        selected ? 'bg-select' : 'bg-surface hover:bg-hover',
      )}
    >
      <div role="cell" className="relative flex items-center pl-3 wide:pl-4">
        {row.question && lastKnownAt(row.connection) === undefined && <QuestionEdge question={row.question} />}
        <TickBox
          label={`Select ${row.vm.name}`}
          checked={selected}
          onPress={(extend) => onToggle(row.key, extend)}
          tabIndex={tabIndex}
        />
      </div>
      {columns.map(({ id, columnDef: { meta } }) => (
        <div
          key={id}
          role="cell"
          className={clsx(
            'min-w-0 self-center truncate px-2 wide:px-2.5',
            meta?.align === 'right' && 'text-right',
            // Enlarged twice, the table is wider than the screen: what needs a person stays in sight.
            id === 'question' && row.question && 'max-wide:sticky max-wide:right-0 max-wide:bg-inherit',
            (row.vm.powerState === 'unknown' || row.vm.lastKnown) && id !== 'name' && id !== 'host' && 'text-ink-3',
          )}
        >
          {meta && <meta.Cell row={row} tabIndex={tabIndex} />}
        </div>
      ))}
    </div>
  )
})

/** The lit edge of a row whose VM waits: seen while scrolling fast. The word stands in the question column. */
function QuestionEdge({ question }: { question: QuestionView }) {
  const overdue = useOnServerClock((now) => isOverdue(question, now))
  return (
    <span aria-hidden="true" className={clsx('absolute inset-y-0 left-0 w-[3px]', overdue ? 'bg-fail' : 'bg-wait')} />
  )
}
