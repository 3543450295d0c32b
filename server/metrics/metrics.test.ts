/** The figures of a whole console over a simulated host, read by a parser that nobody here wrote. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Account } from '@/lib/accounts/role'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import type { Result } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { comparable } from '@/lib/vsphere/same-question'
import type { Andon } from '../console/andon'
import { startRuntime } from '../console/composition'
import { createLog } from '../console/log'
import { openInventory } from '../inventory/open-inventory'
import type { Database } from '../journal/database'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { metricsIn, samplesIn, valueIn } from './testing/read-metrics'
import { signedInOf } from '../accounts/testing/signed-in'

const admin: Account = { username: 'admin', role: 'admin' }
const asker = 'build|agent "7"'
const slow = 'slow-to-start'
/** Whatever a person may call a connection. */
const awkward = 'Halle "7" \\ <b>\u202e{x="1"} 👩‍🚀'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let dataDir: string
let host: SimulatedHost
let andon: Andon
let database: Database
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-metrics-'))
  host = await startSimulator({ speed: 50 })
})
afterEach(async () => {
  await andon.close()
  await host.close()
  await rm(dataDir, { recursive: true })
})

const form = (name: string): ConnectionInput => ({
  name,
  address: host.url,
  user: host.user,
  password: host.password,
  trust: { kind: 'system' },
  autoAnswer: true,
})

async function start(name = 'lab'): Promise<void> {
  andon = await startRuntime(
    { dataDir, seed: [form(name)], adminPassword: 'a password' },
    {
      openInventory,
      log: createLog('silent'),
      announce: () => undefined,
      passwordCost: { ln: 4, r: 8, p: 1 },
      throughDatabase: (opened) => (database = opened),
    },
  )
  await until(() => isLive() && Object.values(andon.live.tables().vms).some((vm) => vm.name === asker))
}

async function until(holds: () => unknown): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}
async function good<T>(asked: Promise<Result<T>>): Promise<T> {
  const result = await asked
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value
}
const theConnection = () => Object.values(andon.live.tables().connections)[0]
const isLive = () => theConnection()?.state.at === 'live'
const value = async (name: string, labels?: Record<string, string>) => valueIn(await andon.metrics(), name, labels)
const waiting = () => Object.values(andon.live.tables().questions).filter(({ state }) => state.at === 'waiting')

async function begin(name: string) {
  const vm = Object.values(andon.live.tables().vms).find((one) => one.name === name)
  if (!vm) throw new Error(`there is no ${name}`)
  return good(andon.ask.startRun(vm.key, { verb: 'powerOn' }, undefined, admin))
}
const hasEnded = (run: string) => andon.live.tables().runs[run]?.state.at === 'ended'

/** What docs/metrics.md says that there is. */
async function listed() {
  const page = await readFile(path.join(import.meta.dirname, '../../docs/metrics.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \| ([^|]+) \| ([^|]*) \| (.+) \|$/gm)]
  const metrics = rows.map(([, name = '', kind, unit, labels = '', help]) => ({
    name,
    kind,
    unit,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label).toSorted(),
    help,
  }))
  const rules = [...page.matchAll(/^ {8}expr: (.+)$/gm)].map(([, expression = '']) => expression)
  return { metrics, rules }
}

test('what happens is counted by who did it and how it went, and docs/metrics.md lists all of it and nothing else', async () => {
  await start(awkward)
  const connection = { connection: awkward }
  await andon.accounts.signIn('admin', 'wrong')
  const { session } = signedInOf(await andon.accounts.signIn('admin', 'a password'))
  const stream = andon.live
    .open({ principal: 'person', topics: ['board'], owner: session.id, signal: new AbortController().signal })
    .getReader()
  await stream.read()

  const { run } = await begin(asker)
  await until(() => hasEnded(run))
  // The demo has a VM that asks from the start, without a task.
  const [card] = waiting()
  if (!card) throw new Error('nothing waits')
  expect(await value('andon_questions_waiting', connection)).toBe(1)
  expect(await value('andon_question_oldest_seconds', connection)).toBeGreaterThan(0)
  // A retry would ask again.
  const { key } = card.question.choices.at(-1)!
  await good(andon.ask.answerQuestion(card.key, key, comparable(card.question), true, admin))
  await until(async () => (await value('andon_questions_waiting', connection)) === 0)
  expect(await value('andon_question_oldest_seconds', connection)).toBe(0)

  // Who answered it while nobody looked is not known.
  host.ask('web-frontend', 'msg.hbacommon.outofspace')
  await until(() => waiting().some(({ vmName }) => vmName === 'web-frontend'))
  const before = (await value('andon_reconnects_total', connection)) ?? Number.NaN
  await host.restart({ downMs: 50 })
  await until(async () => ((await value('andon_reconnects_total', connection)) ?? 0) > before)
  await until(async () => (await value('andon_answers_total', { by: 'unknown' })) === 1)

  const text = await andon.metrics()
  const now = (name: string, labels?: Record<string, string>) => valueIn(text, name, labels)
  expect(now('andon_runs_requested_total', { verb: 'powerOn' })).toBe(1)
  expect(now('andon_runs_ended_total')).toBe(1)
  expect(now('andon_runs_ended_total', { verb: 'powerOn', outcome: 'succeeded' })).toBe(1)
  expect(now('andon_run_duration_seconds', { verb: 'powerOn', outcome: 'succeeded' })).toBe(1)
  expect(now('andon_answers_total')).toBe(3)
  for (const by of ['auto-answer', 'person']) expect(now('andon_answers_total', { by })).toBe(1)
  expect(now('andon_answer_wait_seconds')).toBe(3)
  expect(now('andon_sign_ins_total', { outcome: 'signed-in' })).toBe(1)
  expect(now('andon_sign_ins_total', { outcome: 'wrong' })).toBe(1)
  expect(now('andon_live_streams')).toBe(1)
  expect(now('andon_live_events_total', { result: 'sent' })).toBeGreaterThan(1)
  expect(now('andon_connection_state', { ...connection, state: 'live' })).toBe(1)
  expect(now('andon_connection_state')).toBe(1)
  const called = (method: string) => host.calls.filter((call) => call.method === method).length
  expect(now('andon_calls_total', { ...connection, method: 'PowerOnVM_Task', result: 'ok' })).toBe(1)
  expect(now('andon_calls_total', { ...connection, method: 'AnswerVM' })).toBe(called('AnswerVM'))
  expect(now('andon_calls_total', { method: 'Login' })).toBe(called('Login'))
  expect(now('andon_call_duration_seconds', { method: 'AnswerVM' })).toBe(called('AnswerVM'))
  expect(now('andon_journal_write_seconds')).toBeGreaterThan(10)

  const { metrics, rules } = await listed()
  const there = metricsIn(text)
  expect(metrics.map(({ name, kind, help }) => ({ name, kind, help })).toSorted(byName)).toEqual(
    there.map(({ name, kind, help }) => ({ name, kind, help })).toSorted(byName),
  )
  for (const { name, labels } of there) {
    if (name.startsWith('andon_')) expect(labels, name).toBeDefined()
    if (labels) expect(metrics.find((one) => one.name === name)?.labels, name).toEqual(labels)
  }
  for (const { name, unit } of metrics)
    if (/_(seconds|bytes)(_total)?$/.test(name)) expect(name).toContain(unit?.trim())
  expect(rules).toHaveLength(4)
  const names = new Set(there.map(({ name }) => name))
  for (const rule of rules) for (const [name] of rule.matchAll(/\bandon_\w+/g)) expect(names.has(name), rule).toBe(true)
  await stream.cancel()
})

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

test('a connection that is renamed has its new name, and one that is removed is gone', async () => {
  await start('old')
  const id = theConnection()?.id as ConnectionId // it is live
  const names = async () => {
    const text = await andon.metrics()
    const all = metricsIn(text).flatMap(({ name }) => samplesIn(text, name).map(({ labels }) => labels['connection']))
    return [...new Set(all)].filter((name) => name !== undefined)
  }
  expect(await names()).toEqual(['old'])
  await good(andon.ask.editConnection(id, form('new'), admin))
  await until(isLive)
  await until(async () => (await value('andon_calls_total', { connection: 'new' })) !== undefined)
  expect(await names()).toEqual(['new'])
  await good(andon.ask.removeConnection(id, admin))
  await until(() => !theConnection())
  expect(await names()).toEqual([])
})

test('a run that goes on over a restart is requested in one life and ended in the next, once each', async () => {
  await start()
  const { run } = await begin(slow)
  await until(() => andon.live.tables().runs[run]?.state.at === 'running')
  expect(await value('andon_leases_held')).toBeGreaterThan(0)
  const before = [await value('andon_runs_requested_total'), await value('andon_runs_ended_total')]
  await andon.close()
  await start()
  await until(() => hasEnded(run))
  const after = [await value('andon_runs_requested_total'), await value('andon_runs_ended_total')]
  expect({ before, after }).toEqual({ before: [1, 0], after: [0, 1] })
  expect(await value('andon_run_duration_seconds', { verb: 'powerOn', outcome: 'succeeded' })).toBe(1)
})

test('a journal that cannot be written is paused, and what is refused meanwhile is an error', async () => {
  await start()
  const ask = async (sql: string) => (await database.query({ sql, parameters: [] })).rows[0] ?? {}
  expect(await value('andon_journal_paused')).toBe(0)
  await ask(`pragma max_page_count = ${Number((await ask('pragma page_count'))['page_count'])}`)
  await until(async () => {
    await andon.ask.createDisplayLink('hall', undefined, admin)
    return (await value('andon_journal_paused')) === 1
  })
  expect(await value('andon_journal_errors_total', { reason: 'away' })).toBe(1)
  await ask('pragma max_page_count = 1000000')
  await until(async () => (await value('andon_journal_paused')) === 0)
})
