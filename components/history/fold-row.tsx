'use client'

import { clsx } from 'clsx'
import { memo } from 'react'
import { formatClock } from '@/lib/format/clock'
import { Icon } from '../glyphs/icon'
import { Said } from '../ui/said'
import { entryLine } from './entry-line'
import { useHistoryWords } from './history-words-context'
import type { ListItem } from './list-items'
import { columnCount } from './row-grid'

type FoldProps = { item: Extract<ListItem, { kind: 'fold' }>; oneVm: boolean; onToggle: (key: string) => void }

/** Lines that say the same, as one that opens: they follow it then. */
export const FoldRow = memo(function FoldRow({ item, oneVm, onToggle }: FoldProps) {
  const { whereSeveral } = useHistoryWords()
  const { key, entries, isOpen, row } = item
  const [newest] = entries
  const { outcome, task, connection } = entryLine(newest)
  const at = whereSeveral(connection)
  const what = outcome ?? task
  const span = `${formatClock(entries.at(-1)?.at ?? newest.at)} to ${formatClock(newest.at)}`
  return (
    <div role="row" aria-rowindex={row} className="border-b border-line text-sm/4 text-ink-2 hover:bg-hover">
      <div role="cell" aria-colspan={columnCount(oneVm)}>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => onToggle(key)}
          className="flex min-h-8 w-full items-center gap-x-3 px-3 py-1 text-left -outline-offset-2 max-mid:min-h-11 mid:px-4"
        >
          <span className="w-15 text-ink-2 wide:w-16">{formatClock(newest.at)}</span>
          <Icon name="info" className="text-ink-3" />
          <span className="min-w-0 flex-1 wrap-anywhere">
            <span className="font-medium">
              {entries.length} times <Said>{what}</Said>
            </span>{' '}
            <span className="text-ink-3">
              {at !== undefined && <Said>{`at ${at}, `}</Said>}
              {span}
            </span>
          </span>
          <span className="grid size-6 place-items-center">
            <Icon name="chevronDown" className={clsx('size-3.5!', isOpen && 'rotate-180')} />
          </span>
        </button>
      </div>
    </div>
  )
})
