import { resolvePath, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { number, object, refIn, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf, nameOf, refsAt } from '../world/inventory-walk'
import { createRandom, hashText } from '../world/random'
import type { World } from '../world/world'
import { invalidBacking, invalidDevice } from './device-parts'
import { placesOf, refuseBadAddress } from './device-rules'
import { deviceKey, isCdrom, isDisk, isFloppy, isNic, isParallel, isSerial, serialSummary } from './devices'
import { newMac } from './plan-devices'
import { busOfController, controllerKinds, diskKey } from './storage-devices'

/** What a new device is put into: the VM, its devices so far, and the entry of deviceChange that it comes from. */
export type AddContext = {
  world: World
  vm: Ref
  devices: readonly DataObject[]
  index: number
  /** Real keys of devices that the same spec adds under negative keys. */
  newKeys: Map<number, number>
  powered: boolean
}

/** A device of a spec as the host makes it: real key, unit, label, defaults. Throws InvalidDeviceSpec, InvalidDeviceBacking. */
export function completeDevice(given: DataObject, context: AddContext): DataObject {
  if (isDisk(given)) return onBus(given, context, 'Hard disk')
  if (isCdrom(given)) return onBus(withCdromBacking(given), context, 'CD/DVD drive')
  if (isNic(given)) return newNic(given, context)
  if (isSerial(given))
    return newPort(given, context, 9000, 4, 'Serial port', serialSummary(checkedSerial(given, context)))
  if (isParallel(given)) return newPort(given, context, 10_000, 3, 'Parallel port', 'Parallel port')
  if (isFloppy(given)) return newPort(withFloppyBacking(given), context, 8000, 2, 'Floppy drive', floppySummary(given))
  const controller = newController(given, context)
  if (controller !== undefined) return controller
  throw invalidDevice(context.index, 'device', 'Unsupported kind of device in spec')
}

const count = (context: AddContext, test: (device: DataObject) => boolean) => context.devices.filter(test).length

function freeKey(context: AddContext, first: number, places: number): number {
  const taken = new Set(context.devices.map(deviceKey))
  for (let key = first; key < first + places; key++) if (!taken.has(key)) return key
  throw invalidDevice(context.index, 'device', 'No place is left for device')
}

const labelled = (given: DataObject, label: string, summary: string): DataObject => ({
  ...given,
  deviceInfo: { label, summary },
})

function connectable(given: DataObject, powered: boolean): DataObject {
  const wanted = object(given, 'connectable')
  const startConnected = wanted?.['startConnected'] !== false
  const connected = powered && (wanted === undefined ? startConnected : wanted['connected'] === true)
  return {
    migrateConnect: 'unset',
    startConnected,
    allowGuestControl: wanted?.['allowGuestControl'] !== false,
    connected,
    status: connected ? 'ok' : 'untried',
  }
}

/** Disks and CD drives: on a controller that is there, at a unit that is free. */
function onBus(given: DataObject, context: AddContext, label: string): DataObject {
  const asked = number(given, 'controllerKey')
  const controllerKey = asked === undefined ? undefined : (context.newKeys.get(asked) ?? asked)
  const controller = context.devices.find((device) => deviceKey(device) === controllerKey)
  const bus = controllerKey === undefined ? undefined : busOfController(controllerKey)
  if (controller === undefined || controllerKey === undefined || bus === undefined) {
    throw invalidDevice(context.index, 'device.controllerKey')
  }
  const taken = new Set(
    context.devices
      .filter((device) => number(device, 'controllerKey') === controllerKey)
      .map((device) => number(device, 'unitNumber')),
  )
  const places = placesOf(controller, bus.bus, hardwareOf(context))
  let unit = number(given, 'unitNumber') ?? -1
  if (unit < 0)
    unit =
      Array.from({ length: places }, (_, at) => at).find((at) => !taken.has(at) && !(bus.bus === 'scsi' && at === 7)) ??
      places
  if (unit >= places || taken.has(unit) || (bus.bus === 'scsi' && unit === 7))
    throw invalidDevice(context.index, 'device.unitNumber')
  const ordinal = count(context, (device) => device.$type === given.$type) + 1
  const { key: _asked, deviceInfo: _label, ...rest } = given
  const summary = isDisk(given)
    ? `${(number(given, 'capacityInKB') ?? 0).toLocaleString('en-US')} KB`
    : cdromSummary(given)
  const device: DataObject = {
    ...rest,
    // Beyond the sixteenth place, keys follow no rule that is written down.
    key: bus.bus === 'scsi' && unit > 15 ? freeKey(context, 2064, 252) : diskKey(bus.bus, bus.number, unit),
    controllerKey,
    unitNumber: unit,
    ...(isCdrom(given) && { connectable: connectable(given, context.powered) }),
  }
  return labelled(device, `${label} ${ordinal}`, summary)
}

const hardwareOf = ({ world, vm }: AddContext): number =>
  Number(/\d+$/.exec(String(world.prop(vm, 'config.version')))?.[0] ?? 0)

export const cdromSummary = (device: DataObject) => {
  const backing = object(device, 'backing')
  const file = text(backing, 'fileName')
  return file === undefined ? text(backing, 'deviceName') || 'Remote device' : `ISO ${file}`
}

export const floppySummary = (device: DataObject) => {
  const backing = object(device, 'backing')
  return text(backing, 'fileName') ?? (text(backing, 'deviceName') || 'Remote')
}

const withFloppyBacking = (given: DataObject): DataObject => ({
  ...given,
  backing: object(given, 'backing') ?? {
    $type: 'VirtualFloppyRemoteDeviceBackingInfo',
    deviceName: '',
    useAutoDetect: false,
  },
})

const withCdromBacking = (given: DataObject): DataObject =>
  object(given, 'backing') === undefined
    ? {
        ...given,
        backing: {
          $type: 'VirtualCdromRemotePassthroughBackingInfo',
          deviceName: '',
          useAutoDetect: false,
          exclusive: false,
        },
      }
    : given

function newNic(given: DataObject, context: AddContext): DataObject {
  const key = freeKey(context, 4000, 10)
  const backing = networkBacking(given, context)
  refuseBadAddress(given, context.index)
  const manual = text(given, 'addressType') === 'manual'
  const { key: _asked, deviceInfo: _label, ...rest } = given
  const device: DataObject = {
    ...rest,
    key,
    backing,
    connectable: connectable(given, context.powered),
    controllerKey: 100,
    unitNumber: key - 4000 + 7,
    ...(manual ? { addressType: 'manual', macAddress: text(given, 'macAddress') } : newAddress(key, context)),
    wakeOnLanEnabled: given['wakeOnLanEnabled'] !== false,
  }
  return labelled(device, `Network adapter ${key - 3999}`, text(backing, 'deviceName') ?? 'Network')
}

/** Addresses of people's own making are theirs; all others the server gives. */
export function newAddress(key: number, { world, vm }: Pick<AddContext, 'world' | 'vm'>): DataObject {
  const random = createRandom(hashText(`${vm.key} ${key} ${world.clock.now().getTime()}`))
  const addressType = world.product === 'esx' ? 'generated' : 'assigned'
  return { addressType, macAddress: newMac(world.product, random) }
}

/** A backing names a network by reference or by name; the other half is filled in. Distributed ports are taken as they are. */
export function networkBacking(given: DataObject, context: Pick<AddContext, 'world' | 'vm' | 'index'>): DataObject {
  const backing = object(given, 'backing')
  if (backing?.$type === 'VirtualEthernetCardDistributedVirtualPortBackingInfo') return backing
  const { world, vm, index } = context
  const datacenter = datacenterOf(world, vm)
  const networks = datacenter === undefined ? [] : refsAt(world, datacenter, 'network')
  const byRef = networks.find((at) => at.key === refIn(backing, 'network')?.key)
  const network = byRef ?? networks.find((at) => nameOf(world, at) === text(backing, 'deviceName'))
  if (network === undefined) throw invalidBacking(index, 'device.backing.deviceName')
  return {
    $type: 'VirtualEthernetCardNetworkBackingInfo',
    deviceName: nameOf(world, network),
    useAutoDetect: false,
    network,
  }
}

function newPort(
  given: DataObject,
  context: AddContext,
  first: number,
  places: number,
  label: string,
  summary: string,
): DataObject {
  const key = freeKey(context, first, places)
  const { key: _asked, deviceInfo: _label, ...rest } = given
  const device: DataObject = {
    ...rest,
    key,
    connectable: connectable(given, context.powered),
    controllerKey: 400,
    unitNumber: key - first,
    ...(first === 9000 && { yieldOnPoll: given['yieldOnPoll'] === true }),
  }
  return labelled(device, `${label} ${key - first + 1}`, summary)
}

/** A serial port's backing as the host checks it: required fields, known words, a datastore path for files. */
export function checkedSerial(given: DataObject, context: Pick<AddContext, 'world' | 'vm' | 'index'>): DataObject {
  const backing = object(given, 'backing')
  const filled = (field: string) => (text(backing, field) ?? '') !== ''
  const oneOf = (field: string) => ['client', 'server'].includes(text(backing, field) ?? '')
  const good = (() => {
    switch (backing?.$type) {
      case 'VirtualSerialPortFileBackingInfo':
        return filled('fileName') && folderExists(context, text(backing, 'fileName') ?? '')
      case 'VirtualSerialPortDeviceBackingInfo':
        return filled('deviceName') || backing['useAutoDetect'] === true
      case 'VirtualSerialPortPipeBackingInfo':
        return filled('pipeName') && oneOf('endpoint')
      case 'VirtualSerialPortURIBackingInfo':
        return filled('serviceURI') && oneOf('direction')
      case 'VirtualSerialPortThinPrintBackingInfo':
        return true
      default:
        return false
    }
  })()
  if (backing === undefined || !good) throw invalidBacking(context.index)
  return backing
}

function folderExists({ world, vm }: Pick<AddContext, 'world' | 'vm'>, file: string): boolean {
  const at: DatastorePath = resolvePath(world, file, datacenterOf(world, vm))
  return volumeOf(world, at.datastore).folder(at.path.split('/').slice(0, -1).join('/')) !== undefined
}

function newController(given: DataObject, context: AddContext): DataObject | undefined {
  const kind = Object.values(controllerKinds).find(({ type }) => type === given.$type)
  if (kind === undefined || kind.bus === 'ide') return undefined
  const [first, name] = ({ scsi: [1000, 'SCSI'], sata: [15_000, 'SATA'], nvme: [31_000, 'NVME'] } as const)[kind.bus]
  const key = freeKey(context, first, 4)
  const { key: _asked, deviceInfo: _label, device: _children, ...rest } = given
  return labelled(
    {
      ...rest,
      key,
      controllerKey: 100,
      unitNumber: (kind.bus === 'scsi' ? 3 : kind.bus === 'sata' ? 24 : 30) + key - first,
      busNumber: key - first,
      ...(kind.bus === 'scsi' && {
        sharedBus: text(given, 'sharedBus') ?? 'noSharing',
        hotAddRemove: true,
        scsiCtlrUnitNumber: 7,
      }),
    },
    `${name} controller ${key - first}`,
    kind.summary,
  )
}
