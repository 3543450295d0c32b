import { invalidArgument, SimFault } from '../vim25/faults'
import { flag, object, refIn, text } from '../vim25/read-data'
import { sameRef, type DataObject, type Ref } from '../vim25/value'
import { cloneVm } from '../vm/clone'
import { copying } from '../vm/copying'
import { vmxPathOf } from '../vm/files'
import { refuseForeignPool, refuseUnfit } from '../vm/fitness'
import { powerOn } from '../vm/power-on'
import { refuseTaken, storedName } from '../vm/unique-names'
import { postVmEvent } from '../world/events'
import { hostOf, nameOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { type MethodTable, refuseOnHost, startFor } from './method'

/** Cloning, which only a vCenter can do. It takes long, shows progress and can be cancelled. */
export const cloneMethods: MethodTable = {
  CloneVM_Task(ctx, vm, args) {
    const { world } = ctx
    refuseOnHost(ctx)
    const folder = refIn(args, 'folder')
    const spec = object(args, 'spec') ?? {}
    if (folder === undefined || world.get(folder) === undefined) throw invalidArgument('folder')
    const name = storedName(text(args, 'name') ?? '')
    refuseTaken(world, folder, name)
    refuseClone(world, vm, spec)
    return startFor(ctx, {
      descriptionId: 'VirtualMachine.clone',
      entity: vm,
      exclusive: true,
      cancelable: true,
      async run(task) {
        const about = {
          destFolder: { name: nameOf(world, folder), folder },
          destName: name,
          ...destHost(world, vm, spec),
        }
        const tell = (type: string, message: string, fields: DataObject, at = vm) =>
          postVmEvent(world, at, type, message, { chainId: task.chainId, userName: task.userName, fields })
        tell('VmBeingClonedEvent', `Cloning {vm} to ${name}`, about)
        try {
          await copying(
            world,
            vm,
            refIn(object(spec, 'location'), 'datastore') ?? vmxPathOf(world, vm).datastore,
            task,
            2,
            90,
          )
          // Somebody may have made one of that name meanwhile.
          refuseTaken(world, folder, name)
          const copy = cloneVm(world, vm, { folder, name, spec, taskId: task.ref.value })
          await task.work(400, 90, 99)
          const sourceVm = { name: nameOf(world, vm), vm }
          tell('VmClonedEvent', `Clone of ${nameOf(world, vm)} completed: {vm}`, { sourceVm }, copy)
          if (flag(spec, 'powerOn') === true) await powerOn(world, copy, task)
          return copy
        } catch (error) {
          if (error instanceof SimFault)
            tell('VmCloneFailedEvent', `Failed to clone {vm}: ${error.message}`, {
              ...about,
              reason: error.localized(),
            })
          throw error
        }
      },
    })
  },
}

const isLinked = (spec: DataObject) => text(object(spec, 'location'), 'diskMoveType') === 'createNewChildDiskBacking'

/** Throws InvalidArgument: from a template a VM comes only with a pool. Linked clones are not made here. */
function refuseClone(world: World, vm: Ref, spec: DataObject): void {
  const location = object(spec, 'location')
  const isFromTemplate = world.prop(vm, 'config.template') === true
  if (isFromTemplate && flag(spec, 'template') !== true && refIn(location, 'pool') === undefined)
    throw invalidArgument('spec.location.pool')
  const snapshot = refIn(spec, 'snapshot')
  if (snapshot !== undefined && !sameRef(world.prop(snapshot, 'vm'), vm)) throw invalidArgument('spec.snapshot')
  if (isLinked(spec)) throw new SimFault('DiskMoveTypeNotSupported')
  refuseForeignPool(world, refIn(location, 'host'), refIn(location, 'pool'))
  const host = refIn(location, 'host')
  if (host !== undefined) refuseUnfit(world, vm, host, refIn(location, 'datastore'))
}

function destHost(world: World, vm: Ref, spec: DataObject): DataObject {
  const host = refIn(object(spec, 'location'), 'host') ?? hostOf(world, vm)
  return host === undefined ? {} : { destHost: { name: nameOf(world, host), host } }
}
