import { fileExists, resolvePath, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { newestHardware } from '../estate/hosts'
import { SimFault } from '../vim25/faults'
import { guestById } from '../vim25/guest-os'
import { datastoreItem, plainInventoryName } from '../vim25/name-escapes'
import { number, object, objects, refIn, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import { idSource } from '../world/moids'
import { createRandom, hashText } from '../world/random'
import { setTraits } from '../world/vm-traits'
import type { World } from '../world/world'
import { datastoresOf, networksOf, putVm } from './build-vm'
import { rewriteVmx } from './config-file'
import { changeDevices } from './device-change'
import { baseDevices, isDisk, isNic } from './devices'
import { beside, fileStem, placeFile, refreshFiles } from './files'
import { vmUuid } from './from-plan'
import { relink } from './inventory-links'
import { reconfigured } from './reconfigure-values'
import { environmentOf, hostFor, rootPoolOf } from './register'
import { destroy } from './remove'
import type { RunningTask } from './task-work'
import { refuseTaken, storedName } from './unique-names'

/** CreateVM_Task: a new VM from a ConfigSpec. `files.vmPathName` names at least the datastore. Throws InvalidName, DuplicateName, InvalidDatastorePath, and what its devices are refused with. */
export async function createVm(
  world: World,
  folder: Ref,
  args: Record<string, unknown>,
  task: RunningTask,
): Promise<Ref> {
  const spec = object(args, 'config') ?? {}
  const name = storedName(text(spec, 'name') ?? '')
  refuseTaken(world, folder, name)
  const vmx = newHome(world, folder, text(object(spec, 'files'), 'vmPathName') ?? '', name)
  const pool = refIn(args, 'pool')
  const host = refIn(args, 'host') ?? hostFor(world, vmx, pool)
  const random = createRandom(hashText(`${name} ${task.ref.value}`))
  const vm = idSource(world).vm()
  const cpus = number(spec, 'numCPUs') ?? 1
  const memoryMB = number(spec, 'memoryMB') ?? 32
  if (cpus < 1 || memoryMB < 4 || memoryMB % 4 !== 0)
    throw new SimFault('InvalidVmConfig', { property: 'config.memoryMB' })
  setTraits(world, vm, { tools: 'none' })
  placeStartingFiles(world, vmx)
  const annotation = text(spec, 'annotation')
  putVm(world, {
    ref: vm,
    name,
    folder,
    host,
    pool: pool ?? rootPoolOf(world, host),
    environment: environmentOf(world, host),
    vmx,
    guest: guestById(text(spec, 'guestId') ?? 'otherGuest'),
    hardware: Number(/\d+$/.exec(text(spec, 'version') ?? '')?.[0] ?? newestHardware),
    uuid: text(spec, 'uuid') ?? vmUuid(world.product, random),
    instanceUuid: text(spec, 'instanceUuid') ?? `52${random.uuid().slice(2)}`,
    firmware: text(spec, 'firmware') === 'efi' ? 'efi' : 'bios',
    cpus,
    coresPerSocket: number(spec, 'numCoresPerSocket') ?? 1,
    memoryMB,
    ...(annotation !== undefined && { annotation }),
    devices: baseDevices,
    extraConfig: { nvram: `${fileStem(vmx)}.nvram` },
    power: 'poweredOff',
    created: world.clock.now(),
  })
  let devices: readonly DataObject[]
  try {
    devices = await changeDevices(world, vm, objects(spec, 'deviceChange'), task)
  } catch (error) {
    // A spec that is refused leaves no half of a VM behind.
    destroy(world, vm)
    throw error
  }
  world.update(vm, {
    ...reconfigured(world.prop(vm, 'config'), spec),
    'config.hardware.device': devices,
    'summary.config.numEthernetCards': devices.filter(isNic).length,
    'summary.config.numVirtualDisks': devices.filter(isDisk).length,
  })
  relink(world, vm, datastoresOf(vmx, devices), networksOf(devices))
  rewriteVmx(world, vm)
  refreshFiles(world, vm)
  return vm
}

/** `[ds]`, `[ds] folder/` or `[ds] folder/name.vmx`; what is missing is made from the VM's name. */
function newHome(world: World, folder: Ref, path: string, name: string): DatastorePath {
  const at = resolvePath(world, path, datacenterOf(world, folder))
  const item = datastoreItem(plainInventoryName(name))
  const volume = volumeOf(world, at.datastore)
  if (/\.vmx$/i.test(at.path)) {
    if (volume.find(at.path) !== undefined) throw fileExists(at)
    return at
  }
  let home = at.path === '' ? item : at.path
  for (let copy = 1; at.path === '' && volume.find(home) !== undefined; copy++) home = `${item}_${copy}`
  return { ...at, path: `${home}/${item}.vmx` }
}

export function placeStartingFiles(world: World, vmx: DatastorePath): void {
  const volume = volumeOf(world, vmx.datastore)
  const modified = world.clock.now()
  const stem = fileStem(vmx)
  placeFile(volume, beside(vmx, `${stem}.vmx`).path, { modified, size: 3_200 })
  placeFile(volume, beside(vmx, `${stem}.nvram`).path, { modified, size: 270_840 })
  placeFile(volume, beside(vmx, `${stem}.vmsd`).path, { modified, size: 0 })
}
