/*
 * What a clone or a copy wanted besides, and a stop cut off: processes that start at once each found the wish, and each
 * recorded a power-on of its own.
 */
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { VmView } from '@/lib/vsphere/vm'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { watchInventory, type WatchedInventory } from '../inventory/testing/watched-inventory'
import { openStore, type Replica, type Store } from '../journal/store'
import { describeOnPostgres, freshDatabase, type FreshDatabase } from '../journal/testing/postgres-rig'
import type { Runs } from './contract'
import { createRuns } from './runs'

type Process = { store: Store; replica: Replica; runs: Runs }

await describeOnPostgres('of two processes that start at once', () => {
  let database: FreshDatabase
  let host: SimulatedHost
  let watched: WatchedInventory
  let processes: Process[] = []
  let laterMs = 0
  const now = () => Date.now() + laterMs

  beforeEach(async () => {
    database = await freshDatabase()
    host = await startSimulator({ product: 'vcenter', speed: 0 })
    watched = await watchInventory(host)
  })
  afterEach(async () => {
    await stop()
    await watched.inventory.close()
    await host.close()
    await database.drop()
  })

  const openOne = () => openStore({ dataDir: '', databaseUrl: database.url, now })

  async function startBoth(): Promise<void> {
    processes = await Promise.all(
      [0, 1].map(async () => {
        const store = await openOne()
        const replica = await store.joinReplicas()
        const inventoryOf = () => watched.inventory
        const policyOf = () => ({ autoAnswer: false, setBy: 'tester' })
        const runs = createRuns({ journal: store.journal, replica, now, inventoryOf, policyOf })
        runs.watch(watched.inventory)
        return { store, replica, runs }
      }),
    )
    await Promise.all(processes.map(({ runs }) => runs.resume()))
  }

  async function stop(): Promise<void> {
    for (const { runs, replica, store } of processes.splice(0)) {
      await runs.close()
      await replica.close()
      await store.close()
    }
  }

  const isOff = ({ powerState, isTemplate }: VmView) => powerState === 'poweredOff' && isTemplate !== true
  const key = (name: string) => watched.vm(name).key

  /** Clones that have ended just before the process did. */
  async function cloned(...names: string[]): Promise<void> {
    const { journal, close } = await openOne().then((store) => ({ journal: store.journal, close: () => store.close() }))
    const connection = watched.inventory.id
    for (const name of names) {
      const { run } = await journal.openRun({
        connection,
        kind: 'vm',
        subjects: [{ kind: 'vm', key: key('web-02'), name: 'web-02' }],
        request: { verb: 'clone', name, powerOn: true },
        policy: { autoAnswer: false, setBy: 'tester' },
        start: 'with defaults',
        actor: { kind: 'person', name: 'tester' },
      })
      const event = { kind: 'ended', outcome: { kind: 'succeeded', made: key(name) }, following: false } as const
      await journal.append({ run, connection, actor: { kind: 'andon' }, event })
    }
    await close()
  }

  async function powerOnsOf(name: string, store = processes[0]?.store) {
    if (!store) throw new Error('no process')
    const { journal } = store
    const { runs } = await journal.readHistory({ vm: key(name) })
    return runs.filter((run) => run.kind === 'vm' && run.request.verb === 'powerOn')
  }

  test.each([
    ['is done once', 0, 'succeeded'],
    ['is said once not to be done, where it is late', 11 * 60_000, 'refused'],
  ])('a power-on that a stop cut off %s', { timeout: 60_000 }, async (_, ms, outcome) => {
    const names = [...watched.inventory.vms.values()]
      .filter(isOff)
      .slice(0, 3)
      .map((vm) => vm.name)
    expect(names).toHaveLength(3)
    await cloned(...names)
    laterMs += ms
    await startBoth()
    await vi.waitFor(
      async () => {
        for (const name of names)
          expect((await powerOnsOf(name)).map(({ state }) => state)).toMatchObject([
            { at: 'ended', outcome: { kind: outcome } },
          ])
      },
      { timeout: 20_000, interval: 100 },
    )
    // Whatever either of them was about to do besides has been done, or given up.
    await stop()
    const store = await openOne()
    for (const name of names) expect(await powerOnsOf(name, store)).toHaveLength(1)
    await store.close()
  })

  test('a power-on that one had begun to see to, and was killed, is done by who finds that it has', async () => {
    const off = [...watched.inventory.vms.values()].find(isOff)
    if (!off) throw new Error('no VM is off')
    await cloned(off.name)
    const store = await openOne()
    const replica = await store.joinReplicas()
    const last = (await store.journal.readLastTime()) ?? ''
    const [made] = await store.journal.readRunsEndedSince(last)
    const name = `power-on of what ${made?.id} made`
    const taken = await replica.leases.take({ name, label: 'Power on', subjects: [], lasting: false })
    if (taken.is !== 'taken') throw new Error('it was not to be had')
    await startBoth()
    await setTimeout(300)
    expect(await powerOnsOf(off.name)).toEqual([])
    taken.lease.release()
    await vi.waitFor(
      async () => expect((await powerOnsOf(off.name)).map(({ state }) => state)).toMatchObject([{ at: 'ended' }]),
      { timeout: 10_000, interval: 100 },
    )
    await stop()
    await replica.close()
    expect(await powerOnsOf(off.name, store)).toHaveLength(1)
    await store.close()
  })
})
