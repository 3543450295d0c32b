/** A whole life of the console over real SOAP, with secrets that stand nowhere by chance: none is where somebody reads. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Asker } from '@/lib/accounts/role'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { codeAt } from '../accounts/testing/other-authenticator'
import { openInventory } from '../inventory/open-inventory'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import type { Andon } from './andon'
import { startRuntime } from './composition'
import { createLog } from './log'
import { signedInOf } from '../accounts/testing/signed-in'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** As people choose them: with what JSON and XML write in another way. */
const secrets = {
  'password of the host': 'Host-"ge\\heim"-<7>&ä',
  'password that was tried': 'tried-Passwort-1122',
  'password of the admin': 'admin-Passwort-3344',
  'password that was typed': 'typed-Passwort-5566',
  'secret key': 'key-Passwort-7788-key',
}
const ofDatabase = 'database-Passwort-9900'

let dataDir: string
let wireFolder: string
let host: SimulatedHost
const lines: string[] = []
const told: string[] = []
let metrics = ''
/** Tokens that this life gave. */
const given: Record<string, string> = {}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'andon-secrets-'))
  wireFolder = path.join(dataDir, 'wire')
  host = await startSimulator({ speed: 100, password: secrets['password of the host'] })
  const connection = (password: string): ConnectionInput => ({
    name: 'lab',
    address: host.url,
    user: host.user,
    password,
    trust: { kind: 'none' },
    autoAnswer: true,
  })
  // A host that says the password back, as some do with what they do not understand.
  host.fail({
    method: 'QueryEvents',
    fault: { type: 'NotSupported', message: `I do not understand ${secrets['password of the host']}.` },
  })
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  const andon = await startRuntime(
    {
      dataDir,
      wireFolder,
      seed: [connection(secrets['password of the host'])],
      adminPassword: secrets['password of the admin'],
      secretKey: secrets['secret key'],
    },
    { openInventory, log, announce: (text) => void told.push(text), passwordCost: { ln: 4, r: 8, p: 1 } },
  )
  try {
    await live(andon, connection)
    metrics = await andon.metrics()
  } finally {
    await andon.close()
    await host.close()
  }
})
afterAll(() => rm(dataDir, { recursive: true }))

async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function live(andon: Andon, connection: (password: string) => ConnectionInput): Promise<void> {
  told.push(JSON.stringify(await andon.accounts.signIn('admin', secrets['password that was typed'])))
  const signedIn = signedInOf(await andon.accounts.signIn('admin', secrets['password of the admin']))
  given['session token'] = signedIn.token
  given['proof of the browser'] = signedIn.browser
  const by: Asker = { username: 'admin', role: 'admin', session: signedIn.session.id }
  await setUpFactor(andon, by)
  const link = await andon.ask.createDisplayLink('hall', undefined, by)
  given['display token'] = (link.ok && link.value.path.split('#')[1]) || ''
  const token = await andon.ask.createApiToken({ name: 'nightly-runner', scopes: ['read'], hours: 1 }, by)
  given['API token'] = (token.ok && token.value.token) || ''
  // Both are used, so that whatever writes down who came has been there.
  if (!(await andon.accounts.apiTokens.use(given['API token'], '10.0.0.1'))) throw new Error('no token')
  if (!(await andon.accounts.displayLinks.find(given['display token']))) throw new Error('no display')
  const stream = andon.live
    .open({ principal: 'person', topics: ['board'], owner: by.session ?? '', signal: new AbortController().signal })
    .getReader()
  await stream.read()
  told.push(JSON.stringify(await andon.ask.testConnection(connection(secrets['password that was tried']), undefined)))
  const vm = await until(() => Object.values(andon.live.tables().vms).find(({ name }) => name === 'build|agent "7"'))
  const call = { request: 'r-1', call: 'startRun', by: 'admin', isRead: false }
  const started = await andon.told(call, () => andon.ask.startRun(vm.key, { verb: 'powerOn' }, undefined, by))
  if (!started.ok) throw new Error(started.error.sentence)
  await until(() => (andon.live.tables().runs[started.value.run]?.state.at === 'ended' ? true : undefined))
  await stream.cancel()
  await andon.ask.signOut(signedIn.session, 'http://127.0.0.1')
  told.push(JSON.stringify(andon.live.tables()))
}

/** An authenticator, and a sign-in with one of its recovery codes after one that is wrong. */
async function setUpFactor(andon: Andon, by: Asker): Promise<void> {
  const calling = { request: 'r-0', by: 'admin', isRead: false }
  const begun = await andon.told({ ...calling, call: 'beginAuthenticator' }, () => andon.ask.beginAuthenticator(by))
  if (!begun.ok) throw new Error(begun.error.sentence)
  const { key } = begun.value
  const code = codeAt(key, Date.now())
  const confirmed = await andon.told({ ...calling, call: 'confirmAuthenticator' }, () =>
    andon.ask.confirmAuthenticator(code, by),
  )
  if (!confirmed.ok) throw new Error(confirmed.error.sentence)
  const [unused = '', used = ''] = confirmed.value.recoveryCodes
  const reply = await andon.accounts.signIn('admin', secrets['password of the admin'])
  if (!reply.ok || reply.value.at !== 'second-step') throw new Error('no second factor is asked for')
  const { step } = reply.value
  told.push(JSON.stringify(await andon.accounts.secondStep.enter(step, `${used}x`, { source: '10.0.0.9' })))
  const entered = await andon.accounts.secondStep.enter(step, used, { source: '10.0.0.9' })
  if (!entered.ok) throw new Error(entered.error.sentence)
  Object.assign(given, {
    'key of an authenticator': key.replaceAll(' ', ''),
    'key of an authenticator, in groups': key,
    'recovery code': unused,
    'recovery code that was used': used,
    'step of a sign-in': step,
    'token of a session with a second factor': entered.value.token,
  })
}

const forms = (secret: string) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]

test('no secret is in the log of any level, the record, the wire record, the metrics, the tables or the refusals', async () => {
  const files = await readdir(wireFolder)
  expect(files.length).toBeGreaterThan(0)
  const wire = await Promise.all(files.map((file) => readFile(path.join(wireFolder, file), 'utf8')))
  const database = await Promise.all(
    (await readdir(dataDir))
      .filter((file) => file.startsWith('andon.db'))
      .map((file) => readFile(path.join(dataDir, file), 'utf8')),
  )
  const places = {
    log: lines.join(''),
    told: told.join('\n'),
    metrics,
    wire: wire.join('\n'),
    database: database.join('\n'),
  }
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(100)
    for (const [what, secret] of Object.entries({ ...secrets, ...given })) {
      expect(secret, what).not.toBe('')
      for (const form of forms(secret)) expect(text.includes(form), `the ${what} is in: ${place}`).toBe(false)
    }
  }
  // The cookie of the session at the host goes nowhere, under whatever name it would.
  for (const place of ['log', 'wire', 'database', 'metrics'] as const)
    expect(places[place]).not.toMatch(/vmware_soap_session|andon_session/)
})

test('what is left says what a host answered, and ties the request to its run', () => {
  const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const faults = all.filter(({ msg }) => msg === 'fault').map(({ text }) => text)
  expect(faults).toContain('I do not understand [hidden].')
  expect(all.find(({ request }) => request === 'r-1')).toMatchObject({ call: 'startRun', by: 'admin', run: 'run-1' })
  expect(all.find(({ method, msg }) => msg === 'reply' && method === 'PowerOnVM_Task')).toMatchObject({
    connection: 'lab',
  })
})

test('a database that cannot be reached is named without its password', async () => {
  const databaseUrl = `postgres://andon:${ofDatabase}@127.0.0.1:1/andon`
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  const starting = startRuntime(
    { dataDir, databaseUrl, secretKey: secrets['secret key'] },
    {
      openInventory,
      log,
      announce: () => undefined,
    },
  )
  const error = await starting.then(
    () => new Error('it started'),
    (reason: unknown) => reason as Error,
  )
  expect(error.message).toMatch(/127\.0\.0\.1/)
  expect(`${error.message} ${error.stack ?? ''} ${lines.join('')}`).not.toContain(ofDatabase)
})
