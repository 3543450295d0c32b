/**
 * The whole console on a disk that is full for a while: measured on version 0.1, every run became "lost" although it
 * ended well, health stayed 200, and auto-answer did not go on when there was room again.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Account } from '@/lib/accounts/role'
import { openInventory } from '../inventory/open-inventory'
import type { Database } from '../journal/database'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import type { Andon } from './andon'
import { startRuntime } from './composition'
import { createLog } from './log'

const admin: Account = { username: 'admin', role: 'admin' }
let dataDir: string
let host: SimulatedHost
let andon: Andon
let database: Database
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-full-'))
  host = await startSimulator({ speed: 100 })
  const seed = [
    {
      name: 'esx-lab',
      address: host.url,
      user: host.user,
      password: host.password,
      trust: { kind: 'system' },
      autoAnswer: true,
    } as const,
  ]
  andon = await startRuntime(
    { dataDir, seed, adminPassword: 'a password' },
    {
      openInventory,
      log: createLog('silent'),
      announce: () => undefined,
      passwordCost: { ln: 4, r: 8, p: 1 },
      throughDatabase: (opened) => (database = opened),
    },
  )
})
afterEach(async () => {
  await andon.close()
  await host.close()
  await rm(dataDir, { recursive: true })
})

const ask = async (sql: string) => (await database.query({ sql, parameters: [] })).rows[0] ?? {}
const pages = async () => Number((await ask('pragma page_count'))['page_count'])
/** The file may not have more pages than this. */
const mostPages = (count: number) => ask(`pragma max_page_count = ${count}`)

async function until<T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const callsOf = (method: string) => host.calls.filter((call) => call.method === method).length

test('steps of runs wait, what people ask for is refused with the sentence, and with room all ends as it should', async () => {
  const off = await until(() => {
    const { vms, connections } = andon.live.tables()
    const isLive = Object.values(connections).some(({ state }) => state.at === 'live')
    const found = Object.values(vms).filter(({ powerState, name }) => powerState === 'poweredOff' && name !== '')
    return isLive && found.length >= 4 ? found : undefined
  })
  const asker = off.find(({ name }) => name === 'build|agent "7"')
  if (!asker) throw new Error('the demo has a VM that asks')
  const chosen = [asker, ...off.filter((vm) => vm !== asker).slice(0, 3)].map(({ key }) => key)
  const asked = callsOf('AnswerVM')
  const started = await andon.ask.startRuns(chosen, { verb: 'powerOn' }, undefined, admin)
  if (!started.ok) throw new Error(started.error.sentence)
  const runs = started.value.results.map(({ result }) => {
    if (!result.ok) throw new Error(result.error.sentence)
    return result.value.run
  })

  await mostPages(await pages())
  const health = await until(async () => {
    const now = await andon.health()
    return now.ok ? undefined : now
  })
  const file = path.join(dataDir, 'andon.db')
  const sentence = `There is no room left for ${file}. Make room on its disk, and Andon goes on by itself.`
  expect(health).toEqual({ ok: false, because: sentence })
  const another = off.find(({ key }) => !chosen.includes(key))?.key ?? asker.key
  const [connection] = Object.values(andon.live.tables().connections)
  for (const refused of [
    andon.ask.startRun(another, { verb: 'powerOn' }, undefined, admin),
    andon.ask.cancelRun(runs[0]!, admin), // four were started
    andon.ask.setAutoAnswer(connection!.id, false, admin), // it is live
    andon.ask.createDisplayLink('hall', undefined, admin),
  ])
    expect(await refused).toEqual({ ok: false, error: { blame: 'ours', code: 'not-recorded', sentence } })
  expect(await andon.ask.readHistory({}, admin)).toMatchObject({ ok: true })
  expect(andon.live.tables().notices).toMatchObject({ record: { kind: 'record-paused', sentence } })
  const states = () => runs.map((run) => andon.live.tables().runs[run]?.state)
  expect(states().filter((state) => state?.at === 'ended' && state.outcome.kind !== 'succeeded')).toEqual([])

  await mostPages(1_000_000)
  const ends = await until(() => {
    const now = states()
    return now.every((state) => state?.at === 'ended') ? now : undefined
  })
  expect(ends).toMatchObject(runs.map(() => ({ at: 'ended', outcome: { kind: 'succeeded' } })))
  expect(await andon.health()).toEqual({ ok: true })
  expect(andon.live.tables().notices).toEqual({})
  expect(callsOf('PowerOnVM_Task')).toBe(runs.length)
  const read = await Promise.all(runs.map((run) => andon.ask.readRun(run, admin)))
  const kinds = read.flatMap((one) => (one.ok ? one.value.steps.map(({ event }) => event.kind) : []))
  const raised = kinds.filter((kind) => kind === 'question-raised').length
  expect(raised).toBeGreaterThan(0)
  expect(kinds.filter((kind) => kind === 'answered')).toHaveLength(raised)
  expect(callsOf('AnswerVM') - asked).toBe(raised)
  expect(await andon.ask.startRun(another, { verb: 'powerOn' }, undefined, admin)).toMatchObject({ ok: true })
})

test('a database that takes no writes is not ready, also when nobody has tried to write', async () => {
  expect(await andon.health()).toEqual({ ok: true })
  await ask('pragma query_only = 1')
  expect(await andon.health()).toMatchObject({ ok: false, because: expect.stringContaining('andon.db') })
  await ask('pragma query_only = 0')
  await until(async () => ((await andon.health()).ok ? true : undefined))
})
