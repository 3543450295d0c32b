/** One console of several on the same database, without Next, in a process of its own. Run by fork. */
import { openInventory } from '../server/inventory/open-inventory'
import { createLog } from '../server/console/log'
import { startRuntime } from '../server/console/composition'
import { settingsFrom } from '../server/console/settings'

export type ReplicaOrder = { do: 'start'; vms: number } | { do: 'rest'; ms: number } | { do: 'stop' }
export type ReplicaReply =
  /** Every connection is live and all its VMs are known. */
  { did: 'start'; ms: number; rssMiB: number } | { did: 'rest'; cpuShare: number; rssMiB: number }

let andon: Awaited<ReturnType<typeof startRuntime>> | undefined
const reply = (message: ReplicaReply) => process.send?.(message)
const rssMiB = () => Math.round(process.memoryUsage.rss() / 2 ** 20)
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

process.on('message', (order: ReplicaOrder) => void carryOut(order))

async function carryOut(order: ReplicaOrder): Promise<void> {
  switch (order.do) {
    case 'start': {
      const start = performance.now()
      andon = await startRuntime(settingsFrom(process.env), {
        openInventory,
        log: createLog('silent'),
        announce: () => undefined,
        threads: true,
      })
      while ((await vmsKnown()) < order.vms) await wait(200)
      globalThis.gc?.()
      return void reply({ did: 'start', ms: performance.now() - start, rssMiB: rssMiB() })
    }
    case 'rest': {
      const before = process.cpuUsage()
      await wait(order.ms)
      const { user, system } = process.cpuUsage(before)
      globalThis.gc?.()
      return void reply({ did: 'rest', cpuShare: (user + system) / 1_000 / order.ms, rssMiB: rssMiB() })
    }
    case 'stop':
      await andon?.close()
      process.disconnect()
  }
}

/** As the figures for Prometheus say. */
const vmsKnown = async (): Promise<number> =>
  [...((await andon?.metrics()) ?? '').matchAll(/^andon_vms\{[^}]*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
