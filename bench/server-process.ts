/** The console's server side in a process of its own, so that its memory can be told from the host's. Run by fork. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInventory } from '../server/inventory/open-inventory'
import { createLog } from '../server/console/log'
import { startRuntime } from '../server/console/composition'

export type Order =
  | { do: 'connect'; url: string; user: string; password: string; autoAnswer: boolean }
  | { do: 'power-on-all' }
  | { do: 'stop' }
export type Reply =
  | { did: 'connect'; vms: number; rssMiB: number }
  | { did: 'power-on-all'; started: number; succeeded: number; rssMiB: number; peakRssMiB: number }

const dataDir = await mkdtemp(join(tmpdir(), 'andon-bench-'))
const log = createLog('silent')
const account = { username: 'bench', role: 'admin' as const }
let andon: Awaited<ReturnType<typeof startRuntime>> | undefined

const rssMiB = () => Math.round(process.memoryUsage.rss() / 2 ** 20)
const tick = () => new Promise((resolve) => setTimeout(resolve, 50))
const reply = (message: Reply) => process.send?.(message)

process.on('message', (order: Order) => void carryOut(order))

async function carryOut(order: Order): Promise<void> {
  if (order.do === 'connect') {
    const { url, user, password, autoAnswer } = order
    const address = url.replace(/\/sdk$/, '')
    const seed = [{ name: 'bench', address, user, password, trust: { kind: 'none' } as const, autoAnswer }]
    andon = await startRuntime({ dataDir, seed }, { openInventory, log, announce: () => undefined })
    while (Object.values(andon.live.tables().connections)[0]?.state.at !== 'live') await tick()
    while (Object.keys(andon.live.tables().vms).length === 0) await tick()
    reply({ did: 'connect', vms: Object.keys(andon.live.tables().vms).length, rssMiB: rssMiB() })
  }
  if (order.do === 'power-on-all' && andon) {
    const { live } = andon
    const tables = () => live.tables()
    const vms = Object.values(tables().vms).map(({ key }) => key)
    const started = await andon.ask.startRuns(vms, { verb: 'powerOn' }, undefined, account)
    const runs = started.ok ? started.value.results.flatMap(({ result }) => (result.ok ? [result.value.run] : [])) : []
    let peakRssMiB = rssMiB()
    // A look copies every table: one for all runs, and not often.
    let seen = tables().runs
    while (runs.some((run) => seen[run]?.state.at !== 'ended')) {
      peakRssMiB = Math.max(peakRssMiB, rssMiB())
      await tick()
      seen = tables().runs
    }
    const succeeded = runs.filter((run) => {
      const state = seen[run]?.state
      return state?.at === 'ended' && state.outcome.kind === 'succeeded'
    })
    reply({ did: 'power-on-all', started: runs.length, succeeded: succeeded.length, rssMiB: rssMiB(), peakRssMiB })
  }
  if (order.do === 'stop') {
    await andon?.close()
    await rm(dataDir, { recursive: true, force: true })
    process.disconnect()
  }
}
