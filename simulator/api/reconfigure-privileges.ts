import { datastoreNamed, datastorePathOf } from '../estate/datastore-files'
import { flag, number, object, objects, refIn, text } from '../vim25/read-data'
import { sameRef, type DataObject, type Ref } from '../vim25/value'
import { isCdrom, isDisk, isNic } from '../vm/devices'
import type { World } from '../world/world'

type Needed = { readonly object: Ref | undefined; readonly privilegeId: string }

const config = (name: string) => `VirtualMachine.Config.${name}`

/** What each plain field of a ConfigSpec takes. Fields that are not here take Config.Settings. */
const ofField: Readonly<Record<string, readonly string[]>> = {
  name: [config('Rename')],
  annotation: [config('Rename'), config('Annotation')],
  numCPUs: [config('CPUCount')],
  numCoresPerSocket: [config('CPUCount')],
  cpuHotAddEnabled: [config('CPUCount')],
  cpuHotRemoveEnabled: [config('CPUCount')],
  memoryMB: [config('Memory')],
  memoryHotAddEnabled: [config('Memory')],
  cpuAllocation: [config('Resource')],
  memoryAllocation: [config('Resource')],
  cpuAffinity: [config('Resource')],
  memoryAffinity: [config('Resource')],
  latencySensitivity: [config('Resource')],
  memoryReservationLockedToMax: [config('Resource')],
  extraConfig: [config('AdvancedConfig')],
  changeTrackingEnabled: [config('ChangeTracking')],
  swapPlacement: [config('SwapPlacement')],
  maxMksConnections: [config('MksControl')],
  guestAutoLockEnabled: [config('MksControl')],
  managedBy: [config('ManagedBy')],
  changeVersion: [],
  deviceChange: [],
  $type: [],
}

/** The privileges that a reconfiguration takes; without an object they are taken on the VM itself. */
export function reconfigurePrivileges(world: World, vm: Ref, spec: DataObject): readonly Needed[] {
  const fields = Object.entries(spec).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  const own = new Set(fields.flatMap(([field]) => ofField[field] ?? [config('Settings')]))
  const devices = objects(spec, 'deviceChange').flatMap((change) => ofDevice(world, vm, change))
  for (const { object: at, privilegeId } of devices) if (at === undefined) own.add(privilegeId)
  return [
    ...[...own].map((privilegeId) => ({ object: undefined, privilegeId })),
    ...devices.filter(({ object: at }) => at !== undefined),
  ]
}

function ofDevice(world: World, vm: Ref, change: DataObject): readonly Needed[] {
  const device = object(change, 'device') ?? {}
  const onVm = (...ids: readonly string[]): readonly Needed[] =>
    ids.map((id) => ({ object: undefined, privilegeId: id }))
  const operation = text(change, 'operation')
  const backing = object(device, 'backing')
  const network = isNic(device) ? refIn(backing, 'network') : undefined
  const assign = network === undefined ? [] : [{ object: network, privilegeId: 'Network.Assign' }]
  if (isDisk(device)) return ofDisk(world, vm, change, device)
  if (operation !== 'edit') return [...onVm(config('AddRemoveDevice')), ...(operation === 'add' ? assign : [])]
  const before = objects(world.prop(vm, 'config.hardware'), 'device').find(
    (at) => number(at, 'key') === number(device, 'key'),
  )
  const connects = flag(object(device, 'connectable'), 'connected') !== flag(object(before, 'connectable'), 'connected')
  const otherMedia = text(backing, 'fileName') !== text(object(before, 'backing'), 'fileName')
  if (isCdrom(device) && otherMedia) return onVm('VirtualMachine.Interact.SetCDMedia')
  if (device.$type === 'VirtualFloppy' && otherMedia) return onVm('VirtualMachine.Interact.SetFloppyMedia')
  if (connects) return onVm('VirtualMachine.Interact.DeviceConnection')
  const moved = !sameRef(network, refIn(object(before, 'backing'), 'network'))
  return [...onVm(config('EditDevice')), ...(moved ? assign : [])]
}

function ofDisk(world: World, vm: Ref, change: DataObject, disk: DataObject): readonly Needed[] {
  const operation = text(change, 'operation')
  const verb =
    operation === 'add'
      ? text(change, 'fileOperation') === undefined
        ? 'AddExistingDisk'
        : 'AddNewDisk'
      : operation === 'remove'
        ? 'RemoveDisk'
        : grows(world, vm, disk)
          ? 'DiskExtend'
          : 'EditDevice'
  const backing = object(disk, 'backing')
  const name = datastorePathOf(world, text(backing, 'fileName') ?? '')?.name
  const named = name === undefined ? undefined : datastoreNamed(world, name)
  const at = refIn(backing, 'datastore') ?? named ?? refIn({ first: world.prop(vm, 'datastore') }, 'first')
  const writes = verb === 'AddNewDisk' || verb === 'DiskExtend'
  return [
    { object: undefined, privilegeId: config(verb) },
    ...(writes && at !== undefined ? [{ object: at, privilegeId: 'Datastore.AllocateSpace' }] : []),
  ]
}

function grows(world: World, vm: Ref, disk: DataObject): boolean {
  const before = objects(world.prop(vm, 'config.hardware'), 'device').find(
    (at) => number(at, 'key') === number(disk, 'key'),
  )
  return (number(disk, 'capacityInKB') ?? 0) > (number(before, 'capacityInKB') ?? 0)
}
