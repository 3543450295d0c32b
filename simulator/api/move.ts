import { SimFault } from '../vim25/faults'
import { flag, number, object, objects, refIn, text } from '../vim25/read-data'
import { sameRef, type DataObject, type Ref } from '../vim25/value'
import { datastoresOf, networksOf } from '../vm/build-vm'
import { cloneVm } from '../vm/clone'
import { rewriteVmx } from '../vm/config-file'
import { vmxPathOf } from '../vm/files'
import { moveToHost, relink } from '../vm/inventory-links'
import { powerOn } from '../vm/power-on'
import { powerStateOf } from '../vm/power-state'
import { hostFor, rootPoolOf } from '../vm/register'
import { moveFiles } from '../vm/relocate'
import { featureRequirements, locationIdOf } from '../vm/runtime-data'
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
    if (folder === undefined || world.get(folder) === undefined)
      throw new SimFault('InvalidArgument', { invalidProperty: 'folder' })
    const name = storedName(text(args, 'name') ?? '')
    refuseTaken(world, folder, name)
    return startFor(ctx, {
      descriptionId: 'VirtualMachine.clone',
      entity: vm,
      exclusive: true,
      cancelable: true,
      async run(task) {
        await task.work(copyMs(world, vm), 2, 90)
        const copy = cloneVm(world, vm, { folder, name, spec, taskId: task.ref.value })
        await task.work(400, 90, 99)
        postVmEvent(world, copy, 'VmClonedEvent', `Clone of ${nameOf(world, vm)} completed: {vm}`, {
          chainId: task.chainId,
          userName: task.userName,
          fields: { sourceVm: { name: nameOf(world, vm), vm } },
        })
        if (flag(spec, 'powerOn') === true) await powerOn(world, copy, task)
        return copy
      },
    })
  },

  MigrateVM_Task: (ctx, vm, args) => {
    refuseOnHost(ctx)
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

  /** What would stand in the way of a migration: an empty list when nothing does. */
  ValidateMigration(ctx, _self, args) {
    const host = refIn(args, 'host')
    const vms = Array.isArray(args['vm']) ? (args['vm'] as readonly Ref[]) : [] // the schema says MoRef[]
    return vms.flatMap((vm) => {
      try {
        if (host !== undefined) refuseUnfit(ctx.world, vm, host)
        return []
      } catch (error) {
        if (!(error instanceof SimFault)) throw error
        return [migrationError(ctx, vm, error)]
      }
    })
  },
}

function refuseOnHost(ctx: CallContext): void {
  if (ctx.world.product === 'esx')
    throw new SimFault(
      'NotSupported',
      {},
      'The operation is not supported on the object: a host by itself cannot do this.',
    )
}

const migrationError = (ctx: CallContext, vm: Ref, error: SimFault): DataObject => ({
  $type: 'MigrationErrorEvent',
  key: 0,
  chainId: 0,
  createdTime: ctx.world.clock.now(),
  userName: ctx.session?.userName ?? '',
  vm: { name: nameOf(ctx.world, vm), vm },
  fullFormattedMessage: error.message,
  fault: error.localized(),
})

/** Copying goes at about 400 MB a second of allocated space, capped so that nobody waits for minutes. */
const copyMs = (world: World, vm: Ref) => {
  const bytes = number(world.prop(vm, 'summary.storage'), 'committed') ?? 0
  return Math.max(4_000, Math.min(90_000, bytes / 400_000))
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
  return startFor(ctx, {
    descriptionId,
    entity: vm,
    exclusive: true,
    cancelable: true,
    async run(task) {
      const host = to.host ?? hostOfPool(world, vm, to.pool)
      if (host !== undefined) refuseUnfit(world, vm, host, to.datastore)
      const on = powerStateOf(world, vm) === 'poweredOn'
      await task.work(to.datastore === undefined ? (on ? 6_000 : 1_500) : copyMs(world, vm), 3, 97)
      arrive(world, vm, { ...to, host }, task)
    },
  })
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
  if (to.datastore !== undefined) moveFiles(world, vm, to.datastore)
  if (to.host !== undefined)
    moveToHost(world, vm, to.host, to.pool ?? (source?.key === to.host.key ? undefined : rootPoolOf(world, to.host)))
  if (to.folder !== undefined) changeFolder(world, vm, to.folder)
  const host = hostOf(world, vm)
  const vmx = vmxPathOf(world, vm)
  const devices = objects(world.prop(vm, 'config.hardware'), 'device')
  relink(world, vm, datastoresOf(vmx, devices), networksOf(devices))
  // vCenter tells the host about the move, so nobody is asked whether it was one.
  if (host !== undefined) world.update(vm, { 'config.locationId': locationIdOf(world, vmx, host) })
  rewriteVmx(world, vm)
  postVmEvent(world, vm, 'VmMigratedEvent', 'Migration of virtual machine {vm} completed', {
    chainId: task.chainId,
    userName: task.userName,
    ...(source && { fields: { sourceHost: { name: nameOf(world, source), host: source } } }),
  })
}

function changeFolder(world: World, vm: Ref, folder: Ref): void {
  const before = world.prop(vm, 'parent')
  refuseTaken(world, folder, nameOf(world, vm), vm)
  const children = refsAt(world, before as Ref, 'childEntity').filter((at) => at.key !== vm.key) // every VM lies in a folder
  world.update(before as Ref, { childEntity: children }) // see above
  addRef(world, folder, 'childEntity', vm)
  world.update(vm, { parent: folder })
}

/** Throws InvalidState, InvalidDatastore, FeatureRequirementsNotMet. A host takes a VM when it is up, sees the VM's datastores, and has the processor features that a running VM demands. */
function refuseUnfit(world: World, vm: Ref, host: Ref, newStore?: Ref): void {
  if (world.get(host) === undefined) throw new SimFault('ManagedObjectNotFound', { obj: host })
  if (world.prop(host, 'runtime.inMaintenanceMode') === true) {
    throw new SimFault('InvalidState', {}, `The host ${nameOf(world, host)} is in maintenance mode.`)
  }
  const mounted = refsAt(world, host, 'datastore')
  const missing = (newStore ? [newStore] : refsAt(world, vm, 'datastore')).find(
    (at) => !mounted.some((store) => store.key === at.key),
  )
  if (missing !== undefined) {
    const name = nameOf(world, missing)
    throw new SimFault(
      'InvalidDatastore',
      { datastore: missing, name },
      `The host ${nameOf(world, host)} has no access to the datastore '${name}'.`,
    )
  }
  if (powerStateOf(world, vm) === 'poweredOff') return
  const offered = new Set(featureRequirements(world, host).map((feature) => text(feature, 'key')))
  const lacking = objects(world.prop(vm, 'runtime'), 'featureRequirement').filter(
    (feature) => !offered.has(text(feature, 'key')),
  )
  if (lacking.length === 0) return
  const list = lacking.map((feature) => text(feature, 'key')).join(', ')
  throw new SimFault(
    'FeatureRequirementsNotMet',
    { featureRequirement: lacking, vm, host },
    `The target host does not support the virtual machine's current hardware requirements: ${list}.`,
    [{ key: 'com.vmware.vim.vmfeature.requirementsNotMet', message: `Missing on ${nameOf(world, host)}: ${list}` }],
  )
}
