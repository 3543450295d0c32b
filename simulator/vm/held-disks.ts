import { diskChangesOf, type DatastorePath } from '../estate/datastore-files'
import { parsePath, pathsTouch } from '../vim25/property-path'
import { objects } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { refsAt } from '../world/inventory-walk'
import { perWorld, type Change, type World } from '../world/world'
import { isDisk } from './devices'
import { diskChain } from './files'
import { powerStateOf } from './power-state'

/**
 * Which running VMs have which disk files open, found by file: a power-on must not go through all VMs that run. A datastore's VMs are
 * looked at when somebody first asks about it, and then again only those that changed. What a disk hangs on is no property of a VM:
 * when a disk file comes, goes or moves, all are looked at anew.
 */
type HeldDisks = {
  readonly holders: Map<string, Set<string>>
  readonly filesOf: Map<string, readonly string[]>
  /** Datastores whose VMs have been looked at. */
  readonly known: Set<string>
  readonly changed: Map<string, Ref>
  diskChanges: number
}

const heldDisks = perWorld((world): HeldDisks => {
  const held: HeldDisks = {
    holders: new Map(),
    filesOf: new Map(),
    known: new Set(),
    changed: new Map(),
    diskChanges: 0,
  }
  world.on((change) => {
    if (change.ref.type === 'VirtualMachine' && concernsDisks(change)) held.changed.set(change.ref.key, change.ref)
  })
  return held
})

const deciding = ['runtime.powerState', 'runtime.host', 'parent', 'config.hardware.device'].map(
  (path) => parsePath(path) ?? [],
)

const concernsDisks = (change: Change): boolean =>
  change.kind !== 'update' || change.paths.some((path) => deciding.some((other) => pathsTouch(path, other)))

function forgetAll({ holders, filesOf, known, changed }: HeldDisks): void {
  for (const all of [holders, filesOf, known, changed]) all.clear()
}

/** Whether a running VM, other than this one, has a disk file open: as its disk, or below it in the chain of its snapshots. */
export function isHeldByAnother(world: World, vm: Ref, at: DatastorePath): boolean {
  const held = heldDisks(world)
  const diskChanges = diskChangesOf(world)
  if (held.diskChanges !== diskChanges) forgetAll(held)
  held.diskChanges = diskChanges
  if (!held.known.has(at.datastore.key)) {
    held.known.add(at.datastore.key)
    for (const other of refsAt(world, at.datastore, 'vm')) held.changed.set(other.key, other)
  }
  for (const other of held.changed.values()) lookAt(world, held, other)
  held.changed.clear()
  const holders = held.holders.get(fileKey(at))
  return holders !== undefined && (holders.size > 1 || !holders.has(vm.key))
}

function lookAt(world: World, held: HeldDisks, vm: Ref): void {
  for (const file of held.filesOf.get(vm.key) ?? []) {
    const holders = held.holders.get(file)
    holders?.delete(vm.key)
    if (holders?.size === 0) held.holders.delete(file)
  }
  held.filesOf.delete(vm.key)
  if (powerStateOf(world, vm) !== 'poweredOn') return
  const disks = objects(world.prop(vm, 'config.hardware'), 'device').filter(isDisk)
  const files = disks.flatMap((disk) => diskChain(world, vm, disk).map(fileKey))
  held.filesOf.set(vm.key, files)
  for (const file of files) {
    const holders = held.holders.get(file)
    if (holders === undefined) held.holders.set(file, new Set([vm.key]))
    else holders.add(vm.key)
  }
}

const fileKey = (at: DatastorePath) => `${at.datastore.key} ${at.path}`
