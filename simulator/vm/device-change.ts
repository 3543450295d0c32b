import { fileNotFound, resolvePath, volumeOf, volumePath } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { flag, number, object, objects, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import { setTraits, traitsOf } from '../world/vm-traits'
import type { World } from '../world/world'
import {
  cdromSummary,
  checkedSerial,
  completeDevice,
  floppySummary,
  networkBacking,
  newAddress,
  type AddContext,
} from './device-add'
import { attachDisk, destroyDisk, growDisk } from './device-disks'
import { invalidBacking, invalidDevice, invalidOperation } from './device-parts'
import { refuseGrowth, refuseOtherAddress, refuseOtherMode, refuseRemovalOfDisk, wantsNewAddress } from './device-rules'
import { refuseHeldDisk } from './file-locks'
import {
  backingFile,
  deviceKey,
  isCdrom,
  isDisk,
  isFloppy,
  isNic,
  isParallel,
  isSerial,
  serialSummary,
  withControllerLists,
} from './devices'
import { wrongPowerState } from './power-on'
import { powerStateOf } from './power-state'
import { busOfController } from './storage-devices'
import type { RunningTask } from './task-work'

/**
 * The device list after `deviceChange` of a spec. Files of new disks are made, those of destroyed ones deleted; the host
 * may ask about a CD tray that the guest holds shut. Throws InvalidDeviceSpec and its kin, FileNotFound, InvalidPowerState.
 */
export async function changeDevices(
  world: World,
  vm: Ref,
  changes: readonly DataObject[],
  task: RunningTask,
): Promise<readonly DataObject[]> {
  let devices = objects(world.prop(vm, 'config.hardware'), 'device')
  const powered = powerStateOf(world, vm) === 'poweredOn'
  const newKeys = new Map<number, number>()
  for (const [index, change] of changes.entries()) {
    const given = object(change, 'device')
    if (given === undefined) throw invalidDevice(index)
    const context: AddContext = { world, vm, devices, index, newKeys, powered }
    const operation = text(change, 'operation')
    if (operation === 'add') devices = [...devices, add(given, context, text(change, 'fileOperation') === 'create')]
    else {
      const before = devices.find((device) => deviceKey(device) === deviceKey(given))
      if (before === undefined) throw invalidDevice(index, 'device.key')
      if (operation === 'remove') {
        await remove(before, context, text(change, 'fileOperation') === 'destroy', task)
        devices = devices.filter((device) => device !== before)
      } else if (operation === 'edit' || operation === undefined) {
        const after = await edit(before, given, context, task)
        devices = devices.map((device) => (device === before ? after : device))
      } else throw invalidOperation(index, operation)
    }
  }
  return withControllerLists(devices)
}

function add(given: DataObject, context: AddContext, create: boolean): DataObject {
  const { world, vm, index, powered } = context
  if (powered && coldOnly(given)) throw wrongPowerState('poweredOff', 'poweredOn')
  const complete = completeDevice(given, context)
  const file = backingFile(given)
  if (powered && isDisk(given) && !create && file !== undefined)
    refuseHeldDisk(world, vm, resolvePath(world, file, datacenterOf(world, vm)))
  const device = isDisk(complete) ? attachDisk(world, vm, complete, create, index) : complete
  if (isCdrom(device) || isFloppy(device)) requireImage(device, context)
  context.newKeys.set(deviceKey(given), deviceKey(device))
  return device
}

/** Devices that only a VM that is off can be given or robbed of. */
const coldOnly = (device: DataObject) =>
  isSerial(device) ||
  isParallel(device) ||
  isFloppy(device) ||
  busOfController(number(device, 'controllerKey') ?? -1)?.bus === 'ide'

async function remove(before: DataObject, context: AddContext, destroy: boolean, task: RunningTask): Promise<void> {
  const { world, vm, index, powered, devices } = context
  if (powered && coldOnly(before)) throw wrongPowerState('poweredOff', 'poweredOn')
  if (deviceKey(before) < 1000) throw invalidOperation(index, 'remove')
  if (devices.some((device) => number(device, 'controllerKey') === deviceKey(before)))
    throw invalidOperation(index, 'remove')
  if (isCdrom(before)) await settleLockedTray(before, undefined, context, task)
  if (!isDisk(before)) return
  refuseRemovalOfDisk(before, destroy, context)
  if (destroy) destroyDisk(world, vm, before)
}

async function edit(
  before: DataObject,
  given: DataObject,
  context: AddContext,
  task: RunningTask,
): Promise<DataObject> {
  const { world, vm, index, powered } = context
  if (given.$type !== undefined && given.$type !== before.$type) throw invalidDevice(index, 'device')
  const after = merged(before, given, context)
  if (isDisk(before)) {
    const wantedKb = wantedCapacity(before, given)
    refuseOtherMode(before, after, context)
    refuseGrowth(before, wantedKb, context)
    return growDisk(world, vm, after, wantedKb, index)
  }
  if (isFloppy(before)) {
    requireImage(after, context)
    return relabelled(after, floppySummary(after))
  }
  if (isCdrom(before)) {
    requireImage(after, context)
    await settleLockedTray(before, after, context, task)
    return relabelled(after, cdromSummary(after))
  }
  if (isNic(before)) {
    const backing = networkBacking(after, context)
    const addressed = wantsNewAddress(before, given) ? { ...after, ...newAddress(deviceKey(before), context) } : after
    refuseOtherAddress(before, addressed, context)
    return relabelled({ ...addressed, backing }, text(backing, 'deviceName') ?? 'Network')
  }
  if (isSerial(before)) {
    const backing = checkedSerial(after, context)
    const same = JSON.stringify(backing) === JSON.stringify(object(before, 'backing'))
    if (powered && !same && flag(object(after, 'connectable'), 'connected') === true) {
      throw wrongPowerState('poweredOff', 'poweredOn')
    }
    return relabelled(withSerialStatus(after), serialSummary(backing))
  }
  if (isParallel(before) && object(after, 'backing') === undefined) throw invalidBacking(index)
  return after
}

const relabelled = (device: DataObject, summary: string): DataObject => ({
  ...device,
  deviceInfo: { ...object(device, 'deviceInfo'), summary },
})

/** A port to an address without a host can never connect; hosts say so once it is tried. */
function withSerialStatus(device: DataObject): DataObject {
  const connectable = object(device, 'connectable')
  const backing = object(device, 'backing')
  if (connectable === undefined || flag(connectable, 'connected') !== true || text(backing, 'proxyURI') !== undefined)
    return device
  const uri = text(backing, 'serviceURI')
  if (uri === undefined) return device
  const good =
    text(backing, 'direction') === 'server' ? /:\d{1,5}$/.test(uri) : /^(?:[\w+]+:\/\/)?[^/:]+:\d{1,5}$/.test(uri)
  return {
    ...device,
    connectable: { ...connectable, ...(good ? { status: 'ok' } : { connected: false, status: 'unrecoverableError' }) },
  }
}

const wantedCapacity = (before: DataObject, given: DataObject): number => {
  const bytes = number(given, 'capacityInBytes')
  const kb = number(given, 'capacityInKB')
  const had = number(before, 'capacityInKB') ?? 0
  // Clients send back both fields and change one of them.
  if (bytes !== undefined && bytes !== (number(before, 'capacityInBytes') ?? had * 1024))
    return Math.round(bytes / 1024)
  return kb ?? had
}

/** The device with the fields of a spec laid over it. What the host decides stays: label, place, kind. */
function merged(before: DataObject, given: DataObject, { powered }: AddContext): DataObject {
  const backing = object(given, 'backing')
  const wanted = object(given, 'connectable')
  const had = object(before, 'connectable')
  const connected = powered && (flag(wanted, 'connected') ?? flag(had, 'connected') ?? false)
  return {
    ...before,
    ...given,
    $type: before.$type ?? '',
    key: before['key'],
    deviceInfo: before['deviceInfo'],
    controllerKey: before['controllerKey'],
    unitNumber: before['unitNumber'],
    ...(isDisk(before) && { capacityInKB: before['capacityInKB'], capacityInBytes: before['capacityInBytes'] }),
    backing: mergedBacking(object(before, 'backing'), backing),
    ...((wanted ?? had) && {
      connectable: { ...had, ...wanted, connected, status: connected ? 'ok' : (text(had, 'status') ?? 'untried') },
    }),
  }
}

/** A backing of the same kind keeps what the spec does not say (a disk's UUID, for one); another kind replaces it. */
function mergedBacking(before: DataObject | undefined, given: DataObject | undefined): DataObject | undefined {
  if (given === undefined) return before
  return before?.$type === given.$type ? { ...before, ...given } : given
}

/** The image that a drive is to be connected to must be there. */
function requireImage(device: DataObject, { world, vm }: AddContext): void {
  const file = backingFile(device)
  if (file === undefined || flag(object(device, 'connectable'), 'connected') !== true) return
  const at = resolvePath(world, file, datacenterOf(world, vm))
  if (volumeOf(world, at.datastore).file(at.path) === undefined) throw fileNotFound(at)
}

/**
 * Taking away or changing a CD that the guest holds shut makes the host ask. "No" fails the whole change, and the CD stays.
 */
async function settleLockedTray(
  before: DataObject,
  after: DataObject | undefined,
  { world, vm, powered }: AddContext,
  task: RunningTask,
): Promise<void> {
  const wasIn = flag(object(before, 'connectable'), 'connected') === true
  const stays =
    after !== undefined &&
    flag(object(after, 'connectable'), 'connected') === true &&
    backingFile(after) === backingFile(before)
  if (!powered || !wasIn || stays || traitsOf(world, vm).cdromLocked !== true) return
  const answer = await task.ask(vm, 'msg.cdromdisconnect.locked')
  if (answer.means === 'yes') {
    setTraits(world, vm, { cdromLocked: false })
    return
  }
  const file = backingFile(before)
  const name = file === undefined ? 'CD-ROM' : volumePath(world, resolvePath(world, file, datacenterOf(world, vm)))
  const reason = `Connection control operation failed for disk '${name}'.`
  throw new SimFault('GenericVmConfigFault', { reason }, reason, [
    { key: 'msg.cdromdisconnect.canceled', message: 'The guest operating system has locked the CD-ROM door.' },
    { key: 'vpx.vmomi.connectionControlFailed', arg: [{ key: '1', value: name }], message: reason },
  ])
}
