import { escapeDatastoreItem } from '@/lib/names/datastore-item'
import {
  directoryOf,
  fileOf,
  joinDatastorePath,
  readDatastorePath,
  splitDatastorePath,
} from '@/lib/names/datastore-path'
import { encodeInventoryName } from '@/lib/names/inventory-name'

/**
 * The output file of a serial port as somebody types it: a datastore path of plain names. What exists already keeps the
 * name that it is stored under, since escaping is not a bijection; only new names are escaped.
 */

/**
 * What to send for a typed path.
 * @param known paths as stored, of files and of folders such as `[ds] dir`: where the typed path reads as one of them, or
 * lies in one of them, that is what is meant.
 */
export function storedOutputPath(typed: string, known: readonly string[]): string {
  const text = typed.trim()
  const exact = known.find((path) => path === text || readDatastorePath(path) === text)
  if (exact !== undefined) return exact
  const split = splitDatastorePath(text)
  // The check of the port names what is wrong with it.
  if (!split.ok) return text
  if (fileOf(split.path) === '') return text
  const file = escapeDatastoreItem(fileOf(split.path))
  const folders = known.flatMap((path) => {
    const stored = splitDatastorePath(path)
    if (!stored.ok) return []
    const folder = joinDatastorePath(stored.datastore, directoryOf(stored.path))
    return folder === undefined ? [path] : [path, folder]
  })
  const typedFolder = joinDatastorePath(split.datastore, directoryOf(split.path))
  const folder = folders.find((path) => path === typedFolder || readDatastorePath(path) === typedFolder)
  const inside = folder === undefined ? undefined : splitDatastorePath(folder)
  const path = inside?.ok
    ? joinDatastorePath(inside.datastore, inside.path, file)
    : joinDatastorePath(
        known.some((each) => datastoreOf(each) === split.datastore)
          ? split.datastore
          : encodeInventoryName(split.datastore),
        ...directoryOf(split.path).split('/').map(escapeFolder),
        file,
      )
  return path ?? text
}

const datastoreOf = (path: string) => {
  const split = splitDatastorePath(path)
  return split.ok ? split.datastore : undefined
}

/** `..` and its kin are left for the check to refuse. */
const escapeFolder = (segment: string) => (/^\.*$/.test(segment) ? segment : escapeDatastoreItem(segment))

/** The first name in a folder that no port writes to yet: `[ds] dir/serial0.log`. */
export function freeOutputPath(folder: string, taken: readonly string[]): string {
  const split = splitDatastorePath(folder)
  for (let number = 0; number <= taken.length; number += 1) {
    const path = split.ok ? joinDatastorePath(split.datastore, split.path, `serial${number}.log`) : undefined
    if (path !== undefined && !taken.includes(path)) return path
  }
  return ''
}
