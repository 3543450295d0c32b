import type { VmDevice } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { asBoolean, asNumber, asObject, asObjects, asName, type WireObject } from '../vsphere/wire-value'

/** A device as the Hardware tab lists it, whatever its type. Without a key, which every device has, it is none. */
export function readDevice(device: WireObject): VmDevice[] {
  const key = asNumber(device.key)
  if (key === undefined) return []
  const info = asObject(device.deviceInfo)
  const connectable = asObject(device.connectable)
  const type = device.$type ?? 'VirtualDevice'
  const backing = asObject(device.backing) ?? asObject(device.sriovBacking)
  return [
    {
      key,
      type,
      label: asName(info?.label) || type,
      summary: asName(info?.summary) ?? '',
      ...withoutUndefined({
        connected: asBoolean(connectable?.connected),
        startConnected: asBoolean(connectable?.startConnected),
        backing: backingInWords(backing),
        backingType: backing?.$type,
        mac: asName(device.macAddress) || undefined,
        addressType: asName(device.addressType) || undefined,
        controller: asNumber(device.controllerKey),
        unit: asNumber(device.unitNumber),
        bus: asNumber(device.busNumber),
        ownUnit: asNumber(device.scsiCtlrUnitNumber),
        disk: type === 'VirtualDisk' ? diskOf(device, asObject(device.backing)) : undefined,
      }),
    },
  ]
}

/** What VirtualDiskFlatVer2BackingInfo and its kin say of a disk's format; what they do not say is not known. */
const diskOf = (disk: WireObject, backing: WireObject | undefined): NonNullable<VmDevice['disk']> =>
  withoutUndefined({
    thin: asBoolean(backing?.thinProvisioned),
    eagerlyZeroed: asBoolean(backing?.eagerlyScrub),
    mode: asName(backing?.diskMode),
    capacityBytes: capacityOf(disk),
    hasParent: asObject(backing?.parent) ? (true as const) : undefined,
    path: asName(backing?.fileName) || undefined,
  })

/** Bytes are told since 5.5; before, and where a server leaves them at 0, it is KB. */
function capacityOf({ capacityInBytes, capacityInKB }: WireObject): number | undefined {
  const bytes = asNumber(capacityInBytes)
  if (bytes !== undefined && bytes > 0) return bytes
  const kilobytes = asNumber(capacityInKB)
  return kilobytes === undefined ? undefined : kilobytes * 1024
}

/** The fields that name what is behind a device, first the one that says most. */
const naming = [
  'fileName',
  'deviceName',
  'descriptorFileName',
  'vgpu',
  'deviceClass',
  'customLabel',
  'opaqueNetworkId',
  'protocol',
  'id',
]

/**
 * What is behind a device: a file, a device of the host or of somebody’s computer, a pipe, a URI with its direction and proxy, a
 * port group, a GPU profile. Of one that says none of these only its type is known.
 */
function backingInWords(backing: WireObject | undefined): string | undefined {
  if (!backing) return undefined
  const text = (name: string) => asName(backing[name]) || undefined
  const uri = text('serviceURI')
  const words = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')
  if (uri !== undefined) {
    const proxy = text('proxyURI')
    return words(text('direction'), uri, proxy && `through ${proxy}`)
  }
  const pipe = text('pipeName')
  if (pipe !== undefined) return words(text('endpoint'), pipe)
  const host = text('hostname')
  const named = naming.map(text).find((one) => one !== undefined)
  if (named !== undefined) return words(named, host && `on ${host}`)
  const portGroup = asName(asObject(backing.port)?.portgroupKey)
  if (portGroup) return portGroup
  const allowed = asObjects(backing.allowedDevice).map(({ vendorId, deviceId }) => `${hex(vendorId)}:${hex(deviceId)}`)
  if (allowed.length > 0) return `any of ${allowed.join(', ')}`
  const physical = asObject(backing.physicalFunctionBacking)
  if (physical) return backingInWords(physical)
  return asBoolean(backing.useAutoDetect) ? 'detected automatically' : undefined
}

/** A PCI id as people know it: `10de`. */
const hex = (id: WireObject[string]) => asNumber(id)?.toString(16).padStart(4, '0') ?? '????'
