/**
 * For tests: one of everything that views are made of, with values that occur only once. So it is known of each value in a
 * view where it comes from.
 */
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { refValue, type WireValue } from '../../vsphere/wire-value'
import { cpuid, feature, refs, to, toldVm } from './told-vm'

export type World = Readonly<Record<string, Readonly<Record<string, WireValue>>>>

const mount = (host: MoRef, path: string, accessible: boolean) => ({
  $type: 'DatastoreHostMount',
  key: refValue(host),
  mountInfo: {
    $type: 'HostMountInfo',
    path,
    accessMode: 'readOnly',
    mounted: true,
    accessible,
    inaccessibleReason: `reason of ${path}`,
  },
})
const policyOf = (number: number) => ({
  security: { allowPromiscuous: true, macChanges: true, forgedTransmits: true },
  shapingPolicy: { enabled: true, averageBandwidth: number, peakBandwidth: number + 1, burstSize: number + 2 },
})
const otherHost = moRef('HostSystem', 'host-20')

/** Everything is there, and every truth value is true. */
export const wholeWorld: World = {
  VirtualMachine: toldVm,
  HostSystem: {
    name: 'the host',
    'config.featureCapability': [feature('E'), feature('F')],
    'config.maskedFeatureCapability': [feature('E'), feature('F')],
    'config.network.dnsConfig': { hostName: 'dns name', domainName: 'dns domain', address: ['192.0.2.2', '192.0.2.3'] },
    'config.network.pnic': [
      {
        key: 'pnic-0',
        device: 'vmnic0',
        mac: 'mac 0',
        driver: 'driver 0',
        pci: 'pci 0',
        linkSpeed: { speedMb: 401, duplex: true },
      },
      {
        key: 'pnic-1',
        device: 'vmnic1',
        mac: 'mac 1',
        driver: 'driver 1',
        pci: 'pci 1',
        linkSpeed: { speedMb: 402, duplex: true },
      },
    ],
    'config.network.portgroup': [
      {
        spec: { name: 'group 0', vswitchName: 'switch 0', vlanId: 403, policy: policyOf(420) },
        computedPolicy: policyOf(430),
      },
      {
        spec: { name: 'group 1', vswitchName: 'switch 1', vlanId: 404, policy: policyOf(440) },
        computedPolicy: policyOf(450),
      },
    ],
    'config.network.proxySwitch': [
      { dvsName: 'far switch', pnic: ['pnic-1'], mtu: 405, numPorts: 406, numPortsAvailable: 407 },
    ],
    'config.network.vnic': [
      { device: 'vmk0', key: 'vnic-0', portgroup: 'group 0', spec: { ip: { ipAddress: '192.0.2.40' } } },
      { device: 'vmk1', key: 'vnic-1', portgroup: 'group 1', spec: { ip: { ipAddress: '192.0.2.41' } } },
    ],
    'config.network.vswitch': [
      {
        name: 'switch 0',
        pnic: ['pnic-0'],
        mtu: 408,
        numPorts: 409,
        numPortsAvailable: 410,
        spec: { numPorts: 411, policy: policyOf(460) },
      },
    ],
    'config.product': {
      fullName: 'the product',
      name: 'the product',
      version: 'version 8',
      build: 'build 9',
      apiVersion: 'api 8',
    },
    'config.service': {
      service: [
        { key: 'ntpd', label: 'NTP', running: true, policy: 'policy 0', required: true },
        { key: 'sshd', label: 'SSH', running: true, policy: 'policy 1', required: true },
      ],
    },
    'config.virtualNicManagerInfo': {
      netConfig: [
        { nicType: 'service 0', selectedVnic: ['service 0.vnic-0', 'service 0.vnic-1'] },
        { nicType: 'service 1', selectedVnic: ['vnic-0', 'vnic-1'] },
      ],
    },
    datastore: [to('Datastore')],
    'hardware.biosInfo': { biosVersion: 'the BIOS' },
    'hardware.cpuFeature': [cpuid(0, 'host nought'), cpuid(1, 'host one')],
    'hardware.cpuPkg': [{ description: 'package 0' }, { description: 'package 1' }],
    'hardware.memorySize': 411_000,
    'capability.maxSupportedVcpus': 414,
    'hardware.numaInfo': {
      type: 'numa type',
      numaNode: [
        { typeId: 40, cpuID: [0, 1, 2], memorySize: 412, memoryRangeLength: 412 },
        { typeId: 41, cpuID: [3, 4, 5, 6], memorySize: 413, memoryRangeLength: 413 },
      ],
    },
    'hardware.systemInfo': {
      vendor: 'the vendor',
      model: 'the model',
      uuid: 'uuid of the host',
      serialNumber: 'the serial number',
    },
    'runtime.bootTime': '2027-01-01T00:00:00Z',
    'runtime.connectionState': 'connected',
    'runtime.inMaintenanceMode': true,
    'runtime.powerState': 'standBy',
    'summary.config.product.version': 'version 8 in the summary',
    'summary.currentEVCModeKey': 'evc now',
    'summary.hardware': {
      vendor: 'the vendor',
      model: 'the model',
      uuid: 'uuid of the host',
      cpuModel: 'the processor',
      numCpuPkgs: 414,
      numCpuCores: 415,
      numCpuThreads: 416,
      cpuMhz: 417,
      memorySize: 411_000,
    },
    'summary.hardware.cpuMhz': 418,
    'summary.hardware.cpuModel': 'the processor in the summary',
    'summary.hardware.memorySize': 419,
    'summary.hardware.numCpuCores': 420,
    'summary.hardware.numCpuPkgs': 421,
    'summary.hardware.numCpuThreads': 422,
    'summary.managementServerIp': '192.0.2.4',
    'summary.maxEVCModeKey': 'evc at most',
    'summary.quickStats': { overallCpuUsage: 423, overallMemoryUsage: 424, uptime: 425 },
    'summary.quickStats.overallCpuUsage': 426,
    'summary.quickStats.overallMemoryUsage': 427,
    'summary.quickStats.uptime': 428,
  },
  Datastore: {
    name: 'the store',
    effectiveRole: [13, 14],
    host: [mount(refs.HostSystem, '/vmfs/volumes/one', true), mount(otherHost, '/vmfs/volumes/two', false)],
    info: {
      $type: 'VmfsDatastoreInfo',
      url: 'ds:///vmfs/volumes/volume/',
      maxFileSize: 501,
      vmfs: {
        type: 'VMFS',
        version: '6.82',
        local: true,
        ssd: true,
        extent: [
          { diskName: 'naa.one', partition: 502 },
          { diskName: 'naa.two', partition: 503 },
        ],
      },
    },
    parent: to('Datacenter'),
    summary: {
      accessible: true,
      capacity: 504_000,
      freeSpace: 4_050,
      uncommitted: 506,
      maintenanceMode: 'maintenance mode',
      multipleHostAccess: true,
      type: 'the type',
      url: 'ds:///vmfs/volumes/volume/',
    },
    'summary.accessible': true,
    'summary.capacity': 507_000,
    'summary.freeSpace': 5_080,
    'summary.maintenanceMode': 'maintenance mode in the list',
    'summary.type': 'the type in the list',
    'summary.uncommitted': 509,
    'summary.url': 'ds:///vmfs/volumes/volume in the list/',
    vm: [to('VirtualMachine')],
  },
  Task: {
    info: {
      $type: 'TaskInfo',
      key: 'task-4',
      name: 'PowerOnVM_Task',
      descriptionId: 'VirtualMachine.powerOn',
      entity: to('VirtualMachine'),
      entityName: 'the VM in its task',
      state: 'running',
      progress: 61,
      cancelable: true,
      cancelled: true,
      queueTime: '2029-02-01T00:00:00Z',
      startTime: '2029-02-02T00:00:00Z',
      completeTime: '2029-02-03T00:00:00Z',
      reason: { $type: 'TaskReasonUser', userName: 'who began it' },
    },
  },
  ResourcePool: {
    'runtime.memory.unreservedForVm': 7_000 * 2 ** 20,
    'runtime.cpu.unreservedForVm': 8_000,
  },
  Datacenter: { name: 'the datacenter', parent: to('Folder') },
  Folder: { name: 'the root' },
  SessionManager: { currentSession: { userName: 'us' } },
  EnvironmentBrowser: {
    options: {
      guestOSDescriptor: [{ id: 'debian11_64Guest', cpuFeatureMask: [cpuid(1, 'guest one'), cpuid(7, 'guest seven')] }],
    },
  },
}

const turnedWords: Readonly<Record<string, string>> = {
  guestToolsRunning: 'guestToolsNotRunning',
  poweredOn: 'poweredOff',
  toolsOk: 'toolsNotRunning',
}

/** The same with every truth value the other way round. */
export const otherWorld: World = turned(wholeWorld) as World // it has the same shape

function turned(value: unknown): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return turnedWords[value] ?? value
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, turned(field)]))
}

/** Where a server may tell the same in either of two places. */
export const twins: readonly (readonly [type: string, one: string, other: string])[] = [
  ['VirtualMachine', 'config.hardware.memoryMB', 'summary.config.memorySizeMB'],
  ['VirtualMachine', 'config.hardware.numCPU', 'summary.config.numCpu'],
  ['VirtualMachine', 'summary.guest.toolsRunningStatus', 'summary.guest.toolsStatus'],
  ['VirtualMachine', 'guest.toolsVersionStatus2', 'guest.toolsStatus'],
  ['VirtualMachine', 'runtime.featureRequirement', 'runtime.offlineFeatureRequirement'],
  ['HostSystem', 'hardware.memorySize', 'summary.hardware'],
  ['HostSystem', 'hardware.systemInfo', 'summary.hardware'],
  ['HostSystem', 'config.maskedFeatureCapability', 'config.featureCapability'],
  ['Datastore', 'summary', 'info'],
]
