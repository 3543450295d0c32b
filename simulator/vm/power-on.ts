import { fileNotFound, resolvePath, volumeOf, volumePath } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { flag, number, object, objects, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { postVmEvent } from '../world/events'
import { datacenterOf, hostOf } from '../world/inventory-walk'
import { createRandom, hashText } from '../world/random'
import { traitsOf } from '../world/vm-traits'
import type { World } from '../world/world'
import { reloadVmx } from './config-file'
import { backingFile, deviceLabel, isCdrom, isDisk, isNic } from './devices'
import { refuseHeldDisk } from './file-locks'
import { beside, diskChain, fileStem, vmxPathOf } from './files'
import { newMac } from './plan-devices'
import { enterPoweredOn, powerStateOf } from './power-state'
import type { QuestionSpec } from './questions'
import { locationIdOf } from './runtime-data'
import { openPortFiles } from './serial-files'
import type { RunningTask } from './task-work'

/**
 * Power a VM on, or resume it: find its files, settle who it is, find room for its memory, open its ports. Each of these
 * may make the host ask; every answer does what it says. Throws the fault that the task ends with.
 */
export async function powerOn(world: World, vm: Ref, task: RunningTask): Promise<void> {
  const state = powerStateOf(world, vm)
  refuseIfOn(world, vm, state)
  const resuming = state === 'suspended'
  // The VM's process reads its file anew: an upload counts from now on.
  if (!resuming) reloadVmx(world, vm)
  postVmEvent(
    world,
    vm,
    resuming ? 'VmResumingEvent' : 'VmStartingEvent',
    resuming ? '{vm} is resumed' : '{vm} is starting',
    {
      chainId: task.chainId,
      userName: task.userName,
    },
  )
  try {
    refuseLostDisks(world, vm)
    for (const disk of devicesOf(world, vm).filter(isDisk))
      for (const link of diskChain(world, vm, disk).slice(0, 1)) refuseHeldDisk(world, vm, link)
    await settleIdentity(world, vm, task)
    if (!resuming) {
      await settleNestedVirtualization(world, vm, task)
      await settleDuplicateDisks(world, vm, task)
    }
    await findRoomForSwap(world, vm, task)
    if (!resuming) await openPortFiles(world, vm, task)
    warnOfMissingImages(world, vm, task)
    const ms = traitsOf(world, vm).powerOnMs ?? ordinaryMs(world, vm, resuming)
    await task.work(ms, 2, 97)
  } catch (error) {
    if (error instanceof SimFault) reportFailure(world, vm, task, error)
    throw error
  }
  enterPoweredOn(world, vm, task.chainId, resuming)
}

function refuseIfOn(world: World, vm: Ref, state: string): void {
  if (state === 'poweredOn') throw wrongPowerState('poweredOn', 'poweredOn')
  if (world.prop(vm, 'config.template') === true) {
    throw new SimFault(
      'NotSupported',
      {},
      'The operation is not supported on the object: a template cannot be powered on.',
    )
  }
  const host = hostOf(world, vm)
  if (host !== undefined && world.prop(host, 'runtime.inMaintenanceMode') === true) {
    throw new SimFault(
      'InvalidState',
      {},
      'The operation is not allowed in the current state of the host: it is in maintenance mode.',
    )
  }
}

const stateWords = { poweredOn: 'Powered on', poweredOff: 'Powered off', suspended: 'Suspended' } as const

export function wrongPowerState(
  requested: keyof typeof stateWords | undefined,
  existing: keyof typeof stateWords,
): SimFault {
  return new SimFault(
    'InvalidPowerState',
    { ...(requested && { requestedState: requested }), existingState: existing },
    `The attempted operation cannot be performed in the current state (${stateWords[existing]}).`,
  )
}

/** Bigger VMs take longer; suspended ones read their memory back. */
function ordinaryMs(world: World, vm: Ref, resuming: boolean): number {
  const memoryMB = number(world.prop(vm, 'config.hardware'), 'memoryMB') ?? 1024
  return Math.min(30_000, 1_600 + memoryMB * (resuming ? 0.25 : 0.04))
}

const devicesOf = (world: World, vm: Ref): readonly DataObject[] => objects(world.prop(vm, 'config.hardware'), 'device')

/** Every file of every disk chain must be there. The fault carries the chain that real hosts tell. */
function refuseLostDisks(world: World, vm: Ref): void {
  for (const disk of devicesOf(world, vm).filter(isDisk)) {
    const lost = diskChain(world, vm, disk).find(
      (link) => volumeOf(world, link.datastore).file(link.path) === undefined,
    )
    if (lost === undefined) continue
    const path = volumePath(world, lost)
    throw new SimFault(
      'FileNotFound',
      { file: String(fileNotFound(lost).fields['file']) },
      fileNotFound(lost).message,
      [
        { key: 'msg.fileio.generic', message: 'The system cannot find the file specified' },
        {
          key: 'msg.disk.noBackEnd',
          arg: [{ key: '1', value: path }],
          message: `Cannot open the disk '${path}' or one of the snapshot disks it depends on.`,
        },
        {
          key: 'msg.moduletable.powerOnFailed',
          arg: [{ key: '1', value: 'Disk' }],
          message: "Module 'Disk' power on failed.",
        },
        { key: 'msg.vmx.poweron.failed', message: 'Failed to start the virtual machine.' },
      ],
    )
  }
}

/** A VM whose configuration file lies elsewhere than last time: moved (keeps its UUID) or copied (gets another)? */
async function settleIdentity(world: World, vm: Ref, task: RunningTask): Promise<void> {
  const host = hostOf(world, vm)
  if (host === undefined) return
  const here = locationIdOf(world, vmxPathOf(world, vm), host)
  const config = world.prop(vm, 'config')
  if (text(config, 'locationId') === here) return
  const action = option(config, 'uuid.action')
  if (action !== 'create' && action !== 'keep') {
    const answer = await task.ask(vm, 'msg.uuid.altered')
    if (answer.means === 'cancel') throw powerOnCancelled('msg.uuid.altered.canceled', 'The operation was canceled.')
    if (answer.means === 'copied') becomeAnother(world, vm, task)
  } else if (action === 'create') becomeAnother(world, vm, task)
  world.update(vm, { 'config.locationId': here })
}

const option = (config: unknown, key: string): string | undefined => {
  const found = objects(config, 'extraConfig').find((entry) => text(entry, 'key')?.toLowerCase() === key.toLowerCase())
  const value: unknown = found === undefined ? undefined : text(found, 'value')
  return typeof value === 'string' ? value : undefined
}

/** A copy gets a BIOS UUID and generated MAC addresses of its own. */
function becomeAnother(world: World, vm: Ref, task: RunningTask): void {
  const random = createRandom(hashText(`${vm.key} ${task.ref.value}`))
  const oldUuid = String(world.prop(vm, 'config.uuid'))
  const newUuid = `${oldUuid.slice(0, 4)}${random.uuid().slice(4)}`
  const devices = devicesOf(world, vm).map((device) =>
    isNic(device) && text(device, 'addressType') !== 'manual'
      ? { ...device, macAddress: newMac(world.product, random) }
      : device,
  )
  world.update(vm, { 'config.uuid': newUuid, 'config.hardware.device': devices })
  postVmEvent(world, vm, 'VmUuidChangedEvent', `Changed BIOS UUID on {vm} from ${oldUuid} to ${newUuid}`, {
    chainId: task.chainId,
    fields: { oldUuid, newUuid },
  })
}

/** A VM that wants VT-x of its own on a processor that this host cannot give it to. */
async function settleNestedVirtualization(world: World, vm: Ref, task: RunningTask): Promise<void> {
  const host = hostOf(world, vm)
  const able = host === undefined || world.prop(host, 'capability.nestedHVSupported') === true
  if (able || world.prop(vm, 'config.nestedHVEnabled') !== true) return
  const answer = await task.ask(vm, 'msg.cpuid.noVHVQuestion')
  if (answer.means === 'yes') return
  const reason = 'Virtualized Intel VT-x/EPT is not supported on this platform.'
  throw new SimFault('GenericVmConfigFault', { reason }, reason, [
    { key: 'msg.cpuid.noVHV', message: reason },
    {
      key: 'msg.moduletable.powerOnFailed',
      arg: [{ key: '1', value: 'CPUIDEarly' }],
      message: "Module 'CPUIDEarly' power on failed.",
    },
    { key: 'msg.vmx.poweron.failed', message: 'Failed to start the virtual machine.' },
  ])
}

async function settleDuplicateDisks(world: World, vm: Ref, task: RunningTask): Promise<void> {
  const seen = new Map<string, string>()
  for (const disk of devicesOf(world, vm).filter(isDisk)) {
    const uuid = text(object(disk, 'backing'), 'uuid')
    const file = backingFile(disk)?.split('/').at(-1) ?? deviceLabel(disk)
    const other = uuid === undefined ? undefined : seen.get(uuid)
    if (uuid !== undefined) seen.set(uuid, file)
    if (other === undefined) continue
    const answer = await task.ask(vm, { name: 'msg.disk.duplicateUUID', args: [other, file] })
    if (answer.means === 'no')
      throw powerOnCancelled('msg.disk.duplicateUUID.canceled', 'Power on was refused: two disks have the same UUID.')
  }
}

/** Some hosts tell how it stands, so that the same question reads differently each time it comes back. */
function swapQuestion(world: World, vm: Ref, swap: string, neededMB: number, round: number): QuestionSpec {
  const args = [swap, String(neededMB)]
  if (traitsOf(world, vm).movingFigures !== true) return { name: 'swap file', args }
  const freeMB = Math.floor(volumeOf(world, vmxPathOf(world, vm).datastore).free / 1024 ** 2)
  const time = world.clock.now().toISOString().slice(11, 19)
  return { name: 'swap file (figures)', args: [...args, String(freeMB + ((round * 37) % 101)), time] }
}

/** The part of the memory that is not reserved needs as much room on the datastore. */
async function findRoomForSwap(world: World, vm: Ref, task: RunningTask): Promise<void> {
  const config = world.prop(vm, 'config')
  const memoryMB = number(object(config, 'hardware'), 'memoryMB') ?? 4
  const neededMB = Math.max(0, memoryMB - (number(object(config, 'memoryAllocation'), 'reservation') ?? 0))
  const vmx = vmxPathOf(world, vm)
  const swap = beside(vmx, `${fileStem(vmx)}.vswp`)
  let round = 0
  while (volumeOf(world, vmx.datastore).free < neededMB * 1024 ** 2) {
    const answer = await task.ask(vm, swapQuestion(world, vm, volumePath(world, swap), neededMB, round++))
    if (answer.means !== 'retry') {
      const reason = `Could not power on virtual machine: No space left on device '${vmx.name}'.`
      throw new SimFault('GenericVmConfigFault', { reason }, reason, [
        { key: 'msg.vmmonVMK.noSpace', message: `Failed to extend swap file '${volumePath(world, swap)}'.` },
        {
          key: 'msg.monitorLoop.createVMFailed.vmk',
          message: 'Could not power on virtual machine: No space left on device.',
        },
        { key: 'msg.monitorLoop.createVMFailed', message: 'Failed to power on VM.' },
        { key: 'msg.vmx.poweron.failed', message: 'Failed to start the virtual machine.' },
      ])
    }
    // The host looks again after a moment; while nothing was freed, the same question comes back.
    await task.work(700)
  }
}

function powerOnCancelled(key: string, reason: string): SimFault {
  return new SimFault('GenericVmConfigFault', { reason }, reason, [
    { key, message: reason },
    { key: 'msg.vmx.poweron.failed', message: 'Failed to start the virtual machine.' },
  ])
}

/** A missing CD image does not stop a VM: the drive starts disconnected, and the host says so. */
function warnOfMissingImages(world: World, vm: Ref, task: RunningTask): void {
  const devices = devicesOf(world, vm)
  const changed = devices.map((device) => {
    const file = isCdrom(device) ? backingFile(device) : undefined
    const connectable = object(device, 'connectable')
    if (file === undefined || connectable === undefined || flag(connectable, 'startConnected') !== true) return device
    const at = resolvePath(world, file, datacenterOf(world, vm))
    if (volumeOf(world, at.datastore).file(at.path) !== undefined) return device
    const message = `File ${volumePath(world, at)} was not found. The device ${deviceLabel(device)} will start disconnected.`
    postVmEvent(world, vm, 'VmMessageWarningEvent', `Warning message on {vm}: ${message}`, {
      chainId: task.chainId,
      fields: { message, messageInfo: [{ id: 'msg.cdromImage.nofile', text: message }] },
    })
    return { ...device, connectable: { ...connectable, startConnected: false } }
  })
  if (changed.some((device, index) => device !== devices[index]))
    world.update(vm, { 'config.hardware.device': changed })
}

function reportFailure(world: World, vm: Ref, task: RunningTask, fault: SimFault): void {
  if (world.get(vm) === undefined) return
  postVmEvent(world, vm, 'VmFailedToPowerOnEvent', `Cannot power on {vm}. ${fault.message}`, {
    chainId: task.chainId,
    fields: { reason: fault.localized() },
  })
}
