import { decodeInventoryName } from '@/lib/names/inventory-name'
import type { RunningConfig } from '@/lib/vmx/against-config'
import { withoutUndefined } from '@/lib/without-undefined'
import { asBoolean, asNumber, asObject, asObjects, asText, type WireValue } from '../vsphere/wire-value'

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

/** The cores per socket, where they are a fixed number: not while the host assigns them at power-on, and 0 is unset. */
export function fixedCoresPerSocket(properties: ReadonlyMap<string, WireValue>): number | undefined {
  if (asBoolean(properties.get('config.hardware.autoCoresPerSocket')) === true) return undefined
  return asNumber(properties.get('config.hardware.numCoresPerSocket')) || undefined
}

/** A VM's configuration in plain values. What the host does not say is left out. */
export function runningConfig(properties: ReadonlyMap<string, WireValue>): RunningConfig {
  const text = (path: string) => asText(properties.get(path))
  const number = (path: string) => asNumber(properties.get(path))
  const name = text('config.name')
  const memory = asObject(properties.get('config.memoryAllocation'))
  const cpu = asObject(properties.get('config.cpuAllocation'))
  const told = properties.get('config.hardware.device')
  const devices = asObjects(told)
  const disks = devices.filter(({ $type }) => $type === 'VirtualDisk')
  return withoutUndefined({
    name: name === undefined ? undefined : decodeInventoryName(name).name,
    annotation: text('config.annotation'),
    guestId: text('config.guestId'),
    hardwareVersion: text('config.version'),
    memoryMiB: number('config.hardware.memoryMB'),
    cpuCount: number('config.hardware.numCPU'),
    coresPerSocket: fixedCoresPerSocket(properties),
    firmware: text('config.firmware'),
    biosUuid: text('config.uuid'),
    instanceUuid: text('config.instanceUuid'),
    memoryLimitMiB: asNumber(memory?.limit),
    memoryReservationMiB: asNumber(memory?.reservation),
    cpuLimitMHz: asNumber(cpu?.limit),
    cpuReservationMHz: asNumber(cpu?.reservation),
    // Devices that were not read are not compared: the file's own would all seem to be too many.
    disks: told === undefined ? undefined : texts(disks.map(({ backing }) => asObject(backing)?.fileName)),
    // Every network adapter has one, whatever its type is called on a newer server.
    nics: told === undefined ? undefined : texts(devices.map(({ macAddress }) => macAddress)),
  })
}

const texts = (values: readonly (WireValue | undefined)[]): string[] =>
  values.map(asText).filter((value) => value !== undefined && value !== '') as string[] // exactly the filter
