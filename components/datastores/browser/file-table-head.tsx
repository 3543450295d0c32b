'use client'

import { clsx } from 'clsx'
import { Icon } from '../../glyphs/icon'
import { TickBox } from '../../ui/selection'
import type { EntryColumn, EntrySort } from './entry-order'

type HeadProps = {
  sort: EntrySort
  onSort: (column: EntryColumn, firstDescending: boolean) => void
  /** Whether all rows are ticked, and whether any is. */
  all: boolean
  some: boolean
  onToggleAll: () => void
}

/** The head stays while rows scroll. Each column's name is the button that sorts by it. */
export function FileTableHead({ sort, onSort, all, some, onToggleAll }: HeadProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-2">
      <div
        role="row"
        aria-rowindex={1}
        className={clsx(fileTracks, 'h-8 border-b border-line bg-sunken text-xs font-medium text-ink-2')}
      >
        <div role="columnheader" className="flex items-center pl-3 wide:pl-4">
          <TickBox label="Select all shown" checked={all} mixed={some && !all} onPress={onToggleAll} tabIndex={0} />
        </div>
        {fileColumns.map(({ id, label, right, firstDescending = false, className }) => {
          if (id === 'vm') {
            return (
              <div key={id} role="columnheader" className={clsx('flex items-center px-2', className)}>
                {label}
              </div>
            )
          }
          const sorted = sort.column === id
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className={clsx('flex min-w-0 items-center px-2', right && 'justify-end', className)}
            >
              <button
                type="button"
                onClick={() => onSort(id, firstDescending)}
                className="inline-flex min-h-6 min-w-0 items-center gap-1 hover:text-ink"
              >
                <span className="truncate">{label}</span>
                {sorted && <Icon name="chevronDown" className={clsx('size-3!', !sort.descending && 'rotate-180')} />}
              </button>
            </div>
          )
        })}
        <div role="columnheader">
          <span className="sr-only">Actions</span>
        </div>
      </div>
    </div>
  )
}

/** Columns beside the tick and the menu. A phone has the name alone, with the rest under it. */
const fileColumns: readonly {
  id: EntryColumn | 'vm'
  label: string
  right?: boolean
  firstDescending?: boolean
  /** From which width on it is there. */
  className: string
}[] = [
  { id: 'name', label: 'Name', className: '' },
  { id: 'size', label: 'Size', right: true, firstDescending: true, className: 'max-mid:hidden' },
  { id: 'kind', label: 'Kind', className: 'max-mid:hidden' },
  { id: 'vm', label: 'VM', className: 'max-wide:hidden' },
  { id: 'date', label: 'Modified', firstDescending: true, className: 'max-mid:hidden' },
]

/** The same tracks for the head and every row. */
export const fileTracks =
  'grid grid-cols-[40px_minmax(0,1fr)_48px] mid:grid-cols-[40px_minmax(0,1fr)_92px_minmax(0,184px)_168px_44px] wide:grid-cols-[44px_minmax(0,1fr)_104px_minmax(0,190px)_minmax(0,200px)_168px_48px]'
