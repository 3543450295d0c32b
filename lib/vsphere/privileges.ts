/** What an account has to be allowed at a host for each thing that Andon can do there. Source: vSphere API reference. */
export type NeededPrivilege = {
  /** As people call it. */
  what: string
  /** Dotted privilege id as servers spell it, such as `VirtualMachine.Interact.PowerOn`; their documentation differs here and there. */
  privilege: string
  /** The kind of object on which it is checked. */
  on: 'VirtualMachine' | 'Datastore' | 'Folder'
}

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
  { what: 'Rename', privilege: 'VirtualMachine.Config.Rename', on: 'VirtualMachine' },
  { what: 'Unregister', privilege: 'VirtualMachine.Inventory.Unregister', on: 'VirtualMachine' },
  { what: 'Delete VMs with their files', privilege: 'VirtualMachine.Inventory.Delete', on: 'VirtualMachine' },
  { what: 'Change memory', privilege: 'VirtualMachine.Config.Memory', on: 'VirtualMachine' },
  { what: 'Change CPU count', privilege: 'VirtualMachine.Config.CPUCount', on: 'VirtualMachine' },
  { what: 'Change allocation', privilege: 'VirtualMachine.Config.Resource', on: 'VirtualMachine' },
  { what: 'Add and remove serial ports', privilege: 'VirtualMachine.Config.AddRemoveDevice', on: 'VirtualMachine' },
  { what: 'Edit serial ports', privilege: 'VirtualMachine.Config.EditDevice', on: 'VirtualMachine' },
  {
    what: 'Connect and disconnect CD-ROM',
    privilege: 'VirtualMachine.Interact.DeviceConnection',
    on: 'VirtualMachine',
  },
  { what: 'See screens, open consoles', privilege: 'VirtualMachine.Interact.ConsoleInteract', on: 'VirtualMachine' },
  {
    what: 'Take screens by way of a file',
    privilege: 'VirtualMachine.Interact.CreateScreenshot',
    on: 'VirtualMachine',
  },
  { what: 'Cancel tasks of others', privilege: 'Global.CancelTask', on: 'VirtualMachine' },
  { what: 'Browse datastores, read files', privilege: 'Datastore.Browse', on: 'Datastore' },
  { what: 'Upload, move, copy and delete files', privilege: 'Datastore.FileManagement', on: 'Datastore' },
  { what: 'Create VMs', privilege: 'VirtualMachine.Inventory.Create', on: 'Folder' },
  { what: 'Register VMs', privilege: 'VirtualMachine.Inventory.Register', on: 'Folder' },
]
