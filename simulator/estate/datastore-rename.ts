import { invalidArgument, SimFault } from '../vim25/faults'
import { isDataObject, sameRef, type Ref } from '../vim25/value'
import { postEvent } from '../world/events'
import { datacenterOf, nameOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'

/** The properties of a VM in which paths stand; its snapshots have the first two. */
const configPaths = ['config.files', 'config.hardware']
const vmPaths = [...configPaths, 'layout', 'layoutEx']

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
  const rename = (of: Ref, paths: readonly string[]): void => {
    const changes = paths.map((path) => [path, renamed(world.prop(of, path), `[${oldName}]`, `[${newName}]`)] as const)
    world.update(of, Object.fromEntries(changes.filter(([, value]) => value !== undefined)))
  }
  for (const vm of refsAt(world, datastore, 'vm')) {
    rename(vm, vmPaths)
    for (const snapshot of snapshotsOf(world, vm)) rename(snapshot, configPaths)
  }
  postEvent(world, {
    type: 'DatastoreRenamedEvent',
    about: datastore,
    message: `Renamed datastore from ${oldName} to ${newName}`,
    fields: { datastore: { name: newName, datastore }, oldName, newName },
    ...(userName !== undefined && { userName }),
  })
}

const snapshotsOf = (world: World, vm: Ref): readonly Ref[] =>
  world
    .byType('VirtualMachineSnapshot')
    .filter(({ props }) => sameRef(props['vm'], vm))
    .map(({ ref }) => ref)

/** The file system's own label, which VMFS and NFS have. */
function volumeName(world: World, datastore: Ref, name: string): Record<string, string> {
  const field = ['vmfs', 'nas'].find((at) => world.prop(datastore, `info.${at}`) !== undefined)
  return field === undefined ? {} : { [`info.${field}.name`]: name }
}

/** The same data with another datastore in its paths, and in the labels that show them; what has none is returned as it is. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return value === from ? to : value.replaceAll(`${from} `, () => `${to} `)
  if (Array.isArray(value)) {
    const items = value.map((item) => renamed(item, from, to))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isDataObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, renamed(inner, from, to)] as const)
  return entries.some(([key, inner]) => inner !== value[key]) ? Object.fromEntries(entries) : value
}
