import type { Product } from '../vim25/api-version'
import { methodLabels } from '../vim25/task-labels'
import { ref, type Ref, any, type DataObject } from '../vim25/value'
import { authorization } from './authorization'
import type { World } from './world'

/** Moids of the singletons, by their field in ServiceContent (those that this half of the simulator implements). */
const moids = {
  rootFolder: ['Folder', 'ha-folder-root', 'group-d1'],
  setting: ['OptionManager', 'HostAgentSettings', 'VpxSettings'],
  perfManager: ['PerformanceManager', 'ha-perfmgr', 'PerfMgr'],
  eventManager: ['EventManager', 'ha-eventmgr', 'EventManager'],
  taskManager: ['TaskManager', 'ha-taskmgr', 'TaskManager'],
  authorizationManager: ['AuthorizationManager', 'ha-authmgr', 'AuthorizationManager'],
  licenseManager: ['LicenseManager', 'ha-license-manager', 'LicenseManager'],
  fileManager: ['FileManager', 'ha-nfc-file-manager', 'FileManager'],
  virtualDiskManager: ['VirtualDiskManager', 'ha-vdiskmanager', 'virtualDiskManager'],
} as const satisfies Record<string, readonly [type: string, esx: string, vcenter: string]>

export type ManagerName = keyof typeof moids

/** The singleton behind a field of ServiceContent. */
export function managerRef(product: Product, name: ManagerName): Ref {
  const [type, esx, vcenter] = moids[name]
  return ref(type, product === 'esx' ? esx : vcenter)
}

export const managerNames = Object.keys(moids) as readonly ManagerName[] // keys of a const object

const described = (key: string, label: string, summary = label): DataObject => ({ label, summary, key })

/** Put the singletons that the world half of the simulator implements. */
export function putManagers(world: World): void {
  const put = (name: Parameters<typeof managerRef>[1], props: Record<string, unknown>) =>
    world.put({ ref: managerRef(world.product, name), props })
  put('taskManager', {
    recentTask: [],
    description: {
      methodInfo: Object.entries(methodLabels).map(([key, label]) => described(key, label)),
      state: ['queued', 'running', 'success', 'error'].map((state) => described(state, state)),
      reason: [
        { ...described('TaskReasonSystem', 'System task'), $type: 'TypeDescription' },
        { ...described('TaskReasonUser', 'User task'), $type: 'TypeDescription' },
      ],
    },
    maxCollector: 32,
  })
  put('eventManager', {
    description: {
      category: ['info', 'warning', 'error', 'user'].map((category) => described(category, category)),
      eventInfo: eventKinds.map(([key, category, fullFormat]) => ({
        key,
        description: fullFormat,
        category,
        formatOnDatacenter: fullFormat,
        formatOnComputeResource: fullFormat,
        formatOnHost: fullFormat,
        formatOnVm: fullFormat,
        fullFormat,
      })),
    },
    maxCollector: 1000,
  })
  put('perfManager', {
    description: { counterType: [], statsType: [] },
    historicalInterval: [],
    perfCounter: [],
  })
  put('licenseManager', {
    source: { $type: 'LocalLicenseSource', licenseKeys: '' },
    sourceAvailable: true,
    licensedEdition: world.product === 'esx' ? 'esx.enterprisePlus.cpuPackage' : 'vc',
    licenses: [
      {
        licenseKey: '00000-00000-00000-00000-00000',
        editionKey: 'eval',
        name: 'Evaluation Mode',
        total: 0,
        costUnit: '',
        properties: [],
      },
    ],
    evaluation: { properties: [{ key: 'expirationHours', value: any('xsd:long', 1_391) }] },
  })
  put('setting', {
    supportedOption: [],
    setting: [{ key: 'config.vmacore.soap.sessionTimeout', value: any('xsd:string', '30') }],
  })
  put('authorizationManager', authorization())
  put('fileManager', {})
  put('virtualDiskManager', {})
}

/** Event types that this host posts, for clients that show a list of what can happen. */
const eventKinds: readonly (readonly [key: string, category: string, format: string])[] = [
  ['TaskEvent', 'info', 'Task: {info.descriptionId}'],
  ['VmMessageEvent', 'info', 'Message on {vm.name} on {host.name} in {datacenter.name}: {message}'],
  ['VmMessageWarningEvent', 'warning', 'Warning message on {vm.name} on {host.name} in {datacenter.name}: {message}'],
  ['VmStartingEvent', 'info', '{vm.name} on host {host.name} in {datacenter.name} is starting'],
  ['VmPoweredOnEvent', 'info', '{vm.name} on {host.name} in {datacenter.name} is powered on'],
  ['VmPoweredOffEvent', 'info', '{vm.name} on {host.name} in {datacenter.name} is powered off'],
  ['VmSuspendedEvent', 'info', '{vm.name} on {host.name} in {datacenter.name} is suspended'],
  ['VmResumingEvent', 'info', '{vm.name} on {host.name} in {datacenter.name} is resumed'],
  ['VmResettingEvent', 'info', '{vm.name} on {host.name} in {datacenter.name} is reset'],
  ['VmFailedToPowerOnEvent', 'error', 'Cannot power On {vm.name} on {host.name} in {datacenter.name}. {reason.msg}'],
  ['VmReconfiguredEvent', 'info', 'Reconfigured {vm.name} on {host.name} in {datacenter.name}'],
  ['VmRenamedEvent', 'info', 'Renamed {vm.name} from {oldName} to {newName} in {datacenter.name}'],
  ['VmRemovedEvent', 'info', 'Removed {vm.name} on {host.name} from {datacenter.name}'],
  ['VmRegisteredEvent', 'info', 'Registered {vm.name} on {host.name} in {datacenter.name}'],
  [
    'VmUuidChangedEvent',
    'warning',
    'Changed BIOS UUID on {vm.name} on {host.name} in {datacenter.name} from {oldUuid} to {newUuid}',
  ],
  ['VmGuestShutdownEvent', 'info', 'Guest OS shut down for {vm.name} on {host.name} in {datacenter.name}'],
  ['VmGuestRebootEvent', 'info', 'Guest OS reboot for {vm.name} on {host.name} in {datacenter.name}'],
  ['DatastoreFileCopiedEvent', 'info', 'File or directory {sourceFile} copied to {targetFile}'],
  ['DatastoreFileMovedEvent', 'info', 'File or directory {sourceFile} moved to {targetFile}'],
  ['DatastoreFileDeletedEvent', 'info', 'File or directory {targetFile} deleted from {datastore.name}'],
  ['DatastoreRenamedEvent', 'info', 'Renamed datastore from {oldName} to {newName}'],
  ['EnteringMaintenanceModeEvent', 'info', 'Host {host.name} has started to enter maintenance mode'],
  ['EnteredMaintenanceModeEvent', 'info', 'Host {host.name} has entered maintenance mode'],
  ['ExitMaintenanceModeEvent', 'info', 'Host {host.name} has exited maintenance mode'],
  ['GeneralUserEvent', 'user', 'User logged event: {message}'],
]
