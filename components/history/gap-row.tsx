'use client'

import { Said } from '../ui/said'
import { gapWords } from './gap-words'
import type { Gap } from './gaps'
import { useHistoryWords } from './history-words-context'
import { columnCount } from './row-grid'

/** A time in which nobody looked: hatched, since what is not there is not known not to have been. */
export function GapRow({ gap, oneVm, row }: { gap: Gap; oneVm: boolean; row: number }) {
  const { nameOf } = useHistoryWords()
  const { fact, known } = gapWords(gap, nameOf)
  return (
    <div role="row" aria-rowindex={row} className="hatched border-b border-line px-3 py-2 text-sm mid:px-4">
      <div role="cell" aria-colspan={columnCount(oneVm)}>
        <span className="inline-block rounded-sm bg-surface px-2 py-0.5 wrap-anywhere text-ink-2">
          <strong className="font-semibold text-ink">
            <Said>{fact}</Said>
          </strong>{' '}
          <Said>{known}</Said>
        </span>
      </div>
    </div>
  )
}
