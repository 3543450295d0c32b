/** For tests: a VM of which everything is told, with values that occur only once. */
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { refValue, type WireValue } from '../../vsphere/wire-value'

export const refs = {
  VirtualMachine: moRef('VirtualMachine', 'vm-1'),
  HostSystem: moRef('HostSystem', 'host-2'),
  Datastore: moRef('Datastore', 'store-3'),
  Task: moRef('Task', 'task-4'),
  ResourcePool: moRef('ResourcePool', 'pool-5'),
  Datacenter: moRef('Datacenter', 'centre-6'),
  Folder: moRef('Folder', 'root-7'),
  SessionManager: moRef('SessionManager', 'sessions-8'),
  /** What it replies about guest operating systems stands as its property `options`. */
  EnvironmentBrowser: moRef('EnvironmentBrowser', 'browser-9'),
} as const satisfies Record<string, MoRef>

export const to = (name: keyof typeof refs) => refValue(refs[name])
const snapshotRef = (value: string) => refValue(moRef('VirtualMachineSnapshot', value))

const allocation = (first: number) => ({
  $type: 'ResourceAllocationInfo',
  reservation: first,
  limit: first + 1,
  shares: { $type: 'SharesInfo', shares: first + 2, level: 'custom' },
})
export const cpuid = (level: number, mark: string) => ({
  $type: 'HostCpuIdInfo',
  level,
  vendor: `vendor ${mark}`,
  ecx: `${mark}:ecx`,
  edx: `${mark}:edx`,
})
export const feature = (name: string) => ({
  key: `cpuid.${name}`,
  featureName: `name of ${name}`,
  value: `Val:${name}`,
})
const snapshot = (id: string, children: WireValue[]) => ({
  $type: 'VirtualMachineSnapshotTree',
  snapshot: snapshotRef(id),
  name: `name of ${id}`,
  description: `about ${id}`,
  createTime: `2029-01-0${id.slice(-1)}T00:00:00Z`,
  state: 'suspended',
  quiesced: true,
  childSnapshotList: children,
})
const device = (type: string, key: number, more: Record<string, WireValue>) => ({
  $type: type,
  key,
  deviceInfo: { $type: 'Description', label: `label ${key}`, summary: `summary ${key}` },
  connectable: { $type: 'VirtualDeviceConnectInfo', connected: true, startConnected: true, status: `status ${key}` },
  ...more,
})

const devices = [
  device('VirtualDisk', 2_000, {
    backing: {
      $type: 'VirtualDiskFlatVer2BackingInfo',
      fileName: '[the store] vm/disk.vmdk',
      thinProvisioned: true,
      eagerlyScrub: true,
      diskMode: 'persistent',
    },
  }),
  device('VirtualVmxnet3', 4_000, {
    macAddress: '00:50:56:00:00:01',
    backing: { $type: 'VirtualEthernetCardNetworkBackingInfo', deviceName: 'the network' },
  }),
  device('VirtualPCIPassthrough', 13_000, {
    backing: {
      $type: 'VirtualPCIPassthroughDynamicBackingInfo',
      allowedDevice: [
        { vendorId: 4_318, deviceId: 7_864 },
        { vendorId: 5_555, deviceId: 6_666 },
      ],
    },
  }),
  device('VirtualSerialPort', 9_000, {
    yieldOnPoll: true,
    backing: {
      $type: 'VirtualSerialPortURIBackingInfo',
      serviceURI: 'tcp://one:1',
      direction: 'client',
      proxyURI: 'telnet://two:2',
    },
  }),
  device('VirtualSerialPort', 9_001, {
    yieldOnPoll: true,
    backing: { $type: 'VirtualSerialPortPipeBackingInfo', pipeName: 'the pipe', endpoint: 'server', noRxLoss: true },
  }),
  device('VirtualSerialPort', 9_002, {
    yieldOnPoll: true,
    backing: { $type: 'VirtualSerialPortFileBackingInfo', fileName: '[the store] vm/serial.log' },
  }),
  device('VirtualSerialPort', 9_003, {
    yieldOnPoll: true,
    backing: { $type: 'VirtualSerialPortDeviceBackingInfo', deviceName: '/dev/char/serial/uart0', useAutoDetect: true },
  }),
]

const question = {
  $type: 'VirtualMachineQuestionInfo',
  id: 'question-1',
  text: 'msg.one: the text of the question',
  choice: {
    $type: 'ChoiceOption',
    choiceInfo: ['a', 'b', 'c'].map((key) => ({
      $type: 'ElementDescription',
      key: `key ${key}`,
      label: `label ${key}`,
      summary: `summary ${key}`,
    })),
    defaultIndex: 1,
  },
  message: [
    { $type: 'VirtualMachineMessage', id: 'msg.one', argument: ['an argument'], text: 'the text of a message' },
  ],
}

/** By property. */
export const toldVm: Readonly<Record<string, WireValue>> = {
  name: 'the VM',
  'config.annotation': 'the note',
  'config.changeVersion': 'the change',
  'config.cpuAllocation': allocation(100),
  'config.cpuFeatureMask': [cpuid(1, 'mask one'), cpuid(7, 'mask seven')],
  'config.files.vmPathName': '[the store] vm/the.vmx',
  'config.firmware': 'efi',
  'config.guestId': 'debian11_64Guest',
  'config.hardware.autoCoresPerSocket': false,
  'config.hardware.device': devices,
  'config.hardware.memoryMB': 2_048,
  'config.hardware.numCPU': 6,
  'config.hardware.numCoresPerSocket': 3,
  'config.instanceUuid': 'uuid of the instance',
  'config.memoryAllocation': allocation(200),
  'config.memoryReservationLockedToMax': true,
  'config.name': 'the VM in its configuration',
  'config.uuid': 'uuid of the BIOS',
  'config.version': 'vmx-21',
  datastore: [to('Datastore')],
  effectiveRole: [11, 12],
  environmentBrowser: to('EnvironmentBrowser'),
  'guest.hostName': 'name in the guest',
  'guest.toolsRunningStatus': 'guestToolsRunning',
  'guest.toolsStatus': 'toolsOld',
  'guest.toolsVersion': '12345',
  'guest.toolsVersionStatus2': 'guestToolsCurrent',
  recentTask: [to('Task')],
  resourcePool: to('ResourcePool'),
  'runtime.bootTime': '2028-01-01T00:00:00Z',
  'runtime.connectionState': 'connected',
  'runtime.consolidationNeeded': true,
  'runtime.featureMask': [feature('A'), feature('B')],
  'runtime.featureRequirement': [feature('C'), feature('D')],
  'runtime.host': to('HostSystem'),
  'runtime.maxCpuUsage': 15_000,
  'runtime.minRequiredEVCModeKey': 'intel-one',
  'runtime.offlineFeatureRequirement': [feature('C'), feature('D')],
  'runtime.powerState': 'poweredOn',
  'runtime.question': question,
  snapshot: {
    $type: 'VirtualMachineSnapshotInfo',
    currentSnapshot: snapshotRef('snap-2'),
    rootSnapshotList: [snapshot('snap-1', [snapshot('snap-2', [])]), snapshot('snap-3', [])],
  },
  'summary.config.guestFullName': 'the guest system',
  'summary.config.memorySizeMB': 2_048,
  'summary.config.numCpu': 6,
  'summary.config.template': true,
  'summary.config.uuid': 'uuid in the summary',
  'summary.config.vmPathName': '[the store] vm/the.vmx in the summary',
  'summary.guest.ipAddress': '192.0.2.1',
  'summary.guest.toolsRunningStatus': 'guestToolsRunning',
  'summary.guest.toolsStatus': 'toolsOk',
  'summary.quickStats': {
    $type: 'VirtualMachineQuickStats',
    hostMemoryUsage: 301,
    activeMemory: 302,
    guestMemoryUsage: 302,
    privateMemory: 303,
    sharedMemory: 304,
    balloonedMemory: 305,
    swappedMemory: 306,
    consumedOverheadMemory: 307,
    compressedMemory: 308,
    ssdSwappedMemory: 309,
    overallCpuUsage: 310,
    overallCpuDemand: 311,
    overallCpuReadiness: 312,
  },
  'summary.quickStats.hostMemoryUsage': 313,
  'summary.quickStats.overallCpuUsage': 314,
  'summary.storage.committed': 315,
  'summary.storage.uncommitted': 316,
}
