import { isManagedA } from './schema'

/**
 * What the API asks of an account, as facts: the privileges there are, and which of them reading a property takes. The ids
 * are the server's, which its documentation spells otherwise here and there. Sources: the type tables of pyVmomi (README.md).
 */

const group = (name: string, members: string): readonly string[] => members.split(' ').map((id) => `${name}.${id}`)

/** The privileges that every role has but those that hide. */
export const systemPrivileges = ['System.Anonymous', 'System.View', 'System.Read'] as const

/** Every privilege that a method or a property of this host can ask for. */
export const privilegeIds: readonly string[] = [
  ...systemPrivileges,
  ...group('Authorization', 'ModifyPermissions ModifyRoles'),
  ...group('Global', 'CancelTask Diagnostics Licenses LogEvent Settings'),
  ...group('Datacenter', 'Create Delete Move Reconfigure Rename'),
  ...group('Datastore', 'AllocateSpace Browse Config Delete DeleteFile FileManagement Move Rename'),
  ...group('Folder', 'Create Delete Move Rename'),
  ...group('Host.Config', 'AdvancedConfig AutoStart Connection DateTime Maintenance NetService Network Power Settings'),
  ...group('Host.Config', 'Storage'),
  ...group('Host.Inventory', 'EditCluster RenameCluster DeleteCluster RemoveHostFromCluster'),
  ...group('Network', 'Assign Delete Move'),
  ...group('Performance', 'ModifyIntervals'),
  ...group('Resource', 'AssignVMToPool ColdMigrate CreatePool DeletePool EditPool HotMigrate MovePool QueryVMotion'),
  ...group('Resource', 'RenamePool'),
  ...group('Sessions', 'TerminateSession ValidateSession'),
  ...group('VApp', 'ApplicationConfig Export Import InstanceConfig'),
  ...group('VirtualMachine.Config', 'AddExistingDisk AddNewDisk AddRemoveDevice AdvancedConfig Annotation CPUCount'),
  ...group('VirtualMachine.Config', 'ChangeTracking DiskExtend EditDevice HostUSBDevice ManagedBy Memory MksControl'),
  ...group('VirtualMachine.Config', 'RawDevice ReloadFromPath RemoveDisk Rename Resource Settings SwapPlacement'),
  ...group('VirtualMachine.Config', 'UpgradeVirtualHardware'),
  ...group('VirtualMachine.Interact', 'AnswerQuestion ConsoleInteract CreateScreenshot DeviceConnection GuestControl'),
  ...group('VirtualMachine.Interact', 'PowerOff PowerOn PutUsbScanCodes Reset SetCDMedia SetFloppyMedia Suspend'),
  ...group('VirtualMachine.Interact', 'ToolsInstall'),
  ...group('VirtualMachine.Inventory', 'Create CreateFromExisting Delete Move Register Unregister'),
  ...group('VirtualMachine.Provisioning', 'Clone CloneTemplate CreateTemplateFromVM Customize DeployTemplate'),
  ...group('VirtualMachine.Provisioning', 'MarkAsTemplate MarkAsVM'),
  ...group('VirtualMachine.State', 'CreateSnapshot RemoveSnapshot RenameSnapshot RevertToSnapshot'),
]

/** Properties that may be read with System.View alone. All others take System.Read, but for those of `special`. */
const viewable: readonly (readonly [type: string, props: ReadonlySet<string>])[] = [
  [
    'ManagedEntity',
    new Set('parent customValue effectiveRole name declaredAlarmState triggeredAlarmState tag'.split(' ')),
  ],
  ['ExtensibleManagedObject', new Set(['value', 'availableField'])],
  ['ComputeResource', new Set('resourcePool host datastore network environmentBrowser'.split(' '))],
  ['Datacenter', new Set('vmFolder hostFolder datastoreFolder networkFolder configuration'.split(' '))],
  ['EnvironmentBrowser', new Set(['datastoreBrowser'])],
  ['Folder', new Set(['childType', 'childEntity', 'namespace'])],
  ['HostSystem', new Set(['datastore', 'network', 'datastoreBrowser'])],
  ['ResourcePool', new Set(['owner', 'resourcePool', 'vm', 'namespace'])],
  ['VirtualMachine', new Set(['datastore', 'network'])],
  ['AuthorizationManager', new Set(['privilegeList', 'roleList', 'description'])],
  ['EventManager', new Set(['description', 'latestEvent', 'maxCollector'])],
  ['HostDatastoreBrowser', new Set(['datastore'])],
  ['HostDatastoreSystem', new Set(['datastore'])],
  ['PerformanceManager', new Set(['description', 'historicalInterval', 'perfCounter'])],
  ['PropertyCollector', new Set(['filter'])],
  ['ServiceInstance', new Set(['serverClock', 'capability', 'content'])],
  ['SessionManager', new Set('message currentSession messageLocaleList supportedLocaleList defaultLocale'.split(' '))],
  ['TaskManager', new Set(['recentTask', 'description', 'maxCollector'])],
  ['ViewManager', new Set(['viewList'])],
]

const special: Readonly<Record<string, string>> = { 'SessionManager.sessionList': 'Sessions.TerminateSession' }

/** The privilege that reading a top-level property of an object takes. */
export function readPrivilege(type: string, prop: string): string {
  const own = special[`${type}.${prop}`]
  if (own !== undefined) return own
  const isViewable = viewable.some(([ofType, props]) => props.has(prop) && isManagedA(type, ofType))
  return isViewable ? 'System.View' : 'System.Read'
}
