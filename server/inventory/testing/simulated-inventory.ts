/** For tests: an inventory over real SOAP to a simulated host, and tasks that are started in it. */
import { onTestFinished } from 'vitest'
import type { RunRequest } from '@/lib/runs/verb'
import type { Moid } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from '../../../simulator/start/start-simulator'
import { follow, isEnd, watchInventory, type WatchedInventory } from './watched-inventory'

/** A simulated host that lasts as long as the test, and its inventory once there is contact. */
export async function openSimulated(
  options: SimulatorOptions = {},
): Promise<WatchedInventory & { host: SimulatedHost }> {
  const host = await startSimulator({ speed: 0, ...options })
  onTestFinished(() => host.close())
  const watched = await watchInventory(host)
  onTestFinished(() => watched.inventory.close())
  return { ...watched, host }
}

/** Starts a task. @returns its id. */
export async function start({ inventory }: WatchedInventory, vm: VmView, request: RunRequest): Promise<Moid> {
  const started = await inventory.startTask(vm.moid, request)
  if (started.kind !== 'task') throw new Error('no task')
  return started.task.value
}

/** Runs a task to its end. */
export async function run(watched: WatchedInventory, name: string, request: RunRequest) {
  const vm = watched.vm(name)
  const { until, stop } = follow(watched.inventory, await start(watched, vm, request), vm)
  const end = await until(isEnd)
  stop()
  return end.kind === 'task' ? end.task : undefined
}
