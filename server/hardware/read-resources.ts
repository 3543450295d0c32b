import type { VmResources } from '@/lib/hardware/vm-hardware'
import { allocationFrom, type Allocation } from '@/lib/memory/allocation'
import type { CpuUsage } from '@/lib/memory/cpu-usage'
import type { MemoryUsage } from '@/lib/memory/memory-bar'
import { moRef, vmKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { known, notKnown, type Known } from '@/lib/vsphere/known'
import { fixedCoresPerSocket } from '../files/running-config'
import { readBeside, type EndpointAccess } from '../inventory/access'
import { withoutUndefined } from '@/lib/without-undefined'
import { readPowerState, readToolsRunning } from '../inventory/vm-view'
import { whyUnread } from '../inventory/why-unread'
import { asBoolean, asNumber, asObject, asRef, asText, type WireObject, type WireValue } from '../vsphere/wire-value'

const paths = [
  'config.changeVersion',
  'config.cpuAllocation',
  'config.hardware.memoryMB',
  'config.hardware.numCPU',
  'config.hardware.autoCoresPerSocket',
  'config.hardware.numCoresPerSocket',
  'config.memoryAllocation',
  'config.memoryReservationLockedToMax',
  'guest.toolsRunningStatus',
  'resourcePool',
  'runtime.connectionState',
  'runtime.maxCpuUsage',
  'runtime.powerState',
  'summary.quickStats',
] as const

/**
 * A VM's memory and CPU as they are now; not known while its configuration cannot be read. Rejects with VimFault
 * (ManagedObjectNotFound) or WireError.
 */
export async function readResources(access: EndpointAccess, vm: Moid, now: () => number): Promise<Known<VmResources>> {
  const { properties, missing } = await access.readContent(moRef('VirtualMachine', vm), paths)
  const number = (path: string) => asNumber(properties.get(path))
  const stats = asObject(properties.get('summary.quickStats')) ?? {}
  const configuredMiB = number('config.hardware.memoryMB')
  const cpuCount = number('config.hardware.numCPU')
  const memory = readAllocation(properties.get('config.memoryAllocation'))
  const cpu = readAllocation(properties.get('config.cpuAllocation'))
  if (configuredMiB === undefined || cpuCount === undefined || !memory || !cpu) {
    return notKnown(whyUnread('config', missing, asText(properties.get('runtime.connectionState'))))
  }
  const powerState = readPowerState(properties.get('runtime.powerState'))
  const pool = asRef(properties.get('resourcePool'))
  // A reservation counts from power-on: what a running VM has of the pool it may keep.
  const held = powerState === 'poweredOn' ? { memory: memory.reservation, cpu: cpu.reservation } : { memory: 0, cpu: 0 }
  // Of a VM in a state that is not told nobody knows what it has.
  const spare = pool && powerState !== 'unknown' ? await readSpare(access, pool) : {}
  return known({
    vm: vmKey(access.connection, vm),
    powerState,
    configuredMiB,
    cpuCount,
    memory,
    cpu,
    memoryUsage: memoryUsage(stats),
    cpuUsage: cpuUsage(stats),
    readAt: new Date(now()).toISOString(),
    ...withoutUndefined({
      toolsRunning: readToolsRunning(properties.get('guest.toolsRunningStatus')),
      coresPerSocket: fixedCoresPerSocket(properties, missing),
      memoryShares: sharesNumber(properties.get('config.memoryAllocation')),
      cpuShares: sharesNumber(properties.get('config.cpuAllocation')),
      reservationLockedToMax: asBoolean(properties.get('config.memoryReservationLockedToMax')),
      cpuCapacityMHz: number('runtime.maxCpuUsage'),
      unreservedMiB: spare.mib === undefined ? undefined : spare.mib + held.memory,
      unreservedMHz: spare.mhz === undefined ? undefined : spare.mhz + held.cpu,
      changeVersion: asText(properties.get('config.changeVersion')),
    }),
  })
}

/** Undefined where the host does not tell all of it: what is not told is no reservation of 0, and no limit of none. */
function readAllocation(value: WireValue | undefined): Allocation | undefined {
  const info = asObject(value)
  const shares = asObject(info?.shares)
  const reservation = asNumber(info?.reservation)
  const limit = asNumber(info?.limit)
  const level = asText(shares?.level)
  const number = asNumber(shares?.shares)
  if (reservation === undefined || limit === undefined || level === undefined || number === undefined) return undefined
  return allocationFrom({ reservation, limit, shares: { shares: number, level } })
}

const sharesNumber = (value: WireValue | undefined) => asNumber(asObject(asObject(value)?.shares)?.shares)

/** What the pool can still guarantee to a VM; an account may not be allowed to see it. */
async function readSpare(access: EndpointAccess, pool: MoRef): Promise<{ mib?: number; mhz?: number }> {
  const properties = await readBeside(access, pool, ['runtime.memory.unreservedForVm', 'runtime.cpu.unreservedForVm'])
  const bytes = asNumber(properties.get('runtime.memory.unreservedForVm'))
  return withoutUndefined({
    mib: bytes === undefined ? undefined : Math.floor(bytes / 2 ** 20),
    mhz: asNumber(properties.get('runtime.cpu.unreservedForVm')),
  })
}

/** MB as the API has them, which are MiB; the two in KB are KiB. */
const memoryUsage = (stats: WireObject): MemoryUsage =>
  withoutUndefined({
    consumedMiB: asNumber(stats.hostMemoryUsage),
    // guestMemoryUsage is the same estimate on hosts before 7.0.3.
    activeMiB: asNumber(stats.activeMemory) ?? asNumber(stats.guestMemoryUsage),
    privateMiB: asNumber(stats.privateMemory),
    sharedMiB: asNumber(stats.sharedMemory),
    balloonedMiB: asNumber(stats.balloonedMemory),
    swappedMiB: asNumber(stats.swappedMemory),
    overheadMiB: asNumber(stats.consumedOverheadMemory),
    compressedKiB: asNumber(stats.compressedMemory),
    ssdSwappedKiB: asNumber(stats.ssdSwappedMemory),
  })

const cpuUsage = (stats: WireObject): CpuUsage =>
  withoutUndefined({
    usedMHz: asNumber(stats.overallCpuUsage),
    demandMHz: asNumber(stats.overallCpuDemand),
    readyPercent: asNumber(stats.overallCpuReadiness),
  })
