'use client'

import { clsx } from 'clsx'
import { Icon } from '../glyphs/icon'
import { TickBox } from '../ui/selection'
import type { VmColumnMeta } from './vm-columns'
import type { SortColumn, VmSort } from './vm-order'

export type HeadColumn = VmColumnMeta & { id: SortColumn }

type HeadProps = {
  columns: HeadColumn[]
  sort: VmSort
  onSort: (column: SortColumn, firstDescending: boolean) => void
  /** Whether all rows are ticked, and whether any is. */
  all: boolean
  some: boolean
  onToggleAll: () => void
}

/** The head stays while rows scroll. Each column's name is the button that sorts by it. */
export function VmTableHead({ columns, sort, onSort, all, some, onToggleAll }: HeadProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-2">
      <div
        role="row"
        aria-rowindex={1}
        className="grid grid-cols-(--tracks-narrow) wide:grid-cols-(--tracks) h-8 border-b border-line bg-sunken text-xs font-medium text-ink-2"
      >
        <div role="columnheader" className="flex items-center pl-3 wide:pl-4">
          <TickBox label="Select all shown" checked={all} mixed={some && !all} onPress={onToggleAll} tabIndex={0} />
        </div>
        {columns.map((column) => {
          const sorted = sort.column === column.id
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className={clsx('flex min-w-0 items-center px-2 wide:px-2.5', column.align === 'right' && 'justify-end')}
            >
              <button
                type="button"
                onClick={() => onSort(column.id, column.firstDescending)}
                className="inline-flex min-h-6 min-w-0 items-center gap-1 hover:text-ink"
              >
                <span className="truncate">{column.label}</span>
                {sorted && <Icon name="chevronDown" className={clsx('size-3!', !sort.descending && 'rotate-180')} />}
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}
