import { worldMethods } from '../api/world-methods'
import { buildWorld, type WorldOptions } from '../presets/build-world'
import { plainInventoryName } from '../vim25/name-escapes'
import { Ref } from '../vim25/value'
import { setHostContact, setVmContact, type HostContact, type VmContact } from '../vm/contact'
import { startCounters } from '../vm/counters'
import { askUnprompted } from '../vm/question-effects'
import { rephraseQuestion, withdrawQuestions, type Answer, type QuestionSpec } from '../vm/questions'
import { loseTasks, startTask } from '../vm/tasks'
import { serveWorld, type RestartOptions, type ServedWorld, type ServeOptions } from '../wire/serve'
import { realClock, skewedClock, type Clock } from '../world/clock'
import { parentOf } from '../world/inventory-walk'
import { createRandom } from '../world/random'
import type { World } from '../world/world'
import { startActivity } from './activity'

/** How a simulated host is started. Everything has a default: an ESXi host with the demo preset on a free port of 127.0.0.1. */
export type SimulatorOptions = ServeOptions &
  Partial<Omit<WorldOptions, 'clock'>> & {
    /** Work goes this many times as fast as on a real host; 0 does not wait at all. Default 1. */
    readonly speed?: number
    /** Instead of a real clock with a speed, for tests that move time themselves. */
    readonly clock?: Clock
    /** The host's clock is so many milliseconds ahead of ours, or behind with a minus. */
    readonly clockOffsetMs?: number
    /** Machines keep doing things by themselves. Default false. */
    readonly activity?: boolean
    /** Whether processor and memory counters move, every 20 seconds. Default true. */
    readonly counters?: boolean
  }

/** A running simulated host. */
export type SimulatedHost = ServedWorld & {
  readonly world: World
  /** Inventory path to the first host for `vpx://` URIs, `/datacenter/cluster/host`; undefined on a host itself. */
  readonly hostPath: string | undefined
  /** A VM by reference, moid or name, as stored or as people write it. Throws when there is none. */
  vm(which: Ref | string): Ref
  /** Change properties behind everybody's back: `update('web-1', { 'runtime.powerState': 'poweredOff' })`. */
  update(vm: Ref | string, changes: Readonly<Record<string, unknown>>): void
  /** Say a VM's pending question anew under the same id: other text, other choices. Returns the id. */
  rephrase(vm: Ref | string, change: Parameters<typeof rephraseQuestion>[2]): string | undefined
  /** Let a VM, or a vCenter's host by its name, get out of reach or come back. */
  contact(which: Ref | string, contact: VmContact | HostContact): void
  /** Start a task that nobody here asked for, with whatever names; it takes `ms` of work. Nothing happens to the VM. */
  startTask(vm: Ref | string, task: { descriptionId: string; method?: string; userName?: string; ms?: number }): Ref
  /** Set the host's clock so many milliseconds ahead of ours; what it said before keeps its times. */
  skew(offsetMs: number): void
  /** Let a VM ask a question now, without any task. `answer` settles with what was answered, once that has had its effect. */
  ask(vm: Ref | string, question: QuestionSpec): { readonly id: string; readonly answer: Promise<Answer> }
}

/** Build a world and put it on the wire. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<SimulatedHost> {
  const clock = skewedClock(options.clock ?? realClock(options.speed ?? 1), options.clockOffsetMs)
  const world = buildWorld({ ...options, product: options.product ?? 'esx', clock })
  const served = await serveWorld(world, worldMethods, options)
  const vm = (which: Ref | string): Ref => findVm(world, which)
  const restart = served.restart.bind(served)
  if (options.counters !== false) startCounters(world)
  if (options.activity === true) startActivity(world, worldMethods, createRandom(options.seed ?? 1))
  return Object.assign(served, {
    world,
    hostPath: world.product === 'vcenter' ? pathOfFirstHost(world) : undefined,
    vm,
    update: (which: Ref | string, changes: Readonly<Record<string, unknown>>) => world.update(vm(which), changes),
    rephrase: (which: Ref | string, change: Parameters<typeof rephraseQuestion>[2]) =>
      rephraseQuestion(world, vm(which), change),
    contact: (which: Ref | string, contact: VmContact | HostContact) => setContact(world, which, contact),
    startTask: (
      which: Ref | string,
      { method = '', ms = 1_000, ...task }: { descriptionId: string; method?: string; userName?: string; ms?: number },
    ) => startTask(world, { ...task, method, entity: vm(which), run: (running) => running.work(ms) }),
    skew: (ms: number) => clock.skew(ms),
    ask: (which: Ref | string, question: QuestionSpec) => askUnprompted(world, vm(which), question),
    restart: (how: RestartOptions) => {
      if (world.product === 'esx') forgetWork(world)
      return restart(how)
    },
  })
}

function setContact(world: World, which: Ref | string, contact: VmContact | HostContact): void {
  const host = world
    .byType('HostSystem')
    .find(({ ref, props }) => which === ref || which === ref.value || which === props['name'])?.ref
  if (contact === 'notResponding') {
    if (host === undefined) throw new Error(`There is no host "${String(which)}"`)
    setHostContact(world, host, contact)
  } else if (host !== undefined && (contact === 'connected' || contact === 'disconnected'))
    setHostContact(world, host, contact)
  else setVmContact(world, findVm(world, which), contact)
}

/** The agent of a host starts anew and knows neither its tasks nor who waited for an answer; vCenter has a database. */
function forgetWork(world: World): void {
  for (const { ref } of world.byType('VirtualMachine')) withdrawQuestions(world, ref, 'The host was restarted.')
  loseTasks(world)
}

function pathOfFirstHost(world: World): string | undefined {
  const steps: string[] = []
  for (let here = world.byType('HostSystem')[0]?.ref; here !== undefined; here = parentOf(world, here)) {
    // libvirt's paths leave out the folders that every datacenter has, and name a host that stands alone once.
    const name = plainInventoryName(String(world.prop(here, 'name')))
    if (here.type !== 'Folder' && steps[0] !== name) steps.unshift(name)
  }
  return steps.length === 0 ? undefined : `/${steps.map(encodeURIComponent).join('/')}`
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
