import { answerPrivilege } from '../vsphere/rights'
import type { VmView } from '../vsphere/vm'
import type { RunRequest, Verb } from './verb'

const config = (part: string) => `VirtualMachine.Config.${part}`
const interact = (part: string) => `VirtualMachine.Interact.${part}`
const inventory = (part: string) => `VirtualMachine.Inventory.${part}`
const provisioning = (part: string) => `VirtualMachine.Provisioning.${part}`
const state = (part: string) => `VirtualMachine.State.${part}`

/**
 * What a verb asks of the account, on the VM: one of these at least. Of some it depends on what is changed, or on the VM.
 * What is asked on the place that it goes to, the server refuses by itself.
 * Source: the privilege of each method in the API reference, and of each part of a VirtualMachineConfigSpec.
 */
const needed: Record<Verb, readonly string[]> = {
  powerOn: [interact('PowerOn')],
  resume: [interact('PowerOn')],
  powerOff: [interact('PowerOff')],
  shutdownGuest: [interact('PowerOff')],
  suspend: [interact('Suspend')],
  reset: [interact('Reset')],
  rebootGuest: [interact('Reset')],
  createSnapshot: [state('CreateSnapshot')],
  revertToSnapshot: [state('RevertToSnapshot')],
  removeSnapshot: [state('RemoveSnapshot')],
  renameSnapshot: [state('RenameSnapshot')],
  mountTools: [interact('ToolsInstall')],
  unmountTools: [interact('ToolsInstall')],
  consolidateDisks: [state('RemoveSnapshot')],
  disconnectCdrom: [interact('DeviceConnection')],
  connectCdrom: [interact('DeviceConnection')],
  reconfigure: [config('Memory'), config('CPUCount')],
  setAllocation: [config('Resource')],
  addSerialPort: [config('AddRemoveDevice')],
  removeSerialPort: [config('AddRemoveDevice')],
  editSerialPort: [config('EditDevice')],
  addDisk: [config('AddNewDisk')],
  attachDisk: [config('AddExistingDisk')],
  growDisk: [config('DiskExtend')],
  setDiskMode: [config('EditDevice')],
  detachDisk: [config('RemoveDisk')],
  addNic: [config('AddRemoveDevice')],
  editNic: [config('EditDevice'), interact('DeviceConnection')],
  removeNic: [config('AddRemoveDevice')],
  addDrive: [config('AddRemoveDevice')],
  editDrive: [interact('SetCDMedia'), interact('SetFloppyMedia'), interact('DeviceConnection'), config('EditDevice')],
  removeDrive: [config('AddRemoveDevice')],
  setBoot: [config('Settings')],
  setHotAdd: [config('Memory'), config('CPUCount')],
  // Servers differ in which of the two they ask for.
  setNote: [config('Annotation'), config('Rename')],
  rename: [config('Rename')],
  // Both are checked on what holds the VM too, which is left to the host.
  unregister: [inventory('Unregister')],
  destroy: [inventory('Delete')],
  answerQuestion: [answerPrivilege],
  clone: [
    provisioning('Clone'),
    provisioning('DeployTemplate'),
    provisioning('CreateTemplateFromVM'),
    provisioning('CloneTemplate'),
  ],
  markAsTemplate: [provisioning('MarkAsTemplate')],
  markAsVm: [provisioning('MarkAsVM')],
  migrate: ['Resource.ColdMigrate', 'Resource.HotMigrate'],
  // A real server asks for it whatever the state of the VM.
  relocate: ['Resource.ColdMigrate'],
  moveToFolder: [inventory('Move')],
  // On the pool.
  moveToPool: [],
  // On the datastores and the folder.
  copy: [],
}

type ForRights = Pick<VmView, 'powerState' | 'isTemplate'>

/** Of the privileges of a verb those that this VM leaves to choose from. */
function neededOn(verb: Verb, vm: ForRights | undefined): readonly string[] {
  if (vm && verb === 'clone')
    return vm.isTemplate
      ? [provisioning('DeployTemplate'), provisioning('CloneTemplate')]
      : [provisioning('Clone'), provisioning('CreateTemplateFromVM')]
  if (vm && verb === 'migrate') return [vm.powerState === 'poweredOn' ? 'Resource.HotMigrate' : 'Resource.ColdMigrate']
  return needed[verb]
}

/** The privilege without which a verb cannot be done at all; undefined when none is known to be missing. */
export function lackingFor(verb: Verb, missing: readonly string[] | undefined, vm?: ForRights): string | undefined {
  const asked = neededOn(verb, vm)
  return missing !== undefined && asked.every((privilege) => missing.includes(privilege)) ? asked[0] : undefined
}

/** The same for what a request would change, part by part. */
export function lackingForRequest(
  request: RunRequest,
  missing: readonly string[] | undefined,
  vm?: ForRights,
): string | undefined {
  return partsOf(request, vm).find((privilege) => missing?.includes(privilege)) ?? lackingFor(request.verb, missing, vm)
}

/** All of these. */
function partsOf(request: RunRequest, vm: ForRights | undefined): string[] {
  switch (request.verb) {
    case 'reconfigure':
      return [
        ...(request.memoryMiB === undefined ? [] : [config('Memory')]),
        ...(request.cpuCount === undefined ? [] : [config('CPUCount')]),
      ]
    case 'setHotAdd':
      return [
        ...(request.memory === undefined ? [] : [config('Memory')]),
        ...(request.cpu === undefined ? [] : [config('CPUCount')]),
      ]
    case 'clone': {
      if (vm?.isTemplate) return [provisioning(request.template ? 'CloneTemplate' : 'DeployTemplate')]
      return [provisioning(request.template ? 'CreateTemplateFromVM' : 'Clone')]
    }
    case 'editNic': {
      const { network, mac, startConnected, connected } = request
      if (network !== undefined || mac !== undefined) return [config('EditDevice')]
      return connected !== undefined && startConnected === undefined ? [interact('DeviceConnection')] : []
    }
    case 'editDrive': {
      const { media, startConnected, connected } = request
      // Whose image it is, its ending says: a drive takes no other.
      if (media?.is === 'file') return [interact(/\.iso$/i.test(media.path) ? 'SetCDMedia' : 'SetFloppyMedia')]
      return !media && connected !== undefined && startConnected === undefined ? [interact('DeviceConnection')] : []
    }
    case 'relocate':
      return vm?.powerState === 'poweredOn' ? ['Resource.ColdMigrate', 'Resource.HotMigrate'] : []
    default:
      return []
  }
}
