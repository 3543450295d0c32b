import type { DatastoreEntry, EntryKind } from '@/lib/files/datastore-entry'
import type { MovedKind } from '@/lib/files/file-request'
import { uploadSuffix } from '@/lib/files/transfer'

const kindWords: Record<EntryKind, string> = {
  folder: 'Folder',
  disk: 'Virtual disk',
  vmConfig: 'VM configuration',
  templateConfig: 'Template configuration',
  log: 'Log',
  nvram: 'Firmware settings',
  snapshot: 'Snapshot state',
  iso: 'ISO image',
  floppy: 'Floppy image',
  file: 'File',
}

/** Files of VMs for which hosts have no kind of their own. */
const bySuffix: Readonly<Record<string, string>> = {
  vmsd: 'Snapshot list',
  vmss: 'Suspended state',
  vmem: 'Memory of a VM',
  vswp: 'Swap file',
  vmxf: 'Team settings',
  lck: 'Lock',
}

/** What an entry is, in words. */
export function entryKindWord({ kind, storedName }: Pick<DatastoreEntry, 'kind' | 'storedName'>): string {
  if (kind !== 'file') return kindWords[kind]
  if (storedName.endsWith(uploadSuffix)) return 'Unfinished upload'
  return bySuffix[suffixOf(storedName)] ?? kindWords.file
}

const suffixOf = (name: string) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

/** What an entry is to a request: disks are several files and go through their own manager. */
export const movedKind = ({ kind }: Pick<DatastoreEntry, 'kind'>): MovedKind =>
  kind === 'folder' || kind === 'disk' ? kind : 'file'

/** A file that can be registered as a VM. */
export const isConfiguration = ({ kind }: Pick<DatastoreEntry, 'kind'>): boolean =>
  kind === 'vmConfig' || kind === 'templateConfig'

/**
 * The file behind a disk that holds its data. A snapshot's disk (`-000001.vmdk`) keeps only differences, under other
 * names, so there is none to offer.
 */
export function diskDataFile({ kind, storedName }: Pick<DatastoreEntry, 'kind' | 'storedName'>): string | undefined {
  if (kind !== 'disk' || /-\d{6}\.vmdk$/i.test(storedName)) return undefined
  return storedName.replace(/\.vmdk$/i, '-flat.vmdk')
}
