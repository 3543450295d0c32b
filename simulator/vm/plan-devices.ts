import type { BuiltDatacenter } from '../estate/build-inventory'
import { pathText, type DatastorePath } from '../estate/datastore-files'
import type { DiskPlan, SerialPlan, VmPlan } from '../estate/inventory-plan'
import { inventoryName } from '../vim25/name-escapes'
import type { DataObject } from '../vim25/value'
import type { Random } from '../world/random'
import { baseDevices, floppyDevice, nicDevice, parallelPort, serialPort } from './devices'
import {
  cdromDevice,
  controllerKinds,
  diskDevice,
  storageController,
  type ControllerKind,
  type DiskSpec,
} from './storage-devices'

/** A disk of a plan with the place and the numbers that it was given. */
export type PlannedDisk = { spec: DiskSpec; file: DatastorePath; plan: DiskPlan; kind: ControllerKind }

export type DeviceContext = {
  datacenter: BuiltDatacenter
  vmx: DatastorePath
  stem: string
  powered: boolean
  product: 'esx' | 'vcenter'
  random: Random
}

/** Place the disks of a plan: a controller per kind, units in order, 7 left out on SCSI buses as it is the controller's. */
export function placeDisks(plan: VmPlan, context: DeviceContext): readonly PlannedDisk[] {
  const placed: PlannedDisk[] = []
  const units = new Map<ControllerKind, number>()
  const kinds: ControllerKind[] = []
  for (const [index, disk] of plan.disks.entries()) {
    const kind = disk.controller ?? 'pvscsi'
    if (!kinds.includes(kind)) kinds.push(kind)
    const { bus } = controllerKinds[kind]
    const taken = units.get(kind) ?? 0
    units.set(kind, taken + 1)
    const unit = bus === 'scsi' && taken >= 7 ? taken + 1 : taken
    const controller = kinds.filter((other) => controllerKinds[other].bus === bus).indexOf(kind)
    const file = diskFile(context, disk, index)
    const first = placed[0]
    placed.push({
      plan: disk,
      file,
      kind,
      spec: {
        bus,
        controller,
        unit,
        number: index + 1,
        fileName: pathText(file.name, file.path),
        datastore: file.datastore,
        capacityKb: Math.round(disk.gib * 1024 ** 2),
        thin: disk.thin ?? true,
        ...(disk.mode && { mode: disk.mode }),
        uuid: disk.copyOfFirst && first !== undefined ? first.spec.uuid : diskUuid(context.random),
        contentId: context.random.hex(32),
      },
    })
  }
  return placed
}

/** `6000C290-a113-6543-7d13-7363c08fe61d`: VMware's block of SCSI identifiers, in the API's mixed case. */
export function diskUuid(random: Random): string {
  const rest = random.uuid()
  return `6000C29${rest.slice(7)}`
}

function diskFile({ vmx, stem, datacenter }: DeviceContext, disk: DiskPlan, index: number): DatastorePath {
  const name = index === 0 ? `${stem}.vmdk` : `${stem}_${index}.vmdk`
  const folder = vmx.path.split('/').slice(0, -1).join('/')
  const elsewhere = disk.datastore === undefined ? undefined : datacenter.datastores.get(disk.datastore)
  if (elsewhere === undefined) return { ...vmx, path: `${folder}/${name}` }
  return { datastore: elsewhere, name: inventoryName(disk.datastore ?? ''), path: `${folder}/${name}` }
}

/** The device list of a plan, in the order in which hosts list devices. */
export function planDevices(
  plan: VmPlan,
  disks: readonly PlannedDisk[],
  context: DeviceContext,
): readonly DataObject[] {
  const kinds = [...new Set(disks.map((disk) => disk.kind))]
  const cdromOnSata = plan.cdrom !== false && (plan.cdrom?.bus ?? 'sata') === 'sata'
  const controllers = kinds
    .filter((kind) => controllerKinds[kind].bus !== 'ide')
    .map((kind) => {
      const sameBus = kinds.filter((other) => controllerKinds[other].bus === controllerKinds[kind].bus)
      return storageController(kind, sameBus.indexOf(kind))
    })
  if (cdromOnSata && !kinds.includes('sata')) controllers.push(storageController('sata', 0))
  return [
    ...baseDevices,
    ...controllers,
    ...cdrom(plan, disks, context, cdromOnSata),
    ...disks.map((disk) => diskDevice(disk.spec)),
    ...(plan.floppy ? [floppyDevice(0)] : []),
    ...nics(plan, context),
    ...(plan.serials ?? []).map((serial, index) =>
      serialPort(index, serialBacking(serial, context), true, context.powered),
    ),
    ...(plan.parallelFile
      ? [parallelPort(0, fileBacking('VirtualParallelPortFileBackingInfo', plan.parallelFile.path, context))]
      : []),
  ]
}

function cdrom(
  plan: VmPlan,
  disks: readonly PlannedDisk[],
  context: DeviceContext,
  sata: boolean,
): readonly DataObject[] {
  if (plan.cdrom === false) return []
  const iso = plan.cdrom?.iso === undefined ? undefined : datastoreFile(plan.cdrom.iso, context)
  const connected = (plan.cdrom?.connected ?? false) && iso !== undefined
  const onSata = disks.filter((disk) => disk.spec.bus === 'sata').length
  return [
    cdromDevice({
      ...(sata ? { bus: 'sata', controller: 0, unit: onSata } : { bus: 'ide', controller: 1, unit: 0 }),
      number: 1,
      ...(iso && { iso: { fileName: pathText(iso.name, iso.path), datastore: iso.datastore } }),
      startConnected: connected,
      connected: connected && context.powered,
    }),
  ]
}

function nics(plan: VmPlan, context: DeviceContext): readonly DataObject[] {
  return (plan.nics ?? []).map((nic, index) => {
    const network = context.datacenter.networks.get(nic.network)
    const connected = nic.disconnected !== true
    return nicDevice({
      index,
      model: nic.model ?? 'vmxnet3',
      network,
      networkName: inventoryName(nic.network),
      mac: nic.staticMac ?? newMac(context.product, context.random),
      addressType: nic.staticMac !== undefined ? 'manual' : context.product === 'esx' ? 'generated' : 'assigned',
      startConnected: connected,
      connected: connected && context.powered,
    })
  })
}

/** Hosts generate below 00:0c:29, vCenter assigns from 00:50:56:80 to bf. */
export function newMac(product: 'esx' | 'vcenter', random: Random): string {
  const tail = [random.hex(2), random.hex(2)]
  if (product === 'esx') return ['00', '0c', '29', random.hex(2), ...tail].join(':')
  return ['00', '50', '56', random.int(0x80, 0xbf).toString(16), ...tail].join(':')
}

function serialBacking(serial: SerialPlan, context: DeviceContext): DataObject {
  switch (serial.kind) {
    case 'file':
      return fileBacking('VirtualSerialPortFileBackingInfo', serial.path, context)
    case 'device':
      return { $type: 'VirtualSerialPortDeviceBackingInfo', deviceName: serial.device, useAutoDetect: false }
    case 'pipe':
      return {
        $type: 'VirtualSerialPortPipeBackingInfo',
        pipeName: serial.pipe,
        endpoint: serial.endpoint,
        noRxLoss: true,
      }
    case 'network':
      return {
        $type: 'VirtualSerialPortURIBackingInfo',
        serviceURI: serial.uri,
        direction: serial.direction,
        ...(serial.proxy !== undefined && { proxyURI: serial.proxy }),
      }
  }
}

function fileBacking($type: string, path: string, context: DeviceContext): DataObject {
  const at = datastoreFile(path, context)
  return { $type, fileName: pathText(at.name, at.path), datastore: at.datastore, backingObjectId: '' }
}

/** `[ds] path` by plain datastore name, or a path in the folder of the VM. */
export function datastoreFile(
  path: string,
  { vmx, datacenter }: Pick<DeviceContext, 'vmx' | 'datacenter'>,
): DatastorePath {
  if (!path.startsWith('[')) return { ...vmx, path: `${vmx.path.split('/').slice(0, -1).join('/')}/${path}` }
  const [name, datastore] = [...datacenter.datastores].find(([known]) => path.startsWith(`[${known}]`)) ?? []
  if (name === undefined || datastore === undefined)
    throw new Error(`A plan names a datastore that is not there: ${path}`)
  return { datastore, name: inventoryName(name), path: path.slice(name.length + 2).trimStart() }
}
