import { noSpace, pathText, volumeOf } from '../estate/datastore-files'
import { copyNode, type Volume } from '../estate/volume'
import { number, object, objects, refIn, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { nameOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { homeOf, vmxPathOf } from './files'
import { walkSnapshots } from './snapshot-tree'
import { snapshotTree } from './snapshots'

/** Move a VM's folder to another datastore; its files and what names them follow. Throws NoDiskSpace. */
export function moveFiles(world: World, vm: Ref, datastore: Ref): void {
  const vmx = vmxPathOf(world, vm)
  if (vmx.datastore.key === datastore.key) return
  const from = volumeOf(world, vmx.datastore)
  const to = volumeOf(world, datastore)
  const home = homeOf(vmx).path
  const folder = from.folder(home)
  if (folder === undefined) return
  const name = nameOf(world, datastore)
  if (to.free < (number(world.prop(vm, 'summary.storage'), 'committed') ?? 0))
    throw noSpace({ datastore, name, path: home })
  let target = home
  for (let copy = 1; to.find(target) !== undefined; copy++) target = `${home}_${copy}`
  to.set(target, copyNode(folder, world.clock.now()))
  from.delete(home, world.clock.now())
  renameParents(to, home, target)

  const oldHome = `[${vmx.name}] ${home}/`
  const moved = (file: string) =>
    file.startsWith(oldHome) ? pathText(name, `${target}/${file.slice(oldHome.length)}`) : file
  const files = object(world.prop(vm, 'config'), 'files') ?? {}
  world.update(vm, {
    'config.hardware.device': movedDevices(world.prop(vm, 'config'), moved, datastore),
    'config.files': Object.fromEntries(
      Object.entries(files).map(([key, value]) => [key, typeof value === 'string' ? moved(value) : value]),
    ),
  })
  for (const node of walkSnapshots(snapshotTree(world, vm))) {
    const snapshot = refIn(node, 'snapshot')
    if (snapshot === undefined) continue
    world.update(snapshot, { 'config.hardware.device': movedDevices(world.prop(snapshot, 'config'), moved, datastore) })
  }
}

function renameParents(volume: Volume, from: string, to: string): void {
  for (const node of volume.folder(to)?.children.values() ?? []) {
    if (node.kind !== 'file' || node.disk?.parent === undefined) continue
    node.disk = { ...node.disk, parent: node.disk.parent.replace(`${from}/`, `${to}/`) }
  }
}

function movedDevices(config: unknown, moved: (file: string) => string, datastore: Ref): readonly DataObject[] {
  return objects(object(config, 'hardware'), 'device').map((device) => {
    const backing = object(device, 'backing')
    return backing === undefined ? device : { ...device, backing: movedBacking(backing, moved, datastore) }
  })
}

function movedBacking(backing: DataObject, moved: (file: string) => string, datastore: Ref): DataObject {
  const parent = object(backing, 'parent')
  const file = text(backing, 'fileName')
  const here = file === undefined || moved(file) === file ? {} : { fileName: moved(file), datastore }
  return { ...backing, ...here, ...(parent && { parent: movedBacking(parent, moved, datastore) }) }
}
