import { number, object, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { connectInfo, info, once } from './device-parts'

/*
 * Virtual devices with the keys that real hosts give them: IDE 200, PCI 100, SIO 400, SCSI 1000, SATA 15000, NVMe 31000;
 * disks 2000 (SCSI), 3000 (IDE), 16000 (SATA), 32000 (NVMe); NICs 4000, floppies 8000, serial ports 9000, parallel 10000.
 */

/** Keyboard, mouse, video and the bus controllers that every VM has. Shared by all VMs; never changed in place. */
export const baseDevices: readonly DataObject[] = [
  { $type: 'VirtualIDEController', key: 200, deviceInfo: info('IDE 0'), busNumber: 0 },
  { $type: 'VirtualIDEController', key: 201, deviceInfo: info('IDE 1'), busNumber: 1 },
  { $type: 'VirtualPS2Controller', key: 300, deviceInfo: info('PS2 controller 0'), busNumber: 0, device: [600, 700] },
  { $type: 'VirtualPCIController', key: 100, deviceInfo: info('PCI controller 0'), busNumber: 0, device: [500, 12000] },
  { $type: 'VirtualSIOController', key: 400, deviceInfo: info('SIO controller 0'), busNumber: 0 },
  // The blank at the end is real: readers that trim it show another label than the host.
  { $type: 'VirtualKeyboard', key: 600, deviceInfo: info('Keyboard ', 'Keyboard'), controllerKey: 300, unitNumber: 0 },
  {
    $type: 'VirtualPointingDevice',
    key: 700,
    deviceInfo: info('Pointing device', 'Pointing device; Device'),
    backing: {
      $type: 'VirtualPointingDeviceDeviceBackingInfo',
      deviceName: '',
      useAutoDetect: false,
      hostPointingDevice: 'autodetect',
    },
    controllerKey: 300,
    unitNumber: 1,
  },
  {
    $type: 'VirtualMachineVideoCard',
    key: 500,
    deviceInfo: info('Video card ', 'Video card'),
    controllerKey: 100,
    unitNumber: 0,
    videoRamSizeInKB: 8192,
    numDisplays: 1,
    useAutoDetect: false,
    enable3DSupport: false,
    use3dRenderer: 'automatic',
    graphicsMemorySizeInKB: 262_144,
  },
  {
    $type: 'VirtualMachineVMCIDevice',
    key: 12000,
    deviceInfo: info(
      'VMCI device',
      'Device on the virtual machine PCI bus that provides support for the virtual machine communication interface',
    ),
    controllerKey: 100,
    unitNumber: 17,
    id: -1,
    allowUnrestrictedCommunication: false,
    filterEnable: true,
  },
]

export const nicTypes = {
  vmxnet3: 'VirtualVmxnet3',
  vmxnet2: 'VirtualVmxnet2',
  vmxnet: 'VirtualVmxnet',
  e1000e: 'VirtualE1000e',
  e1000: 'VirtualE1000',
  vlance: 'VirtualPCNet32',
} as const

const allNicTypes: ReadonlySet<string> = new Set(Object.values(nicTypes))

export type NicModel = keyof typeof nicTypes

export type NicSpec = {
  index: number
  model: NicModel
  network: Ref | undefined
  networkName: string
  mac: string
  /** As `addressType` of the API: a host generates, vCenter assigns, people set manually. */
  addressType: 'generated' | 'assigned' | 'manual'
  connected: boolean
  startConnected: boolean
}

export function nicDevice(spec: NicSpec): DataObject {
  return {
    $type: nicTypes[spec.model],
    key: 4000 + spec.index,
    deviceInfo: info(`Network adapter ${spec.index + 1}`, spec.networkName),
    backing: {
      $type: 'VirtualEthernetCardNetworkBackingInfo',
      deviceName: spec.networkName,
      useAutoDetect: false,
      ...(spec.network && { network: spec.network }),
    },
    connectable: connectInfo(spec.startConnected, spec.connected),
    slotInfo: once(`nic slot ${spec.index}`, () => ({
      $type: 'VirtualDevicePciBusSlotInfo',
      pciSlotNumber: 192 + spec.index * 32,
    })),
    controllerKey: 100,
    unitNumber: 7 + spec.index,
    addressType: spec.addressType,
    macAddress: spec.mac,
    wakeOnLanEnabled: true,
    resourceAllocation: nicAllocation,
    uptCompatibilityEnabled: spec.model === 'vmxnet3',
  }
}

const nicAllocation: DataObject = { reservation: 0, share: { shares: 50, level: 'normal' }, limit: -1 }

export function floppyDevice(index: number): DataObject {
  return {
    $type: 'VirtualFloppy',
    key: 8000 + index,
    deviceInfo: info(`Floppy drive ${index + 1}`, 'Remote'),
    backing: { $type: 'VirtualFloppyRemoteDeviceBackingInfo', deviceName: '', useAutoDetect: false },
    connectable: connectInfo(false, false),
    controllerKey: 400,
    unitNumber: index,
  }
}

export function serialPort(index: number, backing: DataObject, startConnected = true, connected = false): DataObject {
  return {
    $type: 'VirtualSerialPort',
    key: 9000 + index,
    deviceInfo: info(`Serial port ${index + 1}`, serialSummary(backing)),
    backing,
    connectable: connectInfo(startConnected, connected),
    controllerKey: 400,
    unitNumber: index,
    yieldOnPoll: true,
  }
}

export function parallelPort(index: number, backing: DataObject, startConnected = true, connected = false): DataObject {
  return {
    $type: 'VirtualParallelPort',
    key: 10000 + index,
    deviceInfo: info(
      `Parallel port ${index + 1}`,
      text(backing, 'fileName') ?? text(backing, 'deviceName') ?? 'Device',
    ),
    backing,
    connectable: connectInfo(startConnected, connected),
    controllerKey: 400,
    unitNumber: index,
  }
}

export function serialSummary(backing: DataObject): string {
  switch (backing.$type) {
    case 'VirtualSerialPortFileBackingInfo':
      return `File ${text(backing, 'fileName') ?? ''}`
    case 'VirtualSerialPortDeviceBackingInfo':
      return `Device ${text(backing, 'deviceName') ?? ''}`
    case 'VirtualSerialPortPipeBackingInfo':
      return `Pipe ${text(backing, 'pipeName') ?? ''}`
    case 'VirtualSerialPortURIBackingInfo':
      return `Remote ${text(backing, 'serviceURI') ?? ''}`
    case 'VirtualSerialPortThinPrintBackingInfo':
      return 'Thin print'
    default:
      return 'Serial port'
  }
}

/** Controllers list the keys of what hangs on them; call this after every change of the device list. */
export function withControllerLists(devices: readonly DataObject[]): readonly DataObject[] {
  const children = new Map<number, number[]>()
  for (const device of devices) {
    const controller = number(device, 'controllerKey')
    const key = number(device, 'key')
    if (controller === undefined || key === undefined) continue
    const list = children.get(controller)
    if (list === undefined) children.set(controller, [key])
    else list.push(key)
  }
  return devices.map((device) => {
    if (number(device, 'busNumber') === undefined) return device
    const list = children.get(number(device, 'key') ?? -1)
    return withList(device, list)
  })
}

/** Most VMs have the same controllers with the same children: keep one object for each. */
const listed = new WeakMap<DataObject, Map<string, DataObject>>()

function withList(controller: DataObject, list: readonly number[] | undefined): DataObject {
  const key = String(list ?? '')
  const before = controller['device']
  if ((Array.isArray(before) ? before.join(',') : '') === key) return controller
  let known = listed.get(controller)
  if (known === undefined) listed.set(controller, (known = new Map<string, DataObject>()))
  let made = known.get(key)
  if (made === undefined) {
    const { device: _before, ...rest } = controller
    made = list === undefined ? rest : { ...rest, device: list }
    known.set(key, made)
  }
  return made
}

export const isDisk = (device: DataObject) => device.$type === 'VirtualDisk'
/** Snapshots pass over such a disk. */
export const isIndependent = (disk: DataObject): boolean =>
  text(object(disk, 'backing'), 'diskMode')?.startsWith('independent') ?? false
export const isCdrom = (device: DataObject) => device.$type === 'VirtualCdrom'
export const isFloppy = (device: DataObject) => device.$type === 'VirtualFloppy'
export const isNic = (device: DataObject) => device.$type !== undefined && allNicTypes.has(device.$type)
export const isSerial = (device: DataObject) => device.$type === 'VirtualSerialPort'
export const isParallel = (device: DataObject) => device.$type === 'VirtualParallelPort'

/** The datastore file behind a device, where it has one. */
export const backingFile = (device: DataObject) => text(object(device, 'backing'), 'fileName')
export const deviceKey = (device: DataObject) => number(device, 'key') ?? 0
export const deviceLabel = (device: DataObject) =>
  text(object(device, 'deviceInfo'), 'label') ?? `device ${deviceKey(device)}`
