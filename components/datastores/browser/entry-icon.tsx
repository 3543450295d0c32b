import type { EntryKind } from '@/lib/files/datastore-entry'
import { Icon, type IconName } from '../../glyphs/icon'

const icons: Record<EntryKind, IconName> = {
  folder: 'folder',
  disk: 'disk',
  vmConfig: 'vms',
  templateConfig: 'vms',
  log: 'file',
  nvram: 'file',
  snapshot: 'snapshot',
  iso: 'disc',
  floppy: 'disc',
  file: 'file',
}

/** A drawing of what an entry is; the words stand in the column beside it. */
export const EntryIcon = ({ kind }: { kind: EntryKind }) => (
  <Icon name={icons[kind]} className={kind === 'folder' ? 'shrink-0 text-ink-2' : 'shrink-0 text-ink-3'} />
)
