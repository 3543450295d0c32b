import { pathText, type DatastorePath } from '../estate/datastore-files'
import { dataType, derivedTypes, enumValues, isDataA, type Field } from '../vim25/schema'
import type { DataObject } from '../vim25/value'
import { connectInfo, info } from './device-parts'
import { beside } from './files'

/*
 * One of each device and of each backing that vim25 has, made from the vocabulary, and some that it has not. They stand for what
 * people have in their machines (passthrough, vGPU, NVDIMM, watchdogs, …): to be shown, not to run.
 */

/** Types that only others derive from. */
const abstractTypes: ReadonlySet<string> = new Set(
  (
    'VirtualController VirtualEthernetCard VirtualSCSIController VirtualSATAController VirtualSoundCard VirtualDeviceDeviceBackingInfo ' +
    'VirtualDeviceFileBackingInfo VirtualDevicePipeBackingInfo VirtualDeviceRemoteDeviceBackingInfo VirtualDeviceURIBackingInfo'
  ).split(' '),
)

const isOfNoTable = (type: string): boolean => type.includes('Loom')

/** Every concrete device type of vim25. */
export const deviceTypes: readonly string[] = [...new Set(derivedTypes('VirtualDevice'))].filter(
  (type) => !abstractTypes.has(type) && !isOfNoTable(type),
)

/** Every concrete backing type of vim25. */
export const backingTypes: readonly string[] = [...new Set(derivedTypes('VirtualDeviceBackingInfo'))].filter(
  (type) => !abstractTypes.has(type) && !isOfNoTable(type),
)

/** The backings that a device type can have: named after it, or after a type that it derives from. */
function backingsOf(type: string): readonly string[] {
  const found = backingTypes.filter((backing) => familyOf(backing) === type)
  const base = dataType(type)?.base
  return found.length > 0 || base === undefined || base === 'VirtualDevice' ? found : backingsOf(base)
}

/** `VirtualCdrom` of `VirtualCdromIsoBackingInfo`: the device type with the longest name that it starts with. */
function familyOf(backing: string): string {
  const families = [...deviceTypes, ...abstractTypes].filter((type) => backing.startsWith(type))
  return families.toSorted((a, b) => b.length - a.length)[0] ?? ''
}

type Zoo = 'every device' | 'every backing' | 'devices of no table'

/** The devices of such a VM, with keys that its other devices do not have. Their files are named, and are not there. */
export function zooDevices(which: Zoo, vmx: DatastorePath): readonly DataObject[] {
  const make = (type: string, backing: string | undefined, index: number): DataObject =>
    device(type, backing, index, vmx)
  switch (which) {
    case 'every device':
      return deviceTypes.map((type, index) => make(type, backingsOf(type)[0], index))
    case 'every backing':
      return backingTypes.map((backing, index) => make(bearerOf(backing), backing, index))
    case 'devices of no table':
      return ofNoTable.map(([type, backing], index) => make(type, backing, index))
  }
}

/** Unknown devices with known and unknown backings, known devices with unknown ones, and what derives from a known device. */
const ofNoTable: readonly (readonly [type: string, backing: string | undefined])[] = [
  ['VirtualLoomController', undefined],
  ['VirtualLoom', 'VirtualLoomBackingInfo'],
  ['VirtualLoom', 'VirtualLoomYarnBackingInfo'],
  ['VirtualLoomNic', 'VirtualEthernetCardNetworkBackingInfo'],
  ['VirtualLoomDisk', 'VirtualDiskFlatVer2BackingInfo'],
  ['VirtualCdrom', 'VirtualLoomBackingInfo'],
]

/** A concrete device that can have the backing. */
function bearerOf(backing: string): string {
  const family = familyOf(backing)
  return (
    deviceTypes.find((type) => type === family) ??
    deviceTypes.find((type) => isDataA(type, family)) ??
    'VirtualPCIPassthrough'
  )
}

function device(type: string, backing: string | undefined, index: number, vmx: DatastorePath): DataObject {
  const words = type.replace(/^Virtual(Machine)?/, '').replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
  const isController = isDataA(type, 'VirtualController')
  const isDisk = isDataA(type, 'VirtualDisk')
  return {
    ...filled(type, index, vmx),
    $type: type,
    key: keyOf(type, index),
    deviceInfo: info(`${words} ${index + 1}`, backing ?? words),
    ...(backing !== undefined && { backing: { $type: backing, ...filled(backing, index, vmx) } }),
    ...(isController
      ? { busNumber: index }
      : { controllerKey: isDisk ? 1000 : 100, unitNumber: isDisk ? 20 + index : index }),
    ...(isDataA(type, 'VirtualEthernetCard') && { connectable: connectInfo(true, false) }),
  }
}

const firstKeys: readonly (readonly [type: string, key: number])[] = [
  ['VirtualDisk', 2_020],
  ['VirtualEthernetCard', 4_010],
  ['VirtualFloppy', 8_010],
  ['VirtualSerialPort', 9_010],
  ['VirtualParallelPort', 10_010],
]

const keyOf = (type: string, index: number): number =>
  (firstKeys.find(([family]) => isDataA(type, family))?.[1] ?? 60_000) + index

/** Fields that `device` sets, and those that say something only in connection with others. */
const leftOut: ReadonlySet<string> = new Set(
  (
    'key deviceInfo backing connectable slotInfo controllerKey unitNumber numaNode deviceGroupInfo busNumber device parent datastore ' +
    'backingObjectId deltaDiskFormat deltaGrainSize deltaDiskFormatVariant keyId cryptoKeyId changeId'
  ).split(' '),
)

/** Something plausible in every field of a type that is simple, and in every one that has to be there. */
function filled(type: string, index: number, vmx: DatastorePath): Record<string, unknown> {
  const fields = (dataType(type)?.fields ?? []).filter((field) => !leftOut.has(field.name))
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = plausible(field, index, vmx)
      return value === undefined ? [] : [[field.name, field.array ? [value] : value]]
    }),
  )
}

function plausible(field: Field, index: number, vmx: DatastorePath): unknown {
  const known = texts[field.name]
  const enumeration = enumValues(field.type)
  if (enumeration !== undefined) return [...enumeration][0]
  switch (field.type) {
    case 'string':
      if (/fileName$/i.test(field.name)) return pathText(vmx.name, beside(vmx, `device-${index}.vmdk`).path)
      return known ?? `${field.name} ${index}`
    case 'boolean':
      return field.name === 'connected' || field.name === 'weaving'
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
      return numbers[field.name] ?? index + 1
    case 'base64Binary':
      return Buffer.from('certificate')
    case 'dateTime':
    case 'ManagedObjectReference':
    case 'anyType':
      return undefined
    default:
      return field.optional && !['LoomPattern', 'SharesInfo'].includes(field.type)
        ? undefined
        : { $type: field.type, ...filled(field.type, index, vmx) }
  }
}

const numbers: Readonly<Record<string, number>> = {
  capacityInKB: 1_048_576,
  capacityInBytes: 1_073_741_824,
  capacityInMB: 1_024,
  configuredCapacityInMB: 1_024,
  vendorId: 0x10de,
  scsiCtlrUnitNumber: 7,
  shares: 1_000,
  id: -1,
}

const texts: Readonly<Record<string, string>> = {
  diskMode: 'persistent',
  deviceName: '/dev/char/odd0',
  direction: 'server',
  serviceURI: 'tcp://:9000',
  endpoint: 'server',
  hostPointingDevice: 'autodetect',
  macAddress: '00:50:56:1a:2b:4c',
  addressType: 'manual',
  opaqueNetworkType: 'nsx.LogicalSwitch',
  protocol: 'ptp',
  sharing: 'sharingNone',
  use3dRenderer: 'automatic',
  vgpu: 'grid_t4-4q',
}
