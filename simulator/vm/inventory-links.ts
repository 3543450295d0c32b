import { Ref } from '../vim25/value'
import { addRef, dropRef, hostOf, parentOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'

/** The lists of other entities in which a VM appears. */

/** The VM now has files on these datastores and cards on these networks. */
export function relink(world: World, vm: Ref, datastores: readonly Ref[], networks: readonly Ref[]): void {
  for (const [path, after] of [
    ['datastore', datastores],
    ['network', networks],
  ] as const) {
    const before = refsAt(world, vm, path)
    for (const gone of before) if (!after.some((at) => at.key === gone.key)) dropRef(world, gone, 'vm', vm)
    for (const added of after) addRef(world, added, 'vm', vm)
    world.update(vm, { [path]: after })
  }
}

/** Take a VM out of every list. */
export function unlink(world: World, vm: Ref): void {
  const pool = world.prop(vm, 'resourcePool')
  const host = hostOf(world, vm)
  const folder = parentOf(world, vm)
  if (folder !== undefined) dropRef(world, folder, 'childEntity', vm)
  if (host !== undefined) dropRef(world, host, 'vm', vm)
  if (pool instanceof Ref) dropRef(world, pool, 'vm', vm)
  for (const at of [...refsAt(world, vm, 'datastore'), ...refsAt(world, vm, 'network')]) dropRef(world, at, 'vm', vm)
}

/** Another host runs the VM now. */
export function moveToHost(world: World, vm: Ref, host: Ref, pool: Ref | undefined): void {
  const before = hostOf(world, vm)
  if (before !== undefined) dropRef(world, before, 'vm', vm)
  addRef(world, host, 'vm', vm)
  const oldPool = world.prop(vm, 'resourcePool')
  if (pool !== undefined && oldPool instanceof Ref && oldPool.key !== pool.key) {
    dropRef(world, oldPool, 'vm', vm)
    addRef(world, pool, 'vm', vm)
  }
  world.update(vm, { 'runtime.host': host, ...(pool && { resourcePool: pool }) })
}
