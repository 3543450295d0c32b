import { postEvent } from './events'
import { invalidArgument, SimFault } from './faults'
import { datacenterOf, nameOf, refsAt } from './inventory-walk'
import { isDataObject, sameRef, type Ref } from './value'
import type { World } from './world'

/** The properties of a VM and of its snapshots in which paths stand. */
const vmPaths = ['config.files', 'config.hardware', 'layout', 'layoutEx'] as const

/**
 * Give a datastore another name, in its stored form (`%2f` for `/`). The paths of its VMs follow.
 * Throws InvalidName, DuplicateName.
 */
export function renameDatastore(world: World, datastore: Ref, newName: string, userName: string | undefined): void {
  const oldName = nameOf(world, datastore)
  if (newName === oldName) return
  if (newName === '') throw invalidArgument('newName')
  if (newName.length > 80 || /[[\]/\\\0]/.test(newName)) {
    throw new SimFault('InvalidName', { name: newName, entity: datastore }, `The name '${newName}' is not valid.`)
  }
  const datacenter = datacenterOf(world, datastore)
  const taken = (datacenter === undefined ? [] : refsAt(world, datacenter, 'datastore')).find(
    (at) => !sameRef(at, datastore) && nameOf(world, at) === newName,
  )
  if (taken !== undefined) {
    throw new SimFault('DuplicateName', { name: newName, object: taken }, `The name '${newName}' already exists.`)
  }
  world.update(datastore, { name: newName, ...volumeName(world, datastore, newName) })
  const rename = (value: unknown) => renamed(value, `[${oldName}]`, `[${newName}]`)
  for (const vm of refsAt(world, datastore, 'vm')) {
    const changes = vmPaths.map((path) => [path, rename(world.prop(vm, path))] as const)
    world.update(vm, Object.fromEntries(changes.filter(([, value]) => value !== undefined)))
    for (const snapshot of refsAt(world, vm, 'rootSnapshot'))
      world.update(snapshot, { config: rename(world.prop(snapshot, 'config')) })
  }
  postEvent(world, {
    type: 'DatastoreRenamedEvent',
    about: datastore,
    message: `Renamed datastore from ${oldName} to ${newName}`,
    fields: { datastore: { name: newName, datastore }, oldName, newName },
    ...(userName !== undefined && { userName }),
  })
}

/** The file system's own label, which VMFS and NFS have. */
function volumeName(world: World, datastore: Ref, name: string): Record<string, string> {
  const field = ['vmfs', 'nas'].find((at) => world.prop(datastore, `info.${at}`) !== undefined)
  return field === undefined ? {} : { [`info.${field}.name`]: name }
}

/** The same data with another datastore in its paths; what has none in it is returned as it is. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string')
    return value.startsWith(`${from} `) || value === from ? to + value.slice(from.length) : value
  if (Array.isArray(value)) {
    const items = value.map((item) => renamed(item, from, to))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isDataObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, renamed(inner, from, to)] as const)
  return entries.some(([key, inner]) => inner !== value[key]) ? Object.fromEntries(entries) : value
}
