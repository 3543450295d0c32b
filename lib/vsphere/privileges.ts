/** What an account has to be allowed at a host for each thing that Andon can do there. Source: vSphere API reference. */
export type NeededPrivilege = {
  /** As people call it. */
  what: string
  /** Dotted privilege id as servers spell it, such as `VirtualMachine.Interact.PowerOn`; their documentation differs here and there. */
  privilege: string
  /** The kind of object on which it is checked. */
  on: 'VirtualMachine' | 'Datastore' | 'Folder' | 'HostSystem' | 'ResourcePool' | 'Network'
  /** For what a host by itself cannot do anyway. */
  onlyVCenter?: true
}

/** What it takes to put a VM into a resource pool; on the pool. */
export const poolPrivilege = 'Resource.AssignVMToPool'

export const neededPrivileges: readonly NeededPrivilege[] = [
  { what: 'See properties of VMs', privilege: 'System.Read', on: 'VirtualMachine' },
  { what: 'Power on, resume', privilege: 'VirtualMachine.Interact.PowerOn', on: 'VirtualMachine' },
  { what: 'Power off, shut down guest', privilege: 'VirtualMachine.Interact.PowerOff', on: 'VirtualMachine' },
  { what: 'Suspend', privilege: 'VirtualMachine.Interact.Suspend', on: 'VirtualMachine' },
  { what: 'Reset, restart guest', privilege: 'VirtualMachine.Interact.Reset', on: 'VirtualMachine' },
  { what: 'Answer questions', privilege: 'VirtualMachine.Interact.AnswerQuestion', on: 'VirtualMachine' },
  { what: 'Take snapshots', privilege: 'VirtualMachine.State.CreateSnapshot', on: 'VirtualMachine' },
  { what: 'Revert to snapshots', privilege: 'VirtualMachine.State.RevertToSnapshot', on: 'VirtualMachine' },
  { what: 'Remove snapshots', privilege: 'VirtualMachine.State.RemoveSnapshot', on: 'VirtualMachine' },
  { what: 'Rename snapshots', privilege: 'VirtualMachine.State.RenameSnapshot', on: 'VirtualMachine' },
  {
    what: 'Mount the VMware Tools installer',
    privilege: 'VirtualMachine.Interact.ToolsInstall',
    on: 'VirtualMachine',
  },
  { what: 'Rename', privilege: 'VirtualMachine.Config.Rename', on: 'VirtualMachine' },
  { what: 'Unregister', privilege: 'VirtualMachine.Inventory.Unregister', on: 'VirtualMachine' },
  { what: 'Delete VMs with their files', privilege: 'VirtualMachine.Inventory.Delete', on: 'VirtualMachine' },
  { what: 'Change memory', privilege: 'VirtualMachine.Config.Memory', on: 'VirtualMachine' },
  { what: 'Change CPU count', privilege: 'VirtualMachine.Config.CPUCount', on: 'VirtualMachine' },
  { what: 'Change allocation', privilege: 'VirtualMachine.Config.Resource', on: 'VirtualMachine' },
  { what: 'Add disks', privilege: 'VirtualMachine.Config.AddNewDisk', on: 'VirtualMachine' },
  { what: 'Attach disks that are there', privilege: 'VirtualMachine.Config.AddExistingDisk', on: 'VirtualMachine' },
  { what: 'Detach disks', privilege: 'VirtualMachine.Config.RemoveDisk', on: 'VirtualMachine' },
  { what: 'Grow disks', privilege: 'VirtualMachine.Config.DiskExtend', on: 'VirtualMachine' },
  {
    what: 'Add and remove adapters, drives and serial ports',
    privilege: 'VirtualMachine.Config.AddRemoveDevice',
    on: 'VirtualMachine',
  },
  {
    what: 'Edit disks, adapters, drives and serial ports',
    privilege: 'VirtualMachine.Config.EditDevice',
    on: 'VirtualMachine',
  },
  {
    what: 'Connect and disconnect devices',
    privilege: 'VirtualMachine.Interact.DeviceConnection',
    on: 'VirtualMachine',
  },
  { what: 'Change the CD in a drive', privilege: 'VirtualMachine.Interact.SetCDMedia', on: 'VirtualMachine' },
  { what: 'Change the floppy in a drive', privilege: 'VirtualMachine.Interact.SetFloppyMedia', on: 'VirtualMachine' },
  { what: 'Change boot order and firmware', privilege: 'VirtualMachine.Config.Settings', on: 'VirtualMachine' },
  { what: 'Edit notes', privilege: 'VirtualMachine.Config.Annotation', on: 'VirtualMachine' },
  { what: 'See screens, open consoles', privilege: 'VirtualMachine.Interact.ConsoleInteract', on: 'VirtualMachine' },
  {
    what: 'Take screens by way of a file',
    privilege: 'VirtualMachine.Interact.CreateScreenshot',
    on: 'VirtualMachine',
  },
  { what: 'Clone VMs', privilege: 'VirtualMachine.Provisioning.Clone', on: 'VirtualMachine', onlyVCenter: true },
  {
    what: 'Deploy from templates',
    privilege: 'VirtualMachine.Provisioning.DeployTemplate',
    on: 'VirtualMachine',
    onlyVCenter: true,
  },
  {
    what: 'Make templates from VMs',
    privilege: 'VirtualMachine.Provisioning.CreateTemplateFromVM',
    on: 'VirtualMachine',
    onlyVCenter: true,
  },
  {
    what: 'Clone templates',
    privilege: 'VirtualMachine.Provisioning.CloneTemplate',
    on: 'VirtualMachine',
    onlyVCenter: true,
  },
  {
    what: 'Turn VMs into templates',
    privilege: 'VirtualMachine.Provisioning.MarkAsTemplate',
    on: 'VirtualMachine',
    onlyVCenter: true,
  },
  {
    what: 'Turn templates into VMs',
    privilege: 'VirtualMachine.Provisioning.MarkAsVM',
    on: 'VirtualMachine',
    onlyVCenter: true,
  },
  { what: 'Migrate VMs that run', privilege: 'Resource.HotMigrate', on: 'VirtualMachine', onlyVCenter: true },
  {
    what: 'Migrate VMs that are off, move files',
    privilege: 'Resource.ColdMigrate',
    on: 'VirtualMachine',
    onlyVCenter: true,
  },
  { what: 'Move VMs to folders', privilege: 'VirtualMachine.Inventory.Move', on: 'VirtualMachine', onlyVCenter: true },
  { what: 'Cancel tasks of others', privilege: 'Global.CancelTask', on: 'VirtualMachine' },
  { what: 'Browse datastores, read files', privilege: 'Datastore.Browse', on: 'Datastore' },
  { what: 'Upload, move, copy and delete files', privilege: 'Datastore.FileManagement', on: 'Datastore' },
  { what: 'Make and grow disks', privilege: 'Datastore.AllocateSpace', on: 'Datastore' },
  { what: 'Create VMs', privilege: 'VirtualMachine.Inventory.Create', on: 'Folder' },
  {
    what: 'Clone VMs into folders',
    privilege: 'VirtualMachine.Inventory.CreateFromExisting',
    on: 'Folder',
    onlyVCenter: true,
  },
  { what: 'Put VMs into resource pools', privilege: poolPrivilege, on: 'ResourcePool' },
  { what: 'Plug adapters into networks', privilege: 'Network.Assign', on: 'Network' },
  { what: 'Register VMs', privilege: 'VirtualMachine.Inventory.Register', on: 'Folder' },
  { what: 'Change which VMs start with a host', privilege: 'Host.Config.AutoStart', on: 'HostSystem' },
  { what: 'Change switches and port groups', privilege: 'Host.Config.Network', on: 'HostSystem' },
  { what: 'Rescan storage', privilege: 'Host.Config.Storage', on: 'HostSystem' },
]
