import { splitKey } from './ids'
import type { TaskView } from './task'

/**
 * Methods and description ids as people call them. Keys are lower case; a task is looked up by its method name without
 * `_Task`, then by its `descriptionId`. Source: TaskManager.description.methodInfo of real hosts, in vSphere's verbs.
 */
const labels: Record<string, string> = {
  poweronvm: 'Power on',
  'virtualmachine.poweron': 'Power on',
  poweronmultivm: 'Power on',
  'datacenter.poweronmultivm': 'Power on',
  'drm.executevmpoweronlro': 'Power on',
  'drm.executevmotionlro': 'Migrate',
  poweroffvm: 'Power off',
  'virtualmachine.poweroff': 'Power off',
  suspendvm: 'Suspend',
  'virtualmachine.suspend': 'Suspend',
  resetvm: 'Reset',
  'virtualmachine.reset': 'Reset',
  createsnapshot: 'Snapshot',
  createsnapshotex: 'Snapshot',
  'virtualmachine.createsnapshot': 'Snapshot',
  reverttosnapshot: 'Revert to snapshot',
  reverttocurrentsnapshot: 'Revert to snapshot',
  'virtualmachine.reverttocurrentsnapshot': 'Revert to snapshot',
  'vm.snapshot.revert': 'Revert to snapshot',
  'virtualmachinesnapshot.revert': 'Revert to snapshot',
  removesnapshot: 'Remove snapshot',
  'vm.snapshot.remove': 'Remove snapshot',
  renamesnapshot: 'Rename snapshot',
  'vm.snapshot.rename': 'Rename snapshot',
  mounttoolsinstaller: 'Mount VMware Tools installer',
  'virtualmachine.mounttoolsinstaller': 'Mount VMware Tools installer',
  unmounttoolsinstaller: 'Unmount VMware Tools installer',
  'virtualmachine.unmounttoolsinstaller': 'Unmount VMware Tools installer',
  'virtualmachinesnapshot.remove': 'Remove snapshot',
  removeallsnapshots: 'Remove all snapshots',
  'virtualmachine.removeallsnapshots': 'Remove all snapshots',
  consolidatevmdisks: 'Consolidate disks',
  'virtualmachine.consolidatedisks': 'Consolidate disks',
  reconfigvm: 'Reconfigure',
  'virtualmachine.reconfigure': 'Reconfigure',
  rename: 'Rename',
  'virtualmachine.rename': 'Rename',
  'managedentity.rename': 'Rename',
  destroy: 'Delete',
  'virtualmachine.destroy': 'Delete',
  'managedentity.destroy': 'Delete',
  clonevm: 'Clone',
  'virtualmachine.clone': 'Clone',
  migratevm: 'Migrate',
  'virtualmachine.migrate': 'Migrate',
  relocatevm: 'Migrate',
  'virtualmachine.relocate': 'Migrate',
  moveintofolder: 'Move to folder',
  'folder.moveinto': 'Move to folder',
  registervm: 'Register',
  'folder.registervm': 'Register',
  createvm: 'Create VM',
  'folder.createvm': 'Create VM',
  shutdownguest: 'Shut down guest',
  'virtualmachine.shutdownguest': 'Shut down guest',
  rebootguest: 'Restart guest',
  'virtualmachine.rebootguest': 'Restart guest',
  standbyguest: 'Standby guest',
  'virtualmachine.standbyguest': 'Standby guest',
  upgradevm: 'Upgrade hardware',
  'virtualmachine.upgradevirtualhardware': 'Upgrade hardware',
  markastemplate: 'Make a template',
  'virtualmachine.markastemplate': 'Make a template',
  markasvirtualmachine: 'Make a VM again',
  'virtualmachine.markasvirtualmachine': 'Make a VM again',
  searchdatastore: 'Search datastore',
  'hostdatastorebrowser.search': 'Search datastore',
  searchdatastoresubfolders: 'Search datastore',
  'hostdatastorebrowser.searchsubfolders': 'Search datastore',
  movedatastorefile: 'Move file',
  'filemanager.movefile': 'Move file',
  copydatastorefile: 'Copy file',
  'filemanager.copyfile': 'Copy file',
  deletedatastorefile: 'Delete file',
  'filemanager.deletefile': 'Delete file',
  createvirtualdisk: 'Create disk',
  'virtualdiskmanager.createvirtualdisk': 'Create disk',
  copyvirtualdisk: 'Clone disk',
  'virtualdiskmanager.copyvirtualdisk': 'Clone disk',
  movevirtualdisk: 'Move disk',
  'virtualdiskmanager.movevirtualdisk': 'Move disk',
  deletevirtualdisk: 'Delete disk',
  'virtualdiskmanager.deletevirtualdisk': 'Delete disk',
  zerofillvirtualdisk: 'Wipe disk',
  'virtualdiskmanager.zerofillvirtualdisk': 'Wipe disk',
}

const withoutTaskSuffix = (name: string) => name.replace(/_Task$/i, '')

/** What it is called where Andon has a word for it. */
export function knownTaskLabel(task: Pick<TaskView, 'name' | 'descriptionId'>): string | undefined {
  return labels[withoutTaskSuffix(task.name ?? '').toLowerCase()] ?? labels[task.descriptionId.toLowerCase()]
}

/**
 * What a task is called on screen: `Power on`. One that Andon does not know keeps the host's own name; one to which the
 * host gives neither a method nor a description is called by its id, so that nothing is ever without a label.
 */
export const taskLabel = (task: Named): string =>
  knownTaskLabel(task) ?? (withoutTaskSuffix(task.name ?? '') || task.descriptionId || `Task ${idOf(task)}`)

const idOf = ({ key }: Named) => splitKey(key)?.moid ?? key

/** The method as vSphere names it, `PowerOnVM_Task`; the description id where the host gives no method name. */
export const taskMethod = (task: Named): string => task.name || task.descriptionId || idOf(task)

type Named = Pick<TaskView, 'name' | 'descriptionId' | 'key'>
