import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewApiToken } from '@/lib/contract/tokens-input'
import type { Result } from '@/lib/result'
import { connectionId } from '@/lib/vsphere/ids'
import { openStore, type Store } from '../journal/store'
import { createAccounts } from './accounts'
import type { Accounts } from './contract'
import { testBox } from './testing/signed-in'
import { accountsMigrations, type AccountsTables } from './tables'

const hour = 3_600_000
const [c1, c2, c3] = [connectionId('c1'), connectionId('c2'), connectionId('c3')]
let folder = ''
let store: Store
let accounts: Accounts
let now = 0
const noted: string[] = []
const ended: string[] = []
const changed: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-tokens-'))
  store = await openStore({ dataDir: folder, migrations: [accountsMigrations] })
  now = Date.parse('2030-01-01T00:00:00Z')
  accounts = createAccounts({
    db: store.tables<AccountsTables>(),
    now: () => now,
    note: async ({ by, text }) => void noted.push(`${by}: ${text}`),
    passwordCost: { ln: 4, r: 8, p: 1 },
    box: testBox,
  })
  await accounts.prepare('a password')
  valueOf(await accounts.people.add({ username: 'm.okafor', role: 'admin', password: 'first of all' }, 'admin'))
  for (const list of [noted, ended, changed]) list.length = 0
  accounts.onEnded((id) => ended.push(id))
  accounts.onOtherConnections((id) => changed.push(id))
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
const make = async (given: Partial<NewApiToken> = {}, owner = 'm.okafor') =>
  valueOf(await accounts.apiTokens.make({ name: 'patch-window', scopes: ['read', 'act'], hours: 8, ...given }, owner))
const use = (token: string, from = '10.0.0.1') => accounts.apiTokens.use(token, from)

describe('an API token', () => {
  it('is told once, kept as a hash, and calls as itself for its owner, never as an administrator', async () => {
    const { token, row } = await make()
    expect(token).toMatch(/^andon_pt_[\w-]{43}$/)
    expect(await use(token)).toEqual({
      id: row.id,
      account: { username: 'patch-window (m.okafor)', role: 'operator' },
      scopes: ['read', 'act'],
    })
    const stored = JSON.stringify(await store.tables<AccountsTables>().selectFrom('api_tokens').selectAll().execute())
    expect(stored).not.toContain(token.slice('andon_pt_'.length))
    expect(await accounts.sessions.use(token)).toBeUndefined()
    expect(await accounts.displayLinks.find(token)).toBeUndefined()
  })
  it('ends at its time, and one without an end does not', async () => {
    const [short, long] = [await make(), await make({ name: 'grafana', hours: null })]
    now += 8 * hour - 1
    expect(await use(short.token)).toBeDefined()
    expect(accounts.isOpen(short.row.id)).toBe(true)
    now += 1
    expect(accounts.isOpen(short.row.id)).toBe(false)
    expect(await use(short.token)).toBeUndefined()
    expect(ended).toEqual([short.row.id])
    now += 10 * 366 * 24 * hour
    expect(await use(long.token)).toBeDefined()
  })
  it('that is revoked opens nothing, its streams end, and the record says who did it', async () => {
    const { token, row } = await make()
    await use(token)
    valueOf(await accounts.apiTokens.revoke(row.id, 'admin'))
    expect(ended).toEqual([row.id])
    expect(accounts.isOpen(row.id)).toBe(false)
    expect(await use(token)).toBeUndefined()
    expect(await accounts.apiTokens.list()).toEqual([])
    expect(code(await accounts.apiTokens.revoke(row.id, 'admin'))).toBe('ok')
    expect(noted).toEqual([
      'm.okafor: API token patch-window made: read, act, until 2030-01-01T08:00:00.000Z',
      'patch-window (m.okafor): API token used from 10.0.0.1, for the first time in a day',
      'admin: API token patch-window (m.okafor) revoked',
      '10.0.0.1: An API token that opens nothing was sent',
    ])
  })
  it('is written down once a day for each address that it is used from; what opens nothing, folded', async () => {
    const { token } = await make({ hours: null })
    noted.length = 0
    for (let call = 0; call < 50; call++) await use(token)
    await use(token, '10.0.0.2')
    now += 24 * hour
    await use(token)
    const used = (from: string) => `patch-window (m.okafor): API token used from ${from}, for the first time in a day`
    expect(noted).toEqual([used('10.0.0.1'), used('10.0.0.2'), used('10.0.0.1')])
    for (let call = 0; call < 50; call++) await use('andon_pt_made-up', '10.0.0.9')
    expect(noted.slice(3)).toEqual(['10.0.0.9: An API token that opens nothing was sent'])
    await accounts.close()
    expect(noted.slice(4)).toEqual(['10.0.0.9: An API token that opens nothing was sent 49 more times within a minute'])
  })
  it('says in the list when and from where it was used last', async () => {
    const { token } = await make({ connections: [c1] })
    expect(await accounts.apiTokens.list()).toMatchObject([
      { name: 'patch-window', owner: 'm.okafor', connections: [c1] },
    ])
    await use(token)
    now += hour
    await use(token, '10.0.0.2')
    expect(await accounts.apiTokens.list()).toMatchObject([
      { lastUsed: { at: '2030-01-01T01:00:00.000Z', from: '10.0.0.2' } },
    ])
  })
  it.each(['', 'two words', 'x) (admin', '<b>'])('cannot be called "%s"', async (name) => {
    expect(code(await accounts.apiTokens.make({ name, scopes: ['read'], hours: 1 }, 'm.okafor'))).toBe('unfit')
    expect(noted).toEqual([])
  })
  it('has a name that its owner has not given before, and another may have', async () => {
    await make()
    expect(code(await accounts.apiTokens.make({ name: 'patch-window', scopes: ['read'], hours: 1 }, 'm.okafor'))).toBe(
      'name-taken',
    )
    await make({}, 'admin')
  })
})

describe('an API token and its owner', () => {
  it('that loses a right, or is limited, loses it for the token at once', async () => {
    const { token, row } = await make({ connections: [c1, c2] })
    expect((await use(token))?.account.connections).toEqual([c1, c2])
    valueOf(await accounts.people.edit('m.okafor', { role: 'viewer', connections: [c2, c3] }, 'admin'))
    expect(changed).toEqual([row.id])
    expect((await use(token))?.account).toMatchObject({ role: 'viewer', connections: [c2] })
    valueOf(await accounts.apiTokens.limit(row.id, { connections: [] }, 'admin'))
    expect(changed).toEqual([row.id, row.id])
    expect((await use(token))?.account.connections).toEqual([])
  })
  it('that is disabled stops it, and enabled again it goes on', async () => {
    const { token, row } = await make()
    await use(token)
    valueOf(await accounts.people.disable('m.okafor', 'admin'))
    expect(ended).toEqual([row.id])
    expect(await use(token)).toBeUndefined()
    expect(await accounts.apiTokens.list()).toMatchObject([{ isStopped: true }])
    valueOf(await accounts.people.enable('m.okafor', 'admin'))
    expect(await use(token)).toBeDefined()
  })
  it('that is removed takes it along; another account of the name has none', async () => {
    const { token, row } = await make()
    await use(token)
    valueOf(await accounts.people.remove('m.okafor', 'admin'))
    expect(ended).toEqual([row.id])
    valueOf(await accounts.people.add({ username: 'm.okafor', role: 'admin', password: 'first of all' }, 'admin'))
    expect(await use(token)).toBeUndefined()
    expect(await accounts.apiTokens.list()).toEqual([])
  })
})
