/** Processes of the console on one PostgreSQL, of which one is killed or frozen in the middle. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { LiveTables } from '@/lib/live/live-state'
import type { Result } from '@/lib/result'
import type { RunView } from '@/lib/runs/run'
import type { Verb } from '@/lib/runs/verb'
import type { RunId } from '@/lib/vsphere/ids'
import { partsOfText } from '@/lib/vsphere/own-parts'
import { comparable } from '@/lib/vsphere/same-question'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { openStore } from '../journal/store'
import { describeOnPostgres, freshDatabase, type FreshDatabase } from '../journal/testing/postgres-rig'
import { valueIn } from '../metrics/testing/read-metrics'
import { changesHost } from '../vsphere/leave-guard'
import { roomMigrations } from './open-data'
import { startReplica, type Replica } from './testing/replica-process'

const asker = 'build|agent "7"'
/** Asks something that belongs to no run, from the beginning to the end. */
const foreign = 'web-frontend'
/** Nothing else is done with it. */
const unrelated = 'console-gateway'
/** Takes six seconds at the speed of this host. */
const slow = 'slow-to-start'

await describeOnPostgres('of two processes', () => {
  let host: SimulatedHost
  let database: FreshDatabase
  let dataDir: string
  let replicas: Replica[] = []

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-takeover-'))
    database = await freshDatabase()
    host = await startSimulator({ speed: 8 })
    const seed = [
      {
        name: 'esx-lab',
        address: host.url,
        user: host.user,
        password: host.password,
        trust: { kind: 'system' },
        autoAnswer: true,
      },
    ]
    const env = {
      ANDON_DATA: dataDir,
      DATABASE_URL: database.url,
      ANDON_SECRET_KEY: 'the key of all of them',
      ANDON_SEED_CONNECTIONS: JSON.stringify(seed),
      ANDON_ADMIN_PASSWORD: 'a password of the tests',
    }
    // The clock of one is a minute ahead: only the database's counts.
    replicas = await Promise.all([startReplica({ ...env, ANDON_TEST_CLOCK_MS: '60000' }), startReplica(env)])
    await Promise.all(replicas.map((replica) => until(replica, isLive)))
    host.ask(foreign, 'msg.hbacommon.outofspace')
  }, 120_000)
  afterAll(async () => {
    for (const replica of replicas) replica.signal('SIGKILL')
    await Promise.all(replicas.map(({ gone }) => gone))
    await host.close()
    await database.drop()
    await rm(dataDir, { recursive: true })
  })

  const isLive = ({ connections, vms }: LiveTables) =>
    Object.values(connections).some(({ state }) => state.at === 'live') && Object.keys(vms).length > 0
  const until = (replica: Replica, holds: (tables: LiveTables) => unknown) =>
    vi.waitFor(async () => expect(holds(await replica.tables())).toBeTruthy(), { timeout: 60_000, interval: 50 })
  async function begin(replica: Replica, name: string, verb: Verb = 'powerOn'): Promise<RunId> {
    const vm = Object.values((await replica.tables()).vms).find((one) => one.name === name)
    const started = (await replica.ask('startRun', vm?.key, { verb })) as Result<{ run: RunId }>
    if (!started.ok) throw new Error(started.error.sentence)
    return started.value.run
  }
  const runIn = (run: RunId) => (tables: LiveTables) => tables.runs[run]
  const isRunning = (run: RunId) => (tables: LiveTables) => tables.runs[run]?.state.at === 'running'
  const hasSucceeded = (run: RunId) => (tables: LiveTables) => {
    const state = runIn(run)(tables)?.state
    return state?.at === 'ended' && state.outcome.kind === 'succeeded'
  }
  const isOff = (name: string) => (tables: LiveTables) =>
    Object.values(tables.vms).some((vm) => vm.name === name && vm.powerState === 'poweredOff')
  /** What came to the host since then that changes something. */
  const changes = (since: number) =>
    host.calls
      .slice(since)
      .map(({ method }) => method)
      .filter((method) => changesHost(method))
  async function recorded(run: RunId): Promise<RunView | undefined> {
    const store = await openStore({
      dataDir,
      databaseUrl: database.url,
      migrations: roomMigrations,
    })
    try {
      return await store.journal.readRun(run)
    } finally {
      await store.close()
    }
  }
  const kinds = (run: RunView | undefined) => run?.steps.map(({ event }) => event.kind)

  test('one alone reads what the host tells of itself', async () => {
    const readers = () =>
      host.calls.filter(
        ({ method, args }) => method === 'CreateCollectorForEvents' && !JSON.stringify(args).includes('"type"'),
      )
    await vi.waitFor(() => expect(readers()).toHaveLength(1), { timeout: 20_000 })
    expect(host.calls.filter(({ method }) => method === 'ReadNextTasks')).toEqual([])
  })

  test('what is pressed at one concerns what the other does: answers, cancels and a VM that is busy', async () => {
    const [one, other] = replicas as [Replica, Replica]
    const before = host.calls.length
    const connection = Object.keys((await one.tables()).connections)[0]
    await one.ask('setAutoAnswer', connection, false)
    await until(other, (tables) => Object.values(tables.connections)[0]?.autoAnswer.on === false)
    const run = await begin(one, asker)
    const ofRun = (tables: LiveTables) => Object.values(tables.questions).find((card) => card.run === run)
    await until(other, ofRun)
    await until(other, (tables) => runIn(run)(tables)?.state.at === 'ended')
    const card = ofRun(await other.tables())
    if (!card) throw new Error('no card')
    const given = [card.key, card.question.choices[0]?.key, comparable(card.question), true]
    const answers = await Promise.all([one, other].map((replica) => replica.ask('answerQuestion', ...given)))
    // Whoever is not told in time sees it on the stream.
    expect(answers.filter((answer) => (answer as Result<null>).ok).length).toBeLessThanOrEqual(1)
    await until(other, (tables) => !ofRun(tables) || ofRun(tables)?.state.at === 'answered')
    expect(changes(before)).toEqual(['PowerOnVM_Task', 'AnswerVM'])
    expect(kinds(await recorded(run))?.filter((kind) => kind === 'answered')).toHaveLength(1)

    const second = await begin(one, slow)
    await until(other, isRunning(second))
    await expect(begin(other, slow)).rejects.toThrow(/^One task at a time on a VM/)
    await until(other, hasSucceeded(second))
    const off = await begin(other, slow, 'powerOff')
    await until(one, hasSucceeded(off))
    await until(one, isOff(slow))
  }, 120_000)

  test('who takes a question at one is seen at the other, and has it there too; answers of one press are read and stopped there', async () => {
    const [one, other] = replicas as [Replica, Replica]
    host.ask(unrelated, 'msg.hbacommon.outofspace')
    const ofVm = (tables: LiveTables) =>
      Object.values(tables.questions).find(({ vmName, state }) => vmName === unrelated && state.at === 'waiting')
    await until(one, ofVm)
    await until(other, ofVm)
    const card = ofVm(await one.tables())
    if (!card) throw new Error('no card')
    expect(await one.ask('takeQuestions', [card.key])).toEqual({ ok: true, value: [] })
    await until(other, (tables) => ofVm(tables)?.taken?.by === 'm.okafor')
    expect(await other.ask('giveBackQuestions', [card.key])).toEqual({ ok: true, value: [] })
    await until(one, (tables) => ofVm(tables)?.taken === undefined)

    const id = '5b1f7c1e-94a7-4f0e-8a44-1f2d5a6b7c8d'
    const { literals, own } = partsOfText(card.text)
    const { messageId, choices } = comparable(card.question)
    const questions = [{ question: card.key, own }]
    const many = { choice: choices[0]?.key, messageId, choices, literals, questions, confirmed: true }
    expect(await one.ask('answerQuestions', id, many)).toEqual({ ok: true, value: null })
    await vi.waitFor(async () =>
      expect(await other.ask('readAnswers', id, 0)).toMatchObject({
        ok: true,
        value: { results: [{ question: card.key, result: { ok: true } }], ended: true },
      }),
    )
    expect(await other.ask('stopAnswers', id)).toEqual({ ok: true, value: null })
    // The same again, at another one, is sent no second time.
    const before = host.calls.length
    expect(await other.ask('answerQuestions', id, many)).toEqual({ ok: true, value: null })
    expect(changes(before)).toEqual([])
  }, 60_000)

  test('one that thaws writes nothing and sends nothing of what the other has taken over, and shows it', async () => {
    const [one, other] = replicas as [Replica, Replica]
    const before = host.calls.length
    const counted = async () => {
      const texts = await Promise.all([one.metrics(), other.metrics()])
      const sum = (name: string) => texts.reduce((all, text) => all + (valueIn(text, name) ?? 0), 0)
      return { requested: sum('andon_runs_requested_total'), ended: sum('andon_runs_ended_total') }
    }
    const had = await counted()
    const run = await begin(one, slow)
    await until(one, isRunning(run))
    one.signal('SIGSTOP')
    await until(other, hasSucceeded(run))
    const written = await recorded(run)
    one.signal('SIGCONT')
    await until(one, hasSucceeded(run))
    const next = await begin(one, slow, 'powerOff')
    await until(other, hasSucceeded(next))
    await until(other, isOff(slow))
    expect(await recorded(run)).toEqual(written)
    // Of both processes together, each counts once, whoever had it in between.
    expect(await counted()).toEqual({ requested: had.requested + 2, ended: had.ended + 2 })
    const times = [...(written?.steps ?? []), ...((await recorded(next))?.steps ?? [])].map(({ at }) => at)
    expect(times).toEqual(times.toSorted())
    expect(changes(before)).toEqual(['PowerOnVM_Task', 'PowerOffVM_Task'])
  }, 120_000)

  test('of leases that somebody edits or deletes by hand, each run has one holder again, and nothing is doubled', async () => {
    const [one, other] = replicas as [Replica, Replica]
    const before = host.calls.length
    const run = await begin(one, slow)
    await until(other, isRunning(run))
    const server = new Client({ connectionString: database.url })
    await server.connect()
    await server.query("update leases set owner = 'nobody', epoch = epoch + 3, about = 'edited'")
    await until(other, (tables) => runIn(run)(tables)?.steps.some(({ event }) => event.kind === 'contact-back'))
    await server.query('delete from leases')
    await server.query("update replicas set expires_at = expires_at - interval '1 hour'")
    await server.end()
    await until(one, hasSucceeded(run))
    const next = await begin(one, slow, 'powerOff')
    await until(other, hasSucceeded(next))
    await until(one, isOff(slow))
    expect(changes(before)).toEqual(['PowerOnVM_Task', 'PowerOffVM_Task'])
    expect(kinds(await recorded(run))?.filter((kind) => kind === 'started' || kind === 'ended')).toEqual([
      'started',
      'ended',
    ])
  }, 120_000)

  test('the other takes up the runs of one that is killed, and begins nothing twice', async () => {
    const [one, other] = replicas as [Replica, Replica]
    const before = host.calls.length
    const run = await begin(one, slow)
    await until(other, isRunning(run))
    one.signal('SIGKILL')
    await until(other, hasSucceeded(run))
    expect(changes(before)).toEqual(['PowerOnVM_Task'])
    expect(kinds(await recorded(run))?.filter((kind) => kind === 'started' || kind === 'ended')).toEqual([
      'started',
      'ended',
    ])
    // Whoever kept the record of it until now: it was noted once, and is answered by the one that is left.
    const card = Object.values((await other.tables()).questions).find(({ vmName }) => vmName === foreign)
    const given = [card?.key, card?.question.choices[0]?.key, card && comparable(card.question), true]
    expect(await other.ask('answerQuestion', ...given)).toMatchObject({ ok: true })
    const server = new Client({ connectionString: database.url })
    await server.connect()
    const { rows } = await server.query('select kind from journal where run is null and question = $1 order by seq', [
      card?.key,
    ])
    await server.end()
    expect(rows.map(({ kind }: { kind: string }) => kind)).toEqual(['question-noted', 'answer-sent', 'answered'])
  }, 120_000)
})
