import { number, object, text } from '../vim25/read-data'
import { Ref, type DataObject } from '../vim25/value'
import { refsAt } from '../world/inventory-walk'
import { hashText } from '../world/random'
import { traitsOf } from '../world/vm-traits'
import type { World } from '../world/world'
import { contactOf } from './contact'
import { loadAt, quickStats, type LoadFacts } from './load-over-time'
import { powerStateOf } from './power-state'

/** Hosts measure every 20 seconds. */
const interval = 20_000
/** More VMs than this are measured in turns, so that measuring never takes the whole processor. */
const mostAtOnce = 250

/** Let the counters of VMs, hosts and root pools move from now on. Returns how to stop. */
export function startCounters(world: World): () => void {
  let next = 0
  let stopped = false
  let cancel = (): void => undefined
  const round = (): void => {
    if (stopped) return
    const vms = world.byType('VirtualMachine')
    const slice = vms.slice(next, next + mostAtOnce)
    for (const { ref } of slice) measureVm(world, ref)
    next += slice.length
    if (next >= vms.length) {
      next = 0
      for (const { ref } of world.byType('HostSystem')) measureHost(world, ref)
      for (const { ref } of world.byType('ResourcePool')) measurePool(world, ref)
    }
    cancel = world.clock.wait(next === 0 ? interval : interval / 20, round)
  }
  cancel = world.clock.wait(interval, round)
  return () => {
    stopped = true
    cancel()
  }
}

/** Measure everything once, so that a new world does not start at zero. VMs have been measured when they were made. */
export function measureHosts(world: World): void {
  for (const { ref } of world.byType('HostSystem')) measureHost(world, ref)
  for (const { ref } of world.byType('ResourcePool')) measurePool(world, ref)
}

function measureVm(world: World, vm: Ref): void {
  if (
    contactOf(world, vm) !== 'connected' ||
    powerStateOf(world, vm) !== 'poweredOn' ||
    world.prop(vm, 'runtime.question') !== undefined
  )
    return
  const facts = loadFacts(world, vm)
  const before = world.prop(vm, 'summary.quickStats') as DataObject // every VM has some
  const stats = quickStats(loadAt(facts, world.clock.now().getTime() / 1000), facts.uptimeSeconds)
  world.update(vm, { 'summary.quickStats': { ...before, ...stats } })
}

/** What the load of a VM follows from. */
function loadFacts(world: World, vm: Ref): LoadFacts {
  const config = world.prop(vm, 'config')
  const hardware = object(config, 'hardware')
  const runtime = world.prop(vm, 'runtime')
  const traits = traitsOf(world, vm)
  const cpus = number(hardware, 'numCPU') ?? 1
  const bootTime = object({ runtime }, 'runtime')?.['bootTime']
  return {
    phase: phaseOf(vm),
    load: traits.load ?? 0.1,
    cpus,
    memoryMB: number(hardware, 'memoryMB') ?? 4,
    mhz: (number(runtime, 'maxCpuUsage') ?? 2_000 * cpus) / cpus,
    limitMB: number(object(config, 'memoryAllocation'), 'limit') ?? -1,
    tools: text(world.prop(vm, 'summary.guest'), 'toolsRunningStatus') === 'guestToolsRunning',
    uptimeSeconds:
      bootTime instanceof Date ? Math.max(0, (world.clock.now().getTime() - bootTime.getTime()) / 1000) : 0,
  }
}

const phaseOf = (vm: Ref) => (hashText(vm.key) % 1_000) / 1_000

/** What the hypervisor takes for itself. */
const ownMhz = 180
const ownMB = 2_900

function measureHost(world: World, host: Ref): void {
  if (world.prop(host, 'runtime.connectionState') !== 'connected') return
  const { mhz, consumedMB } = sumOf(world, refsAt(world, host, 'vm'))
  const runtime = world.prop(host, 'runtime')
  const bootTime = object({ runtime }, 'runtime')?.['bootTime']
  const before = world.prop(host, 'summary.quickStats') as DataObject // every host has some
  world.update(host, {
    'summary.quickStats': {
      ...before,
      overallCpuUsage: Math.min(mhz + ownMhz, capacityMhz(world, host)),
      overallMemoryUsage: Math.min(consumedMB + ownMB, capacityMB(world, host)),
      ...(bootTime instanceof Date && {
        uptime: Math.round((world.clock.now().getTime() - bootTime.getTime()) / 1000),
      }),
    },
  })
}

const capacityMhz = (world: World, host: Ref) => {
  const hardware = world.prop(host, 'summary.hardware')
  return (number(hardware, 'cpuMhz') ?? 0) * (number(hardware, 'numCpuCores') ?? 0)
}

const capacityMB = (world: World, host: Ref) =>
  Math.floor((number(world.prop(host, 'summary.hardware'), 'memorySize') ?? 0) / 1024 ** 2)

function measurePool(world: World, pool: Ref): void {
  const own = sumOf(world, refsAt(world, pool, 'vm'))
  const below = refsAt(world, pool, 'resourcePool').map((child) => sumOf(world, refsAt(world, child, 'vm')))
  const mhz = below.reduce((sum, at) => sum + at.mhz, own.mhz)
  const consumedMB = below.reduce((sum, at) => sum + at.consumedMB, own.consumedMB)
  world.update(pool, {
    'runtime.cpu.overallUsage': mhz,
    'runtime.memory.overallUsage': consumedMB * 1024 ** 2,
  })
}

function sumOf(world: World, vms: readonly Ref[]): { mhz: number; consumedMB: number } {
  let mhz = 0
  let consumedMB = 0
  for (const vm of vms) {
    const stats = world.prop(vm, 'summary.quickStats')
    mhz += number(stats, 'overallCpuUsage') ?? 0
    consumedMB += number(stats, 'hostMemoryUsage') ?? 0
  }
  return { mhz, consumedMB }
}
