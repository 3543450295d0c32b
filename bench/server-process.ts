/** The console's server side in a process of its own, so that its memory can be told from the host's. Run by fork. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInventory } from '../server/inventory/open-inventory'
import { createLog } from '../server/console/log'
import { startRuntime } from '../server/console/composition'
import { cpuMs } from './cpu-time'
import { beginProfile } from './profile'
import type { RunId } from '../lib/vsphere/ids'

export type Order =
  | { do: 'connect'; url: string; user: string; password: string; autoAnswer: boolean }
  /** So many VMs that are off, at once. */
  | { do: 'power-on-many'; count: number }
  /** One VM, by its name; answered when its run has ended. */
  | { do: 'power-on'; vm: string }
  | { do: 'outcomes' }
  | { do: 'stop' }
export type Reply =
  | { did: 'connect'; vms: number; rssMiB: number }
  | { did: 'power-on-many'; started: number; cpuMs: number }
  | { did: 'power-on' }
  /** `cpuMs`: of this process and all its threads so far. */
  | { did: 'outcomes'; succeeded: number; cpuMs: number; peakRssMiB: number }

const dataDir = await mkdtemp(join(tmpdir(), 'andon-bench-'))
const log = createLog('silent')
const account = { username: 'bench', role: 'admin' as const }
let started: RunId[] = []
let floods = 0
let endProfile: (() => Promise<void>) | undefined
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
    andon = await startRuntime({ dataDir, seed }, { openInventory, log, announce: () => undefined, threads: true })
    while (Object.values(andon.live.tables().connections)[0]?.state.at !== 'live') await tick()
    while (Object.keys(andon.live.tables().vms).length === 0) await tick()
    reply({ did: 'connect', vms: Object.keys(andon.live.tables().vms).length, rssMiB: rssMiB() })
  }
  if (order.do === 'power-on-many' && andon) {
    const off = Object.values(andon.live.tables().vms).filter(({ powerState }) => powerState === 'poweredOff')
    const vms = off.slice(0, order.count).map(({ key }) => key)
    endProfile = await beginProfile(`power-ons-${(floods += 1)}`)
    const before = cpuMs()
    const many = await andon.ask.startRuns(vms, { verb: 'powerOn' }, undefined, account)
    started = many.ok ? many.value.results.flatMap(({ result }) => (result.ok ? [result.value.run] : [])) : []
    reply({ did: 'power-on-many', started: started.length, cpuMs: before })
  }
  if (order.do === 'power-on' && andon) {
    const vm = Object.values(andon.live.tables().vms).find(({ name }) => name === order.vm)
    if (!vm) throw new Error(`Andon does not know ${order.vm}`)
    const begun = await andon.ask.startRun(vm.key, { verb: 'powerOn' }, undefined, account)
    if (!begun.ok) throw new Error(begun.error.sentence)
    while (andon.live.tables().runs[begun.value.run]?.state.at !== 'ended') await tick()
    reply({ did: 'power-on' })
  }
  if (order.do === 'outcomes' && andon) {
    let peakRssMiB = rssMiB()
    // A look copies whole tables: it is for all runs at once, and comes when the host has nothing left to do.
    let { runs } = andon.live.tables()
    while (started.some((run) => runs[run]?.state.at !== 'ended')) {
      await tick()
      peakRssMiB = Math.max(peakRssMiB, rssMiB())
      runs = andon.live.tables().runs
    }
    await endProfile?.()
    const ends = started.map((run) => runs[run]?.state)
    const succeeded = ends.filter((state) => state?.at === 'ended' && state.outcome.kind === 'succeeded').length
    reply({ did: 'outcomes', succeeded, cpuMs: cpuMs(), peakRssMiB })
  }
  if (order.do === 'stop') {
    await andon?.close()
    await rm(dataDir, { recursive: true, force: true })
    process.disconnect()
  }
}
