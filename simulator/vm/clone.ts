import { noSpace, pathText, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { guestById } from '../vim25/guest-os'
import { datastoreItem, plainInventoryName } from '../vim25/name-escapes'
import { anyText, flag, number, object, objects, refIn, text } from '../vim25/read-data'
import { Ref, type DataObject } from '../vim25/value'
import { hostOf, nameOf } from '../world/inventory-walk'
import { idSource } from '../world/moids'
import { createRandom, hashText } from '../world/random'
import { setTraits, traitsOf } from '../world/vm-traits'
import type { World } from '../world/world'
import { putVm } from './build-vm'
import { rewriteVmx } from './config-file'
import { placeStartingFiles } from './create'
import { isDisk, isNic } from './devices'
import { beside, diskChain, fileStem, homeOf, placeDisk, refreshFiles, vmxPathOf } from './files'
import { vmUuid } from './from-plan'
import { newMac } from './plan-devices'
import { reconfigured } from './reconfigure-values'
import { environmentOf, hostFor, rootPoolOf } from './register'

export type CloneWish = { folder: Ref; name: string; spec: DataObject; taskId: string }

/** A copy of a VM with disks, UUIDs and MAC addresses of its own; flat, without the snapshots. Throws NoDiskSpace, InvalidDatastore. */
export function cloneVm(world: World, source: Ref, { folder, name, spec, taskId }: CloneWish): Ref {
  const location = object(spec, 'location')
  const config = world.prop(source, 'config')
  const hardware = object(config, 'hardware')
  const sourceVmx = vmxPathOf(world, source)
  const datastore = refIn(location, 'datastore') ?? sourceVmx.datastore
  const vmx = newHome(world, datastore, name)
  const pool = refIn(location, 'pool') ?? poolOf(world, source)
  const host = refIn(location, 'host') ?? sourceHost(world, source, vmx, pool)
  const random = createRandom(hashText(`${taskId} ${name}`))
  const copy = idSource(world).vm()
  placeStartingFiles(world, vmx)
  const devices = cleanedUp(world, vmx, () => copyDevices(world, source, vmx, random))
  const { hostName: _other, ...traits } = traitsOf(world, source)
  setTraits(world, copy, { ...traits, addresses: [], hostName: datastoreItem(plainInventoryName(name)) })
  const annotation = text(config, 'annotation')
  putVm(world, {
    ref: copy,
    name,
    folder,
    host,
    pool: pool ?? rootPoolOf(world, host),
    environment: environmentOf(world, host),
    vmx,
    guest: guestById(text(config, 'guestId') ?? ''),
    hardware: Number(/\d+$/.exec(text(config, 'version') ?? '')?.[0] ?? 13),
    uuid: vmUuid(world.product, random),
    instanceUuid: `50${random.uuid().slice(2)}`,
    firmware: text(config, 'firmware') === 'efi' ? 'efi' : 'bios',
    cpus: number(hardware, 'numCPU') ?? 1,
    coresPerSocket: number(hardware, 'numCoresPerSocket') ?? 1,
    memoryMB: number(hardware, 'memoryMB') ?? 4,
    ...(annotation !== undefined && { annotation }),
    devices,
    extraConfig: {
      ...Object.fromEntries(
        objects(config, 'extraConfig').map((option) => [text(option, 'key') ?? '', anyText(option['value'])]),
      ),
      nvram: `${fileStem(vmx)}.nvram`,
    },
    power: 'poweredOff',
    created: world.clock.now(),
    template: flag(spec, 'template') ?? false,
    nestedVirtualization: flag(config, 'nestedHVEnabled') ?? false,
    hotAdd: flag(config, 'memoryHotAddEnabled') ?? false,
  })
  const changes = object(spec, 'config')
  if (changes !== undefined) world.update(copy, reconfigured(world.prop(copy, 'config'), changes))
  rewriteVmx(world, copy)
  refreshFiles(world, copy)
  return copy
}

/** Do something in a new VM's folder; when that fails, the folder goes again. */
function cleanedUp<T>(world: World, vmx: DatastorePath, act: () => T): T {
  try {
    return act()
  } catch (error) {
    volumeOf(world, vmx.datastore).delete(homeOf(vmx).path, world.clock.now())
    throw error
  }
}

function newHome(world: World, datastore: Ref, name: string): DatastorePath {
  const volume = volumeOf(world, datastore)
  if (world.prop(datastore, 'summary.accessible') !== true)
    throw new SimFault('InvalidDatastore', { datastore, name: nameOf(world, datastore) })
  const item = datastoreItem(plainInventoryName(name))
  let home = item
  for (let copy = 1; volume.find(home) !== undefined; copy++) home = `${item}_${copy}`
  return { datastore, name: nameOf(world, datastore), path: `${home}/${item}.vmx` }
}

function poolOf(world: World, vm: Ref): Ref | undefined {
  const pool = world.prop(vm, 'resourcePool')
  return pool instanceof Ref ? pool : undefined
}

function sourceHost(world: World, source: Ref, vmx: DatastorePath, pool: Ref | undefined): Ref {
  const host = hostOf(world, source)
  return host !== undefined && world.prop(host, 'runtime.inMaintenanceMode') !== true ? host : hostFor(world, vmx, pool)
}

function copyDevices(
  world: World,
  source: Ref,
  vmx: DatastorePath,
  random: ReturnType<typeof createRandom>,
): readonly DataObject[] {
  let disks = 0
  return objects(world.prop(source, 'config.hardware'), 'device').map((device) => {
    const connectable = object(device, 'connectable')
    const off =
      connectable === undefined
        ? device
        : { ...device, connectable: { ...connectable, connected: false, status: 'untried' } }
    if (isNic(device)) return { ...off, addressType: 'assigned', macAddress: newMac(world.product, random) }
    if (!isDisk(device)) return off
    const [nearest, ...below] = diskChain(world, source, device)
    const file = nearest && volumeOf(world, nearest.datastore).file(nearest.path)
    if (nearest === undefined || file?.disk === undefined) return off
    const { parent: _chain, ...facts } = file.disk
    const size = below.reduce(
      (sum, link) => sum + (volumeOf(world, link.datastore).file(link.path)?.size ?? 0),
      file.size,
    )
    const at = beside(vmx, `${fileStem(vmx)}${disks === 0 ? '' : `_${disks}`}.vmdk`)
    disks++
    if (volumeOf(world, at.datastore).free < size) throw noSpace(at)
    const uuid = `6000C29${random.uuid().slice(7)}`
    placeDisk(world, at, { ...facts, uuid }, Math.round(size / 1024))
    const { parent: _older, ...backing } = object(device, 'backing') ?? {}
    return { ...off, backing: { ...backing, fileName: pathText(at.name, at.path), datastore: at.datastore, uuid } }
  })
}
