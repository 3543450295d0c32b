import { pathIn, type DatastoreEntry } from '@/lib/files/datastore-entry'
import type { MovedKind } from '@/lib/files/file-request'
import { readDatastoreItem } from '@/lib/names/datastore-item'
import { fileOf } from '@/lib/names/datastore-path'
import { movedKind } from '../entry-words'

/** Something that is moved, copied or cloned. */
export type MovedItem = { what: MovedKind; path: string; name: string }

export const movedItem = (folder: string, entry: DatastoreEntry): MovedItem => ({
  what: movedKind(entry),
  path: pathIn(folder, entry.storedName),
  name: entry.name,
})

/** From a request that is tried again. */
export const movedItemAt = (path: string, what: MovedKind): MovedItem => ({
  what,
  path,
  name: readDatastoreItem(fileOf(path)).name,
})

/** An entry as far as a request tells of it: enough to ask again before something is lost. */
export const entryAt = (path: string, what: MovedKind): DatastoreEntry => ({
  storedName: fileOf(path),
  name: readDatastoreItem(fileOf(path)).name,
  lossy: false,
  kind: what,
})
