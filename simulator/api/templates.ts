import { invalidArgument, SimFault } from '../vim25/faults'
import { refIn, refs } from '../vim25/read-data'
import { sameRef, type Ref } from '../vim25/value'
import { moveToHost } from '../vm/inventory-links'
import { wrongPowerState } from '../vm/power-on'
import { powerStateOf } from '../vm/power-state'
import { refuseIfBusy } from '../vm/tasks'
import { postVmEvent } from '../world/events'
import { addRef, computeOf, dropRef, hostOf, nameOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { type CallContext, type MethodTable } from './method'

/** What is no task, and only a vCenter does: templates, and other resource pools for VMs. */
export const templateMethods: MethodTable = {
  MarkAsTemplate({ world }, vm) {
    refuseIfBusy(world, vm)
    if (world.product === 'esx' || world.prop(vm, 'config.template') === true) throw new SimFault('NotSupported')
    const state = powerStateOf(world, vm)
    if (state !== 'poweredOff') throw wrongPowerState('poweredOff', state)
    const pool = refIn({ pool: world.prop(vm, 'resourcePool') }, 'pool')
    if (pool !== undefined) dropRef(world, pool, 'vm', vm)
    // A template is in no pool.
    world.update(vm, { 'config.template': true, resourcePool: undefined })
  },

  MarkAsVirtualMachine({ world }, vm, args) {
    refuseIfBusy(world, vm)
    if (world.product === 'esx') throw new SimFault('NotSupported')
    if (world.prop(vm, 'config.template') !== true) throw new SimFault('InvalidState')
    const pool = refIn(args, 'pool')
    const host = refIn(args, 'host')
    if (pool === undefined || world.get(pool) === undefined) throw invalidArgument('pool')
    const at = host ?? hostOf(world, vm)
    if (at === undefined || !sameRef(world.prop(pool, 'owner'), computeOf(world, at))) throw invalidArgument('pool')
    if (host !== undefined) moveToHost(world, vm, host, undefined)
    addRef(world, pool, 'vm', vm)
    world.update(vm, { 'config.template': false, resourcePool: pool })
  },

  MoveIntoResourcePool(ctx, pool, args) {
    const { world } = ctx
    const moved = refs(args, 'list')
    for (const vm of moved) {
      if (vm.type !== 'VirtualMachine') throw new SimFault('NotSupported')
      const from = world.prop(vm, 'resourcePool')
      const owner = poolOwner(world, from)
      // Of another cluster it would be a migration.
      if (owner === undefined || !sameRef(world.prop(pool, 'owner'), owner)) throw invalidArgument('list')
    }
    for (const vm of moved) intoPool(ctx, vm, pool)
  },
}

const poolOwner = (world: World, pool: unknown): Ref | undefined => {
  const at = refIn({ pool }, 'pool')
  return at && refIn({ owner: world.prop(at, 'owner') }, 'owner')
}

function intoPool({ world, session }: CallContext, vm: Ref, pool: Ref): void {
  const before = refIn({ pool: world.prop(vm, 'resourcePool') }, 'pool')
  if (before === undefined || before.key === pool.key) return
  dropRef(world, before, 'vm', vm)
  addRef(world, pool, 'vm', vm)
  world.update(vm, { resourcePool: pool })
  const called = (at: Ref) => ({ name: nameOf(world, at), resourcePool: at })
  postVmEvent(world, vm, 'VmResourcePoolMovedEvent', `Moved {vm} from resource pool ${nameOf(world, before)}`, {
    ...(session && { userName: session.userName }),
    fields: { oldParent: called(before), newParent: called(pool) },
  })
}
