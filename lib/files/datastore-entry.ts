import { readDatastoreItem } from '../names/datastore-item'
import type { DatastoreKey, VmKey } from '../vsphere/ids'

/** What an entry of a folder is, as the host says it; `file` for everything it has no word for. */
export type EntryKind =
  | 'folder'
  /** A virtual disk: its descriptor and the files behind it, as one. */
  | 'disk'
  | 'vmConfig'
  | 'templateConfig'
  | 'log'
  | 'nvram'
  | 'snapshot'
  | 'iso'
  | 'floppy'
  | 'file'

/** One file, disk or folder in a folder of a datastore. */
export type DatastoreEntry = {
  /** As it is on the datastore, one segment: what goes back to the server, unchanged. Unique within its folder. */
  storedName: string
  /** What a person reads and searches. */
  name: string
  /** True when an `_` in the name may stand for one of `" * < > : | ?`. */
  lossy: boolean
  kind: EntryKind
  /** On the datastore: a thin disk takes less than its capacity. Absent for folders. */
  sizeBytes?: number
  /** ISO 8601, by the clock that the listing names. */
  modifiedAt?: string
  owner?: string
  disk?: {
    /** What the guest sees. */
    capacityBytes?: number
    thin?: boolean
    hardwareVersion?: number
    /** Such as `VirtualDiskFlatVer2BackingInfo`. */
    diskType?: string
  }
  /** The registered VM whose configuration this file is, or lies in this folder. */
  vm?: { key: VmKey; name: string }
}

export type DatastoreListing = {
  datastore: DatastoreKey
  /** Stored path below the root, without slashes at its ends; empty for the root. */
  folder: string
  /** Folders first, then by plain name as people sort it. */
  entries: DatastoreEntry[]
  /** How many more there are that could not be read. */
  unread?: number
  /** `host`: dates are by the clocks of the hosts that wrote the files, and nobody knows how far those are off. */
  clock: 'ours' | 'host'
  /** The privilege that the account is known to lack where a VM from here would be registered; absent: none, or not known. */
  lacksToRegister?: string
}

/** A folder's stored path as the steps that lead to it, each with what a person reads and where it is. */
export type Breadcrumb = { name: string; folder: string }

/** The folders that lead to a stored path, the folder itself last; the root is not among them. */
export function breadcrumbs(folder: string): Breadcrumb[] {
  const steps = folder.split('/').filter((step) => step !== '')
  return steps.map((step, index) => ({
    name: readDatastoreItem(step).name,
    folder: steps.slice(0, index + 1).join('/'),
  }))
}

/** The stored path of an entry of a folder. */
export const pathIn = (folder: string, storedName: string): string =>
  folder === '' ? storedName : `${folder}/${storedName}`

/** The folder that a folder or file lies in; empty for the root. */
export const parentFolder = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))
