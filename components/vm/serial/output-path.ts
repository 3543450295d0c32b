import { escapeDatastoreItem } from '@/lib/names/datastore-item'
import {
  directoryOf,
  fileOf,
  joinDatastorePath,
  readDatastorePath,
  splitDatastorePath,
} from '@/lib/names/datastore-path'
import { decodeInventoryName, encodeInventoryName } from '@/lib/names/inventory-name'

/**
 * The output file of a serial port as somebody types it: a datastore path of plain names. What exists already keeps the
 * name that it is stored under, since escaping is not a bijection; only new names are escaped.
 */

/**
 * What to send for a typed path.
 * @param known paths as stored, of files and of folders such as `[ds] dir`: where the typed path reads as one of them, or
 * lies in one of them, that is what is meant.
 * @param datastores names as stored, of the datastores that there are.
 */
export function storedOutputPath(typed: string, known: readonly string[], datastores: readonly string[]): string {
  const text = typed.trim()
  const plain = (path: string) => readDatastorePath(path, datastores)
  const exact = known.find((path) => path === text || plain(path) === text)
  if (exact !== undefined) return exact
  const split = splitDatastorePath(text, [
    ...datastores,
    ...datastores.map((stored) => decodeInventoryName(stored).name),
  ])
  // The check of the port names what is wrong with it.
  if (!split.ok) return text
  if (fileOf(split.path) === '') return text
  const file = escapeDatastoreItem(fileOf(split.path))
  const folders = known.flatMap((path) => {
    const stored = splitDatastorePath(path, datastores)
    if (!stored.ok) return []
    const folder = joinDatastorePath(stored.datastore, directoryOf(stored.path))
    return folder === undefined ? [path] : [path, folder]
  })
  const typedFolder = joinDatastorePath(split.datastore, directoryOf(split.path))
  const folder = folders.find((path) => path === typedFolder || plain(path) === typedFolder)
  const inside = folder === undefined ? undefined : splitDatastorePath(folder, datastores)
  const path = inside?.ok
    ? joinDatastorePath(inside.datastore, inside.path, file)
    : joinDatastorePath(
        storedDatastore(split.datastore, [...datastores, ...known.flatMap((each) => datastoreOf(each, datastores))]),
        ...directoryOf(split.path).split('/').map(escapeFolder),
        file,
      )
  return path ?? text
}

/** The datastore that a typed name means, as it is stored; one that nobody knows is escaped like a new name. */
const storedDatastore = (typed: string, datastores: readonly string[]): string =>
  datastores.find((stored) => stored === typed) ??
  datastores.find((stored) => decodeInventoryName(stored).name === typed) ??
  encodeInventoryName(typed)

const datastoreOf = (path: string, datastores: readonly string[]): string[] => {
  const split = splitDatastorePath(path, datastores)
  return split.ok ? [split.datastore] : []
}

/** `..` and its kin are left for the check to refuse. */
const escapeFolder = (segment: string) => (/^\.*$/.test(segment) ? segment : escapeDatastoreItem(segment))

/** The first name in a folder that no port writes to yet: `[ds] dir/serial0.log`. */
export function freeOutputPath(folder: string, taken: readonly string[], datastores: readonly string[]): string {
  const split = splitDatastorePath(folder, datastores)
  for (let number = 0; number <= taken.length; number += 1) {
    const path = split.ok ? joinDatastorePath(split.datastore, split.path, `serial${number}.log`) : undefined
    if (path !== undefined && !taken.includes(path)) return path
  }
  return ''
}
