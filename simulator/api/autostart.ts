import { invalidArgument, SimFault } from '../vim25/faults'
import { flag, number, object, objects, refIn, text } from '../vim25/read-data'
import { sameRef, type DataObject, type Ref } from '../vim25/value'
import { powerStateOf } from '../vm/power-state'
import { refuseIfBusy } from '../vm/tasks'
import { hostOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import type { CallContext, MethodTable } from './method'
import { powerMethods } from './power'

/** HostAutoStartManager: which VMs a host starts and stops with itself, in which order and how long apart. */
export const autostartMethods: MethodTable = {
  /** Merges: given defaults replace those fields, an entry replaces that VM's entry, `none` with order -1 takes it away. */
  ReconfigureAutostart(ctx, self, args) {
    const { world } = ctx
    const spec = object(args, 'spec')
    const config = configOf(world, self)
    const defaults = setFields(object(spec, 'defaults'))
    checkDefaults(defaults)
    let entries = objects(config, 'powerInfo')
    for (const given of objects(spec, 'powerInfo')) {
      const vm = checkEntry(world, self, given)
      entries = entries.filter((entry) => !sameRef(entry['key'], vm))
      if (!isRemoval(given)) entries = [...entries, given]
    }
    world.update(self, {
      config: { defaults: { ...object(config, 'defaults'), ...defaults }, powerInfo: ordered(entries) },
    })
  },

  /** As the host does when it has booted: nothing unless autostart is enabled, else one VM after the other. */
  AutoStartPowerOn(ctx, self) {
    if (flag(object(configOf(ctx.world, self), 'defaults'), 'enabled') !== true) return
    startNext(
      ctx,
      self,
      entriesOf(ctx.world, self).filter((entry) => isAction(entry, 'startAction', 'powerOn')),
    )
  },

  /** As the host does before it goes down, last one first. */
  AutoStartPowerOff(ctx, self) {
    stopNext(ctx, self, entriesOf(ctx.world, self).toReversed())
  },
}

const startActions = ['none', 'systemDefault', 'powerOn']
const stopActions = ['none', 'systemDefault', 'powerOff', 'guestShutdown', 'suspend']

const configOf = (world: World, manager: Ref) => object({ config: world.prop(manager, 'config') }, 'config')
const entriesOf = (world: World, manager: Ref) => objects(configOf(world, manager), 'powerInfo')
const setFields = (given: DataObject | undefined): DataObject =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined))

/** Hosts write and take actions with either case. */
const isAction = (entry: DataObject | undefined, field: string, action: string) =>
  text(entry, field)?.toLowerCase() === action.toLowerCase()
const isOneOf = (entry: DataObject, field: string, actions: readonly string[]) =>
  actions.some((action) => isAction(entry, field, action))

const isRemoval = (entry: DataObject) => isAction(entry, 'startAction', 'none') && number(entry, 'startOrder') === -1

function checkDefaults(defaults: DataObject): void {
  for (const field of ['startDelay', 'stopDelay']) {
    if ((number(defaults, field) ?? 0) < 0) throw invalidArgument(`spec.defaults.${field}`)
  }
  if (text(defaults, 'stopAction') !== undefined && !isOneOf(defaults, 'stopAction', stopActions)) {
    throw invalidArgument('spec.defaults.stopAction')
  }
}

/** The VM of an entry, which must be on this manager's host. -1 in an entry stands for the default, or for no order. */
function checkEntry(world: World, manager: Ref, entry: DataObject): Ref {
  const vm = refIn(entry, 'key')
  const host = vm && hostOf(world, vm)
  if (vm === undefined || host === undefined || !sameRef(world.prop(host, 'configManager.autoStartManager'), manager)) {
    throw invalidArgument('spec.powerInfo.key')
  }
  const order = number(entry, 'startOrder') ?? -1
  if (order < -1 || order === 0) throw invalidArgument('spec.powerInfo.startOrder')
  for (const field of ['startDelay', 'stopDelay']) {
    if ((number(entry, field) ?? -1) < -1) throw invalidArgument(`spec.powerInfo.${field}`)
  }
  if (!isOneOf(entry, 'startAction', startActions)) throw invalidArgument('spec.powerInfo.startAction')
  if (!isOneOf(entry, 'stopAction', stopActions)) throw invalidArgument('spec.powerInfo.stopAction')
  return vm
}

/** Numbered entries in their order, then those without a place (-1). */
const ordered = (entries: readonly DataObject[]): readonly DataObject[] =>
  entries.toSorted((a, b) => place(a) - place(b))

function place(entry: DataObject): number {
  const order = number(entry, 'startOrder') ?? -1
  return order < 0 ? Number.MAX_SAFE_INTEGER : order
}

/** Start the first VM that is not on, and the next when its delay is over or, where that is wanted, its Tools answer. */
function startNext(ctx: CallContext, manager: Ref, [entry, ...later]: readonly DataObject[]): void {
  if (entry === undefined) return
  const { world } = ctx
  const vm = refIn(entry, 'key')
  if (vm === undefined || powerStateOf(world, vm) === 'poweredOn' || !call(ctx, 'PowerOnVM_Task', vm)) {
    startNext(ctx, manager, later)
    return
  }
  const defaults = object(configOf(world, manager), 'defaults')
  const heartbeat = text(entry, 'waitForHeartbeat')
  const early = heartbeat === 'yes' || (heartbeat !== 'no' && flag(defaults, 'waitForHeartbeat') === true)
  const answers = () => early && world.prop(vm, 'guestHeartbeatStatus') === 'green'
  whenSo(world, vm, answers, delayMs(entry, defaults, 'startDelay'), () => startNext(ctx, manager, later))
}

/** Stop the first VM that is on, and the next as soon as it is off; when its delay is over it is switched off. */
function stopNext(ctx: CallContext, manager: Ref, [entry, ...later]: readonly DataObject[]): void {
  if (entry === undefined) return
  const { world } = ctx
  const vm = refIn(entry, 'key')
  const defaults = object(configOf(world, manager), 'defaults')
  const wish = isAction(entry, 'stopAction', 'systemDefault') ? defaults : entry
  const isOn = () => vm !== undefined && powerStateOf(world, vm) === 'poweredOn'
  if (vm === undefined || !isOn() || !stop(ctx, vm, wish)) {
    stopNext(ctx, manager, later)
    return
  }
  whenSo(
    world,
    vm,
    () => !isOn(),
    delayMs(entry, defaults, 'stopDelay'),
    () => {
      if (isOn()) call(ctx, 'PowerOffVM_Task', vm)
      stopNext(ctx, manager, later)
    },
  )
}

/** A guest without Tools cannot be asked. Returns whether anything was begun. */
function stop(ctx: CallContext, vm: Ref, wish: DataObject | undefined): boolean {
  if (isAction(wish, 'stopAction', 'none')) return false
  if (isAction(wish, 'stopAction', 'suspend')) return call(ctx, 'SuspendVM_Task', vm)
  if (isAction(wish, 'stopAction', 'guestShutdown') && call(ctx, 'ShutdownGuest', vm)) return true
  return call(ctx, 'PowerOffVM_Task', vm)
}

const defaultDelaySeconds = 120

function delayMs(entry: DataObject, defaults: DataObject | undefined, field: 'startDelay' | 'stopDelay'): number {
  const own = number(entry, field) ?? -1
  return (own >= 0 ? own : (number(defaults, field) ?? defaultDelaySeconds)) * 1000
}

/** Do something once, when a VM is as wanted or the time is over. */
function whenSo(world: World, vm: Ref, isSo: () => boolean, ms: number, then: () => void): void {
  let done = false
  const finish = () => {
    if (done) return
    done = true
    stopListening()
    stopTimer()
    then()
  }
  const stopListening = world.on((change) => {
    if (change.ref.key === vm.key && (world.get(vm) === undefined || isSo())) finish()
  })
  const stopTimer = world.clock.after(ms, finish)
}

/** Call a power method as the host itself. False when the VM is busy or not in the state for it. */
function call(ctx: CallContext, method: string, vm: Ref): boolean {
  try {
    refuseIfBusy(ctx.world, vm)
    powerMethods[method]?.({ ...ctx, method, session: undefined }, vm, {})
    return true
  } catch (error) {
    if (error instanceof SimFault) return false
    throw error
  }
}
