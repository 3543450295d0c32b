/** Processes that share a database: what a person does at one of them holds at all. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseClaimRules } from '@/lib/accounts/claim-rules'
import type { Account } from '@/lib/accounts/role'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import type { Result } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { fakeInventory, type FakeInventory } from '../connections/testing/fake-inventory'
import { clientId, clientSecret, lyingProvider } from '../identity/testing/lying-provider'
import { openPostgres } from '../journal/postgres'
import { describeOnPostgres, freshDatabase, type FreshDatabase } from '../journal/testing/postgres-rig'
import type { Andon } from './andon'
import { startRuntime } from './composition'
import { createLog } from './log'
import { otherProcesses } from './other-processes'
import type { Settings } from './settings'
import { signedInOf } from '../accounts/testing/signed-in'

const admin: Account = { username: 'admin', role: 'admin' }
const adminPassword = 'a password'
const secretKey = 'the key of all of them'

let folder = ''
let fresh: FreshDatabase
let running: Andon[] = []
let announced: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-replicas-'))
  fresh = await freshDatabase()
})
afterEach(async () => {
  await Promise.all(running.map((one) => one.close()))
  running = []
  announced = []
  await fresh.drop()
  await rm(folder, { recursive: true })
})

type Replica = { andon: Andon; inventories: FakeInventory[] }

async function start(settings: Partial<Settings> = { adminPassword }): Promise<Replica> {
  const inventories: FakeInventory[] = []
  const andon = await startRuntime(
    { dataDir: path.join(folder, 'data'), databaseUrl: fresh.url, secretKey, ...settings },
    {
      openInventory: (options) => {
        const inventory = fakeInventory(options)
        inventories.push(inventory)
        return inventory
      },
      log: createLog('silent'),
      announce: (text) => void announced.push(text),
      passwordCost: { ln: 4, r: 8, p: 1 },
    },
  )
  running.push(andon)
  return { andon, inventories }
}

const form: ConnectionInput = {
  name: 'esx-lab',
  address: 'esx-lab',
  user: 'root',
  password: 'secret',
  trust: { kind: 'system' },
  autoAnswer: false,
}
const good = async <T>(asked: Promise<Result<T>>): Promise<T> => {
  const result = await asked
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value
}
/** The administrator, just signed in: what makes another way in asks for it. */
async function signedInAt({ andon }: Replica): Promise<Account & { session: string }> {
  const { session } = signedInOf(await andon.accounts.signIn('admin', adminPassword))
  return { ...admin, session: session.id }
}
const shown = ({ andon }: Replica): ConnectionView[] => Object.values(andon.live.tables().connections)
const eventually = (look: () => unknown) => vi.waitFor(() => expect(look()).toBe(true), { timeout: 15_000 })

/** Whether a stream that was opened for somebody has ended. */
function opened(andon: Andon, owner: string, principal: 'person' | 'token' | 'display') {
  const reader = andon.live
    .open({ principal, topics: ['board'], owner, signal: new AbortController().signal })
    .getReader()
  const stream = { hasEnded: false, last: '' }
  void (async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      stream.last = new TextDecoder().decode(next.value)
    stream.hasEnded = true
  })()
  return stream
}

await describeOnPostgres('of processes that share a database', () => {
  test('who signs in at one is signed in at all, and who signs out is signed out everywhere, streams too', async () => {
    const [one, other] = [await start(), await start()]
    const { token, session } = signedInOf(await one.andon.accounts.signIn('admin', adminPassword))
    expect(await other.andon.accounts.sessions.use(token)).toMatchObject({ id: session.id, account: admin })
    const stream = opened(other.andon, session.id, 'person')
    await one.andon.accounts.sessions.close(session.id)
    await eventually(() => stream.hasEnded)
    expect(other.andon.accounts.isOpen(session.id)).toBe(false)
    expect(await other.andon.accounts.sessions.use(token)).toBeUndefined()
  })

  test('a display link that is revoked at one opens nothing at another, and ends what it had opened', async () => {
    const [one, other] = [await start(), await start()]
    const { id, token } = await one.andon.accounts.displayLinks.create('hall', 'admin')
    expect(await other.andon.accounts.displayLinks.find(token)).toMatchObject({ id, name: 'hall' })
    const stream = opened(other.andon, id, 'display')
    expect(await one.andon.accounts.displayLinks.revoke(id)).toBe(true)
    await eventually(() => stream.hasEnded)
    expect(other.andon.accounts.isOpen(id)).toBe(false)
  })

  test('an API token that is revoked at one ends its streams at another, and one that is limited begins them anew', async () => {
    const [one, other] = [await start(), await start()]
    const { connection } = await good(one.andon.ask.addConnection(form, admin))
    const by = await signedInAt(one)
    const made = await good(one.andon.ask.createApiToken({ name: 'nightly-runner', scopes: ['read'], hours: 1 }, by))
    const caller = await other.andon.accounts.apiTokens.use(made.token, '10.0.0.1')
    expect(caller?.account).toEqual({ username: 'nightly-runner (admin)', role: 'operator' })
    const wide = opened(other.andon, made.row.id, 'token')
    await good(one.andon.ask.limitApiToken(made.row.id, { connections: [connection] }, admin))
    await eventually(() => wide.hasEnded)
    expect(wide.last).toContain('begin-again')
    const narrow = opened(other.andon, made.row.id, 'token')
    await good(one.andon.ask.revokeApiToken(made.row.id, admin))
    await eventually(() => narrow.hasEnded)
    expect(narrow.last).toContain('signed-out')
    expect(await other.andon.accounts.apiTokens.use(made.token, '10.0.0.1')).toBeUndefined()
  })

  test('an account that is limited at one drops the rest at another at once, and stays signed in', async () => {
    const [one, other] = [await start(), await start()]
    const by = await signedInAt(one)
    await good(one.andon.ask.addAccount({ username: 'anna', role: 'operator', password: 'first of all' }, by))
    const { token, session } = signedInOf(await other.andon.accounts.signIn('anna', 'first of all'))
    const stream = opened(other.andon, session.id, 'person')
    await good(one.andon.ask.editAccount('anna', { role: 'operator', connections: [] }, admin))
    await eventually(() => stream.hasEnded)
    expect(stream.last).toContain('begin-again')
    expect((await other.andon.accounts.sessions.use(token))?.account.connections).toEqual([])
  })

  test('each follows the connections that are added, edited, switched and removed at another', async () => {
    const [one, other] = [await start(), await start()]
    const { connection } = await good(one.andon.ask.addConnection(form, admin))
    await eventually(() => shown(other)[0]?.id === connection)
    expect(other.inventories.map(({ opened }) => opened)).toMatchObject([{ id: connection, password: 'secret' }])
    expect(other.inventories[0]?.calls).toEqual(['start'])

    await good(other.andon.ask.setAutoAnswer(connection, true, admin))
    await eventually(() => shown(one)[0]?.autoAnswer.on)
    await good(one.andon.ask.editConnection(connection, { ...form, name: 'renamed', autoAnswer: true }, admin))
    await eventually(() => shown(other)[0]?.name === 'renamed')
    expect(shown(other)[0]?.autoAnswer).toMatchObject({ on: true, changedBy: 'admin' })
    await good(other.andon.ask.dryRunAutoAnswer(connection, 7, admin))
    await eventually(() => shown(one)[0]?.autoAnswer.dryRunUntil !== undefined)
    await good(one.andon.ask.setAutoAnswer(connection, true, admin))
    await eventually(() => shown(other)[0]?.autoAnswer.on)

    // The password that was entered with it may be another one.
    await eventually(() => other.inventories.length === 2 && other.inventories[0]?.calls.includes('close'))
    await good(one.andon.ask.editConnection(connection, { ...form, name: 'renamed', password: 'new' }, admin))
    await eventually(() => other.inventories.length === 3)
    expect(other.inventories[2]?.opened.password).toBe('new')

    await good(other.andon.ask.removeConnection(connection, admin))
    await eventually(() => shown(one).length === 0)
    expect(one.inventories.at(-1)?.calls).toEqual(['start', 'close'])
  })

  test('a change at one keeps what another has changed beside it, and finds a name taken that was given there', async () => {
    const [one, other] = [await start(), await start()]
    const { connection } = await good(one.andon.ask.addConnection(form, admin))
    // Each begins with what is stored by then, whether it has heard of it or not.
    await good(other.andon.ask.setAutoAnswer(connection, true, admin))
    const { password: _, ...rest } = form
    await good(one.andon.ask.editConnection(connection, { ...rest, name: 'renamed', autoAnswer: true }, admin))
    await eventually(() => shown(one)[0]?.autoAnswer.on && shown(other)[0]?.name === 'renamed')
    await good(one.andon.ask.addConnection({ ...form, name: 'second' }, admin))
    expect(await other.andon.ask.addConnection({ ...form, name: 'second' }, admin)).toMatchObject({
      ok: false,
      error: { sentence: 'There is already a connection named second.' },
    })
  })

  test('a certificate that is trusted at one is the pin of all, with who trusted it; what another still shows is decided', async () => {
    const [one, other] = [await start(), await start()]
    const [was, now] = ['AA', 'BB'].map((two) => Array.from({ length: 32 }, () => two).join(':'))
    const certificate = (sha256 = '') => ({ sha256, subject: 'CN=esx', issuer: 'CN=esx', names: ['esx-lab'] })
    const pinned: ConnectionInput = { ...form, trust: { kind: 'thumbprint', sha256: was ?? '' } }
    const { connection } = await good(one.andon.ask.addConnection(pinned, admin))
    await eventually(() => other.inventories.length === 1)
    for (const { inventories } of [one, other]) inventories[0]?.shows(certificate(was), certificate(now))
    await good(other.andon.ask.trustCertificate(connection, now ?? '', admin))
    await eventually(() => one.inventories.length === 2)
    for (const { inventories } of [one, other])
      expect(inventories[1]?.opened.endpoint.trust).toEqual({ kind: 'thumbprint', sha256: now })
    await eventually(
      () => shown(one)[0]?.pin?.agreed?.by === 'admin' && shown(other)[0]?.pin?.certificate?.sha256 === now,
    )
    expect(await one.andon.ask.trustCertificate(connection, now ?? '', admin)).toMatchObject({
      error: { code: 'other-certificate-changed' },
    })
  })

  test('a sign-in through a provider that was begun at one is finished at another, once at all of them', async () => {
    const provider = await lyingProvider()
    try {
      const { rules } = parseClaimRules('admin: groups=vm-admins')
      const of = { issuer: provider.issuer, clientId, clientSecret, scopes: 'openid', name: 'Company ID', rules }
      const [one, other] = [await start({ identity: of }), await start({ identity: of })]
      const door = ({ andon }: Replica) => andon.identity!
      const begun = await good(door(one).begin({ next: '/vms' }, 'https://andon.example', { source: '10.0.0.9' }))
      const search = provider.signInAs(begun.url, { sub: 'a-1', preferred_username: 'anna', groups: ['vm-admins'] })
      const finish = (at: Replica) => door(at).finish({ search, begun: begun.begun }, { source: '10.0.0.9' })
      const ends = await Promise.all([finish(one), finish(other), finish(one), finish(other)])
      const signedIn = ends.flatMap((end) => (end.at === 'signed-in' ? [end.signedIn.token] : []))
      expect(signedIn).toHaveLength(1)
      expect((await finish(other)).at).toBe('refused')
      for (const { andon } of [one, other])
        expect((await andon.accounts.sessions.use(signedIn[0] ?? ''))?.account).toMatchObject({ username: 'anna' })
      expect(
        (await other.andon.accounts.people.list()).filter(({ username }) => username.startsWith('anna')),
      ).toHaveLength(1)
    } finally {
      await provider.close()
    }
  })

  test('three that start at once store the first connections once, and of their links the first makes an admin', async () => {
    const replicas = await Promise.all([1, 2, 3].map(() => start({ seed: [form, { ...form, name: 'second' }] })))
    for (const one of replicas) {
      await eventually(() => shown(one).length === 2)
      expect(
        shown(one)
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(['esx-lab', 'second'])
    }
    const pages = await Promise.all(replicas.map(({ andon }) => good(andon.ask.readHistory({}, admin))))
    expect(pages.map(({ notes }) => notes.length)).toEqual([2, 2, 2])
    const links = announced.map((text) => /#(\S+)/.exec(text)?.[1] ?? 'none')
    const chosen = { username: 'a.haddad', password: 'correct horse battery' }
    const outcomes: boolean[] = []
    for (const [at, { andon }] of replicas.entries())
      outcomes.push((await andon.accounts.choosePassword({ token: links[at] ?? '', ...chosen })).ok)
    expect(outcomes).toEqual([true, false, false])
  })

  test('one with another secret key is refused at its start in one sentence; the same text as the key is not', async () => {
    await start()
    await expect(start({ adminPassword, secretKey: 'another key altogether' })).rejects.toThrow(
      /sealed with another secret key\. Give each process that shares it the same ANDON_SECRET_KEY/,
    )
    await start({ adminPassword, dataDir: path.join(folder, 'elsewhere') })
  })

  test('one whose clock is off says so once, by how much and which way', async () => {
    const database = await openPostgres(fresh.url)
    const said: string[] = []
    const log = { warn: (...words: unknown[]) => void said.push(words.map(String).join(' ')) }
    const nothing = { readAgain: async () => {} }
    for (const off of [0, 61_000, -3_600_000]) {
      const others = otherProcesses(database, log as never, () => Date.now() + off) // what it calls of it
      others.follow({ accounts: nothing, connections: nothing, rules: nothing, overdue: nothing, signals: nothing })
      if (off !== 0) await eventually(() => said.some((text) => text.includes(off > 0 ? 'ahead' : 'behind')))
      others.stop()
    }
    await database.close()
    expect(said).toEqual([
      expect.stringMatching(/^The clock of this machine is 61 s ahead of the database's\./),
      expect.stringMatching(/^The clock of this machine is 3600 s behind the database's\./),
    ])
  })
})
