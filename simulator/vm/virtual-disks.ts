import { fileExists, fileNotFound, noSpace, pathText, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { diskFacts } from '../estate/disk-descriptor'
import { parentPath, type DiskFacts, type FileNode } from '../estate/volume'
import { invalidArgument, SimFault } from '../vim25/faults'
import { number, objects, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { refsAt } from '../world/inventory-walk'
import { createRandom, hashText } from '../world/random'
import type { World } from '../world/world'
import { backingFile, deviceKey, isDisk } from './devices'
import { refreshFiles } from './files'
import { diskUuid } from './plan-devices'
import { powerStateOf } from './power-state'

/** Disks as files, whether or not a VM has them. */

/** A new disk's capacity and how its space is taken: on demand, at once, or at once and overwritten with zeros. */
export type DiskWish = { capacityKb: number; thin: boolean; eager: boolean; controllerType: string }

/** Space that a thin disk takes before anything is written to it. */
const thinBytes = 1024 * 1024
const largestKb = 62 * 1024 ** 3

const formats: Readonly<Record<string, { thin: boolean; eager: boolean }>> = {
  thin: { thin: true, eager: false },
  seSparse: { thin: true, eager: false },
  preallocated: { thin: false, eager: false },
  thick: { thin: false, eager: false },
  eagerZeroedThick: { thin: false, eager: true },
}
const adapters: Readonly<Record<string, string>> = {
  ide: 'VirtualIDEController',
  busLogic: 'VirtualBusLogicController',
  lsiLogic: 'VirtualLsiLogicController',
}

/** Read a FileBackedVirtualDiskSpec. Formats of hosted products and raw devices are refused. Throws InvalidArgument. */
export function readDiskSpec(spec: DataObject | undefined, name: string): DiskWish {
  const capacityKb = number(spec, 'capacityKb')
  if (capacityKb === undefined || capacityKb <= 0 || capacityKb > largestKb) throw invalidArgument(`${name}.capacityKb`)
  return { capacityKb, ...readFormat(spec, name) }
}

/** The part of a spec that copies heed as well: the format and the adapter, not the size. */
export function readFormat(spec: DataObject | undefined, name: string): Omit<DiskWish, 'capacityKb'> {
  const format = formats[text(spec, 'diskType') ?? '']
  if (format === undefined) throw invalidArgument(`${name}.diskType`)
  const controllerType = adapters[text(spec, 'adapterType') ?? '']
  if (controllerType === undefined) throw invalidArgument(`${name}.adapterType`)
  return { ...format, controllerType }
}

export const isDiskName = (at: DatastorePath): boolean => /[^/]\.vmdk$/i.test(at.path)

/** The disk at a place. Throws FileNotFound, InvalidDiskFormat for a file that is no disk. */
export function diskAt(world: World, at: DatastorePath): { file: FileNode; facts: DiskFacts } {
  const file = volumeOf(world, at.datastore).file(at.path)
  if (file === undefined) throw fileNotFound(at)
  const facts = diskFacts(file)
  if (facts === undefined) {
    throw new SimFault(
      'InvalidDiskFormat',
      {},
      `The format of ${pathText(at.name, at.path)} is not that of a virtual disk.`,
    )
  }
  return { file, facts }
}

/** Throw when a disk of so many bytes cannot be put there: FileAlreadyExists, FileNotFound (its folder), NoDiskSpace. */
export function refuseNewDisk(world: World, at: DatastorePath, bytes: number, force: boolean): void {
  const volume = volumeOf(world, at.datastore)
  const before = volume.find(at.path)
  if (before !== undefined && (!force || before.kind === 'folder')) throw fileExists(at)
  if (volume.folder(parentPath(at.path)) === undefined) throw fileNotFound({ ...at, path: parentPath(at.path) })
  if (bytes - (before?.kind === 'file' ? before.size : 0) > volume.free) throw noSpace(at)
}

/** The bytes that a disk takes: all of them, or those that are written of a thin one. */
export const bytesOfWish = (wish: DiskWish, written = 0): number =>
  wish.thin ? Math.min(wish.capacityKb * 1024, Math.max(thinBytes, written)) : wish.capacityKb * 1024

/** Put a disk with a UUID of its own, or with one that it keeps. `refuseNewDisk` has been asked. */
export function putDisk(world: World, at: DatastorePath, wish: DiskWish, written = 0, uuid?: string): void {
  const now = world.clock.now()
  const random = createRandom(hashText(`${at.datastore.key} ${at.path} ${now.getTime()}`))
  const { capacityKb, thin, eager, controllerType } = wish
  volumeOf(world, at.datastore).set(at.path, {
    kind: 'file',
    modified: now,
    size: bytesOfWish(wish, written),
    disk: { capacityKb, thin, eager, uuid: uuid ?? diskUuid(random), controllerType },
  })
}

/** What is written of a disk, counting the disks that it hangs on: what a copy has to read. */
export function writtenBytes(world: World, at: DatastorePath): number {
  const { file, facts } = diskAt(world, at)
  let bytes = file.size
  for (let [parent, depth] = [facts.parent, 0]; parent !== undefined && depth < 64; depth++) {
    const below = volumeOf(world, at.datastore).file(parent)
    bytes += below?.size ?? 0
    parent = below?.disk?.parent
  }
  return Math.min(bytes, facts.capacityKb * 1024)
}

/** Change a disk in place: what it is, and the bytes that it takes. Throws NoDiskSpace. */
export function changeDisk(world: World, at: DatastorePath, change: Partial<DiskFacts>, bytes: number): void {
  const { file, facts } = diskAt(world, at)
  const volume = volumeOf(world, at.datastore)
  if (bytes - file.size > volume.free) throw noSpace(at)
  file.disk = { ...facts, ...change }
  file.modified = world.clock.now()
  volume.resize(file, bytes)
  for (const vm of refsAt(world, at.datastore, 'vm')) followDisk(world, vm, at, file.disk)
}

/** A VM that has the disk shows its new size. */
function followDisk(world: World, vm: Ref, at: DatastorePath, { capacityKb, thin, eager, uuid }: DiskFacts): void {
  const mine = disksOf(world, vm).find((disk) => backingFile(disk) === pathText(at.name, at.path))
  if (mine === undefined) return
  const path = `config.hardware.device[${deviceKey(mine)}]`
  world.update(vm, {
    [`${path}.capacityInKB`]: capacityKb,
    [`${path}.capacityInBytes`]: capacityKb * 1024,
    [`${path}.deviceInfo.summary`]: `${capacityKb.toLocaleString('en-US')} KB`,
    [`${path}.backing.thinProvisioned`]: thin,
    [`${path}.backing.eagerlyScrub`]: eager,
    [`${path}.backing.uuid`]: uuid,
  })
  refreshFiles(world, vm)
}

const disksOf = (world: World, vm: Ref) => objects(world.prop(vm, 'config.hardware'), 'device').filter(isDisk)

/**
 * Throw FileLocked when a running VM writes to the disk. The disks below a snapshot's are open for reading only, so
 * that they can be copied while the VM runs.
 */
export function refuseWritten(world: World, at: DatastorePath): void {
  const file = pathText(at.name, at.path)
  for (const vm of refsAt(world, at.datastore, 'vm')) {
    if (powerStateOf(world, vm) !== 'poweredOn') continue
    if (!disksOf(world, vm).some((disk) => backingFile(disk) === file)) continue
    throw new SimFault('FileLocked', { file }, `Unable to access file ${file} since it is locked`)
  }
}
