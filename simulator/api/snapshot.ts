import { SimFault } from '../vim25/faults'
import { flag, number, refIn, text } from '../vim25/read-data'
import { Ref, sameRef } from '../vim25/value'
import { enterPoweredOff, enterPoweredOn, enterSuspended, powerStateOf } from '../vm/power-state'
import { depthOf, mapSnapshots } from '../vm/snapshot-tree'
import {
  currentSnapshot,
  removeAllSnapshots,
  removeSnapshot,
  revertTo,
  snapshotTree,
  takeSnapshot,
} from '../vm/snapshots'
import type { RunningTask } from '../vm/task-work'
import { storedName } from '../vm/unique-names'
import { refuseIfBusy } from '../vm/tasks'
import type { World } from '../world/world'
import { type CallContext, type MethodTable, startFor } from './method'

/** Hosts refuse chains of disks that are longer. */
const deepestChain = 32

/** Snapshots. Those of memory take time and can be cancelled; the others cannot. */
export const snapshotMethods: MethodTable = {
  CreateSnapshot_Task: (ctx, vm, args) => create(ctx, vm, args, flag(args, 'quiesce') === true),
  CreateSnapshotEx_Task: (ctx, vm, args) => create(ctx, vm, args, args['quiesceSpec'] !== undefined),

  RevertToSnapshot_Task: (ctx, self, args) => revert(ctx, vmOf(ctx.world, self), self, args, 'vm.Snapshot.revert'),

  RevertToCurrentSnapshot_Task(ctx, vm, args) {
    const current = currentSnapshot(ctx.world, vm)
    if (current === undefined) throw new SimFault('NotFound', {}, 'The virtual machine has no current snapshot.')
    return revert(ctx, vm, current, args, 'VirtualMachine.revertToCurrentSnapshot')
  },

  RemoveSnapshot_Task: (ctx, self, args) => {
    const vm = vmOf(ctx.world, self)
    return startFor(ctx, {
      descriptionId: 'vm.Snapshot.remove',
      entity: vm,
      exclusive: true,
      async run(task) {
        await task.work(3_000, 5, 98)
        removeSnapshot(ctx.world, vm, self, flag(args, 'removeChildren') === true)
      },
    })
  },

  RemoveAllSnapshots_Task: (ctx, vm) =>
    startFor(ctx, {
      descriptionId: 'VirtualMachine.removeAllSnapshots',
      entity: vm,
      exclusive: true,
      async run(task) {
        await task.work(4_000, 5, 98)
        removeAllSnapshots(ctx.world, vm)
      },
    }),

  ConsolidateVMDisks_Task: (ctx, vm) =>
    startFor(ctx, {
      descriptionId: 'VirtualMachine.consolidateDisks',
      entity: vm,
      exclusive: true,
      async run(task) {
        await task.work(2_500, 5, 98)
        ctx.world.update(vm, { 'runtime.consolidationNeeded': false })
      },
    }),

  RenameSnapshot(ctx, self, args) {
    const { world } = ctx
    const vm = vmOf(world, self)
    refuseIfBusy(world, vm)
    const given = text(args, 'name')
    const name = given === undefined ? undefined : storedName(given, vm)
    const description = text(args, 'description')
    world.update(vm, {
      'snapshot.rootSnapshotList': mapSnapshots(snapshotTree(world, vm), (node) => [
        sameRef(node['snapshot'], self)
          ? { ...node, ...(name !== undefined && { name }), ...(description !== undefined && { description }) }
          : node,
      ]),
    })
  },
}

function vmOf(world: World, snapshot: Ref): Ref {
  const vm = world.prop(snapshot, 'vm')
  if (!(vm instanceof Ref)) throw new SimFault('ManagedObjectNotFound', { obj: snapshot })
  return vm
}

function create(ctx: CallContext, vm: Ref, args: Record<string, unknown>, quiesce: boolean): Ref {
  const { world } = ctx
  // As of every name, `%`, `/` and `\` are kept escaped, whether they come so or not.
  const name = storedName(text(args, 'name') ?? '', vm)
  const on = powerStateOf(world, vm) === 'poweredOn'
  const memory = flag(args, 'memory') === true && powerStateOf(world, vm) !== 'poweredOff'
  if (quiesce && on && !memory && world.prop(vm, 'guest.toolsRunningStatus') !== 'guestToolsRunning') {
    throw new SimFault(
      'ApplicationQuiesceFault',
      {},
      "An error occurred while quiescing the virtual machine. See the virtual machine's event log for details.",
    )
  }
  return startFor(ctx, {
    descriptionId: 'VirtualMachine.createSnapshot',
    entity: vm,
    exclusive: true,
    cancelable: memory && on,
    async run(task) {
      if (depthOf(snapshotTree(world, vm)) >= deepestChain) throw new SimFault('TooManySnapshotLevels')
      const memoryMB = number(world.prop(vm, 'config.hardware'), 'memoryMB') ?? 1024
      const ms = memory && on ? Math.min(60_000, 2_500 + memoryMB * 0.5) : quiesce && on ? 3_500 : 900
      await task.work(ms, 0, 95)
      return takeSnapshot(world, vm, {
        name,
        description: text(args, 'description') ?? '',
        memory,
        quiesce: quiesce && on && !memory,
      })
    },
  })
}

function revert(ctx: CallContext, vm: Ref, snapshot: Ref, args: Record<string, unknown>, descriptionId: string): Ref {
  const { world } = ctx
  const host = refIn(args, 'host')
  if (host !== undefined && world.get(host) === undefined) throw new SimFault('ManagedObjectNotFound', { obj: host })
  return startFor(ctx, {
    descriptionId,
    entity: vm,
    exclusive: true,
    async run(task) {
      await task.work(2_200, 5, 95)
      const state = revertTo(world, vm, snapshot)
      goTo(world, vm, state, flag(args, 'suppressPowerOn') === true, task)
    },
  })
}

/** Bring the VM into the power state of the snapshot that it went back to. */
function goTo(
  world: World,
  vm: Ref,
  state: 'poweredOn' | 'poweredOff' | 'suspended',
  suppressed: boolean,
  task: RunningTask,
): void {
  const now = powerStateOf(world, vm)
  if (state === 'poweredOn' && !suppressed) enterPoweredOn(world, vm, task.chainId, true)
  else if (state === 'suspended' || (state === 'poweredOn' && suppressed)) enterSuspended(world, vm, task.chainId)
  else if (now !== 'poweredOff') enterPoweredOff(world, vm, { chainId: task.chainId })
}
