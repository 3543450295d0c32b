import type { World } from './world'

/**
 * State that belongs to a world but is not a managed object: its files, its event log, what its VMs are up to.
 * Made when first asked for and gone with the world, so that two worlds in one process share nothing.
 */
export function perWorld<T>(create: (world: World) => T): (world: World) => T {
  const states = new WeakMap<World, T>()
  return (world) => {
    let state = states.get(world)
    if (state === undefined) states.set(world, (state = create(world)))
    return state
  }
}
