import {
  deleteFile,
  fileExists,
  fileNotFound,
  noSpace,
  pathText,
  resolvePath,
  volumeOf,
  type DatastorePath,
} from '../estate/datastore-files'
import { flag, number, object, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import { createRandom, hashText } from '../world/random'
import type { World } from '../world/world'
import { invalidBacking, invalidOperation } from './device-parts'
import { backingFile } from './devices'
import { beside, fileStem, placeDisk, vmxPathOf } from './files'
import { diskUuid } from './plan-devices'
import { busOfController, controllerKinds, type ControllerKind } from './storage-devices'

/** The disk of a spec with its file: made, or found. Throws FileNotFound, InvalidDeviceBacking, NoDiskSpace. */
export function attachDisk(world: World, vm: Ref, disk: DataObject, create: boolean, index: number): DataObject {
  const at = create
    ? newDiskFile(world, vm, disk, index)
    : resolvePath(world, backingFile(disk) ?? '', datacenterOf(world, vm))
  const volume = volumeOf(world, at.datastore)
  if (create && volume.find(at.path) !== undefined) throw fileExists(at)
  if (create) makeDisk(world, vm, at, disk, index)
  const facts = volume.file(at.path)?.disk
  if (facts === undefined) throw fileNotFound(at)
  const backing = object(disk, 'backing')
  return {
    ...disk,
    capacityInKB: facts.capacityKb,
    capacityInBytes: facts.capacityKb * 1024,
    deviceInfo: {
      label: text(object(disk, 'deviceInfo'), 'label') ?? 'Hard disk',
      summary: `${facts.capacityKb.toLocaleString('en-US')} KB`,
    },
    shares: object(disk, 'shares') ?? { shares: 1000, level: 'normal' },
    diskObjectId: `1-${number(disk, 'key') ?? 0}`,
    backing: {
      split: false,
      writeThrough: false,
      digestEnabled: false,
      sharing: 'sharingNone',
      ...backing,
      $type: 'VirtualDiskFlatVer2BackingInfo',
      fileName: pathText(at.name, at.path),
      datastore: at.datastore,
      diskMode: text(backing, 'diskMode') ?? 'persistent',
      thinProvisioned: facts.thin,
      eagerlyScrub: facts.eager,
      uuid: facts.uuid,
    },
  }
}

/** Where a new disk goes: where the spec says, in the VM's folder when it says only `[ds]` or nothing. */
function newDiskFile(world: World, vm: Ref, disk: DataObject, index: number): DatastorePath {
  const vmx = vmxPathOf(world, vm)
  const wanted = backingFile(disk) ?? ''
  const asked = wanted === '' ? undefined : resolvePath(world, wanted, datacenterOf(world, vm))
  if (asked !== undefined && asked.path !== '') {
    if (!/\.vmdk$/i.test(asked.path)) throw invalidBacking(index, 'device.backing.fileName')
    return asked
  }
  const home = asked === undefined || asked.datastore.key === vmx.datastore.key ? vmx : { ...asked, path: vmx.path }
  const volume = volumeOf(world, home.datastore)
  for (let number = 0; ; number++) {
    const at = beside(home, `${fileStem(vmx)}${number === 0 ? '' : `_${number}`}.vmdk`)
    if (volume.find(at.path) === undefined) return at
  }
}

function makeDisk(world: World, vm: Ref, at: DatastorePath, disk: DataObject, index: number): void {
  const capacityKb = number(disk, 'capacityInKB') ?? Math.round((number(disk, 'capacityInBytes') ?? 0) / 1024)
  if (capacityKb <= 0) throw invalidOperation(index, 'add')
  const backing = object(disk, 'backing')
  const thin = flag(backing, 'thinProvisioned') ?? false
  const allocatedKb = thin ? 1024 : capacityKb
  if (volumeOf(world, at.datastore).free < allocatedKb * 1024) throw noSpace(at)
  const random = createRandom(hashText(`${vm.key} ${at.path} ${world.clock.now().getTime()}`))
  const bus = busOfController(number(disk, 'controllerKey') ?? 1000)?.bus ?? 'scsi'
  const kind: ControllerKind = bus === 'scsi' ? 'lsilogic' : bus
  placeDisk(
    world,
    at,
    {
      capacityKb,
      thin,
      eager: flag(backing, 'eagerlyScrub') ?? false,
      uuid: diskUuid(random),
      controllerType: controllerKinds[kind].type,
    },
    allocatedKb,
  )
}

/** Give a disk more room; `refuseGrowth` has been asked. */
export function growDisk(world: World, vm: Ref, before: DataObject, wantedKb: number, index: number): DataObject {
  const hadKb = number(before, 'capacityInKB') ?? 0
  if (wantedKb === hadKb) return before
  const at = resolvePath(world, backingFile(before) ?? '', datacenterOf(world, vm))
  const volume = volumeOf(world, at.datastore)
  const file = volume.file(at.path)
  if (file?.disk === undefined || file.disk.parent !== undefined) throw invalidOperation(index, 'edit')
  const more = file.disk.thin ? 0 : (wantedKb - hadKb) * 1024
  if (volume.free < more) throw noSpace(at)
  file.disk = { ...file.disk, capacityKb: wantedKb }
  volume.resize(file, file.size + more)
  const label = text(object(before, 'deviceInfo'), 'label') ?? 'Hard disk'
  return {
    ...before,
    capacityInKB: wantedKb,
    capacityInBytes: wantedKb * 1024,
    deviceInfo: { label, summary: `${wantedKb.toLocaleString('en-US')} KB` },
  }
}

/** Delete the file of a disk that is taken out. */
export function destroyDisk(world: World, vm: Ref, disk: DataObject): void {
  const file = backingFile(disk)
  if (file !== undefined) deleteFile(world, resolvePath(world, file, datacenterOf(world, vm)))
}
