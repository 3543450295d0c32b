import { datastorePathOf, mountPath } from '../estate/datastore-files'
import { plainInventoryName } from '../vim25/name-escapes'
import { flag, number, object, objects, refIn, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { isNic, nicTypes } from './devices'
import { homeOf, vmxPathOf } from './files'
import { busOfController, controllerKinds } from './storage-devices'
import { vmxUuid } from './vmx-parse'

/** One line of a .vmx file. */
export type Entry = readonly [key: string, value: string]

const yesNo = (value: boolean | undefined) => (value ? 'TRUE' : 'FALSE')

/** The lines of one device. */
export function deviceEntries(world: World, vm: Ref, device: DataObject): readonly Entry[] {
  const key = number(device, 'key') ?? 0
  const at = busOfController(number(device, 'controllerKey') ?? -1)
  const place = at === undefined ? '' : `${at.bus}${at.number}:${number(device, 'unitNumber') ?? 0}`
  switch (device.$type) {
    case 'VirtualDisk':
      return diskEntries(world, vm, device, place, at?.bus === 'ide')
    case 'VirtualCdrom':
      return cdromEntries(world, vm, device, place)
    case 'VirtualFloppy':
      return floppyEntries(device, key - 8000)
    case 'VirtualSerialPort':
      return serialEntries(world, vm, device, `serial${key - 9000}`)
    case 'VirtualParallelPort':
      return parallelEntries(world, vm, device, `parallel${key - 10000}`)
    case 'VirtualMachineVideoCard':
      return [['svga.vramSize', String((number(device, 'videoRamSizeInKB') ?? 8192) * 1024)]]
    default:
      return isNic(device) ? nicEntries(device, `ethernet${key - 4000}`) : controllerEntries(device)
  }
}

function controllerEntries(device: DataObject): readonly Entry[] {
  for (const [kind, { bus, type }] of Object.entries(controllerKinds)) {
    if (device.$type !== type || bus === 'ide') continue
    const name = `${bus}${number(device, 'busNumber') ?? 0}`
    return [[`${name}.present`, 'TRUE'], ...(bus === 'scsi' ? ([[`${name}.virtualDev`, kind]] as const) : [])]
  }
  return []
}

function diskEntries(world: World, vm: Ref, device: DataObject, place: string, ide: boolean): readonly Entry[] {
  const backing = object(device, 'backing')
  const mode = text(backing, 'diskMode') ?? 'persistent'
  return [
    [`${place}.present`, 'TRUE'],
    [`${place}.deviceType`, ide ? 'ata-hardDisk' : place.startsWith('scsi') ? 'scsi-hardDisk' : 'disk'],
    [`${place}.fileName`, filePath(world, vm, text(backing, 'fileName') ?? '')],
    ...(mode === 'persistent' ? [] : ([[`${place}.mode`, mode.replace('_', '-')]] as const)),
    ...(flag(backing, 'writeThrough') ? ([[`${place}.writeThrough`, 'TRUE']] as const) : []),
    [`sched.${place}.shares`, text(object(device, 'shares'), 'level') ?? 'normal'],
  ]
}

function cdromEntries(world: World, vm: Ref, device: DataObject, place: string): readonly Entry[] {
  const backing = object(device, 'backing')
  const start = flag(object(device, 'connectable'), 'startConnected')
  const common: readonly Entry[] = [
    [`${place}.present`, 'TRUE'],
    [`${place}.startConnected`, yesNo(start)],
  ]
  switch (backing?.$type) {
    case 'VirtualCdromIsoBackingInfo':
      return [
        ...common,
        [`${place}.deviceType`, 'cdrom-image'],
        [`${place}.fileName`, filePath(world, vm, text(backing, 'fileName') ?? '')],
      ]
    case 'VirtualCdromAtapiBackingInfo':
      return [
        ...common,
        [`${place}.deviceType`, 'atapi-cdrom'],
        [`${place}.fileName`, flag(backing, 'useAutoDetect') ? 'auto detect' : (text(backing, 'deviceName') ?? '')],
        ...(flag(backing, 'useAutoDetect') ? ([[`${place}.autodetect`, 'TRUE']] as const) : []),
      ]
    default:
      return [
        ...common,
        [`${place}.deviceType`, 'cdrom-raw'],
        [`${place}.clientDevice`, 'TRUE'],
        [`${place}.fileName`, 'emptyBackingString'],
      ]
  }
}

function floppyEntries(device: DataObject, index: number): readonly Entry[] {
  const start = flag(object(device, 'connectable'), 'startConnected')
  return [
    [`floppy${index}.present`, 'TRUE'],
    [`floppy${index}.startConnected`, yesNo(start)],
    [`floppy${index}.clientDevice`, 'TRUE'],
    [`floppy${index}.fileType`, 'device'],
    [`floppy${index}.fileName`, '/dev/fd0'],
  ]
}

function nicEntries(device: DataObject, name: string): readonly Entry[] {
  const backing = object(device, 'backing')
  const connection = object(device, 'connectable')
  const model = Object.entries(nicTypes).find(([, type]) => type === device.$type)?.[0] ?? 'vmxnet3'
  const mac = text(device, 'macAddress') ?? ''
  const port = object(backing, 'port')
  const address: readonly Entry[] =
    text(device, 'addressType') === 'manual'
      ? [
          [`${name}.addressType`, 'static'],
          [`${name}.address`, mac],
        ]
      : [
          [`${name}.addressType`, text(device, 'addressType') === 'assigned' ? 'vpx' : 'generated'],
          [`${name}.generatedAddress`, mac],
        ]
  const network: readonly Entry[] =
    port === undefined
      ? [[`${name}.networkName`, plainInventoryName(text(backing, 'deviceName') ?? '')]]
      : [
          [`${name}.dvs.switchId`, vmxUuid(text(port, 'switchUuid') ?? '')],
          [`${name}.dvs.portId`, text(port, 'portKey') ?? '0'],
          [`${name}.dvs.portgroupId`, text(port, 'portgroupKey') ?? ''],
          [`${name}.dvs.connectionId`, String(number(port, 'connectionCookie') ?? 0)],
        ]
  return [
    [`${name}.present`, 'TRUE'],
    ...(model === 'vmxnet2'
      ? ([
          [`${name}.virtualDev`, 'vmxnet'],
          [`${name}.features`, '15'],
        ] as const)
      : ([[`${name}.virtualDev`, model]] as const)),
    ...network,
    ...address,
    ...(flag(connection, 'startConnected') === false ? ([[`${name}.startConnected`, 'FALSE']] as const) : []),
    ...(flag(device, 'uptCompatibilityEnabled') ? ([[`${name}.uptCompatibility`, 'TRUE']] as const) : []),
  ]
}

function serialEntries(world: World, vm: Ref, device: DataObject, name: string): readonly Entry[] {
  const backing = object(device, 'backing')
  const entries: Entry[] = [
    [`${name}.present`, 'TRUE'],
    [`${name}.startConnected`, yesNo(flag(object(device, 'connectable'), 'startConnected'))],
    [`${name}.yieldOnMsrRead`, yesNo(flag(device, 'yieldOnPoll'))],
  ]
  const proxy = text(backing, 'proxyURI')
  switch (backing?.$type) {
    case 'VirtualSerialPortFileBackingInfo':
      entries.push(
        [`${name}.fileType`, 'file'],
        [`${name}.fileName`, filePath(world, vm, text(backing, 'fileName') ?? '')],
      )
      break
    case 'VirtualSerialPortPipeBackingInfo':
      entries.push(
        [`${name}.fileType`, 'pipe'],
        [`${name}.fileName`, text(backing, 'pipeName') ?? ''],
        [`${name}.pipe.endPoint`, text(backing, 'endpoint') ?? 'server'],
        [`${name}.tryNoRxLoss`, yesNo(flag(backing, 'noRxLoss'))],
      )
      break
    case 'VirtualSerialPortURIBackingInfo':
      entries.push(
        [`${name}.fileType`, 'network'],
        [`${name}.fileName`, text(backing, 'serviceURI') ?? ''],
        [`${name}.network.endPoint`, text(backing, 'direction') ?? 'server'],
      )
      if (proxy !== undefined) entries.push([`${name}.vspc`, proxy])
      break
    case 'VirtualSerialPortThinPrintBackingInfo':
      entries.push([`${name}.fileType`, 'thinprint'])
      break
    default:
      entries.push([`${name}.fileType`, 'device'], [`${name}.fileName`, text(backing, 'deviceName') ?? ''])
  }
  return entries
}

function parallelEntries(world: World, vm: Ref, device: DataObject, name: string): readonly Entry[] {
  const backing = object(device, 'backing')
  const file = text(backing, 'fileName')
  return [
    [`${name}.present`, 'TRUE'],
    [`${name}.startConnected`, yesNo(flag(object(device, 'connectable'), 'startConnected'))],
    [`${name}.fileType`, file === undefined ? 'device' : 'file'],
    [`${name}.fileName`, file === undefined ? (text(backing, 'deviceName') ?? '') : filePath(world, vm, file)],
    [`${name}.bidirectional`, 'FALSE'],
  ]
}

/** A datastore path as the VMX holds it: bare in the VM's own folder, else below the mount point. */
function filePath(world: World, vm: Ref, datastorePath: string): string {
  const vmx = vmxPathOf(world, vm)
  const cut = datastorePathOf(world, datastorePath, datacenterOf(world, vm))
  if (cut === undefined) return datastorePath
  const { name, path } = cut
  const home = homeOf(vmx)
  const folder = path.split('/').slice(0, -1).join('/')
  if (name === vmx.name && folder === home.path) return path.split('/').at(-1) ?? ''
  const datastore =
    objects(object(world.prop(vm, 'config'), 'hardware'), 'device')
      .map((device) => object(device, 'backing'))
      .filter((backing) => text(backing, 'fileName') === datastorePath)
      .map((backing) => refIn(backing, 'datastore'))
      .find((found) => found !== undefined) ?? datastoreByName(world, vm, name)
  return datastore === undefined ? datastorePath : `${mountPath(world, datastore)}/${path}`
}

function datastoreByName(world: World, vm: Ref, name: string): Ref | undefined {
  const datacenter = datacenterOf(world, vm)
  const all = datacenter === undefined ? [] : world.prop(datacenter, 'datastore')
  return (Array.isArray(all) ? all : []).find((at: Ref) => world.prop(at, 'summary.name') === name)
}
