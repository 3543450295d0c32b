/**
 * The properties that the one stream watches: what lists, boards and buttons show, and no whole trees. A server that
 * lacks one of them (an old version) is asked without it.
 */
export const vmPaths = [
  'name',
  'config.changeVersion',
  'config.hardware.memoryMB',
  'config.hardware.numCPU',
  'effectiveRole',
  'recentTask',
  'runtime.bootTime',
  'runtime.connectionState',
  'runtime.consolidationNeeded',
  'runtime.host',
  'runtime.maxCpuUsage',
  'runtime.powerState',
  'runtime.question',
  'runtime.toolsInstallerMounted',
  'snapshot',
  'summary.config.guestFullName',
  'summary.config.memorySizeMB',
  'summary.config.numCpu',
  'summary.config.template',
  'summary.config.uuid',
  'summary.config.vmPathName',
  'summary.guest.ipAddress',
  'summary.guest.toolsRunningStatus',
  'summary.guest.toolsStatus',
  'summary.quickStats.hostMemoryUsage',
  'summary.quickStats.overallCpuUsage',
] as const

/**
 * Real servers need not tell changes of these, and of some never do: they are read again now and then
 * (figure-reading.ts). API reference: `recentTask`, `runtime.maxCpuUsage`; `summary.quickStats` does not notify at all, and
 * nobody promises that a change of permissions is told.
 */
export const silentVmPaths = [
  'effectiveRole',
  'recentTask',
  'runtime.maxCpuUsage',
  'summary.quickStats.hostMemoryUsage',
  'summary.quickStats.overallCpuUsage',
] as const

export const silentHostPaths = [
  'summary.quickStats.overallCpuUsage',
  'summary.quickStats.overallMemoryUsage',
  'summary.quickStats.uptime',
] as const

/** Changes of these do not mean that the VM's own page must be read again. */
export const volatileVmPaths: ReadonlySet<string> = new Set([...silentVmPaths, 'runtime.question'])

export const hostPaths = [
  'name',
  'runtime.connectionState',
  'runtime.inMaintenanceMode',
  'summary.config.product.version',
  'summary.hardware.cpuMhz',
  'summary.hardware.cpuModel',
  'summary.hardware.memorySize',
  'summary.hardware.numCpuCores',
  'summary.hardware.numCpuPkgs',
  'summary.hardware.numCpuThreads',
  'summary.quickStats.overallCpuUsage',
  'summary.quickStats.overallMemoryUsage',
  'summary.quickStats.uptime',
] as const

export const datastorePaths = [
  'effectiveRole',
  'host',
  'name',
  'summary.accessible',
  'summary.capacity',
  'summary.freeSpace',
  'summary.maintenanceMode',
  'summary.type',
  'summary.uncommitted',
  'summary.url',
] as const

/** Read on demand for a VM's own page. */
export const vmDetailPaths = [
  'config.annotation',
  'config.bootOptions',
  'config.changeVersion',
  'config.cpuHotAddEnabled',
  'config.firmware',
  'config.hardware.autoCoresPerSocket',
  'config.hardware.device',
  'config.hardware.numCoresPerSocket',
  'config.hotPlugMemoryIncrementSize',
  'config.hotPlugMemoryLimit',
  'config.instanceUuid',
  'config.memoryHotAddEnabled',
  'config.uuid',
  'config.version',
  'datastore',
  'guest.disk',
  'guest.hostName',
  'guest.net',
  'guest.toolsRunningStatus',
  'guest.toolsStatus',
  'guest.toolsVersion',
  'guest.toolsVersionStatus2',
  'runtime.connectionState',
  'snapshot',
  'summary.storage.committed',
  'summary.storage.uncommitted',
] as const

/** Read once more before the devices of a VM are changed. */
export const vmSetupPaths = [
  'config.bootOptions',
  'config.changeVersion',
  'config.cpuHotAddEnabled',
  'config.files.vmPathName',
  'config.firmware',
  'config.hardware.device',
  'config.hardware.memoryMB',
  'config.hardware.numCPU',
  'config.hotPlugMemoryIncrementSize',
  'config.hotPlugMemoryLimit',
  'config.memoryHotAddEnabled',
  'config.version',
  'runtime.host',
  'runtime.powerState',
  'snapshot',
] as const
