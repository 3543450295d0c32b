/** One console of several on the same database, without Next, in a process of its own. Run by fork. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { OpenInventory } from '../server/inventory/contract'
import { openInventory } from '../server/inventory/open-inventory'
import { createLog } from '../server/console/log'
import { startRuntime } from '../server/console/composition'
import { settingsFrom } from '../server/console/settings'

export type ReplicaOrder = { do: 'start'; vms: number } | { do: 'rest'; ms: number } | { do: 'stop' }
export type ReplicaReply =
  /** Every connection is live and all its VMs are known. */
  | {
      did: 'start'
      ms: number
      /** From the first call until the last connection is live, of `ms`. */
      liveMs: number
      cpuMs: number
      /** How long the event loop was kept from anything else at most. */
      longestMs: number
      rssMiB: number
      heapMiB: number
      /** Of what a browser is sent at first that follows everything. */
      snapshot: { ms: number; bytes: number }
    }
  | { did: 'rest'; cpuShare: number; rssMiB: number; heapMiB: number }

let andon: Awaited<ReturnType<typeof startRuntime>> | undefined
const reply = (message: ReplicaReply) => process.send?.(message)
const rssMiB = () => Math.round(process.memoryUsage.rss() / 2 ** 20)
const heapMiB = () => Math.round(process.memoryUsage().heapUsed / 2 ** 20)
const delay = monitorEventLoopDelay({ resolution: 1 })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

process.on('message', (order: ReplicaOrder) => void carryOut(order))

async function carryOut(order: ReplicaOrder): Promise<void> {
  switch (order.do) {
    case 'start': {
      delay.enable()
      const start = performance.now()
      const cpu = process.cpuUsage()
      andon = await startRuntime(settingsFrom(process.env), {
        openInventory: timedInventory,
        log: createLog('silent'),
        announce: () => undefined,
        threads: true,
      })
      while ((await vmsKnown()) < order.vms) await wait(200)
      const { user, system } = process.cpuUsage(cpu)
      const ms = (lastLiveAt ?? performance.now()) - start
      delay.disable()
      // The histogram counts from one look to the next, which are a millisecond apart.
      const longestMs = Math.max(0, delay.max / 1e6 - 1)
      const liveMs = (lastLiveAt ?? 0) - (firstStartAt ?? 0)
      globalThis.gc?.()
      const measured = { ms, liveMs, cpuMs: (user + system) / 1000, longestMs, rssMiB: rssMiB(), heapMiB: heapMiB() }
      return void reply({ did: 'start', ...measured, snapshot: await firstState() })
    }
    case 'rest': {
      const before = process.cpuUsage()
      await wait(order.ms)
      const { user, system } = process.cpuUsage(before)
      globalThis.gc?.()
      const cpuShare = (user + system) / 1_000 / order.ms
      return void reply({ did: 'rest', cpuShare, rssMiB: rssMiB(), heapMiB: heapMiB() })
    }
    case 'stop':
      await andon?.close()
      process.disconnect()
  }
}

let firstStartAt: number | undefined
let lastLiveAt: number | undefined

/** Notes when contact was begun first, and when it was live last. */
function timedInventory(options: Parameters<OpenInventory>[0]) {
  const inventory = openInventory(options)
  firstStartAt ??= performance.now()
  inventory.onChanges((changes) => {
    if (changes.some((change) => change.kind === 'connection' && change.state.at === 'live')) {
      lastLiveAt = performance.now()
    }
  })
  return inventory
}

/** What a browser that follows everything is sent at first. */
async function firstState(): Promise<{ ms: number; bytes: number }> {
  const start = performance.now()
  const topics = ['board', 'vms:*', 'hosts:*', 'datastores:*']
  const gone = new AbortController()
  const bytes = await andon?.live.next({ principal: 'person', owner: 'bench', topics, signal: gone.signal })
  gone.abort()
  return { ms: performance.now() - start, bytes: bytes?.byteLength ?? 0 }
}

/** As the figures for Prometheus say. */
const vmsKnown = async (): Promise<number> =>
  [...((await andon?.metrics()) ?? '').matchAll(/^andon_vms\{[^}]*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
