import type { DefinitionFormat } from './define-vm'
import type { NewVm } from './new-vm'
import type { ConsoleError } from '../result'
import type { DatastoreKey, HostKey, RunId } from '../vsphere/ids'

/**
 * What a person can have done to the files of a datastore. Paths are stored ones, below the root of the datastore the
 * request is for; names are plain, as typed, and are escaped on the server.
 */
export type FileRequest =
  /** `folder` is where; missing folders on the way are not made. */
  | { do: 'makeFolder'; folder: string; name: string }
  | { do: 'move'; what: MovedKind; path: string; to: Destination; overwrite: boolean }
  | { do: 'copy'; what: MovedKind; path: string; to: Destination; overwrite: boolean }
  /** A folder goes with everything in it. A disk goes with all of its files. */
  | { do: 'delete'; what: MovedKind; path: string }
  | { do: 'createDisk'; folder: string; name: string; capacityBytes: number; format: DiskFormat; adapter: DiskAdapter }
  /** A copy of a disk in a format of one's choice; without one it stays as it is. */
  | { do: 'cloneDisk'; path: string; to: Destination; format?: DiskFormat; overwrite: boolean }
  /** Its capacity, which only grows; the file system in it does not grow with it. */
  | { do: 'growDisk'; path: string; capacityBytes: number }
  /** Every block is overwritten with zeros. */
  | { do: 'wipeDisk'; path: string }
  /** `path` is a .vmx; `name` plain, else the one that is in the file. The host defaults to one that mounts the datastore. */
  | { do: 'registerVm'; path: string; name?: string; host?: HostKey }
  /** A new VM in a folder of its own, which the host names after it. `name` plain. */
  | { do: 'createVm'; name: string; vm: NewVm; host?: HostKey }
  /** A VM from a VMX that is put at a path for it. What it was made from is not told here: it may hold passwords. */
  | { do: 'defineVm'; path: string; name: string; format: DefinitionFormat; host?: HostKey }

/** The run that does it. `refused`: the host did not take the call, so the run is over already. */
export type FileStarted = { run: RunId; refused?: ConsoleError }

export type FileVerb = FileRequest['do']

/** What the account needs on the datastore: to list and download, and for everything else but registering a VM. */
export const filePrivilege = { read: 'Datastore.Browse', change: 'Datastore.FileManagement' } as const
/** What it needs on the folder that a VM is made in. */
export const createPrivilege = 'VirtualMachine.Inventory.Create'
/** What it needs on the folder that a VM is registered in. */
export const registerPrivilege = 'VirtualMachine.Inventory.Register'

/** What an entry is to these requests: disks go through the VirtualDiskManager, since they are several files. */
export type MovedKind = 'file' | 'folder' | 'disk'

export const diskFormats = ['thin', 'thick', 'eagerZeroedThick'] as const
/** `thick` is lazily zeroed. */
export type DiskFormat = (typeof diskFormats)[number]

export const diskAdapters = ['lsiLogic', 'busLogic', 'ide'] as const
export type DiskAdapter = (typeof diskAdapters)[number]

/** Undefined datastore: the same one. Undefined name: it keeps its stored name. */
export type Destination = { datastore?: DatastoreKey; folder: string; name?: string }

export const fileVerbLabel: Record<FileVerb, string> = {
  makeFolder: 'New folder',
  move: 'Move',
  copy: 'Copy',
  delete: 'Delete',
  createDisk: 'Create disk',
  cloneDisk: 'Clone disk',
  growDisk: 'Grow disk',
  wipeDisk: 'Wipe disk',
  registerVm: 'Register VM',
  createVm: 'Create VM',
  defineVm: 'Define VM',
}

export const diskFormatWords: Record<DiskFormat, { name: string; sentence: string }> = {
  thin: { name: 'Thin', sentence: 'Takes space as the guest writes. The datastore can run full under it.' },
  thick: {
    name: 'Thick, lazily zeroed',
    sentence: 'Takes all of its space now. Blocks are zeroed when the guest first writes them.',
  },
  eagerZeroedThick: {
    name: 'Thick, eagerly zeroed',
    sentence: 'Takes all of its space and zeroes it now. It takes long to make and is fastest to write.',
  },
}

/** A new disk is a descriptor, and its name says so. */
export const diskName = (name: string): string => (/\.vmdk$/i.test(name) ? name : `${name}.vmdk`)
