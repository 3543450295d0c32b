import type { CallContext, MethodTable } from './method'
import { powerOn } from './power-on'
import { enterPoweredOff, powerStateOf } from './power-state'
import { number, object, objects, refIn, text } from './read-data'
import { refuseIfBusy, startTask } from './tasks'
import { SimFault } from './faults'
import { sameRef, type DataObject, type Ref } from './value'
import type { World } from './world'

export const autostartMethods: MethodTable = {
  /** Merges: given defaults replace those fields, an entry replaces that VM's entry, `none` with order -1 takes it away. */
  ReconfigureAutostart(ctx, self, args) {
    const { world } = ctx
    const spec = object(args, 'spec')
    const config = object({ config: world.prop(self, 'config') }, 'config')
    let entries = objects(config, 'powerInfo')
    for (const given of objects(spec, 'powerInfo')) {
      const vm = refIn(given, 'key')
      if (vm === undefined || world.get(vm) === undefined)
        throw new SimFault('InvalidArgument', { invalidProperty: 'spec.powerInfo.key' })
      entries = entries.filter((entry) => !sameRef(entry['key'], vm))
      if (!isRemoval(given)) entries = [...entries, given]
    }
    world.update(self, {
      config: { defaults: { ...object(config, 'defaults'), ...object(spec, 'defaults') }, powerInfo: ordered(entries) },
    })
  },

  AutoStartPowerOn(ctx, self) {
    for (const vm of autostarted(ctx.world, self)) {
      if (powerStateOf(ctx.world, vm) === 'poweredOn' || isBusy(ctx.world, vm)) continue
      start(ctx, vm)
    }
  },

  AutoStartPowerOff(ctx, self) {
    for (const vm of autostarted(ctx.world, self).toReversed()) {
      if (powerStateOf(ctx.world, vm) !== 'poweredOn' || isBusy(ctx.world, vm)) continue
      startTask(ctx.world, {
        method: 'PowerOffVM_Task',
        descriptionId: 'VirtualMachine.powerOff',
        entity: vm,
        exclusive: true,
        async run(task) {
          await task.work(900, 10, 95)
          enterPoweredOff(ctx.world, vm, { chainId: task.chainId })
        },
      })
    }
  },
}

const isRemoval = (entry: DataObject) =>
  text(entry, 'startAction')?.toLowerCase() === 'none' && number(entry, 'startOrder') === -1

/** Numbered entries in their order, then those without a place (-1). */
const ordered = (entries: readonly DataObject[]): readonly DataObject[] =>
  entries.toSorted((a, b) => place(a) - place(b))

function place(entry: DataObject): number {
  const order = number(entry, 'startOrder') ?? -1
  return order < 0 ? Number.MAX_SAFE_INTEGER : order
}

const autostarted = (world: World, manager: Ref): readonly Ref[] =>
  objects(world.prop(manager, 'config'), 'powerInfo')
    .filter((entry) => text(entry, 'startAction')?.toLowerCase() === 'poweron')
    .map((entry) => refIn(entry, 'key'))
    .filter((vm) => vm !== undefined)

function isBusy(world: World, vm: Ref): boolean {
  try {
    refuseIfBusy(world, vm)
    return false
  } catch (error) {
    if (error instanceof SimFault) return true
    throw error
  }
}

const start = (ctx: CallContext, vm: Ref): Ref =>
  startTask(ctx.world, {
    method: 'PowerOnVM_Task',
    descriptionId: 'VirtualMachine.powerOn',
    entity: vm,
    exclusive: true,
    run: (task) => powerOn(ctx.world, vm, task),
  })
