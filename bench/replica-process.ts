/** One console of several on the same database, without Next, in a process of its own. Run by fork. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { heartbeatMs } from '../lib/live/live-state'
import { saidAgainMs } from '../lib/live/look'
import type { Inventory, OpenInventory } from '../server/inventory/contract'
import { openInventory } from '../server/inventory/open-inventory'
import { createLog } from '../server/console/log'
import { startRuntime } from '../server/console/composition'
import { settingsFrom } from '../server/console/settings'
import { cpuMs } from './cpu-time'
import { profiled } from './profile'

export type ReplicaOrder =
  | { do: 'start'; vms: number }
  /** `watched`: by a browser that has the list of VMs open and says what of it is in sight, or by a program that follows it. */
  | { do: 'rest'; ms: number; watched?: 'in sight' | 'whole' }
  | { do: 'expect'; renamed: number }
  /** A browser that has the list of VMs open is sent what happens from now on. */
  | { do: 'follow' }
  | { do: 'followed' }
  | { do: 'stop' }
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
  | { did: 'rest'; cpuShare: number; rssMiB: number }
  | { did: 'follow' }
  /** What it was sent. */
  | { did: 'followed'; bytes: number; cpuMs: number }
  /** From the first VM that was told to have another name to the last. */
  | { did: 'expect'; ms: number; cpuMs: number; longestMs: number }

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
      const start = performance.now()
      await profiled('until-live', async () => {
        andon = await startRuntime(settingsFrom(process.env), {
          openInventory: timedInventory,
          log: createLog('silent'),
          announce: () => undefined,
          threads: true,
        })
        while (vmsKnown() < order.vms) await wait(200)
      })
      delay.disable()
      const { cpuMs: spent = 0, longestMs = 0, at = performance.now() } = live ?? {}
      globalThis.gc?.()
      const times = { ms: at - start, liveMs: at - (begun?.at ?? at), cpuMs: spent, longestMs }
      const measured = { ...times, rssMiB: rssMiB(), heapMiB: heapMiB() }
      return void reply({ did: 'start', ...measured, snapshot: await firstState() })
    }
    case 'rest': {
      const leave = order.watched
        ? await followVms(order.watched === 'in sight')
        : await wait(forgottenMs).then(() => undefined)
      const before = cpuMs()
      await profiled(`rest-${order.watched ?? 'alone'}`.replace(' ', '-'), () => wait(order.ms))
      leave?.()
      return void reply({ did: 'rest', cpuShare: (cpuMs() - before) / order.ms, rssMiB: rssMiB() })
    }
    case 'expect': {
      renamed.clear()
      const before = cpuMs()
      delay.reset()
      delay.enable()
      while (renamed.size < order.renamed) await wait(20)
      delay.disable()
      const spent = cpuMs() - before
      const [first = 0, last = 0] = [[...renamed.values()][0], [...renamed.values()].at(-1)]
      return void reply({ did: 'expect', ms: last - first, cpuMs: spent, longestMs: heldUp() })
    }
    case 'follow': {
      const leave = await followVms(true)
      following = { leave, cpuMs: cpuMs(), bytesBefore: sentBytes }
      return void reply({ did: 'follow' })
    }
    case 'followed': {
      const { leave, cpuMs: before = 0, bytesBefore = 0 } = following ?? {}
      leave?.()
      return void reply({ did: 'followed', bytes: sentBytes - bytesBefore, cpuMs: cpuMs() - before })
    }
    case 'stop':
      await andon?.close()
      process.disconnect()
  }
}

/** By then nobody is taken to look at lists any more, and V8 has given back what the start took, which costs half a second. */
const forgottenMs = 45_000

/** When each VM was told first to have a name of the second round. */
const renamed = new Map<string, number>()
/** When contact was begun first, and of the last time that a connection became live, what it took since. */
let begun: { at: number; cpuMs: number } | undefined
let live: { at: number; cpuMs: number; longestMs: number } | undefined

let following: { leave: () => void; cpuMs: number; bytesBefore: number } | undefined
/** To browsers that have the list of VMs open. */
let sentBytes = 0

/** The histogram counts from one look to the next, which are a millisecond apart. */
const heldUp = () => Math.max(0, delay.max / 1e6 - 1)

const inventories: Inventory[] = []

function timedInventory(options: Parameters<OpenInventory>[0]) {
  const inventory = openInventory(options)
  inventories.push(inventory)
  if (!begun) delay.enable()
  begun ??= { at: performance.now(), cpuMs: cpuMs() }
  inventory.onChanges((changes) => {
    for (const change of changes) {
      if (change.kind === 'vm' && change.vm?.name.endsWith(' again') && !renamed.has(change.key))
        renamed.set(change.key, performance.now())
    }
    if (changes.some((change) => change.kind === 'connection' && change.state.at === 'live')) {
      live = { at: performance.now(), cpuMs: cpuMs() - (begun?.cpuMs ?? 0), longestMs: heldUp() }
    }
  })
  return inventory
}

/** Reads all of a stream as a browser does that has the list of VMs open. @returns how to leave, when its lists are known to be looked at. */
async function followVms(saysWhat: boolean): Promise<() => void> {
  const gone = new AbortController()
  const topics = ['board', 'vms:*']
  // Of somebody who may: a stream of nobody is ended at the next beat.
  const link = await andon?.accounts.displayLinks.create('bench', 'bench')
  const owner = (await andon?.accounts.displayLinks.find(link?.token ?? ''))?.id ?? ''
  const stream = andon?.live.open({ principal: 'person', owner, topics, signal: gone.signal })
  const count = (bytes: Uint8Array) => void (sentBytes += bytes.byteLength)
  void stream?.pipeTo(new WritableStream({ write: count })).catch(() => {})
  const vms = inventories.flatMap((one) => [...one.vms.keys()]).slice(1_000, 1_000 + inSight)
  const tell = () =>
    andon?.ask.tellLook({ page: 'bench', vms, all: false }, { username: 'bench', role: 'viewer', session: owner })
  if (saysWhat) void tell()
  const saying = saysWhat ? setInterval(() => void tell(), saidAgainMs) : undefined
  await wait(2 * heartbeatMs)
  return () => {
    clearInterval(saying)
    gone.abort()
  }
}

/** As many rows as a screen holds, and those above and below it that are drawn already. */
const inSight = 40

/** What a browser that follows everything is sent at first. */
async function firstState(): Promise<{ ms: number; bytes: number }> {
  const start = performance.now()
  const topics = ['board', 'vms:*', 'hosts:*', 'datastores:*']
  const gone = new AbortController()
  const bytes = await andon?.live.next({ principal: 'person', owner: 'bench', topics, signal: gone.signal })
  gone.abort()
  return { ms: performance.now() - start, bytes: bytes?.byteLength ?? 0 }
}

/** Of all connections. Looked at often: it must cost nothing beside what is measured. */
const vmsKnown = (): number => inventories.reduce((sum, { vms }) => sum + vms.size, 0)
