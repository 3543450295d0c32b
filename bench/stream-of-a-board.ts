import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { Wanted } from '@/lib/live/topics'
import { connectionId, datastoreKey, hostKey, moid, taskKey, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { VmView } from '@/lib/vsphere/vm'
import type { Inventory } from '../server/inventory/contract'
import { openInventory } from '../server/inventory/open-inventory'
import { withDerivedRows } from '../server/live/derived-rows'
import { createHub, type Hub } from '../server/live/hub'
import { startSimulator } from '../simulator/start/start-simulator'
import { cpuMs } from './cpu-time'

const connections = ['c1', 'c2', 'c3', 'c4'].map(connectionId)
/** Figures of so many VMs are read at once. */
const portion = 100
const runningTasks = 20
const readers = 50

/** What a screen follows, as a browser asks for it. */
const screens: Record<string, readonly Wanted[]> = {
  'a Board': ['board'],
  'the list of all VMs': ['board', 'vms:*'],
  'the page of one VM': ['board', `vm:${vmKey(connectionId('c1'), moid('vm-1'))}`],
}

/**
 * What the live stream sends and costs with four connections of so many VMs each: the first state, and a minute in which
 * each VM's figures are read again once, in portions, and tasks tell their progress every second.
 */
export async function streamOfABoard(vmsEach = 10_000): Promise<string[]> {
  const rows = await rowsOfAVcenter(vmsEach)
  const lines: string[] = []
  const before = heapMiB()
  const hub = createHub({ epoch: 'bench', now: Date.now })
  const tables = withDerivedRows(hub)
  fill(tables, rows)
  hub.flush()
  lines.push(`four connections of ${vmsEach} VMs: ${heapMiB() - before} MiB of heap for all that is live`)
  for (const [screen, wanted] of Object.entries(screens)) {
    const sent = follow(hub, wanted, 1)
    const first = sent.bytes
    aMinute(hub, tables, rows, 0)
    lines.push(`${screen}: first state ${inKiB(first)}, then ${inKiB(sent.bytes - first)} in a minute`)
    sent.stop()
  }
  for (const [screen, wanted] of Object.entries(screens)) {
    const atRest = heapMiB()
    const sent = follow(hub, wanted, readers)
    const { cpuMs, deltas } = aMinute(hub, tables, rows, 1)
    const grown = heapMiB() - atRest
    lines.push(
      `${readers} readers of ${screen}: ${(cpuMs / deltas).toFixed(2)} ms of CPU for each of ${deltas} ticks, ${grown} MiB more heap after the minute`,
    )
    sent.stop()
  }
  return lines
}

type Tables = Pick<Hub, 'put' | 'remove' | 'get' | 'rows'>
type Rows = Pick<Inventory, 'vms' | 'hosts' | 'datastores'>

/** What a simulated vCenter of so many VMs tells. */
async function rowsOfAVcenter(vms: number): Promise<Rows> {
  const host = await startSimulator({ product: 'vcenter', vms, speed: 0 })
  const { host: at, port, user, password } = host
  const endpoint = { transport: 'http', host: at, port, trust: { kind: 'none' } } as const
  const inventory = openInventory({ id: connectionId('c1'), endpoint, user, password })
  inventory.start()
  while (inventory.state.at !== 'live' || inventory.vms.size < vms)
    await new Promise((resolve) => setTimeout(resolve, 100))
  const rows = {
    vms: new Map(inventory.vms),
    hosts: new Map(inventory.hosts),
    datastores: new Map(inventory.datastores),
  }
  await inventory.close()
  await host.close()
  return rows
}

function fill({ put }: Tables, { vms, hosts, datastores }: Rows): void {
  for (const id of connections) {
    put('connections', id, aConnection(id))
    for (const host of hosts.values()) {
      const key = hostKey(id, host.moid)
      put('hosts', key, { ...host, key, connection: id })
    }
    for (const datastore of datastores.values()) {
      const key = datastoreKey(id, datastore.moid)
      put('datastores', key, { ...datastore, key, connection: id })
    }
    for (const vm of vms.values()) putVm(put, id, vm, 0)
  }
}

function putVm(put: Tables['put'], id: ConnectionId, vm: VmView, round: number) {
  const host = vm.host && { ...vm.host, key: hostKey(id, moid(vm.host.key.split('/')[1] ?? '')) }
  const key = vmKey(id, vm.moid)
  const figures = {
    cpuUsageMHz: 100 + round,
    memoryUsageMiB: 900 + round,
    figuresAt: new Date(round * 60_000).toISOString(),
  }
  put('vms', key, { ...vm, ...figures, key, connection: id, ...(host && { host }) })
}

/** A minute at once: 100 ticks per connection with figures, 60 with the progress of tasks. */
function aMinute(hub: Hub, { put }: Tables, { vms }: Rows, round: number): { cpuMs: number; deltas: number } {
  const all = [...vms.values()]
  const before = cpuMs()
  let deltas = 0
  const tick = () => {
    hub.flush()
    deltas += 1
  }
  for (let from = 0; from < all.length; from += portion) {
    for (const id of connections) {
      for (const vm of all.slice(from, from + portion)) putVm(put, id, vm, round + 1)
      tick()
    }
  }
  for (let second = 0; second < 60; second += 1) {
    for (let task = 0; task < runningTasks; task += 1) {
      const vm = all[task]
      if (vm) put('tasks', taskKey(vm.connection, moid(`task-${task}`)), aTask(task, vm, second))
    }
    tick()
  }
  return { cpuMs: cpuMs() - before, deltas }
}

function follow(hub: Hub, wanted: readonly Wanted[], count: number): { readonly bytes: number; stop: () => void } {
  let bytes = 0
  const send = (chunk: Uint8Array) => void (bytes += chunk.byteLength)
  const stops = Array.from({ length: count }, () =>
    hub.attach({ view: 'console', wanted, owner: 'bench', send, end: () => {} }),
  )
  return {
    get bytes() {
      return bytes
    },
    stop: () => stops.forEach((stop) => stop()),
  }
}

const aConnection = (id: ConnectionId): ConnectionView => ({
  id,
  name: `vcenter-${id}.example.com`,
  kind: 'vcenter',
  endpoint: { transport: 'https', host: `vcenter-${id}.example.com`, port: 443, trust: { kind: 'system' } },
  user: 'andon@vsphere.local',
  autoAnswer: { on: false, changedBy: 'm.okafor', changedAt: '2026-11-12T09:20:00Z' },
  state: { at: 'live', since: '2026-11-22T09:00:00Z', lastAnswerAt: '2026-11-22T10:00:00Z' },
})

const aTask = (index: number, vm: VmView, percent: number): TaskView => ({
  key: taskKey(vm.connection, moid(`task-${index}`)),
  connection: vm.connection,
  vm: vm.key,
  entityName: vm.name,
  name: 'CreateSnapshot_Task',
  descriptionId: 'VirtualMachine.createSnapshot',
  state: 'running',
  progress: percent,
  cancelable: true,
  cancelled: false,
  queueTime: '2026-11-22T10:00:00Z',
})

setFlagsFromString('--expose_gc')
// The flag gives it to contexts that are made from then on.
const collect = runInNewContext('gc') as () => void

function heapMiB(): number {
  collect()
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20)
}

const inKiB = (bytes: number) =>
  bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`
