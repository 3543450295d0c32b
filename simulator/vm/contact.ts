import { volumePath, volumeOf } from '../estate/datastore-files'
import { contentOf } from '../estate/volume'
import { SimFault } from '../vim25/faults'
import type { Ref } from '../vim25/value'
import { nameOf, refsAt } from '../world/inventory-walk'
import { perWorld, type World } from '../world/world'
import { vmxPathOf } from './files'

/**
 * How far a VM is within reach. `disconnected`: vCenter has lost its host, and everything is as it was last seen. `orphaned`: the
 * host does not know it any more. `inaccessible`: its configuration file cannot be reached. `invalid`: it cannot be read.
 */
export type VmContact = 'connected' | 'disconnected' | 'orphaned' | 'inaccessible' | 'invalid'

/** `notResponding`: no heartbeat, everything is as it was last seen. `disconnected`: by an operator; what it has is not known. */
export type HostContact = 'connected' | 'notResponding' | 'disconnected'

const remembered = perWorld(() => new Map<string, Readonly<Record<string, unknown>>>())

/** What real servers leave out of a VM whose configuration they do not have. */
const unknownOfVm = [
  'config',
  'guest',
  'layout',
  'layoutEx',
  'resourceConfig',
  'storage',
  'snapshot',
  'summary.guest',
  'summary.storage',
] as const
const unknownOfHost = ['config', 'hardware', 'capability'] as const

export const contactOf = (world: World, vm: Ref): VmContact => {
  const state = world.prop(vm, 'runtime.connectionState')
  return state === 'disconnected' || state === 'orphaned' || state === 'inaccessible' || state === 'invalid'
    ? state
    : 'connected'
}

/**
 * Let a VM get out of reach, or come back as it was. `byPath` names it after its file, as servers do with one that they have not
 * seen before.
 */
export function setVmContact(world: World, vm: Ref, contact: VmContact, options: { byPath?: boolean } = {}): void {
  if (contact === 'connected' || contact === 'disconnected') {
    const before = remembered(world).get(vm.key)
    remembered(world).delete(vm.key)
    world.update(vm, { ...before, 'runtime.connectionState': contact })
    return
  }
  if (!remembered(world).has(vm.key))
    remember(world, vm, [...unknownOfVm, 'name', 'configStatus', 'runtime', 'summary'])
  const vmx = vmxPathOf(world, vm)
  const name = options.byPath === true ? volumePath(world, vmx) : nameOf(world, vm)
  const vmPathName = world.prop(vm, 'summary.config.vmPathName')
  const volume = volumeOf(world, vmx.datastore)
  const file = volume.file(vmx.path)
  const content =
    contact === 'invalid' ? Buffer.from('.encoding = "UTF-8"\ndisplayName = "', 'utf8') : file && contentOf(file)
  if (file !== undefined && content !== undefined) volume.set(vmx.path, { ...file, content, size: content.length })
  world.update(vm, {
    name,
    ...Object.fromEntries(unknownOfVm.map((path) => [path, undefined])),
    // libvirt needs it: only of a VM whose status is green it expects a UUID.
    configStatus: 'gray',
    'runtime.connectionState': contact,
    'runtime.maxCpuUsage': undefined,
    'runtime.maxMemoryUsage': undefined,
    'runtime.question': undefined,
    ...(contact !== 'orphaned' && { 'runtime.powerState': 'poweredOff', 'runtime.bootTime': undefined }),
    'summary.config': { name, template: false, vmPathName },
    'summary.quickStats': { guestHeartbeatStatus: 'gray' },
  })
}

/** Let a host of a vCenter get out of reach with its VMs, or come back with them. */
export function setHostContact(world: World, host: Ref, contact: HostContact): void {
  if (world.product === 'esx') throw new Error('A host on its own is always connected to itself')
  const before = remembered(world).get(host.key)
  remembered(world).delete(host.key)
  if (contact === 'connected') world.update(host, { ...before, 'runtime.connectionState': contact })
  else {
    world.update(host, before ?? {})
    remember(world, host, [...unknownOfHost, 'runtime', 'overallStatus'])
    world.update(host, {
      'runtime.connectionState': contact,
      'runtime.powerState': 'unknown',
      overallStatus: contact === 'notResponding' ? 'red' : 'gray',
      ...(contact === 'disconnected' && Object.fromEntries(unknownOfHost.map((path) => [path, undefined]))),
    })
  }
  for (const vm of refsAt(world, host, 'vm')) {
    const now = contactOf(world, vm)
    if (now === 'connected' || now === 'disconnected')
      setVmContact(world, vm, contact === 'connected' ? 'connected' : 'disconnected')
  }
}

function remember(world: World, entity: Ref, paths: readonly string[]): void {
  remembered(world).set(entity.key, Object.fromEntries(paths.map((path) => [path, world.prop(entity, path)])))
}

/** Throws HostNotConnected or InvalidState for a VM that is out of reach. */
export function refuseOutOfReach(world: World, vm: Ref): void {
  const contact = vm.type === 'VirtualMachine' ? contactOf(world, vm) : 'connected'
  if (contact === 'disconnected') {
    throw new SimFault('HostNotConnected', {}, 'Unable to communicate with the remote host, since it is disconnected.')
  }
  if (contact !== 'connected') {
    throw new SimFault(
      'InvalidState',
      {},
      'The operation is not allowed in the current state of the connection to the virtual machine.',
    )
  }
}
