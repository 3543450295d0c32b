import { noSpace, volumeOf } from '../estate/datastore-files'
import { invalidArgument, SimFault } from '../vim25/faults'
import { flag, number, object, objects, refIn, refs, text } from '../vim25/read-data'
import { Ref, sameRef, type DataObject } from '../vim25/value'
import { datastoresOf, networksOf } from '../vm/build-vm'
import { cloneVm } from '../vm/clone'
import { rewriteVmx } from '../vm/config-file'
import { vmxPathOf } from '../vm/files'
import { migrationWarnings, refuseUnfit, whyUnfit } from '../vm/fitness'
import { moveToHost, relink } from '../vm/inventory-links'
import { powerOn } from '../vm/power-on'
import { powerStateOf } from '../vm/power-state'
import { hostFor } from '../vm/register'
import { moveFiles } from '../vm/relocate'
import { locationIdOf } from '../vm/runtime-data'
import type { RunningTask } from '../vm/task-work'
import { refuseIfBusy } from '../vm/tasks'
import { refuseTaken, storedName } from '../vm/unique-names'
import { postVmEvent } from '../world/events'
import { addRef, computeOf, hostOf, nameOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { type CallContext, type MethodTable, startFor } from './method'

/** Cloning and moving, which only a vCenter can do. They take long, show progress and can be cancelled. */
export const moveMethods: MethodTable = {
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

/** A pool belongs to the hosts of its own cluster. Throws InvalidArgument. */
function refuseForeignPool(world: World, host: Ref | undefined, pool: Ref | undefined): void {
  if (host === undefined || pool === undefined) return
  if (!sameRef(world.prop(pool, 'owner'), computeOf(world, host))) throw invalidArgument('spec.pool')
}

function destHost(world: World, vm: Ref, spec: DataObject): DataObject {
  const host = refIn(object(spec, 'location'), 'host') ?? hostOf(world, vm)
  return host === undefined ? {} : { destHost: { name: nameOf(world, host), host } }
}

function refuseOnHost(ctx: CallContext): void {
  if (ctx.world.product === 'esx')
    throw new SimFault(
      'NotSupported',
      {},
      'The operation is not supported on the object: a host by itself cannot do this.',
    )
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

const committedOf = (world: World, vm: Ref) => number(world.prop(vm, 'summary.storage'), 'committed') ?? 0

/** Copying goes at about 400 MB a second of allocated space, capped so that nobody waits for minutes. */
const copyMs = (world: World, vm: Ref) => {
  const bytes = committedOf(world, vm)
  return Math.max(4_000, Math.min(90_000, bytes / 400_000))
}

/** Parts in which files are copied: between them a datastore can turn out to be full. */
const parts = 8

/** Copies go on until the datastore is full, and what was copied so far goes again. Throws NoDiskSpace. */
async function copying(world: World, vm: Ref, to: Ref, task: RunningTask, from: number, until: number): Promise<void> {
  const bytes = committedOf(world, vm)
  const at = (part: number) => from + ((until - from) * part) / parts
  for (let part = 1; part <= parts; part++) {
    await task.work(copyMs(world, vm) / parts, at(part - 1), at(part))
    if (volumeOf(world, to).free < (bytes * part) / parts)
      throw noSpace({ datastore: to, name: nameOf(world, to), path: nameOf(world, vm) })
  }
}

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
