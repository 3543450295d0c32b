import { pathText, resolvePath, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { bytesOf } from '../estate/volume'
import { number, object, objects, refIn, text } from '../vim25/read-data'
import { ref, sameRef, type DataObject, type Ref } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { backingFile, isDisk, isIndependent } from './devices'
import { beside, fileStem, homeOf, placeFile, refreshFiles, vmxPathOf } from './files'
import { addSnapshot, dropSnapshot, findSnapshot, parentSnapshot, walkSnapshots } from './snapshot-tree'

/*
 * What snapshots do to a VM: its tree, its saved configurations and its disks. A snapshot freezes the disk files of that
 * moment; the VM writes on in deltas that hang on them.
 */

export type NewSnapshot = {
  name: string
  description: string
  memory: boolean
  quiesce: boolean
  created?: Date
}

const treeOf = (world: World, vm: Ref): readonly DataObject[] => objects(world.prop(vm, 'snapshot'), 'rootSnapshotList')
export const currentSnapshot = (world: World, vm: Ref): Ref | undefined =>
  refIn(world.prop(vm, 'snapshot'), 'currentSnapshot')
export const snapshotTree = treeOf

const devicesOf = (config: unknown): readonly DataObject[] => objects(object(config, 'hardware'), 'device')

/** Take a snapshot now. The VM's disks go on in deltas. */
export function takeSnapshot(world: World, vm: Ref, wanted: NewSnapshot): Ref {
  const vmx = vmxPathOf(world, vm)
  const count = 1 + Math.max(0, ...walkSnapshots(treeOf(world, vm)).map((node) => number(node, 'id') ?? 0))
  const snapshot = ref(
    'VirtualMachineSnapshot',
    world.product === 'esx' ? `${vm.value}-snapshot-${world.newId('snapshot')}` : world.newId('snapshot-'),
  )
  const created = wanted.created ?? world.clock.now()
  const power = world.prop(vm, 'runtime.powerState')
  const parent = currentSnapshot(world, vm)
  world.put({
    ref: snapshot,
    props: { config: world.prop(vm, 'config'), vm, childSnapshot: [] },
  })
  const node: DataObject = {
    snapshot,
    vm,
    name: wanted.name,
    description: wanted.description,
    id: count,
    createTime: created,
    state: wanted.memory ? power : 'poweredOff',
    quiesced: wanted.quiesce,
    replaySupported: false,
  }
  const stem = `${fileStem(vmx)}-Snapshot${count}`
  const volume = volumeOf(world, vmx.datastore)
  placeFile(volume, beside(vmx, `${stem}.vmsn`).path, { modified: created, size: wanted.memory ? 142_918 : 28_704 })
  if (wanted.memory && power === 'poweredOn') {
    const memoryMB = number(world.prop(vm, 'config.hardware'), 'memoryMB') ?? 0
    placeFile(volume, beside(vmx, `${stem}.vmem`).path, { modified: created, size: memoryMB * 1024 ** 2 })
  }
  writeOnDeltas(world, vm)
  setTree(world, vm, addSnapshot(treeOf(world, vm), parent, node), snapshot)
  return snapshot
}

/** What the VM has written since its last snapshot makes the files of its disks larger. */
export function growDeltas(world: World, vm: Ref, bytes: (disk: number) => number): void {
  for (const [index, file] of diskFiles(world.prop(vm, 'config')).entries()) {
    const at = resolvePath(world, file, datacenterOf(world, vm))
    const volume = volumeOf(world, at.datastore)
    const node = volume.file(at.path)
    if (node?.disk?.parent !== undefined) volume.resize(node, node.size + bytes(index))
  }
  refreshFiles(world, vm)
}

/** Give every disk that takes part in snapshots a new delta file on top of its present one. */
function writeOnDeltas(world: World, vm: Ref): void {
  const devices = devicesOf(world.prop(vm, 'config')).map((device) => {
    const backing = object(device, 'backing')
    const file = backingFile(device)
    if (!isDisk(device) || file === undefined || isIndependent(device)) return device
    const at = resolvePath(world, file, datacenterOf(world, vm))
    const delta = nextDelta(world, at)
    const volume = volumeOf(world, at.datastore)
    const base = volume.file(at.path)
    placeFile(volume, delta.path, {
      modified: world.clock.now(),
      size: 16 * 1024 ** 2,
      ...(base?.disk && { disk: { ...base.disk, thin: true, parent: at.path } }),
    })
    const { parent: _older, ...flat } = backing ?? {}
    return { ...device, backing: { ...flat, fileName: pathText(delta.name, delta.path), parent: backing } }
  })
  world.update(vm, { 'config.hardware.device': devices })
}

/** `disk-000003.vmdk` beside `disk.vmdk`. */
function nextDelta(world: World, at: DatastorePath): DatastorePath {
  const stem = at.path.replace(/(-\d{6})?\.vmdk$/, '')
  const volume = volumeOf(world, at.datastore)
  for (let count = 1; ; count++) {
    const path = `${stem}-${String(count).padStart(6, '0')}.vmdk`
    if (volume.find(path) === undefined) return { ...at, path }
  }
}

function setTree(world: World, vm: Ref, tree: readonly DataObject[], current: Ref | undefined): void {
  for (const node of walkSnapshots(tree)) {
    const at = refIn(node, 'snapshot')
    const children = objects(node, 'childSnapshotList').map((child) => child['snapshot'])
    if (at !== undefined && world.get(at) !== undefined) world.update(at, { childSnapshot: children })
  }
  world.update(vm, {
    snapshot: tree.length === 0 ? undefined : { ...(current && { currentSnapshot: current }), rootSnapshotList: tree },
    rootSnapshot: tree.map((node) => node['snapshot']),
  })
  writeSnapshotList(world, vm)
  refreshFiles(world, vm)
}

/** The .vmsd file, which lists the snapshots in the VMX's own notation. */
function writeSnapshotList(world: World, vm: Ref): void {
  const vmx = vmxPathOf(world, vm)
  const nodes = walkSnapshots(treeOf(world, vm))
  const lines = ['.encoding = "UTF-8"', `snapshot.numSnapshots = "${nodes.length}"`]
  for (const [index, node] of nodes.entries()) {
    const id = number(node, 'id') ?? index + 1
    lines.push(
      `snapshot${index}.uid = "${id}"`,
      `snapshot${index}.filename = "${fileStem(vmx)}-Snapshot${id}.vmsn"`,
      `snapshot${index}.displayName = "${(text(node, 'name') ?? '').replaceAll('|', '|7C').replaceAll('"', '|22')}"`,
    )
  }
  const content = Buffer.from(nodes.length === 0 ? '' : `${lines.join('\n')}\n`, 'utf8')
  placeFile(volumeOf(world, vmx.datastore), beside(vmx, `${fileStem(vmx)}.vmsd`).path, {
    modified: world.clock.now(),
    size: content.length,
    content,
  })
}

/** What reverting leads to: the configuration, and the power state that the snapshot holds. */
export function revertTo(world: World, vm: Ref, snapshot: Ref): 'poweredOn' | 'poweredOff' | 'suspended' {
  const node = findSnapshot(treeOf(world, vm), snapshot)
  const saved = world.prop(snapshot, 'config')
  discardDeltas(world, vm)
  const name = world.prop(vm, 'name')
  const changeVersion = world.clock.now().toISOString()
  world.update(vm, { config: { ...(saved as DataObject), name, changeVersion } }) // put there by takeSnapshot
  writeOnDeltas(world, vm)
  setTree(world, vm, treeOf(world, vm), snapshot)
  const state = text(node, 'state')
  return state === 'poweredOn' || state === 'suspended' ? state : 'poweredOff'
}

/** Delete the files that only the VM's present state uses. */
function discardDeltas(world: World, vm: Ref): void {
  const kept = new Set(snapshotFiles(world, vm))
  for (const file of diskFiles(world.prop(vm, 'config'))) {
    const at = resolvePath(world, file, datacenterOf(world, vm))
    if (!kept.has(file)) volumeOf(world, at.datastore).delete(at.path, world.clock.now())
  }
}

const diskFiles = (config: unknown): readonly string[] =>
  devicesOf(config)
    .filter(isDisk)
    .map(backingFile)
    .filter((file) => file !== undefined)

const snapshotFiles = (world: World, vm: Ref): readonly string[] =>
  walkSnapshots(treeOf(world, vm)).flatMap((node) => {
    const at = refIn(node, 'snapshot')
    return at === undefined ? [] : diskFiles(world.prop(at, 'config'))
  })

/** Remove a snapshot (and those below it), merging what its disks hold into what stays. */
export function removeSnapshot(world: World, vm: Ref, snapshot: Ref, withChildren: boolean): void {
  const tree = treeOf(world, vm)
  const node = findSnapshot(tree, snapshot)
  if (node === undefined) return
  const removed = withChildren ? walkSnapshots([node]) : [node]
  const removedRefs = removed.map((gone) => refIn(gone, 'snapshot')).filter((at) => at !== undefined)
  let current = currentSnapshot(world, vm)
  if (removedRefs.some((at) => sameRef(at, current))) current = parentSnapshot(tree, snapshot)
  const bases = removedRefs.toReversed().flatMap((at) => diskFiles(world.prop(at, 'config')))
  for (const gone of removed) deleteSnapshotFiles(world, vm, number(gone, 'id') ?? 0)
  for (const at of removedRefs) world.remove(at)
  setTree(world, vm, dropSnapshot(tree, snapshot, withChildren), current)
  for (const base of bases) mergeInto(world, vm, base)
  refreshFiles(world, vm)
}

export function removeAllSnapshots(world: World, vm: Ref): void {
  for (const root of treeOf(world, vm)) {
    const at = refIn(root, 'snapshot')
    if (at !== undefined) removeSnapshot(world, vm, at, true)
  }
}

function deleteSnapshotFiles(world: World, vm: Ref, id: number): void {
  const vmx = vmxPathOf(world, vm)
  const volume = volumeOf(world, vmx.datastore)
  for (const suffix of ['vmsn', 'vmem']) {
    volume.delete(beside(vmx, `${fileStem(vmx)}-Snapshot${id}.${suffix}`).path, world.clock.now())
  }
}

/**
 * A disk file that no snapshot freezes any more takes in the one delta on top of it. With several deltas on top it has
 * to stay as it is; with none, nobody needs it unless the VM itself writes to it.
 */
function mergeInto(world: World, vm: Ref, base: string): void {
  if (snapshotFiles(world, vm).includes(base)) return
  const at = resolvePath(world, base, datacenterOf(world, vm))
  const volume = volumeOf(world, at.datastore)
  const file = volume.file(at.path)
  if (file === undefined) return
  const folder = homeOf(at).path
  const deltas = [...(volume.folder(folder)?.children ?? [])].flatMap(([name, node]) =>
    node.kind === 'file' && node.disk?.parent === at.path ? [{ name, node }] : [],
  )
  const [delta, another] = deltas
  if (delta === undefined) {
    if (!diskFiles(world.prop(vm, 'config')).includes(base)) volume.delete(at.path, world.clock.now())
    return
  }
  if (another !== undefined) return
  const deltaPath = beside(at, delta.name).path
  const capacity = (file.disk?.capacityKb ?? 0) * 1024
  volume.resize(file, Math.min(Math.max(capacity, file.size), file.size + bytesOf(delta.node)))
  volume.delete(deltaPath, world.clock.now())
  for (const node of volume.folder(folder)?.children.values() ?? []) {
    if (node.kind === 'file' && node.disk?.parent === deltaPath) node.disk.parent = at.path
  }
  renameBacking(world, vm, pathText(at.name, deltaPath), base)
}

/** Let everything that used a delta use the file that took it in. */
function renameBacking(world: World, vm: Ref, from: string, to: string): void {
  const fix = (config: unknown) =>
    devicesOf(config).map((device) => {
      const backing = object(device, 'backing')
      return backing === undefined || !isDisk(device) ? device : { ...device, backing: renamed(backing, from, to) }
    })
  world.update(vm, { 'config.hardware.device': fix(world.prop(vm, 'config')) })
  for (const node of walkSnapshots(treeOf(world, vm))) {
    const at = refIn(node, 'snapshot')
    if (at !== undefined) world.update(at, { 'config.hardware.device': fix(world.prop(at, 'config')) })
  }
}

function renamed(backing: DataObject, from: string, to: string): DataObject {
  const parent = object(backing, 'parent')
  if (text(backing, 'fileName') === from)
    return parent !== undefined && text(parent, 'fileName') === to ? parent : { ...backing, fileName: to }
  return parent === undefined ? backing : { ...backing, parent: renamed(parent, from, to) }
}
