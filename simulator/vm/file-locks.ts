import { pathText, type DatastorePath } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { objects } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { isDisk } from './devices'
import { diskChain, vmxPathOf } from './files'
import { isHeldByAnother } from './held-disks'
import { powerStateOf } from './power-state'

/**
 * Files that a running VM holds open: its configuration, its swap file and its disks. A host lets nobody change or
 * delete them. Throws FileLocked.
 */
export function refuseLocked(world: World, at: DatastorePath): void {
  for (const vm of refsAt(world, at.datastore, 'vm')) {
    if (powerStateOf(world, vm) !== 'poweredOn') continue
    const held = heldFiles(world, vm).find((file) => sameOrBelow(file, at))
    if (held === undefined) continue
    const file = pathText(held.name, held.path)
    throw new SimFault('FileLocked', { file }, `Unable to access file ${file} since it is locked`)
  }
}

function heldFiles(world: World, vm: Ref): readonly DatastorePath[] {
  const vmx = vmxPathOf(world, vm)
  const disks = objects(world.prop(vm, 'config.hardware'), 'device').filter(isDisk)
  const swap = { ...vmx, path: vmx.path.replace(/\.vmx$/i, '.vswp') }
  return [vmx, swap, ...disks.flatMap((disk) => diskChain(world, vm, disk))]
}

const sameOrBelow = (file: DatastorePath, at: DatastorePath) =>
  file.datastore.key === at.datastore.key &&
  (file.path === at.path || file.path.startsWith(at.path === '' ? '' : `${at.path}/`))

/** Another VM that runs has the disk open for writing, so that nobody else can. */
export function refuseHeldDisk(world: World, vm: Ref, at: DatastorePath): void {
  if (!isHeldByAnother(world, vm, at)) return
  const file = pathText(at.name, at.path)
  throw new SimFault('FileLocked', { file }, `Unable to access file ${file} since it is locked`, [
    { key: 'msg.fileio.lock', message: 'Failed to lock the file' },
    {
      key: 'msg.disk.noBackEnd',
      arg: [{ key: '1', value: file }],
      message: `Cannot open the disk '${file}' or one of the snapshot disks it depends on.`,
    },
  ])
}

/** The VM whose configuration file this is. */
export function vmOfVmx(world: World, at: DatastorePath): Ref | undefined {
  return refsAt(world, at.datastore, 'vm').find((vm) => {
    const vmx = vmxPathOf(world, vm)
    return vmx.datastore.key === at.datastore.key && vmx.path === at.path
  })
}
