import { assertNever } from '../assert-never'
import { readDatastorePath } from '../names/datastore-path'
import type { DatastoreKey, HostKey, VmKey } from '../vsphere/ids'

/** Something that a run changes or works with. Names are what they were when the run began. */
export type Subject = VmSubject | HostSubject | PathSubject

/** `name` is plain. */
export type VmSubject = { kind: 'vm'; key: VmKey; name: string }
export type HostSubject = { kind: 'host'; key: HostKey; name: string }

/** A file or folder. The datastore's name and the path below its root are stored ones. */
export type PathSubject = {
  kind: 'datastorePath'
  datastore: DatastoreKey
  datastoreName: string
  path: string
  /** It is only read: others may read it at the same time. */
  readOnly?: true
}

/** What a person reads: `build|agent "7"`, `[ssd-01] iso/debian.iso`. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case 'vm':
    case 'host':
      return subject.name
    case 'datastorePath':
      return readDatastorePath(`[${subject.datastoreName}] ${subject.path}`)
    default:
      return assertNever(subject, 'subject')
  }
}

/**
 * Whether two runs may not work on these at the same time: the same VM, the same host, or paths of one datastore that
 * are the same or lie one in the other.
 */
export function excludes(a: Subject, b: Subject): boolean {
  if (a.kind !== 'datastorePath' || b.kind !== 'datastorePath') {
    return a.kind !== 'datastorePath' && b.kind !== 'datastorePath' && a.kind === b.kind && a.key === b.key
  }
  if (a.datastore !== b.datastore || (a.readOnly && b.readOnly)) return false
  return a.path === b.path || isInside(a.path, b.path) || isInside(b.path, a.path)
}

/** The root, an empty path, holds everything. */
const isInside = (path: string, folder: string) => folder === '' || path.startsWith(`${folder}/`)
