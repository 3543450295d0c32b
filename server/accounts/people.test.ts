import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '@/lib/result'
import { connectionId } from '@/lib/vsphere/ids'
import { openStore, type Store } from '../journal/store'
import { createAccounts } from './accounts'
import type { Accounts } from './contract'
import { accountsMigrations, type AccountsTables } from './tables'
import { signedInOf, testBox } from './testing/signed-in'

let folder = ''
let store: Store
let accounts: Accounts
let now = 0
const noted: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-people-'))
  store = await openStore({ dataDir: folder, migrations: [accountsMigrations] })
  now = Date.parse('2030-01-01T00:00:00Z')
  noted.length = 0
  accounts = createAccounts({
    db: store.tables<AccountsTables>(),
    now: () => now,
    // Attempts to sign in have tests of their own.
    note: async ({ by, text }) => void (/sign/i.test(text) || noted.push(`${by}: ${text}`)),
    passwordCost: { ln: 4, r: 8, p: 1 },
    box: testBox,
  })
  await accounts.prepare('a password')
  noted.length = 0
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value
}
const signIn = async (username: string, password = 'an old boat') =>
  signedInOf(await accounts.signIn(username, password))
const rowOf = async (username: string) => (await accounts.people.list()).find((one) => one.username === username)

async function addAnna(role: 'viewer' | 'operator' | 'admin' = 'operator') {
  valueOf(await accounts.people.add({ username: 'anna', role, password: 'first of all' }, 'admin'))
  const { token, session } = await signIn('anna', 'first of all')
  valueOf(await accounts.people.changePassword('anna', 'first of all', 'an old boat', session.id))
  return { token, session }
}
const tokenIn = ({ link }: { link?: { path: string } }) => link?.path.split('#')[1] ?? ''

describe('a new account', () => {
  it('comes with a link, with which its person chooses a password, once, and is signed in', async () => {
    const made = valueOf(await accounts.people.add({ username: ' Anna ', role: 'viewer' }, 'admin'))
    expect(made.link?.path).toMatch(/^\/sign-in\/link#[\w-]{43}$/)
    expect(await rowOf('anna')).toMatchObject({
      role: 'viewer',
      state: { at: 'without-password', linkUntil: made.link?.until },
    })
    const token = tokenIn(made)
    expect(await accounts.lookAtLink(token)).toEqual({ ok: true, value: { username: 'anna' } })
    // The name is the link's, whatever else is sent.
    const chosen = { token, username: 'admin', password: 'an old boat' }
    expect(signedInOf(await accounts.choosePassword(chosen)).session.account).toEqual({
      username: 'anna',
      role: 'viewer',
    })
    expect(code(await accounts.choosePassword({ token, password: 'another boat' }))).toBe('no-link')
    expect(await rowOf('anna')).toMatchObject({ state: { at: 'active' }, mustChange: false })
    expect(noted).toEqual([
      'admin: Account anna added as viewer, with a link to choose a password',
      'anna: Own password chosen',
    ])
  })
  it('opens to no password before one was chosen, not to an empty one either', async () => {
    await accounts.people.add({ username: 'anna', role: 'viewer' }, 'admin')
    for (const password of ['', 'an old boat']) {
      expect(code(await accounts.signIn('anna', password))).toBe('sign-in-refused')
    }
  })
  it('has a first password that has to be changed', async () => {
    valueOf(await accounts.people.add({ username: 'anna', role: 'viewer', password: 'first of all' }, 'admin'))
    const { session, token } = await signIn('anna', 'first of all')
    expect(session.mustChange).toBe(true)
    expect((await accounts.sessions.use(token))?.mustChange).toBe(true)
    const same = await accounts.people.changePassword('anna', 'first of all', 'first of all', session.id)
    expect(code(same)).toBe('unfit')
    valueOf(await accounts.people.changePassword('anna', 'first of all', 'an old boat', session.id))
    expect((await accounts.sessions.use(token))?.mustChange).toBe(false)
    expect((await signIn('anna')).session.mustChange).toBe(false)
  })
  it('is refused in a sentence, and then nothing is written down', async () => {
    const add = (username: string, password?: string) =>
      accounts.people.add({ username, role: 'viewer', ...(password !== undefined && { password }) }, 'admin')
    expect(code(await add('Admin'))).toBe('name-taken')
    expect(code(await add('two words'))).toBe('unfit')
    expect(code(await add('auto-answer'))).toBe('unfit')
    expect(code(await add('anna', 'short'))).toBe('unfit')
    expect(noted).toEqual([])
    expect(await accounts.people.list()).toHaveLength(1)
  })
})

describe('an account that is disabled', () => {
  it('cannot sign in, its sessions and their streams end, and only who has the password learns why', async () => {
    const { token, session } = await addAnna()
    const ended: string[] = []
    accounts.onEnded((id) => ended.push(id))
    valueOf(await accounts.people.disable('anna', 'admin'))
    expect(ended).toEqual([session.id])
    expect(await accounts.sessions.use(token)).toBeUndefined()
    expect(accounts.isOpen(session.id)).toBe(false)
    expect(code(await accounts.signIn('anna', 'an old boat'))).toBe('account-disabled')
    expect(code(await accounts.signIn('anna', 'not her boat'))).toBe('sign-in-refused')
    valueOf(await accounts.people.enable('anna', 'admin'))
    expect(await accounts.sessions.use(token)).toBeUndefined()
    expect(code(await accounts.signIn('anna', 'an old boat'))).toBe('ok')
    expect(noted.slice(-2)).toEqual(['admin: Account anna disabled', 'admin: Account anna enabled'])
  })
  it('cannot be opened with a link that was made before', async () => {
    const token = tokenIn(valueOf(await accounts.people.add({ username: 'anna', role: 'viewer' }, 'admin')))
    valueOf(await accounts.people.disable('anna', 'admin'))
    expect(code(await accounts.choosePassword({ token, password: 'an old boat' }))).toBe('account-disabled')
  })
})

describe('a reset', () => {
  it('ends the sessions and the password of before, and gives a link', async () => {
    const { token } = await addAnna()
    const link = tokenIn(valueOf(await accounts.people.reset('anna', undefined, 'admin')))
    expect(await accounts.sessions.use(token)).toBeUndefined()
    expect(code(await accounts.signIn('anna', 'an old boat'))).toBe('sign-in-refused')
    valueOf(await accounts.choosePassword({ token: link, password: 'a new boat' }))
    expect(code(await accounts.signIn('anna', 'a new boat'))).toBe('ok')
    expect(noted).toContain('admin: Password of account anna reset')
  })
  it('gives a new first password just as well, and a link of before is none any more', async () => {
    const link = tokenIn(valueOf(await accounts.people.add({ username: 'anna', role: 'viewer' }, 'admin')))
    valueOf(await accounts.people.reset('anna', 'first of all', 'admin'))
    expect(code(await accounts.choosePassword({ token: link, password: 'an old boat' }))).toBe('no-link')
    expect((await signIn('anna', 'first of all')).session.mustChange).toBe(true)
  })
})

describe('the own password', () => {
  it('is changed with the present one; the other sessions end, this one stays', async () => {
    const { token, session } = await addAnna()
    const other = await signIn('anna')
    const change = (old: string, password: string) => accounts.people.changePassword('anna', old, password, session.id)
    expect(code(await change('not her boat', 'a new boat'))).toBe('wrong-password')
    expect(code(await change('an old boat', 'anna'))).toBe('unfit')
    expect(await accounts.sessions.use(other.token)).toBeDefined()
    expect(code(await change('an old boat', 'a new boat'))).toBe('ok')
    expect(await accounts.sessions.use(other.token)).toBeUndefined()
    expect(await accounts.sessions.use(token)).toBeDefined()
    expect(noted.at(-1)).toBe('anna: Own password changed')
  })

  it('is guessed in a session as seldom as at the door, and written down; other sessions are held up by nobody', async () => {
    const { session } = await addAnna()
    const other = await signIn('anna')
    const codes: string[] = []
    for (let n = 0; n < 20; n++)
      codes.push(code(await accounts.people.changePassword('anna', `guess ${n}`, 'a new boat', session.id)))
    expect(codes.filter((one) => one === 'wrong-password').length).toBeLessThanOrEqual(10)
    expect(codes.at(-1)).toBe('sign-in-slowed')
    expect(code(await accounts.people.showPassword('anna', 'an old boat', session.id))).toBe('sign-in-slowed')
    expect(noted.filter((text) => text.startsWith('anna: A wrong password')).length).toBeGreaterThan(0)
    expect(code(await accounts.people.showPassword('anna', 'an old boat', other.session.id))).toBe('ok')
  })
})

describe('the role', () => {
  it('holds from the next call on, in sessions that are open', async () => {
    const { token } = await addAnna('operator')
    valueOf(await accounts.people.edit('anna', { role: 'viewer' }, 'admin'))
    expect((await accounts.sessions.use(token))?.account.role).toBe('viewer')
    expect(noted.at(-1)).toBe('admin: Account anna is viewer now, was operator')
  })
})

describe('an account that is limited to some connections', () => {
  const connections = [connectionId('c1'), connectionId('c2')]

  it('is so in its sessions, which go on with others at once when its connections change', async () => {
    valueOf(
      await accounts.people.add({ username: 'anna', role: 'viewer', connections, password: 'first of all' }, 'admin'),
    )
    const { session, token } = await signIn('anna', 'first of all')
    expect(session.account.connections).toEqual(connections)
    expect((await accounts.sessions.use(token))?.account.connections).toEqual(connections)
    expect(await rowOf('anna')).toMatchObject({ connections })
    const changed: string[] = []
    accounts.onOtherConnections((id) => changed.push(id))
    accounts.onEnded(() => expect.unreachable('a session ended'))
    valueOf(await accounts.people.edit('anna', { role: 'operator', connections }, 'admin'))
    expect(changed).toEqual([])
    valueOf(await accounts.people.edit('anna', { role: 'operator', connections: connections.slice(1) }, 'admin'))
    expect(changed).toEqual([session.id])
    expect((await accounts.sessions.use(token))?.account).toMatchObject({ role: 'operator', connections: ['c2'] })
    expect(changed).toEqual([session.id])
    expect(noted.at(-1)).toBe(
      'admin: Account anna is operator at 1 of the connections now, was operator at 2 of the connections',
    )
    expect((await signIn('anna', 'first of all')).session.account.connections).toEqual(['c2'])
    valueOf(await accounts.people.edit('anna', { role: 'operator' }, 'admin'))
    expect((await signIn('anna', 'first of all')).session.account).toEqual({ username: 'anna', role: 'operator' })
  })
  it('may be limited to none, which is not all', async () => {
    valueOf(
      await accounts.people.add(
        { username: 'anna', role: 'viewer', connections: [], password: 'first of all' },
        'admin',
      ),
    )
    expect((await signIn('anna', 'first of all')).session.account.connections).toEqual([])
  })
  it('is no administrator', async () => {
    expect(code(await accounts.people.add({ username: 'anna', role: 'admin', connections }, 'admin'))).toBe('unfit')
    await addAnna('operator')
    expect(code(await accounts.people.edit('anna', { role: 'admin', connections }, 'admin'))).toBe('unfit')
  })
})

describe('the last administrator', () => {
  const tries = {
    lowered: () => accounts.people.edit('admin', { role: 'operator' }, 'admin'),
    disabled: () => accounts.people.disable('admin', 'admin'),
    reset: () => accounts.people.reset('admin', undefined, 'admin'),
    removed: () => accounts.people.remove('admin', 'admin'),
  }
  it.each(Object.entries(tries))('cannot be %s, and nothing is written down', async (_, attempt) => {
    await addAnna('operator')
    // An administrator who has not chosen a password yet cannot sign in.
    await accounts.people.add({ username: 'bert', role: 'admin' }, 'admin')
    noted.length = 0
    expect(code(await attempt())).toBe('last-admin')
    expect(noted).toEqual([])
    expect(code(await accounts.signIn('admin', 'a password'))).toBe('ok')
  })
  it('is whoever is left of two that are lowered at once', async () => {
    await addAnna('admin')
    const both = await Promise.all([
      accounts.people.edit('anna', { role: 'viewer' }, 'admin'),
      accounts.people.disable('admin', 'anna'),
    ])
    expect(both.map(code).toSorted()).toEqual(['last-admin', 'ok'])
  })
  it('is guarded in the statement itself, against another process', async () => {
    await addAnna('admin')
    const other = createAccounts({
      db: store.tables<AccountsTables>(),
      now: () => now,
      // Written down by one process while the other disables the other administrator.
      note: async ({ text }) => {
        noted.push(text)
        if (text === 'Account anna disabled') valueOf(await accounts.people.disable('admin', 'anna'))
      },
      box: testBox,
      passwordCost: { ln: 4, r: 8, p: 1 },
    })
    expect(code(await other.people.disable('anna', 'admin'))).toBe('last-admin')
    expect(noted.at(-1)).toBe('Not done: it would have left no administrator')
    expect(await rowOf('anna')).toMatchObject({ state: { at: 'active' } })
  })
})

it('an account that is removed is gone with its sessions; its name opens nothing', async () => {
  const { token, session } = await addAnna()
  const ended: string[] = []
  accounts.onEnded((id) => ended.push(id))
  valueOf(await accounts.people.remove('anna', 'admin'))
  expect(ended).toEqual([session.id])
  expect(await accounts.sessions.use(token)).toBeUndefined()
  expect(code(await accounts.signIn('anna', 'an old boat'))).toBe('sign-in-refused')
  expect(code(await accounts.people.enable('anna', 'admin'))).toBe('no-account')
})

it('the list says when each was seen and how many sessions it has', async () => {
  await addAnna()
  await signIn('anna')
  expect(await rowOf('anna')).toMatchObject({ lastSeenAt: '2030-01-01T00:00:00.000Z', sessions: 2 })
  expect(await rowOf('admin')).toEqual({
    username: 'admin',
    role: 'admin',
    state: { at: 'active' },
    mustChange: false,
    sessions: 0,
  })
})
