import { formatBytes, formatCount } from '@/lib/format/quantity'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { whatIsLost } from '@/lib/files/file-losses'
import { withoutUndefined } from '@/lib/without-undefined'
import { isConfiguration } from '../entry-words'

export type DeleteWords = {
  title: string
  /** What is lost, in one or two sentences. */
  lost: string
  /** Each of several by name, with its size; a few of them. */
  names: string[]
  more: number
  /** Who else may need it. */
  warning?: string
}

const mostNamed = 8

/** What a person is told before entries are deleted. @param folder everything in the folder they are in. */
export function deleteWords(entries: readonly DatastoreEntry[], folder: readonly DatastoreEntry[]): DeleteWords {
  const [first] = entries
  const named = entries.length === 1 ? [] : entries.slice(0, mostNamed)
  const warning = diskWarning(entries, folder)
  return {
    title:
      entries.length === 1
        ? `Delete ${first?.name ?? ''}?`
        : `Delete ${formatCount(entries.length, 'entry', 'entries')}?`,
    lost: whatIsLost(entries),
    names: named.map(({ name, kind, sizeBytes }) =>
      kind === 'folder' ? `${name}, a folder` : sizeBytes === undefined ? name : `${name}, ${formatBytes(sizeBytes)}`,
    ),
    more: entries.length - named.length - (entries.length === 1 ? 1 : 0),
    ...withoutUndefined({ warning }),
  }
}

/** Hosts do not say which VM a disk belongs to; the configuration beside it is the best hint there is. */
function diskWarning(entries: readonly DatastoreEntry[], folder: readonly DatastoreEntry[]): string | undefined {
  if (!entries.some(({ kind }) => kind === 'disk')) return undefined
  const deleted = new Set(entries)
  const owner = folder.find((entry) => isConfiguration(entry) && entry.vm && !deleted.has(entry))?.vm
  if (!owner) return undefined
  return `The configuration of "${owner.name}" lies in this folder. If it uses ${entries.length === 1 ? 'this disk' : 'one of these disks'}, it loses the data and does not start any more.`
}
