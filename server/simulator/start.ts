import { realClock, type Clock } from './clock'
import { plainInventoryName } from './name-escapes'
import { buildWorld, type WorldOptions } from './presets/index'
import { postQuestion, withdrawQuestions, type Answer, type QuestionSpec } from './questions'
import { serveWorld, type ServedWorld, type ServeOptions } from './serve'
import { Ref } from './value'
import type { World } from './world'
import { worldMethods } from './world-methods'

/** How a simulated host is started. Everything has a default: an ESXi host with the demo preset on a free port of 127.0.0.1. */
export interface SimulatorOptions extends ServeOptions, Partial<Omit<WorldOptions, 'clock'>> {
  /** Work goes this many times as fast as on a real host; 0 does not wait at all. Default 1. */
  readonly speed?: number
  /** Instead of a real clock with a speed, for tests that move time themselves. */
  readonly clock?: Clock
}

/** A running simulated host. */
export interface SimulatedHost extends ServedWorld {
  readonly world: World
  /** A VM by reference, moid or name, as stored or as people write it. Throws when there is none. */
  vm(which: Ref | string): Ref
  /** Change properties behind everybody's back: `update('web-1', { 'runtime.powerState': 'poweredOff' })`. */
  update(vm: Ref | string, changes: Readonly<Record<string, unknown>>): void
  /** Let a VM ask a question now, without any task. `answer` settles with what was answered. */
  ask(vm: Ref | string, question: QuestionSpec): { readonly id: string; readonly answer: Promise<Answer> }
}

/** Build a world and put it on the wire. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<SimulatedHost> {
  const clock = options.clock ?? realClock(options.speed ?? 1)
  const world = buildWorld({ ...options, product: options.product ?? 'esx', clock })
  const served = await serveWorld(world, worldMethods, options)
  const vm = (which: Ref | string): Ref => findVm(world, which)
  const restart = served.restart.bind(served)
  return Object.assign(served, {
    world,
    vm,
    update: (which: Ref | string, changes: Readonly<Record<string, unknown>>) => world.update(vm(which), changes),
    ask: (which: Ref | string, question: QuestionSpec) => postQuestion(world, vm(which), question),
    restart: (how: { readonly downMs: number }) => {
      // The management agent starts anew: what waited for an answer or was under way is no longer known to it.
      for (const { ref } of world.byType('VirtualMachine')) withdrawQuestions(world, ref, 'The host was restarted.')
      return restart(how)
    },
  })
}

function findVm(world: World, which: Ref | string): Ref {
  if (which instanceof Ref) return which
  const found = world.byType('VirtualMachine').find(({ ref, props }) => {
    const name = String(props['name'])
    return ref.value === which || name === which || plainInventoryName(name) === which
  })
  if (found === undefined) throw new Error(`There is no virtual machine "${which}"`)
  return found.ref
}
