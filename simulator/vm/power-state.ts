import { volumeOf } from '../estate/datastore-files'
import { flag, number, object, objects } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { postVmEvent } from '../world/events'
import { hostOf } from '../world/inventory-walk'
import { traitsOf } from '../world/vm-traits'
import type { World } from '../world/world'
import { beside, fileStem, placeFile, refreshFiles, vmxPathOf } from './files'
import { runningGuest, silentGuest } from './guest'
import { evcModeOf, featureRequirements, overheadBytes } from './runtime-data'

/** The state changes of a VM: what power operations, guests and hosts bring about in the end. No waiting, no refusing. */

export type PowerState = 'poweredOn' | 'poweredOff' | 'suspended'

export const powerStateOf = (world: World, vm: Ref): PowerState => {
  const state = world.prop(vm, 'runtime.powerState')
  return state === 'poweredOn' || state === 'suspended' ? state : 'poweredOff'
}

/** Simulated time from power-on until Tools answer. */
const ordinaryBootMs = 14_000

/** The VM runs. Its guest boots (or, resumed, goes on at once) and Tools answer some time later. */
export function enterPoweredOn(world: World, vm: Ref, chainId: number, resumed: boolean): void {
  const config = world.prop(vm, 'config')
  const cpus = number(object(config, 'hardware'), 'numCPU') ?? 1
  const memoryMB = number(object(config, 'hardware'), 'memoryMB') ?? 4
  const sleptFrom = resumed ? world.prop(vm, 'runtime.bootTime') : undefined
  const bootTime = sleptFrom ?? world.clock.now()
  const host = hostOf(world, vm)
  swapFile(world, vm, memoryMB - (number(object(config, 'memoryAllocation'), 'reservation') ?? 0))
  dropFile(world, vm, 'vmss')
  world.update(vm, {
    'runtime.powerState': 'poweredOn',
    ...(flag(object(config, 'hardware'), 'autoCoresPerSocket') && {
      'config.hardware.numCoresPerSocket': assignedCores(cpus),
    }),
    'runtime.bootTime': bootTime,
    'runtime.suspendTime': undefined,
    'runtime.cleanPowerOff': false,
    'runtime.memoryOverhead': overheadBytes(cpus, memoryMB),
    'runtime.maxCpuUsage': cpus * hostMhz(world, vm),
    'runtime.maxMemoryUsage': memoryMB,
    ...(host && {
      'runtime.minRequiredEVCModeKey': evcModeOf(world, host),
      'runtime.featureRequirement': featureRequirements(world, host),
    }),
    'config.hardware.device': connectDevices(world, vm, true),
    guest: silentGuest(world, vm, 'running'),
    'summary.quickStats.uptimeSeconds': 0,
  })
  postVmEvent(world, vm, 'VmPoweredOnEvent', '{vm} is powered on', { chainId })
  refreshFiles(world, vm)
  const bootMs = resumed ? 600 : (traitsOf(world, vm).bootMs ?? ordinaryBootMs)
  guestUpAfter(world, vm, bootMs)
}

/** What a host makes of CPUs whose cores per socket are left to it: as few sockets as fit a physical one. */
const assignedCores = (cpus: number): number => (cpus <= 16 ? cpus : cpus % 16 === 0 ? 16 : 1)

/** Tools answer after a while, unless the VM was switched off or restarted meanwhile. */
export function guestUpAfter(world: World, vm: Ref, ms: number): void {
  const bootTime = world.prop(vm, 'runtime.bootTime')
  world.clock.after(ms, () => {
    if (world.get(vm) === undefined || world.prop(vm, 'runtime.bootTime') !== bootTime) return
    if (powerStateOf(world, vm) !== 'poweredOn' || traitsOf(world, vm).tools === 'none') return
    world.update(vm, { guest: runningGuest(world, vm), guestHeartbeatStatus: 'green' })
  })
}

/** The VM is off: by request, by its guest, or because the host gave it up. */
export function enterPoweredOff(
  world: World,
  vm: Ref,
  how: { chainId?: number; clean?: boolean; event?: string } = {},
): void {
  dropFile(world, vm, 'vswp')
  dropFile(world, vm, 'vmss')
  world.update(vm, {
    'runtime.powerState': 'poweredOff',
    'runtime.bootTime': undefined,
    'runtime.suspendTime': undefined,
    'runtime.cleanPowerOff': how.clean ?? true,
    'runtime.toolsInstallerMounted': false,
    'runtime.memoryOverhead': undefined,
    'runtime.minRequiredEVCModeKey': undefined,
    'runtime.featureRequirement': undefined,
    'config.hardware.device': connectDevices(world, vm, false),
    guest: silentGuest(world, vm),
    guestHeartbeatStatus: 'gray',
    ...quietStats(),
  })
  postVmEvent(world, vm, how.event ?? 'VmPoweredOffEvent', '{vm} is powered off', {
    ...(how.chainId !== undefined && { chainId: how.chainId }),
  })
  refreshFiles(world, vm)
}

/** The VM's state is on disk. */
export function enterSuspended(world: World, vm: Ref, chainId?: number): void {
  const memoryMB = number(world.prop(vm, 'config.hardware'), 'memoryMB') ?? 4
  const vmx = vmxPathOf(world, vm)
  placeFile(volumeOf(world, vmx.datastore), beside(vmx, `${fileStem(vmx)}.vmss`).path, {
    modified: world.clock.now(),
    size: memoryMB * 1024 ** 2,
  })
  dropFile(world, vm, 'vswp')
  world.update(vm, {
    'runtime.powerState': 'suspended',
    'runtime.suspendTime': world.clock.now(),
    guest: silentGuest(world, vm),
    guestHeartbeatStatus: 'gray',
    ...quietStats(),
  })
  postVmEvent(world, vm, 'VmSuspendedEvent', '{vm} is suspended', { ...(chainId !== undefined && { chainId }) })
  refreshFiles(world, vm)
}

/** The guest starts anew without the VM being switched off. */
export function enterReset(world: World, vm: Ref): void {
  world.update(vm, {
    'runtime.bootTime': world.clock.now(),
    guest: silentGuest(world, vm, 'running'),
    guestHeartbeatStatus: 'gray',
    'summary.quickStats.uptimeSeconds': 0,
  })
  guestUpAfter(world, vm, traitsOf(world, vm).bootMs ?? ordinaryBootMs)
}

const quietStats = () => ({
  'summary.quickStats.overallCpuUsage': 0,
  'summary.quickStats.overallCpuDemand': 0,
  'summary.quickStats.guestMemoryUsage': 0,
  'summary.quickStats.hostMemoryUsage': 0,
  'summary.quickStats.privateMemory': 0,
  'summary.quickStats.sharedMemory': 0,
  'summary.quickStats.swappedMemory': 0,
  'summary.quickStats.balloonedMemory': 0,
  'summary.quickStats.compressedMemory': 0,
  'summary.quickStats.consumedOverheadMemory': 0,
  'summary.quickStats.uptimeSeconds': undefined,
})

function hostMhz(world: World, vm: Ref): number {
  const host = hostOf(world, vm)
  return (host && number(world.prop(host, 'summary.hardware'), 'cpuMhz')) ?? 2000
}

/** The device list with everything that connects at power-on connected, or nothing connected. */
function connectDevices(world: World, vm: Ref, on: boolean): readonly DataObject[] {
  return objects(world.prop(vm, 'config.hardware'), 'device').map((device) => {
    const connectable = object(device, 'connectable')
    if (connectable === undefined) return device
    const connected = on && flag(connectable, 'startConnected') === true
    if (flag(connectable, 'connected') === connected) return device
    return { ...device, connectable: { ...connectable, connected, status: connected ? 'ok' : 'untried' } }
  })
}

function swapFile(world: World, vm: Ref, sizeMB: number): void {
  const vmx = vmxPathOf(world, vm)
  placeFile(volumeOf(world, vmx.datastore), beside(vmx, `${fileStem(vmx)}.vswp`).path, {
    modified: world.clock.now(),
    size: Math.max(0, sizeMB) * 1024 ** 2,
  })
}

function dropFile(world: World, vm: Ref, suffix: string): void {
  const vmx = vmxPathOf(world, vm)
  volumeOf(world, vmx.datastore).delete(beside(vmx, `${fileStem(vmx)}.${suffix}`).path, world.clock.now())
}
