import { resolvePath, volumeOf } from '../estate/datastore-files'
import { objects, refIn } from '../vim25/read-data'
import { Ref } from '../vim25/value'
import { postVmEvent } from '../world/events'
import { datacenterOf } from '../world/inventory-walk'
import { forgetTraits } from '../world/vm-traits'
import type { World } from '../world/world'
import { leaveVmx } from './config-file'
import { backingFile, isDisk } from './devices'
import { beside, diskChain, fileStem, homeOf, vmxPathOf } from './files'
import { unlink } from './inventory-links'
import { withdrawQuestions } from './questions'
import { walkSnapshots } from './snapshot-tree'
import { snapshotTree } from './snapshots'

/** Take a VM out of the inventory; its files stay. */
export function unregister(world: World, vm: Ref, chainId?: number): void {
  leaveVmx(world, vm)
  postVmEvent(world, vm, 'VmRemovedEvent', 'Removed {vm}', { ...(chainId !== undefined && { chainId }) })
  withdrawQuestions(world, vm, 'The virtual machine was removed.')
  for (const node of walkSnapshots(snapshotTree(world, vm))) {
    const snapshot = refIn(node, 'snapshot')
    if (snapshot !== undefined) world.remove(snapshot)
  }
  dropAutostart(world, vm)
  unlink(world, vm)
  forgetTraits(world, vm)
  world.remove(vm)
}

/** Delete a VM with its files: configuration, disks, snapshots, logs. What others have put beside them stays. */
export function destroy(world: World, vm: Ref, chainId?: number): void {
  const vmx = vmxPathOf(world, vm)
  const now = world.clock.now()
  const volume = volumeOf(world, vmx.datastore)
  for (const device of objects(world.prop(vm, 'config.hardware'), 'device')) {
    if (!isDisk(device) || backingFile(device) === undefined) continue
    for (const link of diskChain(world, vm, device)) volumeOf(world, link.datastore).delete(link.path, now)
  }
  for (const node of walkSnapshots(snapshotTree(world, vm))) deleteSnapshotDisks(world, vm, refIn(node, 'snapshot'))
  const stem = fileStem(vmx)
  const own = new RegExp(
    `^(${escapeRegExp(stem)}\\.(vmx|vmxf|vmsd|nvram|vswp|vmss)|${escapeRegExp(stem)}-Snapshot\\d+\\.(vmsn|vmem)|vmware(-\\d+)?\\.log)$`,
  )
  for (const name of volume.folder(homeOf(vmx).path)?.children.keys() ?? []) {
    if (own.test(name)) volume.delete(beside(vmx, name).path, now)
  }
  const home = homeOf(vmx).path
  unregister(world, vm, chainId)
  if (home !== '' && volume.folder(home)?.children.size === 0) volume.delete(home, now)
}

function deleteSnapshotDisks(world: World, vm: Ref, snapshot: Ref | undefined): void {
  if (snapshot === undefined) return
  for (const device of objects(world.prop(snapshot, 'config.hardware'), 'device')) {
    const file = isDisk(device) ? backingFile(device) : undefined
    if (file === undefined) continue
    const at = resolvePath(world, file, datacenterOf(world, vm))
    volumeOf(world, at.datastore).delete(at.path, world.clock.now())
  }
}

const escapeRegExp = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

function dropAutostart(world: World, vm: Ref): void {
  for (const { ref } of world.byType('HostAutoStartManager')) {
    const entries = objects(world.prop(ref, 'config'), 'powerInfo')
    const kept = entries.filter((entry) => !(entry['key'] instanceof Ref && entry['key'].key === vm.key))
    if (kept.length !== entries.length) world.update(ref, { 'config.powerInfo': kept })
  }
}
