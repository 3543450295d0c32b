'use client'

import { clsx } from 'clsx'
import { memo, type ReactNode } from 'react'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { formatDateTime } from '@/lib/format/clock'
import { withUnseenShown } from '@/lib/names/unseen'
import { formatBytes } from '@/lib/format/quantity'
import { EntryIcon } from '../../picker/folder-walk'
import { vmPath } from '../../pages/pages'
import { Link } from '../../ui/link'
import { TickBox } from '../../ui/selection'
import { entryKindWord } from '../entry-words'
import { FolderLink, type Folder } from '../folder-links'
import { fileTracks } from './file-table-head'

type FileRowProps = {
  entry: DatastoreEntry
  /** Its stored path. */
  path: string
  index: number
  /** px from the first row */
  top: number
  height: number
  selected: boolean
  current: boolean
  folder: Pick<Folder, 'hrefOf' | 'go'>
  onToggle: (name: string, extend: boolean) => void
  onSelectOnly: (name: string) => void
  onCurrent: (name: string) => void
  onOpenFolder: (byKey: boolean) => void
  menu: (entry: DatastoreEntry, tabIndex: number) => ReactNode
}

/** One entry of a folder. Drawn again only when something of it has changed. */
export const FileRow = memo(function FileRow(props: FileRowProps) {
  const { entry, path, index, top, height, selected, current, folder } = props
  const { name, storedName, kind, vm } = entry
  const tabIndex = current ? 0 : -1
  const size = sizeText(entry)
  const date = entry.modifiedAt === undefined ? '' : formatDateTime(entry.modifiedAt)
  const allText = [size, entryKindWord(entry), date].filter((text) => text !== '').join(', ')
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-key={storedName}
      data-current={current || undefined}
      onFocus={() => props.onCurrent(storedName)}
      style={{ transform: `translateY(${top}px)`, height }}
      className={clsx(
        fileTracks,
        'absolute inset-x-0 top-0 border-b border-line text-sm/4',
        selected ? 'bg-select' : 'hover:bg-hover',
      )}
    >
      <div role="cell" className="flex items-center pl-3 wide:pl-4">
        <TickBox
          label={`Select ${name}`}
          checked={selected}
          onPress={(extend) => props.onToggle(storedName, extend)}
          tabIndex={tabIndex}
        />
      </div>
      <div role="cell" className="flex min-w-0 items-center gap-2 px-2">
        <EntryIcon kind={kind} />
        <span className="min-w-0 flex-1">
          <span className="flex min-w-0 items-baseline gap-2">
            {kind === 'folder' ? (
              <FolderLink
                path={path}
                folder={folder}
                data-main
                tabIndex={tabIndex}
                onGo={(event) => props.onOpenFolder(event.detail === 0)}
                title={name}
                className="name truncate font-medium! whitespace-pre!"
              >
                {name}
              </FolderLink>
            ) : (
              <button
                type="button"
                data-main
                tabIndex={tabIndex}
                onClick={() => props.onSelectOnly(storedName)}
                title={name}
                className="name block min-w-0 truncate text-left font-normal! whitespace-pre!"
              >
                {name}
              </button>
            )}
            {storedName !== name && (
              // Where there is no room for both, the name that people read is the one that stays whole.
              <span
                className="raw min-w-0 shrink-[99] truncate max-mid:hidden"
                title={`${storedName}\nAs the datastore stores it.${entry.lossy ? ' An "_" may stand for a character that datastores do not take.' : ''}`}
              >
                {withUnseenShown(storedName)}
              </span>
            )}
          </span>
          <span className="block truncate text-xs text-ink-3 mid:hidden" title={allText}>
            {allText}
          </span>
        </span>
      </div>
      <div role="cell" className="self-center truncate px-2 text-right whitespace-nowrap max-mid:hidden">
        {size}
      </div>
      <div role="cell" className="self-center truncate px-2 text-ink-2 max-mid:hidden">
        {entryKindWord(entry)}
        {kind === 'disk' && diskText(entry) !== '' && <span className="text-ink-3">, {diskText(entry)}</span>}
      </div>
      <div role="cell" title={vm?.name} className="self-center truncate px-2 max-wide:hidden">
        {vm && (
          <Link href={vmPath(vm.key)} tabIndex={tabIndex} className="link">
            {vm.name}
          </Link>
        )}
      </div>
      <div role="cell" className="self-center truncate px-2 text-ink-2 max-mid:hidden">
        {date}
      </div>
      <div role="cell" className="flex items-center justify-center">
        {props.menu(entry, tabIndex)}
      </div>
    </div>
  )
})

const sizeText = ({ kind, sizeBytes }: DatastoreEntry) =>
  kind === 'folder' || sizeBytes === undefined ? '' : formatBytes(sizeBytes)

/** What the guest sees of a disk, and whether it is thin. */
function diskText({ disk }: DatastoreEntry): string {
  const parts = [
    disk?.capacityBytes === undefined ? '' : formatBytes(disk.capacityBytes, { whole: true }),
    disk?.thin ? 'thin' : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}
