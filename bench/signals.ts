import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RouteInput } from '../lib/contract/signals-input'
import type { Result } from '../lib/result'
import type { VmView } from '../lib/vsphere/vm'
import type { SimulatedHost } from '../simulator/start/start-simulator'
import { startReplica, type Replica } from '../server/console/testing/replica-process'
import { startAskingHost, watchQuestions } from './asking-host'
import { inMs, sharedNow, spread } from './percentiles'

type Told = { id: string; event: string; items: { id: string; vm: { key: string } }[] }

/** From the host raising a question to the webhook that tells of it, one question after the other; without waiting to fold. */
export async function signals(count: number): Promise<string[]> {
  const bench = await openBench(count)
  const replica = await startReplica(bench.env)
  try {
    const vms = await vmsOf(replica)
    await addRoute(replica, bench.url, { waitSeconds: 0, intervalSeconds: 0, repeatHours: 0 })
    const seen = watchQuestions(bench.host)
    const times: number[] = []
    for (const vm of vms.slice(0, count)) {
      const told = bench.whenTold(vm.key)
      await ask(replica, vm)
      const at = await told
      const raised = seen.find((one) => one.vm === vm.moid)
      if (raised) times.push(at - raised.raisedAt)
    }
    return [`from the host raising a question to its webhook, ${times.length} questions: ${spread(times)}`]
  } finally {
    replica.signal('SIGKILL')
    await replica.gone
    await bench.close()
  }
}

/** Longer than it takes from a start to the webhook, ms. */
const moments = 1_500

/** Kills the process at moments of chance while questions are raised, and counts what arrives by its id. */
export async function signalKills(kills: number): Promise<string[]> {
  const bench = await openBench(kills + 1)
  let replica = await startReplica(bench.env)
  const began = sharedNow()
  try {
    const vms = (await vmsOf(replica)).slice(0, kills + 1)
    await addRoute(replica, bench.url, { waitSeconds: 0, intervalSeconds: 0, repeatHours: 0 })
    const seen = watchQuestions(bench.host)
    for (const vm of vms.slice(0, kills)) {
      await ask(replica, vm).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * moments))
      replica.signal('SIGKILL')
      await replica.gone
      replica = await startReplica(bench.env)
      // Before there is contact nothing can be started, and nothing would be raised.
      await vmsOf(replica)
    }
    const last = vms[kills]
    if (last) await ask(replica, last)
    // What was asked for and not sent goes on; a webhook that was not taken is tried again after ten seconds.
    const raised = () => new Set(seen.map(({ vm }) => vm))
    const end = sharedNow() + 60_000
    while ((raised().size <= kills || bench.deliveriesOf().size < raised().size) && sharedNow() < end)
      await new Promise((resolve) => setTimeout(resolve, 250))
    const told = bench.deliveriesOf()
    const lost = [...raised()].filter((vm) => !told.has(vm)).length
    const twice = [...told.values()].filter((ids) => ids.size > 1).length
    return [
      `${kills} kills (SIGKILL) while questions were raised: ${raised().size} raised, ${told.size} told, ${lost} lost, ${twice} told under two ids, ${bench.repeats()} sent again under the same id (${inMs(sharedNow() - began)})`,
    ]
  } finally {
    replica.signal('SIGKILL')
    await replica.gone
    await bench.close()
  }
}

async function addRoute(replica: Replica, url: string, folding: RouteInput['folding']): Promise<void> {
  const route: RouteInput = {
    name: 'bench',
    on: true,
    receiver: { kind: 'json', url },
    topics: ['raised'],
    stillMinutes: 60,
    folding,
  }
  const reply = (await replica.ask('addRoute', route)) as Result<unknown> // what the contract gives
  if (!reply.ok) throw new Error(reply.error.sentence)
}

const ask = (replica: Replica, vm: VmView) => replica.ask('startRun', vm.key, { verb: 'powerOn' }, 'ask me')

async function vmsOf(replica: Replica): Promise<VmView[]> {
  for (;;) {
    const { connections, vms } = await replica.tables()
    const all = Object.values(connections)
    const isLive = all.length > 0 && all.every(({ state }) => state.at === 'live')
    const asking = Object.values(vms).filter(({ name }) => name.startsWith('asks-'))
    if (isLive && asking.length > 0) return asking
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A host that asks, and who takes the webhooks. */
async function openBench(count: number) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'andon-signals-'))
  const host: SimulatedHost = await startAskingHost(count)
  const told = new Map<string, Set<string>>()
  const ids = new Map<string, number>()
  const waiting = new Map<string, (at: number) => void>()
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => (text += piece))
    request.on('end', () => {
      const { id, event, items } = JSON.parse(text) as Told // what the console sends
      response.writeHead(200).end()
      if (event !== 'question.raised') return
      ids.set(id, (ids.get(id) ?? 0) + 1)
      for (const { vm } of items) {
        const moid = vm.key.slice(vm.key.indexOf('/') + 1)
        told.set(moid, (told.get(moid) ?? new Set()).add(id))
        waiting.get(vm.key)?.(sharedNow())
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { url, user, password } = host
  return {
    host,
    url: `http://127.0.0.1:${port}/`,
    env: {
      ANDON_DATA: dataDir,
      ANDON_ADMIN_PASSWORD: 'a password of this bench',
      ANDON_SIGNALS_TO: '127.0.0.1',
      ANDON_SEED_CONNECTIONS: JSON.stringify([
        { name: 'bench', address: url, user, password, trust: { kind: 'system' }, autoAnswer: false },
      ]),
    },
    whenTold: (vm: string) => new Promise<number>((resolve) => waiting.set(vm, resolve)),
    deliveriesOf: () => told,
    repeats: () => [...ids.values()].reduce((sum, times) => sum + times - 1, 0),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await host.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
