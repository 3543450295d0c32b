import { SimFault } from '../vim25/faults'
import { refs } from '../vim25/read-data'
import { any, type DataObject, type Ref } from '../vim25/value'
import { powerOn } from '../vm/power-on'
import { refuseIfBusy, startTask, taskEnd } from '../vm/tasks'
import { holds } from '../world/permissions'
import { type CallContext, type MethodTable, startFor } from './method'
import { noPermission } from './privileges'

/** Powering on many VMs through a datacenter, as vCenter does it. */
export const powerMultiMethods: MethodTable = {
  /** The task succeeds whatever becomes of single VMs: its result says which were tried, by which task, and which were not and why. */
  PowerOnMultiVM_Task(ctx, datacenter, args) {
    if (ctx.world.product === 'esx') throw new SimFault('NotSupported')
    const vms = refs(args, 'vm')
    return startFor(ctx, {
      descriptionId: 'Datacenter.powerOnVm',
      entity: datacenter,
      async run(task) {
        await task.work(250, 10, 60)
        const attempted: DataObject[] = []
        const notAttempted: DataObject[] = []
        for (const vm of vms) {
          try {
            attempted.push({ vm, task: startOne(ctx, vm) })
          } catch (error) {
            if (!(error instanceof SimFault)) throw error
            notAttempted.push({ vm, fault: error.localized() })
          }
        }
        await task.wait(Promise.all(attempted.map(({ task: at }) => taskEnd(ctx.world, at as Ref)))) // set just above
        return any('ClusterPowerOnVmResult', { attempted, notAttempted })
      },
    })
  },
}

/** The placement's own task: it has a name that no table of methods holds. */
function startOne(ctx: CallContext, vm: Ref): Ref {
  const { world, session } = ctx
  const privilegeId = 'VirtualMachine.Interact.PowerOn'
  if (world.get(vm) === undefined) throw new SimFault('ManagedObjectNotFound', { obj: vm })
  if (session !== undefined && !holds(world, session.userName, vm, privilegeId))
    throw noPermission([{ object: vm, privilegeId }])
  refuseIfBusy(world, vm)
  return startTask(world, {
    method: 'Drm.ExecuteVmPowerOnLRO',
    descriptionId: 'Drm.ExecuteVmPowerOnLRO',
    entity: vm,
    exclusive: true,
    ...(session && { userName: session.userName }),
    run: (task) => powerOn(world, vm, task),
  })
}
