import type { CallContext, Method, MethodTable } from './method'
import type { Random } from './random'
import type { Ref } from './value'
import { traitsOf } from './vm-traits'
import type { World } from './world'

/** On average this long between two things that happen, in milliseconds of the clock. */
const usualPause = 4_000

/**
 * Let machines do things by themselves, as on a host that others work on too: power cycles, suspends, resets, snapshots that come and
 * go, memory and CPU that move. Only machines that were running at the start and have Tools are touched, so that those which
 * stand for something (a question, a failure) stay as they are. Returns how to stop.
 */
export function startActivity(world: World, tables: readonly MethodTable[], random: Random): () => void {
  const methods = new Map(tables.flatMap((table): [string, Method][] => Object.entries(table)))
  const [first, ...others] = world
    .byType('VirtualMachine')
    .map(({ ref }) => ref)
    .filter((vm) => world.prop(vm, 'runtime.powerState') === 'poweredOn' && traitsOf(world, vm).tools !== 'none')
  if (first === undefined) return () => undefined
  const machines: readonly [Ref, ...Ref[]] = [first, ...others]
  let stopped = false
  let cancel = (): void => undefined

  const call = (name: string, self: Ref, args: Record<string, unknown> = {}): void => {
    const method = methods.get(name)
    if (method === undefined) return
    try {
      method(context(world, name), self, args)
    } catch {
      // Somebody else is at work on the machine; there is always a next time.
    }
  }
  const next = (): void => {
    if (stopped) return
    for (let count = 0; count < Math.min(10, machines.length); count++) drift(world, random.pick(machines), random)
    const vm = random.pick(machines)
    const busy = world.prop(vm, 'runtime.question') !== undefined
    if (world.get(vm) !== undefined && !busy) act(world, vm, random, call)
    cancel = world.clock.wait(usualPause * (0.5 + random.next()), next)
  }
  cancel = world.clock.wait(usualPause, next)
  return () => {
    stopped = true
    cancel()
  }
}

function act(
  world: World,
  vm: Ref,
  random: Random,
  call: (name: string, self: Ref, args?: Record<string, unknown>) => void,
): void {
  const state = world.prop(vm, 'runtime.powerState')
  const snapshot = world.prop(vm, 'snapshot.currentSnapshot')
  if (state !== 'poweredOn') {
    call('PowerOnVM_Task', vm)
  } else if (snapshot !== undefined && random.next() < 0.5) {
    call('RemoveAllSnapshots_Task', vm)
  } else {
    random.pick<() => void>([
      () => call('PowerOffVM_Task', vm),
      () => call('SuspendVM_Task', vm),
      () => call('ResetVM_Task', vm),
      () => call('CreateSnapshot_Task', vm, { name: 'nightly', description: '', memory: false, quiesce: false }),
    ])()
  }
}

/** A running guest's memory and processor use wander. */
function drift(world: World, vm: Ref, random: Random): void {
  if (world.prop(vm, 'runtime.powerState') !== 'poweredOn') return
  const changes: Record<string, number> = {}
  for (const name of ['overallCpuUsage', 'guestMemoryUsage']) {
    const now = world.prop(vm, `summary.quickStats.${name}`)
    if (typeof now === 'number')
      changes[`summary.quickStats.${name}`] = Math.max(1, Math.round(now * (0.85 + 0.3 * random.next())))
  }
  world.update(vm, changes)
}

function context(world: World, method: string): CallContext {
  const nobody = { session: undefined, apiVersion: '8.0.3.0', remoteAddress: '', userAgent: '' }
  return { ...nobody, world, method, signal: new AbortController().signal }
}
