'use client'

import { pathIn, type DatastoreEntry } from '@/lib/files/datastore-entry'
import { downloadUrl } from '@/lib/files/transfer'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { Icon } from '../../glyphs/icon'
import { Button } from '../../ui/button'
import { Menu, MenuItem, MenuLine, MenuLink } from '../../ui/menu'
import { diskDataFile } from '../entry-words'
import { fileCommandLabel, offeredCommands, type FileCommand } from '../file-command'
import { whyNotRead, type FileContext } from '../file-verdict'

type EntryMenuProps = {
  entry: DatastoreEntry
  datastore: DatastoreKey
  folder: string
  context: FileContext
  tabIndex: number
  onCommand: (command: FileCommand, entries: DatastoreEntry[]) => void
}

export type Download = { label: string; href: string }

/** What of an entry can be downloaded: a file itself, of a disk its data and its descriptor, of a folder nothing. */
export function downloadsOf(datastore: DatastoreKey, folder: string, entry: DatastoreEntry): Download[] {
  const link = (label: string, storedName: string) => ({
    label,
    href: downloadUrl(datastore, pathIn(folder, storedName)),
  })
  if (entry.kind === 'folder') return []
  if (entry.kind !== 'disk') return [link('Download', entry.storedName)]
  const data = diskDataFile(entry)
  return [...(data === undefined ? [] : [link('Download data', data)]), link('Download descriptor', entry.storedName)]
}

/** Everything that can be done with one entry. */
export function EntryMenu({ entry, datastore, folder, context, tabIndex, onCommand }: EntryMenuProps) {
  const unreadable = whyNotRead(context)
  const downloads = downloadsOf(datastore, folder, entry)
  return (
    <Menu
      label={`Actions for ${entry.name}`}
      trigger={
        <Button tone="quiet" size="small" square tabIndex={tabIndex} aria-label={`Actions for ${entry.name}`}>
          <Icon name="more" />
        </Button>
      }
    >
      {downloads.map(({ label, href }) =>
        unreadable === undefined ? (
          <MenuLink key={label} href={href} download>
            {label}
          </MenuLink>
        ) : (
          <MenuItem key={label} onSelect={() => {}} disabledReason={unreadable}>
            {label}
          </MenuItem>
        ),
      )}
      {downloads.length > 0 && <MenuLine />}
      {offeredCommands([entry], context).map(({ command, disabledReason, danger }) => (
        <MenuItem
          key={command}
          tone={danger ? 'danger' : 'plain'}
          disabledReason={disabledReason}
          onSelect={() => onCommand(command, [entry])}
        >
          {fileCommandLabel[command]}
        </MenuItem>
      ))}
    </Menu>
  )
}
