import { compareNames } from '@/lib/names/inventory-name'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { entryKindWord } from '../entry-words'

export type EntryColumn = 'name' | 'size' | 'kind' | 'date'
export type EntrySort = { column: EntryColumn; descending: boolean }
export const defaultEntrySort: EntrySort = { column: 'name', descending: false }

const values: Record<EntryColumn, (entry: DatastoreEntry) => string | number | undefined> = {
  name: ({ name }) => name,
  size: ({ sizeBytes }) => sizeBytes,
  kind: entryKindWord,
  date: ({ modifiedAt }) => modifiedAt,
}

/** Folders first whatever the order, what is not known last, ties by name, then by what is stored. */
export function orderEntries(entries: readonly DatastoreEntry[], { column, descending }: EntrySort): DatastoreEntry[] {
  const sign = descending ? -1 : 1
  const value = values[column]
  const keyed = entries.map((entry) => ({ entry, value: value(entry), folder: entry.kind === 'folder' }))
  keyed.sort((a, b) => {
    if (a.folder !== b.folder) return a.folder ? -1 : 1
    return compare(a.value, b.value, sign) || byName(a.entry, b.entry)
  })
  return keyed.map(({ entry }) => entry)
}

function compare(a: string | number | undefined, b: string | number | undefined, sign: number): number {
  if (a === b) return 0
  if (a === undefined) return 1
  if (b === undefined) return -1
  return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compareNames(String(a), String(b)))
}

const byName = (a: DatastoreEntry, b: DatastoreEntry) =>
  compareNames(a.name, b.name) || (a.storedName < b.storedName ? -1 : 1)

const fold = (text: string) => text.normalize('NFC').toLowerCase()

/** Entries whose plain or stored name, kind or VM hold every word that was typed. */
export function filterEntries(entries: readonly DatastoreEntry[], typed: string): readonly DatastoreEntry[] {
  const words = fold(typed)
    .split(/\s+/u)
    .filter((word) => word !== '')
  if (words.length === 0) return entries
  return entries.filter((entry) => {
    const text = fold([entry.name, entry.storedName, entryKindWord(entry), entry.vm?.name ?? ''].join('\n'))
    return words.every((word) => text.includes(word))
  })
}
