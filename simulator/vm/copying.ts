import { noSpace, volumeOf } from '../estate/datastore-files'
import { number } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { nameOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import type { RunningTask } from './task-work'

/** What is written of the disks of a VM, in bytes. */
const committedOf = (world: World, vm: Ref) => number(world.prop(vm, 'summary.storage'), 'committed') ?? 0

/** Copying goes at about 400 MB a second of allocated space, capped so that nobody waits for minutes. */
const copyMs = (world: World, vm: Ref) => {
  const bytes = committedOf(world, vm)
  return Math.max(4_000, Math.min(90_000, bytes / 400_000))
}

/** Parts in which files are copied: between them a datastore can turn out to be full. */
const parts = 8

/** Copies go on until the datastore is full, and what was copied so far goes again. Throws NoDiskSpace. */
export async function copying(
  world: World,
  vm: Ref,
  to: Ref,
  task: RunningTask,
  from: number,
  until: number,
): Promise<void> {
  const bytes = committedOf(world, vm)
  const at = (part: number) => from + ((until - from) * part) / parts
  for (let part = 1; part <= parts; part++) {
    await task.work(copyMs(world, vm) / parts, at(part - 1), at(part))
    if (volumeOf(world, to).free < (bytes * part) / parts)
      throw noSpace({ datastore: to, name: nameOf(world, to), path: nameOf(world, vm) })
  }
}
