import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { applyMessage } from '@/lib/live/apply'
import type { LiveMessage, LiveState, LiveTables, QuestionView } from '@/lib/live/live-state'
import { connectionId } from '@/lib/vsphere/ids'
import { comparable } from '@/lib/vsphere/same-question'
import type { Account } from '@/lib/accounts/role'
import { openInventory } from '../inventory/open-inventory'
import { createLog } from './log'
import type { Andon } from './andon'
import { startRuntime } from './composition'
import type { Settings } from './settings'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { signedInOf } from '../accounts/testing/signed-in'

const admin: Account = { username: 'admin', role: 'admin' }
const adminPassword = 'a password'
const asker = 'build|agent "7"'

let dataDir = ''
let host: SimulatedHost
let andon: Andon
const announced: string[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-runtime-'))
  host = await startSimulator({ speed: 100 })
})
afterEach(async () => {
  await andon.close()
  await host.close()
  await rm(dataDir, { recursive: true })
})

const connectionTo = (change: Partial<ConnectionInput> = {}): ConnectionInput => ({
  name: 'esx-lab',
  address: host.url,
  user: host.user,
  password: host.password,
  trust: { kind: 'system' },
  autoAnswer: false,
  ...change,
})

/** One life of the server over the same data directory. */
async function start(seed: ConnectionInput[] = [], settings: Partial<Settings> = { adminPassword }): Promise<void> {
  const log = createLog('silent')
  const announce = (text: string) => void announced.push(text)
  andon = await startRuntime(
    { dataDir, seed, ...settings },
    {
      openInventory,
      log,
      announce,
      passwordCost: { ln: 4, r: 8, p: 1 },
    },
  )
}

const answer = ({ key, question }: QuestionView, choice: string) =>
  andon.ask.answerQuestion(key, choice, comparable(question), true, admin)

async function signIn(): Promise<string> {
  return signedInOf(await andon.accounts.signIn('admin', adminPassword)).session.id
}

async function openLink(): Promise<string> {
  const { id, token } = await andon.accounts.displayLinks.create('hall', 'admin')
  await andon.accounts.displayLinks.find(token)
  return id
}

/** Reads the live stream as a browser does, until the tables hold what is waited for. */
async function reader(principal: 'person' | 'display' = 'person') {
  const owner = principal === 'person' ? await signIn() : await openLink()
  const topics = principal === 'person' ? ['board', 'vms:*', 'hosts:*', 'datastores:*'] : ['board']
  const stopper = new AbortController()
  const body = andon.live.open({ principal, topics, owner, signal: stopper.signal })
  const chunks = body.getReader()
  let rest = ''
  let state: LiveState | undefined
  const decoder = new TextDecoder()
  const until = async <T>(find: (tables: LiveTables) => T | undefined): Promise<T> => {
    for (;;) {
      const found = state && find({ ...state.tables, vms: Object.fromEntries(state.tables.vms) })
      if (found !== undefined) return found
      const { value, done } = await chunks.read()
      if (done) throw new Error('the stream ended')
      rest += decoder.decode(value, { stream: true })
      const events = rest.split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        const applied = data === undefined ? undefined : applyMessage(state, JSON.parse(data) as LiveMessage)
        if (applied?.kind === 'gap') throw new Error(`gap at ${data?.slice(0, 200)}`)
        if (applied?.kind === 'state') state = applied.state
      }
    }
  }
  return { owner, until, close: () => chunks.cancel() }
}

const vmNamed = (name: string) => (tables: LiveTables) => Object.values(tables.vms).find((vm) => vm.name === name)
const isLive = (tables: LiveTables) => Object.values(tables.connections).find(({ state }) => state.at === 'live')
/** The demo has another VM that waits from the start. */
const waiting = (tables: LiveTables) =>
  Object.values(tables.questions).find(({ state, vmName }) => state.at === 'waiting' && vmName === asker)
const ended = (run: string) => (tables: LiveTables) => {
  const state = tables.runs[run]?.state
  return state?.at === 'ended' ? state : undefined
}

async function powerOn(tables: { until: Awaited<ReturnType<typeof reader>>['until'] }, name = asker) {
  await tables.until(isLive)
  const vm = await tables.until(vmNamed(name))
  const started = await andon.ask.startRun(vm.key, { verb: 'powerOn' }, undefined, admin)
  if (!started.ok) throw new Error(started.error.sentence)
  return { vm, run: started.value.run }
}

describe('the whole server', () => {
  it('starts a task, shows its question on the stream, and goes on with a person’s answer', async () => {
    await start([connectionTo()])
    const live = await reader()
    const { vm, run } = await powerOn(live)
    const question = await live.until(waiting)
    expect(question).toMatchObject({
      vm: vm.key,
      vmName: asker,
      run,
      state: { why: { why: expect.stringMatching(/auto-answer-off/) } },
    })
    const append = question.question.choices.find(({ label, summary }) => /append/i.test(`${label} ${summary}`))
    expect(await answer(question, append?.key ?? '')).toEqual({ ok: true, value: null })
    await live.until((tables) => (tables.vms[vm.key]?.powerState === 'poweredOn' ? true : undefined))
    const task = await live.until((tables) =>
      Object.values(tables.tasks).find((one) => one.run === run && one.state === 'success'),
    )
    expect(task.vm).toBe(vm.key)
    const page = await andon.ask.readHistory({ vm: vm.key }, admin)
    expect(page.ok && page.value.runs[0]?.steps.map(({ event }) => event.kind)).toContain('answered')
    // Who may read nothing but their own runs is given this one only if it is theirs.
    expect(await andon.ask.readRun(run, { ...admin, onlyOwn: true })).toMatchObject({
      value: { id: run, connectionName: 'esx-lab' },
    })
    const other = await andon.ask.readRun(run, { username: 'nightly (admin)', role: 'operator', onlyOwn: true })
    expect(other).toMatchObject({ error: { code: 'no-run' } })
    await live.close()
  })

  it('answers with the default by itself where auto-answer is on', async () => {
    await start([connectionTo({ autoAnswer: true })])
    const live = await reader()
    const { vm, run } = await powerOn(live)
    expect(await live.until(ended(run))).toMatchObject({ outcome: { kind: 'succeeded' } })
    const answered = await live.until((tables) =>
      Object.values(tables.questions).find(({ state }) => state.at === 'answered'),
    )
    expect(answered).toMatchObject({
      vm: vm.key,
      state: { isDefault: true, by: { kind: 'autoAnswer', setBy: 'admin' } },
    })
    await live.close()
  })

  it('takes up, after a restart, the run that was left blocked', async () => {
    await start([connectionTo()])
    const before = await reader()
    const { run } = await powerOn(before)
    await before.until(waiting)
    await before.until(ended(run))
    await andon.close()
    await start()
    const live = await reader()
    const question = await live.until(waiting)
    const choice = question.question.choices[question.question.defaultIndex ?? 0]
    expect(await answer(question, choice?.key ?? '')).toEqual({ ok: true, value: null })
    const view = await live.until((tables) => {
      const known = tables.runs[run]
      return known?.steps.some(({ event }) => event.kind === 'task-ended') ? known : undefined
    })
    expect(view.state).toMatchObject({ at: 'ended', outcome: { kind: 'left-blocked' }, following: false })
    await live.close()
  })

  it('switches auto-answer for the next run, with a line in the history', async () => {
    await start([connectionTo()])
    const live = await reader()
    const { id } = await live.until(isLive)
    await andon.ask.setAutoAnswer(id, true, admin)
    await live.until((tables) => (tables.connections[id]?.autoAnswer.on ? true : undefined))
    const { run } = await powerOn(live)
    expect(await live.until((tables) => tables.runs[run])).toMatchObject({
      policy: { autoAnswer: true, setBy: 'admin' },
    })
    const page = await andon.ask.readHistory({ connection: id }, admin)
    expect(page.ok && page.value.notes.map(({ content }) => content)).toContainEqual({
      kind: 'text',
      text: 'Auto-answer switched on at esx-lab',
    })
    await live.close()
  })

  it('tries, adds and removes a connection, and its VMs come and go', async () => {
    await start()
    const live = await reader()
    const tried = await andon.ask.testConnection(connectionTo(), undefined)
    expect(tried).toMatchObject({ ok: true, value: { kind: 'esx', apiVersion: expect.stringMatching(/^\d/) } })
    const added = await andon.ask.addConnection(connectionTo(), admin)
    if (!added.ok) throw new Error(added.error.sentence)
    const vms = await live.until((tables) => (vmNamed(asker)(tables) ? Object.keys(tables.vms).length : undefined))
    expect(tried.ok && tried.value.vmCount).toBe(vms)
    await andon.ask.removeConnection(connectionId(added.value.connection), admin)
    await live.until((tables) =>
      Object.keys(tables.connections).length + Object.keys(tables.vms).length === 0 ? true : undefined,
    )
    await live.close()
  })

  it('says that a password is wrong, and stays alive', async () => {
    await start([connectionTo({ password: 'wrong' })])
    const live = await reader()
    const refused = await live.until((tables) =>
      Object.values(tables.connections).find(({ state }) => state.at === 'refused'),
    )
    expect(refused.state).toMatchObject({ reason: 'The user name or the password is wrong.' })
    expect(await andon.ask.testConnection(connectionTo({ password: 'wrong' }), undefined)).toMatchObject({
      ok: false,
      error: { sentence: 'The user name or the password is wrong.' },
    })
    expect(await andon.health()).toEqual({ ok: true })
    await live.close()
  })

  it('shows a wall names and states, and no addresses, users or steps', async () => {
    await start([connectionTo()])
    const wall = await reader('display')
    const live = await reader()
    await powerOn(live)
    await live.close()
    const { vm } = await wall.until(waiting)
    const tables = await wall.until((all) => all)
    expect(tables.subjects[vm]).toMatchObject({ name: asker })
    expect(Object.keys({ ...tables.vms, ...tables.hosts, ...tables.datastores })).toEqual([])
    const text = JSON.stringify([tables.connections, tables.subjects, tables.runs])
    expect(text).not.toContain(String(host.port))
    expect(text).not.toContain('"root"')
    expect(Object.values(tables.runs).every(({ steps }) => steps.length === 0)).toBe(true)
    await wall.close()
  })

  it('ends the stream of a session that signs out', async () => {
    await start([connectionTo()])
    const live = await reader()
    await live.until(isLive)
    const [open] = await Promise.all([
      live.until(() => undefined).catch(String),
      andon.ask.signOut({ id: live.owner }, 'http://andon'),
    ])
    expect(open).toContain('the stream ended')
  })

  it('ends all streams and logs out everywhere when it closes', async () => {
    await start([connectionTo()])
    const live = await reader()
    await live.until(isLive)
    const ending = live.until(() => undefined)
    await Promise.all([expect(ending).rejects.toThrow('the stream ended'), andon.close()])
    expect(host.calls.map(({ method }) => method)).toContain('Logout')
    expect(await andon.health()).toEqual({ ok: false, because: 'Andon is stopping.' })
  })

  it('makes another way in only after a proof of the last ten minutes', async () => {
    await start()
    const by = { ...admin, session: await signIn() }
    const token = { name: 'nightly-runner', scopes: ['read' as const], hours: 1 }
    const unproven = { ...admin, session: 'one whose sign-in is long ago' }
    const account = { username: 'anna', role: 'operator' as const }
    const page = { origin: 'http://localhost', from: { source: '127.0.0.1' } }
    const each = async (asker: typeof by) => [
      await andon.ask.createApiToken(token, asker),
      await andon.ask.addAccount(account, asker),
      await andon.ask.resetPassword('anna', undefined, asker),
      await andon.ask.joinIdentity(adminPassword, { id: asker.session, account: admin }, page),
    ]
    const refused = { ok: false, error: { code: 'password-again' } }
    expect(await each(unproven)).toMatchObject([refused, refused, refused, refused])
    expect(await andon.ask.listApiTokens()).toMatchObject({ value: [] })
    expect(await each(by)).toMatchObject([
      { ok: true, value: { row: { owner: 'admin' } } },
      { ok: true, value: { link: {} } },
      { ok: true, value: { link: {} } },
      // It would have been begun, if there were one.
      { ok: false, error: { code: 'no-provider' } },
    ])
  })

  it('has the accounts of a demo, one of each role, and shows them', async () => {
    const demoAccounts = (['viewer', 'operator'] as const).map((role) => ({
      username: role,
      role,
      password: `a ${role}`,
    }))
    await start([], { adminPassword, demoAccounts })
    await andon.close()
    await start([], { adminPassword, demoAccounts })
    expect(andon.demoAccounts).toEqual(demoAccounts)
    expect(await andon.accounts.signIn('viewer', 'a viewer')).toMatchObject({
      value: { session: { account: { role: 'viewer' }, mustChange: false } },
    })
  })

  it('prints a link to set up the first administrator, at each start until somebody has used it', async () => {
    announced.length = 0
    await start([], {})
    await andon.close()
    await start([], {})
    expect(announced).toHaveLength(2)
    const [, token = ''] = /\/sign-in\/link#([\w-]+)/.exec(announced[1] ?? '') ?? []
    const chosen = { token, username: 'M.Okafor', password: adminPassword }
    expect(await andon.accounts.choosePassword(chosen)).toMatchObject({
      ok: true,
      value: { session: { account: { username: 'm.okafor', role: 'admin' } } },
    })
    await andon.close()
    await start([], {})
    expect(announced).toHaveLength(2)
    const page = await andon.ask.readHistory({ text: 'First administrator' }, admin)
    expect(page.ok && page.value.notes[0]?.by).toBe('m.okafor')
  })
})
