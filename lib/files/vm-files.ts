import { directoryOf } from '../names/datastore-path'
import type { VmKey } from '../vsphere/ids'
import type { Known } from '../vsphere/known'

/** A file of a VM, as its host lists it. */
export type VmFile = {
  /** A datastore path, stored. */
  path: string
  /** VirtualMachineFileLayoutExFileType, such as `diskDescriptor`; absent: not told. */
  type?: string
  /** Absent: the host does not say, or cannot reach the file. */
  bytes?: number
}

/** Another VM that uses files which a delete of the first takes. */
export type SharedWith = { key: VmKey; name: string; paths: string[] }

/** What a delete of a VM takes, as far as its host says. */
export type VmFiles = {
  key: VmKey
  /** Its own files and the disks of its present configuration with what they are based on, the largest first. */
  files: Known<VmFile[]>
  /** VMs that stay and use some of them; those that are deleted with it are not among them. */
  sharedWith: SharedWith[]
  /** Why there may be more of them: a sentence. */
  notAllSeen?: string
}

/** How much of the files of VMs is known: their sizes where they are told, each file once, and for how many they are not. */
export function sizeOfFiles(all: readonly VmFiles[]): {
  bytes: number
  files: number
  unsized: number
  unread: number
} {
  const files = new Map(all.flatMap(({ files: own }) => (own.known ? own.value : [])).map((file) => [file.path, file]))
  const each = [...files.values()]
  return {
    bytes: each.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    files: each.length,
    unsized: each.filter(({ bytes }) => bytes === undefined).length,
    unread: all.filter(({ files: own }) => !own.known).length,
  }
}

/** The folder, a stored path, in which the most of several files lie; undefined where no two lie in one. */
export function folderOfMost(files: readonly Pick<VmFile, 'path'>[]): string | undefined {
  const counts = new Map<string, number>()
  for (const folder of files.map(({ path }) => directoryOf(path)))
    if (folder !== '') counts.set(folder, (counts.get(folder) ?? 0) + 1)
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a)
  return most && most[1] > 1 ? most[0] : undefined
}
