import type { VmPlan } from '../estate/inventory-plan'
import { datastoreItem } from '../vim25/name-escapes'
import { objects } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import type { World } from '../world/world'
import { setVmContact } from './contact'
import { askUnprompted } from './question-effects'

/** What a plan wants of a VM once the whole world is there: its place in the autostart order, an open question, its contact. */
export function bringIntoState(world: World, vm: Ref, plan: VmPlan): void {
  const { contact } = plan
  if (plan.autostart !== undefined) addAutostart(world, vm, plan.autostart.order)
  if (plan.asking !== undefined) askAtStart(world, vm, plan)
  if (plan.consolidationNeeded) world.update(vm, { 'runtime.consolidationNeeded': true })
  if (contact === 'byPath') setVmContact(world, vm, 'inaccessible', { byPath: true })
  else if (contact !== undefined) setVmContact(world, vm, contact)
}

function addAutostart(world: World, vm: Ref, startOrder: number): void {
  const host = world.prop(vm, 'runtime.host')
  const manager = world.byType('HostAutoStartManager').find(({ ref }) => {
    const found = world.prop(host as Ref, 'configManager.autoStartManager') as Ref // every VM has a host, every host a manager
    return found.key === ref.key
  })
  if (manager === undefined) return
  const entry: DataObject = {
    key: vm,
    startOrder,
    startDelay: -1,
    waitForHeartbeat: 'systemDefault',
    startAction: 'powerOn',
    stopDelay: -1,
    stopAction: 'systemDefault',
  }
  world.update(manager.ref, {
    'config.defaults.enabled': true,
    'config.powerInfo': [...objects(world.prop(manager.ref, 'config'), 'powerInfo'), entry],
  })
}

function askAtStart(world: World, vm: Ref, plan: VmPlan): void {
  const disk = `${datastoreItem(plan.name)}.vmdk`
  askUnprompted(world, vm, { name: plan.asking ?? 'msg.hbacommon.outofspace', args: [disk] })
}
