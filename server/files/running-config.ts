import { decodeInventoryName } from '@/lib/names/inventory-name'
import type { RunningConfig } from '@/lib/vmx/against-config'
import { withoutUndefined } from '@/lib/without-undefined'
import type { MissingProperty } from '../vsphere/update-set'
import { asNumber, asObject, asText, readWhole, type WireValue } from '../vsphere/wire-value'

/** What a comparison of a VMX with the running configuration needs to know. */
export const runningConfigPaths = [
  'config.annotation',
  'config.cpuAllocation',
  'config.firmware',
  'config.guestId',
  'config.hardware.device',
  'config.hardware.memoryMB',
  'config.hardware.numCPU',
  'config.hardware.autoCoresPerSocket',
  'config.hardware.numCoresPerSocket',
  'config.instanceUuid',
  'config.memoryAllocation',
  'config.name',
  'config.uuid',
  'config.version',
] as const

const autoPath = 'config.hardware.autoCoresPerSocket'

/** The cores per socket, where they are a fixed number: not while the host assigns them at power-on, and 0 is unset. */
export function fixedCoresPerSocket(
  properties: ReadonlyMap<string, WireValue>,
  missing: readonly MissingProperty[] = [],
): number | undefined {
  const auto = properties.get(autoPath)
  // Servers before 8.0 do not have it.
  const isFixed = auto === undefined ? !missing.some(({ path }) => path === autoPath) : auto === false
  if (!isFixed) return undefined
  return asNumber(properties.get('config.hardware.numCoresPerSocket')) || undefined
}

/** A VM's configuration in plain values. What the host does not say is left out. */
export function runningConfig(
  properties: ReadonlyMap<string, WireValue>,
  missing: readonly MissingProperty[] = [],
): RunningConfig {
  const text = (path: string) => asText(properties.get(path))
  const number = (path: string) => asNumber(properties.get(path))
  const name = text('config.name')
  const memory = asObject(properties.get('config.memoryAllocation'))
  const cpu = asObject(properties.get('config.cpuAllocation'))
  // One that cannot be read may be any of them.
  const devices = readWhole(properties.get('config.hardware.device'), (one) =>
    asNumber(one.key) === undefined ? [] : [one],
  )
  const disks = devices?.filter(({ $type }) => $type === 'VirtualDisk')
  return withoutUndefined({
    name: name === undefined ? undefined : decodeInventoryName(name).name,
    annotation: text('config.annotation'),
    guestId: text('config.guestId'),
    hardwareVersion: text('config.version'),
    memoryMiB: number('config.hardware.memoryMB'),
    cpuCount: number('config.hardware.numCPU'),
    coresPerSocket: fixedCoresPerSocket(properties, missing),
    firmware: text('config.firmware'),
    biosUuid: text('config.uuid'),
    instanceUuid: text('config.instanceUuid'),
    memoryLimitMiB: asNumber(memory?.limit),
    memoryReservationMiB: asNumber(memory?.reservation),
    cpuLimitMHz: asNumber(cpu?.limit),
    cpuReservationMHz: asNumber(cpu?.reservation),
    // Devices that were not read are not compared: the file's own would all seem to be too many.
    disks: disks && texts(disks.map(({ backing }) => asObject(backing)?.fileName ?? odd)),
    // Every network adapter has one, whatever its type is called on a newer server.
    // A list in its place is one of these values, and no text.
    nics: devices && texts(devices.flatMap(({ macAddress }) => (macAddress === undefined ? [] : [macAddress]))),
  })
}

/** Stands for what should be there. */
const odd: WireValue = []

/** Undefined where one of them is no text: then nobody knows all of them. */
function texts(values: readonly WireValue[]): string[] | undefined {
  const found = values.flatMap((value) => asText(value) ?? [])
  return found.length === values.length ? found.filter((value) => value !== '') : undefined
}
