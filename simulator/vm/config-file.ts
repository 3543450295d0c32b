import { volumeOf, type DatastorePath } from '../estate/datastore-files'
import { contentOf } from '../estate/volume'
import { guestByVmx } from '../vim25/guest-os'
import { inventoryName, plainDisplayName } from '../vim25/name-escapes'
import { object } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { allocationData } from './allocation'
import { datastoresOf, networksOf } from './build-vm'
import { extraConfigData } from './config-data'
import { isDisk, isNic } from './devices'
import { vmxPathOf } from './files'
import { relink } from './inventory-links'
import { keepComments } from './vmx-comments'
import { devicesFromVmx } from './vmx-devices'
import { parseVmx, vmxNumber, vmxTrue, vmxValue, type VmxValues, plainUuid } from './vmx-parse'
import { vmxText } from './vmx-text'

/*
 * The two directions between a VM's configuration and its .vmx file. The host writes the file anew with every change it
 * makes; what somebody uploads in its place stays as it is until the VM is powered on or reloaded, and then counts.
 */

/** The configuration has changed: from now on the file shows it again. */
export function rewriteVmx(world: World, vm: Ref): void {
  const vmx = vmxPathOf(world, vm)
  const volume = volumeOf(world, vmx.datastore)
  const before = volume.file(vmx.path)?.content
  if (before instanceof Uint8Array) keepComments(world, vm, before)
  volume.set(vmx.path, {
    kind: 'file',
    modified: world.clock.now(),
    size: Buffer.byteLength(vmxText(world, vm)),
    content: () => vmxText(world, vm),
  })
}

/** The VM leaves: what its file says from now on follows from nothing any more. */
export function leaveVmx(world: World, vm: Ref): void {
  const vmx = vmxPathOf(world, vm)
  const volume = volumeOf(world, vmx.datastore)
  const file = volume.file(vmx.path)
  const content = file && contentOf(file)
  if (file !== undefined && content !== undefined) volume.set(vmx.path, { ...file, size: content.byteLength, content })
}

/** The file's values when somebody has put another file in place of the host's own; undefined when nobody has, or it cannot be read. */
function uploadedVmx(world: World, vm: Ref): VmxValues | undefined {
  const vmx = vmxPathOf(world, vm)
  const file = volumeOf(world, vmx.datastore).file(vmx.path)
  return file?.content instanceof Uint8Array ? parseVmx(file.content) : undefined
}

/** Take over what an uploaded .vmx says. Returns false when there is none. */
export function reloadVmx(world: World, vm: Ref): boolean {
  const values = uploadedVmx(world, vm)
  if (values === undefined) return false
  const vmx = vmxPathOf(world, vm)
  const facts = factsFromVmx(world, values, vmx, datacenterOf(world, vm))
  world.update(vm, {
    ...(facts.name !== undefined && { name: facts.name }),
    'config.guestId': facts.guest.id,
    'config.guestFullName': facts.guest.fullName,
    'config.version': `vmx-${String(facts.hardware).padStart(2, '0')}`,
    'config.annotation': facts.annotation ?? '',
    'config.firmware': facts.firmware,
    ...(facts.uuid !== undefined && { 'config.uuid': facts.uuid }),
    'config.hardware.numCPU': facts.cpus,
    'config.hardware.numCoresPerSocket': facts.coresPerSocket,
    'config.hardware.memoryMB': facts.memoryMB,
    'config.hardware.device': facts.devices,
    'config.cpuAllocation': facts.cpuAllocation,
    'config.memoryAllocation': facts.memoryAllocation,
    'config.extraConfig': extraConfigData(facts.extraConfig),
    ...settingsOfVmx(world, vm, facts),
    'config.changeVersion': world.clock.now().toISOString(),
    'summary.config.numEthernetCards': facts.devices.filter(isNic).length,
    'summary.config.numVirtualDisks': facts.devices.filter(isDisk).length,
  })
  relink(world, vm, datastoresOf(vmx, facts.devices), networksOf(facts.devices))
  rewriteVmx(world, vm)
  return true
}

/** The settings of a .vmx that neither size nor devices are. */
export const settingsOfVmx = (world: World, vm: Ref, facts: VmxFacts): Record<string, unknown> => ({
  'config.nestedHVEnabled': facts.nestedVirtualization,
  'config.memoryHotAddEnabled': facts.memoryHotAdd,
  'config.cpuHotAddEnabled': facts.cpuHotAdd,
  'config.cpuFeatureMask': facts.cpuFeatureMask,
  'config.bootOptions': { ...object(world.prop(vm, 'config'), 'bootOptions'), efiSecureBootEnabled: facts.secureBoot },
})

export type VmxFacts = ReturnType<typeof factsFromVmx>

/** What a .vmx file says, in the terms of the API. Keys that the host does not know become extraConfig. */
export function factsFromVmx(world: World, values: VmxValues, vmx: DatastorePath, datacenter: Ref | undefined) {
  const cpus = Math.max(1, vmxNumber(values, 'numvcpus') ?? 1)
  const memoryMB = Math.max(4, vmxNumber(values, 'memsize') ?? 32)
  const displayName = vmxValue(values, 'displayName')
  const annotation = vmxValue(values, 'annotation')
  const devices: readonly DataObject[] = devicesFromVmx(world, values, vmx, datacenter)
  return {
    name: displayName === undefined ? undefined : inventoryName(plainDisplayName(displayName)),
    guest: guestByVmx(vmxValue(values, 'guestOS') ?? 'other'),
    hardware: vmxNumber(values, 'virtualHW.version') ?? 4,
    annotation,
    firmware: vmxValue(values, 'firmware') === 'efi' ? ('efi' as const) : ('bios' as const),
    uuid: plainUuid(vmxValue(values, 'uuid.bios') ?? ''),
    instanceUuid: plainUuid(vmxValue(values, 'vc.uuid') ?? ''),
    locationId: plainUuid(vmxValue(values, 'uuid.location') ?? ''),
    cpus,
    coresPerSocket: Math.max(1, vmxNumber(values, 'cpuid.coresPerSocket') ?? 1),
    memoryMB,
    cpuAllocation: allocation('cpu', values, cpus),
    memoryAllocation: allocation('memory', values, memoryMB),
    nestedVirtualization: vmxTrue(values, 'vhv.enable'),
    memoryHotAdd: vmxTrue(values, 'mem.hotadd'),
    cpuHotAdd: vmxTrue(values, 'vcpu.hotadd'),
    secureBoot: vmxTrue(values, 'uefi.secureBoot.enabled'),
    cpuFeatureMask: masks(values),
    devices,
    extraConfig: unknownKeys(values),
  }
}

/** `cpuid.80000001.edx = "----:…"`: one register of a CPUID mask per key. */
function masks(values: VmxValues): readonly DataObject[] {
  const levels = new Map<number, DataObject>()
  for (const [key, { value }] of values) {
    const [, hex = '', register = ''] = /^cpuid\.([0-9a-f]{1,8})\.(e[abcd]x)$/.exec(key) ?? []
    if (register === '') continue
    const level = Number.parseInt(hex, 16) | 0
    levels.set(level, { ...levels.get(level), level, [register]: value })
  }
  return [...levels.values()]
}

function allocation(resource: 'cpu' | 'memory', values: VmxValues, units: number): DataObject {
  const key = resource === 'cpu' ? 'cpu' : 'mem'
  const shares = vmxValue(values, `sched.${key}.shares`)?.toLowerCase()
  const limit = vmxNumber(values, `sched.${key}.max`)
  const reservation =
    vmxNumber(values, `sched.${key}.min`) ?? (key === 'mem' ? vmxNumber(values, 'sched.mem.minsize') : undefined)
  return allocationData(resource, units, {
    ...(reservation !== undefined && { reservation: Math.max(0, reservation) }),
    ...(limit !== undefined && { limit }),
    ...(shares !== undefined && { shares: /^\d+$/.test(shares) ? Number(shares) : shares }),
  })
}

/** Keys that vmx-text.ts writes from the configuration; everything else is the owner's business and kept. */
const known =
  /^(\.encoding|config\.version|virtualhw\.version|displayname|annotation|guestos|firmware|uefi\.secureboot\.enabled|numvcpus|cpuid\.|memsize|mem\.hotadd|vcpu\.hotadd|vhv\.enable|sched\.|scsi\d|sata\d|nvme\d|ide\d|floppy\d|ethernet\d|serial\d|parallel\d|svga\.vramsize|powertype\.|tools\.upgrade\.policy|tools\.synctime|uuid\.(bios|location)|vc\.uuid|hpet0\.present|vmci0\.present|pcibridge\d)/

const unknownKeys = (values: VmxValues): Record<string, string> =>
  Object.fromEntries(
    [...values].filter(([key]) => !known.test(key)).map(([, { key, value }]) => [key, value.replaceAll('|22', '"')]),
  )

/** A .vmx in the datastore, read. Undefined when it is not there or no configuration. */
export function readVmx(world: World, at: DatastorePath): VmxValues | undefined {
  const file = volumeOf(world, at.datastore).file(at.path)
  const content = file === undefined ? undefined : contentOf(file)
  const values = content === undefined ? undefined : parseVmx(content)
  return values !== undefined && vmxValue(values, 'config.version') !== undefined ? values : undefined
}
