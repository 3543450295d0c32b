'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import { pathIn, type DatastoreEntry } from '@/lib/files/datastore-entry'
import type { Selection } from '../../ui/selection'
import { usePhone } from '../../ui/media'
import type { Folder } from '../folder-links'
import type { EntryColumn, EntrySort } from './entry-order'
import { FileRow } from './file-row'
import { FileTableHead } from './file-table-head'
import type { useFileKeys } from './use-file-keys'

const headHeight = 32

type FileTableProps = {
  /** Plain name of the folder. */
  label: string
  /** Another filter or order: the list starts at its top again. */
  view: string
  entries: readonly DatastoreEntry[]
  folder: Folder
  sort: EntrySort
  onSort: (column: EntryColumn, firstDescending: boolean) => void
  selection: Selection
  onToggle: (name: string, extend: boolean) => void
  onSelectOnly: (name: string) => void
  onToggleAll: () => void
  onOpenFolder: (byKey: boolean) => void
  keys: ReturnType<typeof useFileKeys>
  menu: (entry: DatastoreEntry, tabIndex: number) => ReactNode
  /** Instead of rows: nothing matches, or nothing is known yet. */
  instead?: ReactNode
}

/**
 * A folder as rows of one height, of which only the ones in sight exist. The row with the focus is always among them, so
 * that scrolling away and pressing a key goes on where one was.
 */
export function FileTable(props: FileTableProps) {
  const { entries, folder, selection, keys } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = usePhone() ? 56 : 36
  const currentIndex = keys.at

  // oxlint-disable-next-line react/incompatible-library -- its functions change by themselves; nothing here is memoized by them
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => entries[index]?.storedName ?? index,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range)
      return currentIndex < entries.length && !inSight.includes(currentIndex)
        ? [...inSight, currentIndex].sort((a, b) => a - b)
        : inSight
    },
    initialRect: { width: 1200, height: 720 },
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [props.view])

  const { focusWanted } = keys
  const ready = entries.length > 0
  useEffect(() => {
    if (focusWanted === 0 || !ready) return
    virtualizer.scrollToIndex(currentIndex, { align: 'auto' })
    scroller.current?.querySelector<HTMLElement>('[data-current] [data-main]')?.focus({ preventScroll: true })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a key press wants the focus, not a row that moved
  }, [focusWanted, ready])

  return (
    <div ref={scroller} className="relative h-full overflow-auto overscroll-contain bg-surface">
      <div role="table" aria-label={props.label} aria-rowcount={entries.length + 1}>
        <FileTableHead
          sort={props.sort}
          onSort={props.onSort}
          all={ready && entries.every(({ storedName }) => selection.keys.has(storedName))}
          some={selection.keys.size > 0 && entries.some(({ storedName }) => selection.keys.has(storedName))}
          onToggleAll={props.onToggleAll}
        />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const entry = entries[item.index]
            return (
              entry && (
                <FileRow
                  key={item.key}
                  entry={entry}
                  path={pathIn(folder.folder, entry.storedName)}
                  index={item.index}
                  top={item.start - headHeight}
                  height={rowHeight}
                  selected={selection.keys.has(entry.storedName)}
                  current={item.index === currentIndex}
                  folder={folder}
                  onToggle={props.onToggle}
                  onSelectOnly={props.onSelectOnly}
                  onCurrent={keys.setCurrent}
                  onOpenFolder={props.onOpenFolder}
                  menu={props.menu}
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
