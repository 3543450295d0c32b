import { Ref } from '../vim25/value'
import type { World } from './world'

/** Questions about where an entity stands in the inventory. */

const refAt = (world: World, entity: Ref, path: string): Ref | undefined => {
  const value = world.prop(entity, path)
  return value instanceof Ref ? value : undefined
}

/** An entity's stored name (percent-encoded, as the API shows it). */
export function nameOf(world: World, entity: Ref): string {
  const name = world.prop(entity, 'name')
  return typeof name === 'string' ? name : entity.value
}

export const hostOf = (world: World, vm: Ref): Ref | undefined => refAt(world, vm, 'runtime.host')
export const parentOf = (world: World, entity: Ref): Ref | undefined => refAt(world, entity, 'parent')

/** The entity itself and everything above it, nearest first. */
export function ancestry(world: World, entity: Ref): readonly Ref[] {
  const path: Ref[] = []
  for (let here: Ref | undefined = entity; here !== undefined && path.length < 64; here = parentOf(world, here))
    path.push(here)
  return path
}

export function datacenterOf(world: World, entity: Ref): Ref | undefined {
  const found = ancestry(world, entity).find((at) => at.type === 'Datacenter')
  if (found !== undefined || entity.type !== 'VirtualMachine') return found
  const host = hostOf(world, entity)
  return host === undefined ? undefined : datacenterOf(world, host)
}

export const computeOf = (world: World, host: Ref): Ref | undefined => parentOf(world, host)

/** The names from below the root down to an entity, joined by `/`: what `dcPath` and FindByInventoryPath take. */
export function inventoryPath(world: World, entity: Ref): string {
  return ancestry(world, entity)
    .toReversed()
    .slice(1)
    .map((at) => nameOf(world, at))
    .join('/')
}

/** A list-of-references property, empty when unset. */
export function refsAt(world: World, entity: Ref, path: string): readonly Ref[] {
  const value = world.prop(entity, path)
  return Array.isArray(value) ? value.filter((item) => item instanceof Ref) : []
}

export function addRef(world: World, entity: Ref, path: string, added: Ref): void {
  const before = refsAt(world, entity, path)
  if (!before.some((at) => at.key === added.key)) world.update(entity, { [path]: [...before, added] })
}

export function dropRef(world: World, entity: Ref, path: string, dropped: Ref): void {
  if (world.get(entity) === undefined) return
  const before = refsAt(world, entity, path)
  const after = before.filter((at) => at.key !== dropped.key)
  if (after.length !== before.length) world.update(entity, { [path]: after })
}
