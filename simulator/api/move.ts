import { invalidArgument, SimFault } from '../vim25/faults'
import { object, objects, refIn, refs, text } from '../vim25/read-data'
import { Ref, sameRef, type DataObject } from '../vim25/value'
import { datastoresOf, networksOf } from '../vm/build-vm'
import { copying } from '../vm/copying'
import { rewriteVmx } from '../vm/config-file'
import { vmxPathOf } from '../vm/files'
import { migrationWarnings, refuseForeignPool, refuseUnfit, whyUnfit } from '../vm/fitness'
import { moveToHost, relink } from '../vm/inventory-links'
import { powerStateOf } from '../vm/power-state'
import { hostFor } from '../vm/register'
import { moveFiles } from '../vm/relocate'
import { locationIdOf } from '../vm/runtime-data'
import type { RunningTask } from '../vm/task-work'
import { refuseIfBusy } from '../vm/tasks'
import { refuseTaken } from '../vm/unique-names'
import { postVmEvent } from '../world/events'
import { addRef, computeOf, hostOf, nameOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { type CallContext, type MethodTable, refuseOnHost, startFor } from './method'

/** Moving to other hosts and datastores, which only a vCenter can do. It takes long, shows progress and can be cancelled. */
export const moveMethods: MethodTable = {
  MigrateVM_Task: (ctx, vm, args) => {
    refuseOnHost(ctx)
    if (ctx.world.prop(vm, 'config.template') === true) throw new SimFault('NotSupported')
    const state = text(args, 'state')
    if (state !== undefined && state !== powerStateOf(ctx.world, vm)) {
      throw new SimFault('InvalidPowerState', { requestedState: state, existingState: powerStateOf(ctx.world, vm) })
    }
    return move(ctx, vm, { host: refIn(args, 'host'), pool: refIn(args, 'pool') }, 'VirtualMachine.migrate')
  },

  RelocateVM_Task: (ctx, vm, args) => {
    refuseOnHost(ctx)
    const spec = object(args, 'spec')
    return move(
      ctx,
      vm,
      {
        host: refIn(spec, 'host'),
        pool: refIn(spec, 'pool'),
        datastore: refIn(spec, 'datastore'),
        folder: refIn(spec, 'folder'),
      },
      'VirtualMachine.relocate',
    )
  },

  /** What stands in the way of a migration, and what is worth knowing before: an empty list when nothing is. */
  ValidateMigration(ctx, _self, args) {
    const { world } = ctx
    const vms = refs(args, 'vm')
    return vms.flatMap((vm) => {
      const host = refIn(args, 'host') ?? hostOfPool(world, vm, refIn(args, 'pool'))
      if (host === undefined) return []
      const told = (suffix: 'Error' | 'Warning') => (fault: SimFault) => migrationEvent(ctx, vm, host, suffix, fault)
      return [...whyUnfit(world, vm, host).map(told('Error')), ...migrationWarnings(world, vm).map(told('Warning'))]
    })
  },
}

const migrationEvent = (
  ctx: CallContext,
  vm: Ref,
  host: Ref,
  suffix: 'Error' | 'Warning',
  fault: SimFault,
): DataObject => ({
  $type: `MigrationHost${suffix}Event`,
  key: 0,
  chainId: 0,
  createdTime: ctx.world.clock.now(),
  userName: ctx.session?.userName ?? '',
  vm: { name: nameOf(ctx.world, vm), vm },
  template: ctx.world.prop(vm, 'config.template') === true,
  fullFormattedMessage: fault.message,
  fault: fault.localized(),
  dstHost: { name: nameOf(ctx.world, host), host },
})

type Destination = {
  host: Ref | undefined
  pool: Ref | undefined
  datastore?: Ref | undefined
  folder?: Ref | undefined
}

function move(ctx: CallContext, vm: Ref, to: Destination, descriptionId: string): Ref {
  const { world } = ctx
  refuseIfBusy(world, vm)
  refuseForeignPool(world, to.host, to.pool)
  if (to.host === undefined && to.pool !== undefined && world.get(to.pool) === undefined)
    throw invalidArgument('spec.pool')
  // A host of another cluster takes a VM only into a pool of its own. A template is in none.
  if (to.host !== undefined && to.pool === undefined && world.prop(vm, 'config.template') !== true) {
    const pool = world.prop(vm, 'resourcePool')
    refuseForeignPool(world, to.host, pool instanceof Ref ? pool : undefined)
  }
  return startFor(ctx, {
    descriptionId,
    entity: vm,
    exclusive: true,
    cancelable: true,
    async run(task) {
      const host = to.host ?? hostOfPool(world, vm, to.pool)
      const on = powerStateOf(world, vm) === 'poweredOn'
      const isStorage = to.datastore !== undefined
      const told = whereTo(world, vm, host, to.datastore)
      const tell = (type: string, message: string, more: DataObject = {}) =>
        postVmEvent(world, vm, type, message, {
          chainId: task.chainId,
          userName: task.userName,
          fields: { ...told, ...more },
        })
      tell(
        isStorage ? 'VmBeingRelocatedEvent' : on ? 'VmBeingHotMigratedEvent' : 'VmBeingMigratedEvent',
        `${isStorage ? 'Relocating' : 'Migrating'} {vm}`,
      )
      try {
        if (host !== undefined) refuseUnfit(world, vm, host, to.datastore)
        if (to.datastore !== undefined && to.datastore.key !== vmxPathOf(world, vm).datastore.key)
          await copying(world, vm, to.datastore, task, 3, 97)
        else await task.work(isStorage ? 4_000 : on ? 6_000 : 1_500, 3, 97)
        // The host may have changed on the way.
        if (host !== undefined) refuseUnfit(world, vm, host, to.datastore)
        arrive(world, vm, { ...to, host }, task)
      } catch (error) {
        if (error instanceof SimFault)
          tell(isStorage ? 'VmRelocateFailedEvent' : 'VmFailedMigrateEvent', `Cannot migrate {vm}: ${error.message}`, {
            reason: error.localized(),
          })
        throw error
      }
    },
  })
}

const called = (world: World, key: string, at: Ref) => ({ name: nameOf(world, at), [key]: at })

/** The arguments of an event that says where a VM is on its way to. */
function whereTo(world: World, vm: Ref, to: Ref | undefined, datastore: Ref | undefined): DataObject {
  const host = to ?? hostOf(world, vm)
  return {
    ...(host && { destHost: called(world, 'host', host) }),
    ...(datastore && { destDatastore: called(world, 'datastore', datastore) }),
  }
}

/** Another pool may belong to other hosts; one of the same compute resource changes nothing about the host. */
function hostOfPool(world: World, vm: Ref, pool: Ref | undefined): Ref | undefined {
  const here = hostOf(world, vm)
  if (pool === undefined || here === undefined) return undefined
  const owner = world.prop(pool, 'owner')
  return sameRef(owner, computeOf(world, here)) ? here : hostFor(world, vmxPathOf(world, vm), pool)
}

function arrive(world: World, vm: Ref, to: Destination, task: RunningTask): void {
  const source = hostOf(world, vm)
  const store = to.datastore && vmxPathOf(world, vm).datastore
  if (to.datastore !== undefined) moveFiles(world, vm, to.datastore)
  if (to.host !== undefined) moveToHost(world, vm, to.host, to.pool)
  if (to.folder !== undefined) changeFolder(world, vm, to.folder)
  const host = hostOf(world, vm)
  const vmx = vmxPathOf(world, vm)
  const devices = objects(world.prop(vm, 'config.hardware'), 'device')
  relink(world, vm, datastoresOf(vmx, devices), networksOf(devices))
  // vCenter tells the host about the move, so nobody is asked whether it was one.
  if (host !== undefined) world.update(vm, { 'config.locationId': locationIdOf(world, vmx, host) })
  rewriteVmx(world, vm)
  const isStorage = to.datastore !== undefined
  postVmEvent(
    world,
    vm,
    isStorage ? 'VmRelocatedEvent' : 'VmMigratedEvent',
    `${isStorage ? 'Relocation' : 'Migration'} of virtual machine {vm} completed`,
    {
      chainId: task.chainId,
      userName: task.userName,
      fields: {
        ...(source && { sourceHost: called(world, 'host', source) }),
        ...(store && { sourceDatastore: called(world, 'datastore', store) }),
      },
    },
  )
}

function changeFolder(world: World, vm: Ref, folder: Ref): void {
  const before = world.prop(vm, 'parent')
  refuseTaken(world, folder, nameOf(world, vm), vm)
  const children = refsAt(world, before as Ref, 'childEntity').filter((at) => at.key !== vm.key) // every VM lies in a folder
  world.update(before as Ref, { childEntity: children }) // see above
  addRef(world, folder, 'childEntity', vm)
  world.update(vm, { parent: folder })
}
