import { resolvePath, type DatastorePath } from '../estate/datastore-files'
import { isWithin } from '../estate/volume'
import { invalidArgument, SimFault } from '../vim25/faults'
import { text } from '../vim25/read-data'
import { Ref } from '../vim25/value'
import { homeOf, refreshFiles, vmxPathOf } from '../vm/files'
import { refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import type { CallContext } from './method'

/** What VMFS allows, in bytes. */
const longestName = 255
const longestPath = 2_048

/**
 * The place that an argument names, on a datastore that can be reached. `within` is whose datastores are meant: a
 * datacenter's, or a browser's, which has a list of them as well.
 * Throws InvalidDatastorePath, InvalidDatastore, InaccessibleDatastore.
 */
export function placeIn(world: World, path: string, within: Ref | undefined): DatastorePath {
  const at = resolvePath(world, path, within)
  const tooLong = at.path.split('/').some((name) => Buffer.byteLength(name) > longestName)
  if (tooLong || Buffer.byteLength(at.path) > longestPath) {
    throw new SimFault(
      'InvalidDatastorePath',
      { datastorePath: path },
      `Invalid datastore path '${path.slice(0, 300)}'.`,
    )
  }
  if (world.prop(at.datastore, 'summary.accessible') !== true) {
    throw new SimFault(
      'InaccessibleDatastore',
      { datastore: at.datastore, name: at.name },
      `Unable to access the datastore '${at.name}'.`,
    )
  }
  return at
}

/** The place that a pair of parameters names: a path, and the datacenter that vCenter needs to tell datastores apart. */
export function placeArgument(
  ctx: CallContext,
  args: Record<string, unknown>,
  names: { path: string; datacenter: string; otherwise?: string },
): DatastorePath {
  const given = args[names.datacenter] ?? (names.otherwise === undefined ? undefined : args[names.otherwise])
  const datacenter = given instanceof Ref ? given : undefined
  if (datacenter === undefined && ctx.world.product === 'vcenter') throw invalidArgument(names.datacenter)
  if (datacenter !== undefined && ctx.world.get(datacenter) === undefined) {
    throw new SimFault('ManagedObjectNotFound', { obj: datacenter })
  }
  return placeIn(ctx.world, text(args, names.path) ?? '', datacenter)
}

/** Bring the file lists up to date of the VMs that live in, above or below places whose files have changed. */
export function refreshVmsAt(world: World, ...places: readonly DatastorePath[]): void {
  const datastores = new Map(places.map((at) => [at.datastore.key, at.datastore]))
  for (const vm of [...datastores.values()].flatMap((datastore) => refsAt(world, datastore, 'vm'))) {
    const home = homeOf(vmxPathOf(world, vm))
    const near = places.some(
      (at) => at.datastore.key === home.datastore.key && (isWithin(at.path, home.path) || isWithin(home.path, at.path)),
    )
    if (near) refreshFiles(world, vm)
  }
}

/** How long it takes to write so much on an ordinary array, in simulated milliseconds: 250 MB/s, two minutes at most. */
export const writingMs = (bytes: number): number => Math.min(120_000, 300 + bytes / 250_000)
