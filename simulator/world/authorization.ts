import type { DataObject } from '../vim25/value'

/** Privileges that the API asks for in what this host can do, and the three of System that every role has. */
const privilegeIds: readonly string[] = [
  'System.Anonymous',
  'System.View',
  'System.Read',
  'Global.CancelTask',
  'Global.LogEvent',
  'Datastore.AllocateSpace',
  'Datastore.Browse',
  'Datastore.FileManagement',
  'Datastore.Rename',
  'Folder.Create',
  'Folder.Delete',
  'Folder.Rename',
  'Host.Config.AutoStart',
  'Host.Config.Maintenance',
  'Host.Config.Network',
  'Host.Config.Storage',
  'Network.Assign',
  'Resource.AssignVMToPool',
  'Resource.ColdMigrate',
  'Resource.HotMigrate',
  ...['AnswerQuestion', 'ConsoleInteract', 'CreateScreenshot', 'DeviceConnection', 'PowerOff', 'PowerOn', 'Reset'].map(
    (name) => `VirtualMachine.Interact.${name}`,
  ),
  ...['SetCDMedia', 'SetFloppyMedia', 'Suspend', 'ToolsInstall'].map((name) => `VirtualMachine.Interact.${name}`),
  ...['AddExistingDisk', 'AddNewDisk', 'AddRemoveDevice', 'AdvancedConfig', 'CPUCount', 'DiskExtend'].map(
    (name) => `VirtualMachine.Config.${name}`,
  ),
  ...['EditDevice', 'Memory', 'RemoveDisk', 'Rename', 'Resource', 'Settings'].map(
    (name) => `VirtualMachine.Config.${name}`,
  ),
  ...['Create', 'CreateFromExisting', 'Delete', 'Move', 'Register', 'Unregister'].map(
    (name) => `VirtualMachine.Inventory.${name}`,
  ),
  ...['CreateSnapshot', 'RemoveSnapshot', 'RenameSnapshot', 'RevertToSnapshot'].map(
    (name) => `VirtualMachine.State.${name}`,
  ),
]

const system = ['System.Anonymous', 'System.Read', 'System.View']

const role = (roleId: number, name: string, label: string, privilege: readonly string[]): DataObject => ({
  roleId,
  system: true,
  name,
  info: { label, summary: label },
  privilege,
})

/** The properties of an AuthorizationManager with the roles that every vSphere comes with. */
export const authorization = (): Record<string, unknown> => ({
  privilegeList: privilegeIds.map((privId) => {
    const parts = privId.split('.')
    const name = parts.at(-1) ?? privId
    return { privId, onParent: false, name, privGroupName: parts.slice(0, -1).join('.') }
  }),
  roleList: [
    role(-1, 'Admin', 'Administrator', privilegeIds),
    role(-2, 'ReadOnly', 'Read-only', system),
    role(-3, 'View', 'View', ['System.Anonymous', 'System.View']),
    role(-4, 'Anonymous', 'Anonymous', ['System.Anonymous']),
    role(-5, 'NoAccess', 'No access', []),
  ],
  description: { privilege: [], privilegeGroup: [] },
})
