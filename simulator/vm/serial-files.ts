import { resolvePath, volumeOf, volumePath, type DatastorePath } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { flag, object, objects } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { backingFile, deviceLabel, isParallel, isSerial } from './devices'
import { placeFile } from './files'
import type { RunningTask } from './task-work'

/**
 * Open the output files of a VM's serial and parallel ports, as its power-on and its reset do. A file that is not there
 * is made; one that is there makes the host ask. Throws GenericVmConfigFault when the answer is Cancel.
 */
export async function openPortFiles(world: World, vm: Ref, task: RunningTask): Promise<void> {
  for (const port of portsWithFiles(world, vm)) {
    const at = fileOf(world, vm, port)
    const volume = volumeOf(world, at.datastore)
    const present = volume.file(at.path)
    if (present === undefined) {
      if (volume.folder(parentOf(at)) === undefined) throw cannotOpen(world, at, port)
      placeFile(volume, at.path, { modified: world.clock.now(), size: 0, content: new Uint8Array() })
      continue
    }
    const name = isSerial(port) ? 'msg.serial.file.open' : 'msg.parallel.file.open'
    const answer = await task.ask(vm, { name, args: [volumePath(world, at)] })
    if (answer.means === 'cancel') throw cancelled(world, at, port)
    if (answer.means === 'replace') {
      placeFile(volume, at.path, { modified: world.clock.now(), size: 0, content: new Uint8Array() })
    }
  }
}

function portsWithFiles(world: World, vm: Ref): readonly DataObject[] {
  return objects(world.prop(vm, 'config.hardware'), 'device').filter(
    (device) =>
      (isSerial(device) || isParallel(device)) &&
      backingFile(device) !== undefined &&
      flag(object(device, 'connectable'), 'startConnected') !== false,
  )
}

const fileOf = (world: World, vm: Ref, port: DataObject): DatastorePath =>
  resolvePath(world, backingFile(port) ?? '', datacenterOf(world, vm))

const parentOf = (at: DatastorePath) => at.path.split('/').slice(0, -1).join('/')

/** A chain of causes as `vmware.log` and the API tell it: the nearest first, the failed power-on last. */
function portFault(world: World, at: DatastorePath, port: DataObject, key: string, cause: string): SimFault {
  const module = isSerial(port) ? 'Serial' : 'Parallel'
  const path = volumePath(world, at)
  return new SimFault('GenericVmConfigFault', { reason: cause }, cause, [
    { key, arg: [{ key: '1', value: path }], message: cause },
    {
      key: `msg.${module.toLowerCase()}.file.cannotConnect`,
      message: `Failed to connect "${deviceLabel(port)}" to the file "${path}".`,
    },
    {
      key: 'msg.moduletable.powerOnFailed',
      arg: [{ key: '1', value: module }],
      message: `Module '${module}' power on failed.`,
    },
    { key: 'msg.vmx.poweron.failed', message: 'Failed to start the virtual machine.' },
  ])
}

const cancelled = (world: World, at: DatastorePath, port: DataObject) =>
  portFault(
    world,
    at,
    port,
    'msg.serial.file.canceled',
    `The operation on file "${volumePath(world, at)}" was canceled.`,
  )

const cannotOpen = (world: World, at: DatastorePath, port: DataObject) =>
  portFault(
    world,
    at,
    port,
    'msg.serial.file.openFailed',
    `Cannot open file "${volumePath(world, at)}": No such file or directory.`,
  )
