import type { CopyRequest } from '../files/vm-copy'
import { deviceVerbLabel, type DeviceRequest } from '../hardware/device-request'
import type { SerialPortInput } from '../hardware/vm-hardware'
import type { Allocation } from '../memory/allocation'
import type { Origin } from '../rules/rule'
import type { Moid, QuestionKey } from '../vsphere/ids'
import type { PlaceRequest } from './place-request'

/** What an operator can ask of one VM, with everything the host needs to know to do it. */
export type RunRequest =
  | { verb: 'powerOn' }
  | { verb: 'powerOff' }
  | { verb: 'suspend' }
  /** Power on of a suspended VM. */
  | { verb: 'resume' }
  | { verb: 'reset' }
  | { verb: 'shutdownGuest' }
  | { verb: 'rebootGuest' }
  | { verb: 'createSnapshot'; name: string; description: string; memory: boolean; quiesce: boolean }
  | { verb: 'revertToSnapshot'; snapshot: Moid; snapshotName: string }
  | { verb: 'removeSnapshot'; snapshot: Moid; snapshotName: string; removeChildren: boolean }
  | { verb: 'renameSnapshot'; snapshot: Moid; snapshotName: string; newName: string; description: string }
  /** Merges what snapshots that are gone have left behind into the disks. */
  | { verb: 'consolidateDisks' }
  /** The installer of VMware Tools in the CD-ROM drive of the VM, and out of it again. */
  | { verb: 'mountTools' }
  | { verb: 'unmountTools' }
  | { verb: 'disconnectCdrom'; deviceKey: number; deviceLabel: string }
  /** What is behind the drive now, a file or a device of the host; of a VM that is off, from its power-on on. */
  | { verb: 'connectCdrom'; deviceKey: number; deviceLabel: string }
  /** Undefined leaves the value as it is. `changeVersion` guards against overwriting somebody else's change. */
  | { verb: 'reconfigure'; memoryMiB?: number; cpuCount?: number; changeVersion?: string }
  /** Reservation, limit and shares: memory in MB, CPU in MHz. Undefined leaves a resource as it is. */
  | { verb: 'setAllocation'; memory?: Allocation; cpu?: Allocation; changeVersion?: string }
  | { verb: 'addSerialPort'; port: SerialPortInput; changeVersion?: string }
  | { verb: 'editSerialPort'; deviceKey: number; deviceLabel: string; port: SerialPortInput; changeVersion?: string }
  | { verb: 'removeSerialPort'; deviceKey: number; deviceLabel: string; changeVersion?: string }
  /** Disks, network adapters, drives, and what the VM starts from. */
  | DeviceRequest
  /** `newName` is the plain name. */
  | { verb: 'rename'; newName: string }
  /** Out of the inventory; the files stay. `vmxPath`: where its .vmx lies as known when the run began, a stored path. */
  | { verb: 'unregister'; vmxPath?: string }
  /**
   * With its files. `vmName` is what a person typed, and has to read as the name of the VM. `deleteSharedDisks`: it is meant
   * that disks go which VMs that stay use too; else that is refused where it is known. `vmxPath`: as above.
   */
  | { verb: 'destroy'; vmName: string; deleteSharedDisks?: boolean; vmxPath?: string }
  | PlaceRequest
  | CopyRequest
  /** A rule answers the question of a task that was not started here, or of no task. Nobody presses this. */
  | { verb: 'answerQuestion'; question: QuestionKey; origin: Exclude<Origin, 'own run'> }

export type Verb = RunRequest['verb']

/** The verb as a button and a heading say it. */
export const verbLabel: Record<Verb, string> = {
  powerOn: 'Power on',
  powerOff: 'Power off',
  suspend: 'Suspend',
  resume: 'Resume',
  reset: 'Reset',
  shutdownGuest: 'Shut down guest',
  rebootGuest: 'Restart guest',
  createSnapshot: 'Snapshot',
  revertToSnapshot: 'Revert to snapshot',
  removeSnapshot: 'Remove snapshot',
  renameSnapshot: 'Rename snapshot',
  consolidateDisks: 'Consolidate disks',
  mountTools: 'Mount VMware Tools installer',
  unmountTools: 'Unmount VMware Tools installer',
  disconnectCdrom: 'Disconnect CD-ROM',
  connectCdrom: 'Connect CD-ROM',
  reconfigure: 'Reconfigure',
  setAllocation: 'Change allocation',
  addSerialPort: 'Add serial port',
  editSerialPort: 'Edit serial port',
  removeSerialPort: 'Remove serial port',
  ...deviceVerbLabel,
  rename: 'Rename',
  unregister: 'Unregister',
  destroy: 'Delete',
  clone: 'Clone',
  markAsTemplate: 'Make a template',
  markAsVm: 'Make a VM again',
  migrate: 'Migrate',
  relocate: 'Migrate',
  moveToFolder: 'Move to folder',
  moveToPool: 'Move to resource pool',
  copy: 'Copy',
  answerQuestion: 'Answer question',
}

/** The vSphere method behind a verb; operations of the guest are no tasks, nor is what does not end in `_Task`. */
export const verbMethod: Record<Verb, string> = {
  powerOn: 'PowerOnVM_Task',
  powerOff: 'PowerOffVM_Task',
  suspend: 'SuspendVM_Task',
  resume: 'PowerOnVM_Task',
  reset: 'ResetVM_Task',
  shutdownGuest: 'ShutdownGuest',
  rebootGuest: 'RebootGuest',
  createSnapshot: 'CreateSnapshot_Task',
  revertToSnapshot: 'RevertToSnapshot_Task',
  removeSnapshot: 'RemoveSnapshot_Task',
  renameSnapshot: 'RenameSnapshot',
  consolidateDisks: 'ConsolidateVMDisks_Task',
  mountTools: 'MountToolsInstaller',
  unmountTools: 'UnmountToolsInstaller',
  disconnectCdrom: 'ReconfigVM_Task',
  connectCdrom: 'ReconfigVM_Task',
  reconfigure: 'ReconfigVM_Task',
  setAllocation: 'ReconfigVM_Task',
  addSerialPort: 'ReconfigVM_Task',
  editSerialPort: 'ReconfigVM_Task',
  removeSerialPort: 'ReconfigVM_Task',
  addDisk: 'ReconfigVM_Task',
  attachDisk: 'ReconfigVM_Task',
  growDisk: 'ReconfigVM_Task',
  setDiskMode: 'ReconfigVM_Task',
  detachDisk: 'ReconfigVM_Task',
  addNic: 'ReconfigVM_Task',
  editNic: 'ReconfigVM_Task',
  removeNic: 'ReconfigVM_Task',
  addDrive: 'ReconfigVM_Task',
  editDrive: 'ReconfigVM_Task',
  removeDrive: 'ReconfigVM_Task',
  setBoot: 'ReconfigVM_Task',
  setHotAdd: 'ReconfigVM_Task',
  setNote: 'ReconfigVM_Task',
  rename: 'Rename_Task',
  unregister: 'UnregisterVM',
  destroy: 'Destroy_Task',
  clone: 'CloneVM_Task',
  markAsTemplate: 'MarkAsTemplate',
  markAsVm: 'MarkAsVirtualMachine',
  migrate: 'MigrateVM_Task',
  relocate: 'RelocateVM_Task',
  moveToFolder: 'MoveIntoFolder_Task',
  moveToPool: 'MoveIntoResourcePool',
  copy: 'CopyVirtualDisk_Task',
  answerQuestion: 'AnswerVM',
}
