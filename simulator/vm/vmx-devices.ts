import { pathText, resolveVmxPath, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { inventoryName } from '../vim25/name-escapes'
import type { DataObject, Ref } from '../vim25/value'
import { nameOf, refsAt } from '../world/inventory-walk'
import { hashText } from '../world/random'
import type { World } from '../world/world'
import {
  baseDevices,
  floppyDevice,
  nicDevice,
  nicTypes,
  parallelPort,
  serialPort,
  withControllerLists,
  type NicModel,
} from './devices'
import {
  cdromDevice,
  controllerKinds,
  diskDevice,
  storageController,
  type ControllerKind,
  type DiskBus,
} from './storage-devices'
import { vmxNumber, vmxTrue, vmxValue, type VmxValues } from './vmx-parse'

/** The devices that a .vmx file describes. Entries that make no sense are left out, as a host leaves them out. */
export function devicesFromVmx(
  world: World,
  values: VmxValues,
  vmx: DatastorePath,
  datacenter: Ref | undefined,
): readonly DataObject[] {
  const context = { world, values, vmx, datacenter }
  const vram = vmxNumber(values, 'svga.vramSize')
  const base = baseDevices.map((device) =>
    device.$type === 'VirtualMachineVideoCard' && vram !== undefined
      ? { ...device, videoRamSizeInKB: Math.ceil(vram / 1024) }
      : device,
  )
  return withControllerLists([
    ...base,
    ...controllers(values),
    ...drives(context),
    ...(vmxTrue(values, 'floppy0.present') ? [floppyDevice(0)] : []),
    ...nics(context),
    ...serials(context),
    ...parallels(context),
  ])
}

type Context = { world: World; values: VmxValues; vmx: DatastorePath; datacenter: Ref | undefined }

const isController = (name: string): name is ControllerKind => Object.hasOwn(controllerKinds, name)

function controllers(values: VmxValues): readonly DataObject[] {
  const found: DataObject[] = []
  for (let index = 0; index < 4; index++) {
    if (vmxTrue(values, `scsi${index}.present`)) {
      const kind = vmxValue(values, `scsi${index}.virtualDev`)?.toLowerCase() ?? 'lsilogic'
      found.push(
        storageController(isController(kind) && controllerKinds[kind].bus === 'scsi' ? kind : 'lsilogic', index),
      )
    }
    if (vmxTrue(values, `sata${index}.present`)) found.push(storageController('sata', index))
    if (vmxTrue(values, `nvme${index}.present`)) found.push(storageController('nvme', index))
  }
  return found
}

const places: readonly { bus: DiskBus; controllers: number; units: number }[] = [
  { bus: 'scsi', controllers: 4, units: 16 },
  { bus: 'sata', controllers: 4, units: 30 },
  { bus: 'nvme', controllers: 4, units: 15 },
  { bus: 'ide', controllers: 2, units: 2 },
]

function drives(context: Context): readonly DataObject[] {
  const { values } = context
  const found: DataObject[] = []
  let disks = 0
  let cdroms = 0
  for (const { bus, controllers: count, units } of places) {
    for (let controller = 0; controller < count; controller++) {
      if (bus !== 'ide' && !vmxTrue(values, `${bus}${controller}.present`)) continue
      for (let unit = 0; unit < units; unit++) {
        const place = `${bus}${controller}:${unit}`
        if (!vmxTrue(values, `${place}.present`)) continue
        const type = vmxValue(values, `${place}.deviceType`)?.toLowerCase() ?? ''
        const file = vmxValue(values, `${place}.fileName`) ?? ''
        const isCd = type.includes('cdrom') || /\.iso$/i.test(file)
        if (isCd && (bus === 'ide' || bus === 'sata')) {
          found.push(cdrom(context, place, bus, controller, unit, ++cdroms, file))
        } else if (!isCd) {
          const disk = diskAt(context, place, bus, controller, unit, disks + 1, file)
          if (disk !== undefined) {
            found.push(disk)
            disks++
          }
        }
      }
    }
  }
  return found
}

function diskAt(
  { world, values, vmx }: Context,
  place: string,
  bus: DiskBus,
  controller: number,
  unit: number,
  number: number,
  file: string,
): DataObject | undefined {
  const at = resolveVmxPath(world, file, vmx)
  if (at === undefined) return undefined
  const facts = volumeOf(world, at.datastore).file(at.path)?.disk
  return diskDevice({
    bus,
    controller,
    unit,
    number,
    fileName: pathText(at.name, at.path),
    datastore: at.datastore,
    capacityKb: facts?.capacityKb ?? 0,
    thin: facts?.thin ?? true,
    mode: (vmxValue(values, `${place}.mode`) ?? 'persistent').replace('-', '_'),
    uuid: facts?.uuid ?? `6000C29${hashText(at.path).toString(16)}`,
    contentId: hashText(file).toString(16).padStart(32, '0'),
  })
}

function cdrom(
  { world, values, vmx }: Context,
  place: string,
  bus: 'ide' | 'sata',
  controller: number,
  unit: number,
  number: number,
  file: string,
): DataObject {
  const at = /\.iso$/i.test(file) ? resolveVmxPath(world, file, vmx) : undefined
  return cdromDevice({
    bus,
    controller,
    unit,
    number,
    ...(at && { iso: { fileName: pathText(at.name, at.path), datastore: at.datastore } }),
    startConnected: vmxValue(values, `${place}.startConnected`)?.toLowerCase() !== 'false',
    connected: false,
  })
}

const isNicModel = (name: string): name is NicModel => Object.hasOwn(nicTypes, name)

function nics({ world, values, datacenter }: Context): readonly DataObject[] {
  const found: DataObject[] = []
  const networks = datacenter === undefined ? [] : refsAt(world, datacenter, 'network')
  for (let index = 0; index < 10; index++) {
    const name = `ethernet${index}`
    if (!vmxTrue(values, `${name}.present`)) continue
    const model = vmxValue(values, `${name}.virtualDev`)?.toLowerCase() ?? 'vlance'
    const networkName = inventoryName(vmxValue(values, `${name}.networkName`) ?? '')
    const type = vmxValue(values, `${name}.addressType`)?.toLowerCase()
    const mac = vmxValue(values, type === 'static' ? `${name}.address` : `${name}.generatedAddress`)
    found.push(
      nicDevice({
        index,
        model: isNicModel(model) ? model : 'vlance',
        network: networks.find((at) => nameOf(world, at) === networkName),
        networkName,
        mac: mac ?? generatedMac(`${networkName} ${index}`),
        addressType: type === 'static' ? 'manual' : type === 'vpx' ? 'assigned' : 'generated',
        startConnected: vmxValue(values, `${name}.startConnected`)?.toLowerCase() !== 'false',
        connected: false,
      }),
    )
  }
  return found
}

function generatedMac(salt: string): string {
  const hash = hashText(salt)
  const tail = [hash >>> 16, hash >>> 8, hash].map((byte) => (byte & 0xff).toString(16).padStart(2, '0'))
  return ['00', '0c', '29', ...tail].join(':')
}

function serials(context: Context): readonly DataObject[] {
  const { values } = context
  const found: DataObject[] = []
  for (let index = 0; index < 4; index++) {
    const name = `serial${index}`
    if (!vmxTrue(values, `${name}.present`)) continue
    found.push(
      serialPort(
        index,
        serialBacking(context, name),
        vmxValue(values, `${name}.startConnected`)?.toLowerCase() !== 'false',
      ),
    )
  }
  return found
}

function serialBacking(context: Context, name: string): DataObject {
  const { values } = context
  const file = vmxValue(values, `${name}.fileName`) ?? ''
  const proxy = vmxValue(values, `${name}.vspc`)
  switch (vmxValue(values, `${name}.fileType`)?.toLowerCase()) {
    case 'file':
      return fileBacking(context, 'VirtualSerialPortFileBackingInfo', file)
    case 'pipe':
      return {
        $type: 'VirtualSerialPortPipeBackingInfo',
        pipeName: file,
        endpoint: vmxValue(values, `${name}.pipe.endPoint`) ?? 'server',
        noRxLoss: vmxTrue(values, `${name}.tryNoRxLoss`),
      }
    case 'network':
      return {
        $type: 'VirtualSerialPortURIBackingInfo',
        serviceURI: file,
        direction: vmxValue(values, `${name}.network.endPoint`) ?? 'server',
        ...(proxy !== undefined && { proxyURI: proxy }),
      }
    case 'thinprint':
      return { $type: 'VirtualSerialPortThinPrintBackingInfo' }
    default:
      return { $type: 'VirtualSerialPortDeviceBackingInfo', deviceName: file, useAutoDetect: false }
  }
}

function parallels(context: Context): readonly DataObject[] {
  const { values } = context
  const found: DataObject[] = []
  for (let index = 0; index < 3; index++) {
    const name = `parallel${index}`
    if (!vmxTrue(values, `${name}.present`)) continue
    const file = vmxValue(values, `${name}.fileName`) ?? ''
    const isFile = vmxValue(values, `${name}.fileType`)?.toLowerCase() === 'file'
    const backing: DataObject = isFile
      ? fileBacking(context, 'VirtualParallelPortFileBackingInfo', file)
      : { $type: 'VirtualParallelPortDeviceBackingInfo', deviceName: file, useAutoDetect: false }
    found.push(parallelPort(index, backing))
  }
  return found
}

function fileBacking({ world, vmx }: Context, $type: string, value: string): DataObject {
  const at = resolveVmxPath(world, value, vmx)
  if (at === undefined) return { $type, fileName: value }
  return { $type, fileName: pathText(at.name, at.path), datastore: at.datastore, backingObjectId: '' }
}
