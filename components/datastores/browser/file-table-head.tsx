'use client'

import { clsx } from 'clsx'
import { Icon } from '../../glyphs/icon'
import { TickBox } from '../../ui/selection'
import type { EntryColumn, EntrySort } from './entry-order'
import { fileColumns, fileTracks } from './file-columns'

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
