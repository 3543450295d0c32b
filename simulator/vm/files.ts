import { pathText, resolvePath, volumeOf, type DatastorePath } from '../estate/datastore-files'
import type { DiskFacts, FileNode, Volume } from '../estate/volume'
import { SimFault } from '../vim25/faults'
import { number, object, objects, refIn, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { backingFile, deviceKey, isDisk, isIndependent } from './devices'
import { walkSnapshots } from './snapshot-tree'

/*
 * The files of a VM: its folder on the datastore, and the three places where the API lists them (layout, layoutEx,
 * storage). Sizes are what such files have on real datastores.
 */

/** The VM's configuration file. */
export function vmxPathOf(world: World, vm: Ref): DatastorePath {
  // Of a VM whose configuration is not known, this alone is.
  const path = world.prop(vm, 'config.files.vmPathName') ?? world.prop(vm, 'summary.config.vmPathName')
  return resolvePath(world, typeof path === 'string' ? path : '', datacenterOf(world, vm))
}

/** A place in the VM's own folder. */
export function beside(vmx: DatastorePath, name: string): DatastorePath {
  const folder = vmx.path.split('/').slice(0, -1).join('/')
  return { ...vmx, path: folder === '' ? name : `${folder}/${name}` }
}

/** The VMX file's name without its suffix, which the names of the VM's other files start with. */
export const fileStem = (vmx: DatastorePath) => (vmx.path.split('/').at(-1) ?? '').replace(/\.vmx$/i, '')

export const homeOf = (vmx: DatastorePath): DatastorePath => ({
  ...vmx,
  path: vmx.path.split('/').slice(0, -1).join('/'),
})

/** Put a file without regard to free space: the host itself writes it. Missing folders are made. */
export function placeFile(volume: Volume, path: string, file: Omit<FileNode, 'kind'>): FileNode {
  const node: FileNode = { kind: 'file', ...file }
  volume.makeFolder(path.split('/').slice(0, -1).join('/'), file.modified)
  volume.set(path, node)
  return node
}

export function placeDisk(world: World, at: DatastorePath, facts: DiskFacts, allocatedKb: number): void {
  placeFile(volumeOf(world, at.datastore), at.path, {
    modified: world.clock.now(),
    size: allocatedKb * 1024,
    disk: facts,
  })
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\.vmx$/i, 'config'],
  [/\.vmxf$/i, 'extendedConfig'],
  [/\.vmsd$/i, 'snapshotList'],
  [/\.nvram$/i, 'nvram'],
  [/\.log$/i, 'log'],
  [/\.vmsn$/i, 'snapshotData'],
  [/\.vmem$/i, 'snapshotMemory'],
  [/\.vmss$/i, 'suspend'],
  [/\.vswp$/i, 'swap'],
  [/\.vmdk$/i, 'diskDescriptor'],
  [/\.png$/i, 'screenshot'],
]

/** Names have few endings, and each VM has the same. */
const kindsOfEndings = new Map<string, string>()

function kindOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1)
  if (!name.includes('.') || ending.length > 8) return 'core'
  let kind = kindsOfEndings.get(ending)
  if (kind === undefined) {
    kind = kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'core'
    if (kindsOfEndings.size < 1_000) kindsOfEndings.set(ending, kind)
  }
  return kind
}

/** What the lists of a VM's files follow from. */
export type VmFiles = {
  vmx: DatastorePath
  devices: readonly DataObject[]
  datastores: readonly Ref[]
  datacenter: Ref | undefined
  snapshots: readonly FrozenVm[]
  /** When they were looked at. */
  at: Date
}

/** What a snapshot keeps: the devices of that moment, and files that bear its number. */
type FrozenVm = { snapshot: Ref; id: number; devices: readonly DataObject[] }

const frozenVms = (world: World, vm: Ref): readonly FrozenVm[] =>
  walkSnapshots(objects(world.prop(vm, 'snapshot'), 'rootSnapshotList')).flatMap((node) => {
    const snapshot = refIn(node, 'snapshot')
    if (snapshot === undefined) return []
    const devices = objects(object(world.prop(snapshot, 'config'), 'hardware'), 'device')
    return [{ snapshot, id: number(node, 'id') ?? 0, devices }]
  })

/** `layout`, `layoutEx`, `storage` and `summary.storage` from the files that are there now. */
export function fileProps(world: World, vm: VmFiles): FileProps {
  const layouts = fileLayout(world, vm)
  return { ...layouts, ...storageInfo(world, vm, layouts.layoutEx) }
}

type FileProps = { layout: DataObject; layoutEx: DataObject; storage: DataObject; summaryStorage: DataObject }

function fileLayout(
  world: World,
  { vmx, devices: all, datacenter, snapshots, at }: VmFiles,
): { layout: DataObject; layoutEx: DataObject } {
  const volume = volumeOf(world, vmx.datastore)
  const folder = volume.folder(homeOf(vmx).path)
  const devices = all.filter(isDisk)
  const files: DataObject[] = []
  const keys = new Map<string, number>()
  const add = (name: string, size: number, type: string): number => {
    const known = keys.get(name)
    if (known !== undefined) return known
    const key = files.length
    keys.set(name, key)
    files.push({ key, name, type, size, uniqueSize: size, accessible: true })
    return key
  }
  for (const [name, node] of folder?.children ?? []) {
    if (node.kind === 'file') add(pathText(vmx.name, beside(vmx, name).path), node.size, kindOf(name))
  }
  /** From the base on. */
  const diskLayout = (disk: DataObject) => ({
    key: deviceKey(disk),
    chain: chainOf(world, disk, datacenter)
      .toReversed()
      .map((link) => ({ fileKey: [add(pathText(link.name, link.path), fileSize(world, link), 'diskDescriptor')] })),
  })
  const disks = devices.map(diskLayout)
  const stem = fileStem(vmx)
  const keyOf = (name: string) => keys.get(pathText(vmx.name, beside(vmx, name).path)) ?? none
  const frozen = snapshots.map(({ snapshot, id, devices: then }) => ({
    key: snapshot,
    dataKey: keyOf(`${stem}-Snapshot${id}.vmsn`),
    memoryKey: keyOf(`${stem}-Snapshot${id}.vmem`),
    disk: then.filter((device) => isDisk(device) && !isIndependent(device)).map(diskLayout),
  }))
  const swap = folder?.children.has(`${stem}.vswp`) ? `${stem}.vswp` : undefined
  return {
    layout: {
      configFile: [`${stem}.vmx`, `${stem}.nvram`],
      logFile: [...(folder?.children.keys() ?? [])].filter((name) => name.endsWith('.log')),
      disk: devices.map((disk) => ({
        key: deviceKey(disk),
        diskFile: chainOf(world, disk, datacenter).map((link) => pathText(link.name, link.path)),
      })),
      ...(swap !== undefined && { swapFile: pathText(vmx.name, beside(vmx, swap).path) }),
    },
    layoutEx: {
      file: files,
      disk: disks,
      ...(frozen.length > 0 && { snapshot: frozen }),
      timestamp: at,
    },
  }
}

/** The key of a file that is not there, as hosts give it. */
const none = -1

const fileSize = (world: World, at: DatastorePath) => volumeOf(world, at.datastore).file(at.path)?.size ?? 0

/** A disk's file and, below it, the files of the snapshots that it hangs on; nearest first. */
export const diskChain = (world: World, vm: Ref, disk: DataObject): readonly DatastorePath[] =>
  chainOf(world, disk, datacenterOf(world, vm))

function chainOf(world: World, disk: DataObject, datacenter: Ref | undefined): readonly DatastorePath[] {
  const file = backingFile(disk)
  if (file === undefined) return []
  const chain: DatastorePath[] = []
  let here: DatastorePath | undefined = tryResolve(world, file, datacenter)
  while (here !== undefined && chain.length < 64) {
    chain.push(here)
    const parent: string | undefined = volumeOf(world, here.datastore).file(here.path)?.disk?.parent
    here = parent === undefined ? undefined : { ...here, path: parent }
  }
  return chain
}

function tryResolve(world: World, file: string, datacenter: Ref | undefined): DatastorePath | undefined {
  try {
    return resolvePath(world, file, datacenter)
  } catch (error) {
    if (error instanceof SimFault) return undefined
    throw error
  }
}

function storageInfo(
  world: World,
  { devices, datastores, at: now }: VmFiles,
  layoutEx: DataObject,
): { storage: DataObject; summaryStorage: DataObject } {
  const files = objects(layoutEx, 'file')
  const provisioned = devices.filter(isDisk).reduce((sum, disk) => sum + (number(disk, 'capacityInKB') ?? 0) * 1024, 0)
  const perDatastore = datastores.map((datastore) => {
    const prefix = `[${text(world.prop(datastore, 'summary'), 'name') ?? ''}]`
    const committed = files
      .filter((file) => text(file, 'name')?.startsWith(prefix))
      .reduce((sum, file) => sum + (number(file, 'size') ?? 0), 0)
    return { datastore, committed, uncommitted: 0, unshared: committed }
  })
  const committed = perDatastore.reduce((sum, at) => sum + at.committed, 0)
  const uncommitted = Math.max(0, provisioned - committed)
  const [first, ...others] = perDatastore
  return {
    storage: { perDatastoreUsage: first === undefined ? [] : [{ ...first, uncommitted }, ...others], timestamp: now },
    summaryStorage: { committed, uncommitted, unshared: committed, timestamp: now },
  }
}

/** Bring `layout`, `layoutEx` and `storage` up to date after files were added or taken away. */
export function refreshFiles(world: World, vm: Ref): void {
  if (world.get(vm) === undefined) return
  const { summaryStorage, ...props } = fileProps(world, {
    vmx: vmxPathOf(world, vm),
    devices: objects(world.prop(vm, 'config.hardware'), 'device'),
    datastores: refsAt(world, vm, 'datastore'),
    datacenter: datacenterOf(world, vm),
    snapshots: frozenVms(world, vm),
    at: world.clock.now(),
  })
  world.update(vm, { ...props, 'summary.storage': summaryStorage })
}
