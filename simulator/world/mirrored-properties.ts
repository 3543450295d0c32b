import type { World } from './world'

/** The same fact under two paths, as hosts show it: [written, follows]. */
export const vmMirrors: readonly (readonly [from: string, to: string])[] = [
  ['name', 'config.name'],
  ['name', 'summary.config.name'],
  ['runtime', 'summary.runtime'],
  ['overallStatus', 'summary.overallStatus'],
  ['guestHeartbeatStatus', 'summary.quickStats.guestHeartbeatStatus'],
  ['config.template', 'summary.config.template'],
  ['config.files.vmPathName', 'summary.config.vmPathName'],
  ['config.hardware.memoryMB', 'summary.config.memorySizeMB'],
  ['config.hardware.numCPU', 'summary.config.numCpu'],
  ['config.cpuAllocation.reservation', 'summary.config.cpuReservation'],
  ['config.memoryAllocation.reservation', 'summary.config.memoryReservation'],
  ['config.cpuAllocation', 'resourceConfig.cpuAllocation'],
  ['config.memoryAllocation', 'resourceConfig.memoryAllocation'],
  ['config.uuid', 'summary.config.uuid'],
  ['config.instanceUuid', 'summary.config.instanceUuid'],
  ['config.guestId', 'summary.config.guestId'],
  ['config.guestFullName', 'summary.config.guestFullName'],
  ['config.annotation', 'summary.config.annotation'],
  ['config.version', 'summary.config.hwVersion'],
  ['guest.toolsStatus', 'summary.guest.toolsStatus'],
  ['guest.toolsVersionStatus', 'summary.guest.toolsVersionStatus'],
  ['guest.toolsVersionStatus2', 'summary.guest.toolsVersionStatus2'],
  ['guest.toolsRunningStatus', 'summary.guest.toolsRunningStatus'],
  ['guest.guestId', 'summary.guest.guestId'],
  ['guest.guestFullName', 'summary.guest.guestFullName'],
  ['guest.hostName', 'summary.guest.hostName'],
  ['guest.ipAddress', 'summary.guest.ipAddress'],
]

/** Declare which properties follow others. Once per world, before objects are put. */
export function declareMirrors(world: World): void {
  for (const [from, to] of vmMirrors) world.mirror('VirtualMachine', from, to)
  world.mirror('HostSystem', 'runtime', 'summary.runtime')
  world.mirror('HostSystem', 'overallStatus', 'summary.overallStatus')
  world.mirror('HostSystem', 'name', 'summary.config.name')
  world.mirror('Datastore', 'name', 'summary.name')
  world.mirror('Datastore', 'name', 'info.name')
  world.mirror('Datastore', 'summary.freeSpace', 'info.freeSpace')
  world.mirror('Network', 'name', 'summary.name')
  world.mirror('ResourcePool', 'name', 'summary.name')
  world.mirror('ResourcePool', 'config', 'summary.config')
  world.mirror('ResourcePool', 'runtime', 'summary.runtime')
}
