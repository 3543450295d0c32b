'use client'

import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { formatBytes } from '@/lib/format/quantity'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { fileCommandLabel, offeredCommands, type FileCommand } from '../file-command'
import { whyNotRead, type FileContext } from '../file-verdict'
import { Icon } from '../../glyphs/icon'
import { Button } from '../../ui/button'
import { buttonClass } from '../../ui/button-class'
import { downloadsOf } from './entry-menu'

type SelectionBarProps = {
  selected: DatastoreEntry[]
  /** How many of them the filter hides now. */
  hiddenCount: number
  datastore: DatastoreKey
  folder: string
  context: FileContext
  onCommand: (command: FileCommand, entries: DatastoreEntry[]) => void
  onClear: () => void
}

/** What can be done with the ticked entries. It stands under the table, so that no row moves when it comes. */
export function SelectionBar(props: SelectionBarProps) {
  const { selected, hiddenCount, datastore, folder, context } = props
  const [first] = selected
  if (!first) return null
  const only = selected.length === 1 ? first : undefined
  const bytes = selected.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  const folders = selected.some(({ kind }) => kind === 'folder')
  const unreadable = whyNotRead(context)
  const offered = offeredCommands(selected, context)
  const reasons = [...new Set(offered.flatMap(({ disabledReason }) => disabledReason ?? []))]
  return (
    <section
      aria-label="Actions for the selection"
      className="flex flex-wrap items-center gap-2 border-t border-line-2 bg-raised px-3 py-2.5 knock-raised mid:px-4"
    >
      <strong role="status" className="min-w-0 font-semibold wrap-anywhere whitespace-pre-wrap">
        {only ? only.name : `${selected.length} selected`}
        <span className="font-normal text-ink-3">
          {bytes > 0 && `, ${formatBytes(bytes)}`}
          {!only && folders && bytes > 0 && ' besides what folders hold'}
          {hiddenCount > 0 && `, ${hiddenCount} not shown`}
        </span>
      </strong>
      {only
        ? downloadsOf(datastore, folder, only).map(({ label, href }) =>
            unreadable === undefined ? (
              <a key={label} href={href} download="" className={buttonClass()}>
                <Icon name="download" />
                {label}
              </a>
            ) : (
              <Button key={label} disabledReason={unreadable}>
                <Icon name="download" />
                {label}
              </Button>
            ),
          )
        : !folders && <Button disabledReason="Files are downloaded one by one: tick one of them.">Download</Button>}
      {offered.map(({ command, disabledReason, danger }) => (
        <Button
          key={command}
          tone={danger ? 'danger' : 'plain'}
          disabledReason={disabledReason}
          reasonIsVisible
          onClick={() => props.onCommand(command, selected)}
        >
          {fileCommandLabel[command]}
        </Button>
      ))}
      <Button tone="quiet" onClick={props.onClear}>
        Clear
      </Button>
      {reasons.length > 0 && (
        <p className="min-w-0 flex-[1_1_200px] text-xs text-ink-2 wrap-anywhere">{reasons.join(' ')}</p>
      )}
    </section>
  )
}
