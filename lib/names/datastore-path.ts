import { readDatastoreItem } from './datastore-item'
import { decodeInventoryName } from './inventory-name'

/**
 * Datastore paths: `[datastore] directory/file`. The datastore's name stands in the brackets as vSphere stores it
 * (`summary.name`, percent scheme and all). A name may have brackets itself: then the names that there are tell for sure
 * where it ends. All paths are taken apart here.
 */

export type DatastorePath = {
  /** As stored: `[a%2fb] x` has the datastore `a%2fb`, which a person reads as `a/b`. */
  datastore: string
  /** Folder and file below the root of the datastore; empty for the root. A folder may end in `/`. */
  path: string
}

export type SplitDatastorePath = ({ ok: true } & DatastorePath) | { ok: false; because: string }

/**
 * Takes a datastore path apart. Blanks behind the bracket are skipped; a tab belongs to the path, as in libvirt.
 * @param known stored names of the datastores that it may be on; the longest that fits is meant.
 */
export function splitDatastorePath(text: string, known: Iterable<string> = []): SplitDatastorePath {
  if (!text.startsWith('[')) return { ok: false, because: 'A datastore path starts with the datastore in brackets.' }
  const meant = Array.from(known)
    .filter((name) => name !== '' && text.startsWith(`[${name}]`))
    .reduce((longest, name) => Math.max(longest, name.length), 0)
  const close = meant > 0 ? meant + 1 : likelyEnd(text)
  if (close === -1) return { ok: false, because: 'The "]" behind the name of the datastore is missing.' }
  if (close === 1) return { ok: false, because: 'There is no datastore in the brackets.' }
  return { ok: true, datastore: text.slice(1, close), path: text.slice(close + 1).replace(/^ +/, '') }
}

/**
 * Where the name of a datastore ends that nobody knows of: where its brackets are closed, as in `[nfs [old]] a/b`, and else at
 * the first `]` before the blank that hosts write there. No name has a `/`: it is stored as `%2f`.
 */
function likelyEnd(text: string): number {
  const slash = text.indexOf('/')
  const ends = [...text.slice(0, slash === -1 ? undefined : slash).matchAll(/\]/g)].map(({ index }) => index)
  const isFollowed = (end: number) => end === text.length - 1 || text[end + 1] === ' '
  const open = (end: number) => text.slice(0, end).split('[').length - text.slice(0, end).split(']').length
  const closed = ends.find((end) => open(end) === 1)
  if (closed !== undefined && isFollowed(closed)) return closed
  return ends.find(isFollowed) ?? text.indexOf(']')
}

/** The part of a path before its last `/`: empty for something at the root. */
export const directoryOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

/** The part of a path behind its last `/`: empty for a folder written with its closing slash. */
export const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/**
 * What a path of any kind ends with, for people: `web.log` of `[ds] web/web.log`, of `[ds] web.log` and of `C:\logs\web.log`.
 * @returns undefined where nothing is left.
 */
export function lastPartOf(text: string): string | undefined {
  const last = text.split(/[/\\]/u).findLast((part) => part.trim() !== '')
  const path = splitDatastorePath(last ?? '')
  return (path.ok ? path.path : last)?.trim() || undefined
}

/**
 * libvirt's reading, for comparing with it: `directory` is the text before the last `/`, and the *whole* path where
 * there is no `/`. Its callers notice "no directory" by the two being equal.
 */
export const libvirtDirectory = (path: string): string => (path.includes('/') ? directoryOf(path) : path)

/** Puts a datastore path together, as hosts do whatever brackets the name has. @returns undefined for an empty name. */
export function joinDatastorePath(datastore: string, ...segments: readonly string[]): string | undefined {
  if (datastore === '') return undefined
  const path = segments
    .map((segment, i) => (i === segments.length - 1 ? segment : segment.replace(/\/+$/, '')))
    .filter((segment) => segment !== '')
    .join('/')
  return path === '' ? `[${datastore}]` : `[${datastore}] ${path}`
}

/** A datastore path for the screen: every part as its plain name. Not to be sent anywhere. */
export function readDatastorePath(text: string, known: Iterable<string> = []): string {
  const split = splitDatastorePath(text, known)
  if (!split.ok) return text
  const plain = split.path.split('/').map((segment) => readDatastoreItem(segment).name)
  return `[${decodeInventoryName(split.datastore).name}] ${plain.join('/')}`.trimEnd()
}
