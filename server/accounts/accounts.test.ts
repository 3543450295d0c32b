import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../journal/store'
import { createAccounts, createAttempts, type Accounts } from './accounts'
import { allows } from '@/lib/accounts/role'
import { accountsMigrations, type AccountsTables } from './tables'

const cheapPasswords = { ln: 4, r: 8, p: 1 }
const hour = 3_600_000
let folder = ''
let store: Store
let now = 0
let accounts: Accounts

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-accounts-'))
  store = await openStore({ dataDir: folder, migrations: [accountsMigrations] })
  now = Date.parse('2030-01-01T00:00:00Z')
  accounts = createAccounts({ db: store.tables<AccountsTables>(), now: () => now, passwordCost: cheapPasswords })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const signIn = async () => {
  const signedIn = await accounts.signIn('admin', 'a password')
  if (!signedIn.ok) throw new Error(signedIn.error.sentence)
  return signedIn.value
}
const code = async (username: string, password: string) => {
  const signedIn = await accounts.signIn(username, password)
  return signedIn.ok ? 'ok' : signedIn.error.code
}

describe('the admin account', () => {
  it('is made with a generated password once, which is given out once', async () => {
    const { generatedPassword } = await accounts.prepare(undefined)
    expect(await code('admin', generatedPassword ?? '')).toBe('ok')
    expect(await accounts.prepare(undefined)).toEqual({})
  })
  it('takes a given password; another one later ends the sessions, the same one does not', async () => {
    expect(await accounts.prepare('a password')).toEqual({})
    const { token } = await signIn()
    await accounts.prepare('a password')
    expect(await accounts.sessions.use(token)).toBeDefined()
    await accounts.prepare('another password')
    expect(await accounts.sessions.use(token)).toBeUndefined()
    expect(await code('admin', 'a password')).toBe('sign-in-refused')
    expect(await code('admin', 'another password')).toBe('ok')
  })
  it('is not in the database in a form that could be used', async () => {
    await accounts.prepare('a password')
    const { token } = await signIn()
    const rows = JSON.stringify([
      await store.tables<AccountsTables>().selectFrom('accounts').selectAll().execute(),
      await store.tables<AccountsTables>().selectFrom('sessions').selectAll().execute(),
    ])
    expect(rows).not.toContain('a password')
    expect(rows).not.toContain(token)
  })
})

describe('signing in', () => {
  beforeEach(() => accounts.prepare('a password'))

  it('is refused in the same words for a wrong password and an unknown name', async () => {
    expect(await accounts.signIn('admin', 'wrong')).toEqual(await accounts.signIn('nobody', 'wrong'))
  })
  it('is slowed down after failures, for the right password too, and opens again with time', async () => {
    for (let failure = 0; failure < 5; failure++) expect(await code('admin', 'wrong')).toBe('sign-in-refused')
    expect(await code('admin', 'a password')).toBe('sign-in-slowed')
    now += 10_000
    expect(await code('admin', 'a password')).toBe('ok')
  })
  it('counts attempts that are made at once', async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, () => code('admin', 'wrong')))
    expect(codes.filter((one) => one === 'sign-in-refused')).toHaveLength(5)
  })
})

describe('a session', () => {
  beforeEach(() => accounts.prepare('a password'))

  it('ends twelve hours after its last use', async () => {
    const { token } = await signIn()
    now += 11 * hour
    expect(await accounts.sessions.use(token)).toBeDefined()
    now += 11 * hour
    const used = await accounts.sessions.use(token)
    expect(used?.account).toEqual({ username: 'admin', role: 'admin' })
    now += 12 * hour
    expect(accounts.isOpen(used?.id ?? '')).toBe(false)
    expect(await accounts.sessions.use(token)).toBeUndefined()
  })
  it('ends after seven days however much it is used', async () => {
    const { token } = await signIn()
    for (let hours = 0; hours < 7 * 24 - 6; hours += 6) {
      now += 6 * hour
      expect(await accounts.sessions.use(token)).toBeDefined()
    }
    now += 6 * hour
    expect(await accounts.sessions.use(token)).toBeUndefined()
  })
  it('tells its streams when it is closed, and is good for nothing after that', async () => {
    const { token, session } = await signIn()
    const ended: string[] = []
    accounts.onEnded((id) => ended.push(id))
    expect(accounts.isOpen(session.id)).toBe(true)
    await accounts.sessions.close(session.id)
    expect(ended).toEqual([session.id])
    expect(accounts.isOpen(session.id)).toBe(false)
    expect(await accounts.sessions.use(token)).toBeUndefined()
  })
  it('is known again after a restart', async () => {
    const { token } = await signIn()
    const restarted = createAccounts({
      db: store.tables<AccountsTables>(),
      now: () => now,
      passwordCost: cheapPasswords,
    })
    expect(await restarted.sessions.use(token)).toBeDefined()
  })
  it('is not opened by a token that was never given out, nor by the stored hash', async () => {
    const { session } = await signIn()
    expect(await accounts.sessions.use('made-up')).toBeUndefined()
    expect(await accounts.sessions.use(session.id)).toBeUndefined()
  })
})

describe('a display link', () => {
  it('is found by its token until it is revoked, and opens no session', async () => {
    const { id, token } = await accounts.displayLinks.create('hall', 'admin')
    expect(await accounts.displayLinks.find(token)).toMatchObject({ id, name: 'hall', createdBy: 'admin' })
    expect(accounts.isOpen(id)).toBe(true)
    expect(await accounts.sessions.use(token)).toBeUndefined()
    const ended: string[] = []
    accounts.onEnded((one) => ended.push(one))
    expect(await accounts.displayLinks.revoke(id)).toBe(true)
    expect(await accounts.displayLinks.revoke(id)).toBe(false)
    expect(ended).toEqual([id])
    expect(accounts.isOpen(id)).toBe(false)
    expect(await accounts.displayLinks.find(token)).toBeUndefined()
    expect(await accounts.displayLinks.list()).toEqual([])
  })
})

it('roles include the ones below them', () => {
  expect(allows('admin', 'operator')).toBe(true)
  expect(allows('operator', 'admin')).toBe(false)
  expect(allows('viewer', 'viewer')).toBe(true)
})

it('forgives five failures, then lets one through each ten seconds', () => {
  let now = 0
  const attempts = createAttempts({ now: () => now })
  for (let failure = 0; failure < 5; failure++) {
    expect(attempts.waitMs('admin')).toBe(0)
    attempts.failed('admin')
  }
  expect(attempts.waitMs('admin')).toBe(10_000)
  now = 9_999
  expect(attempts.waitMs('admin')).toBe(1)
  now = 10_000
  expect(attempts.waitMs('admin')).toBe(0)
  attempts.failed('admin')
  expect(attempts.waitMs('admin')).toBe(10_000)
})

it('forgets failures with time and after a success, and counts each account for itself', () => {
  let now = 0
  const attempts = createAttempts({ now: () => now })
  for (let failure = 0; failure < 9; failure++) attempts.failed('a')
  expect(attempts.waitMs('b')).toBe(0)
  now = 90_000
  expect(attempts.waitMs('a')).toBe(0)
  for (let failure = 0; failure < 9; failure++) attempts.failed('a')
  attempts.succeeded('a')
  expect(attempts.waitMs('a')).toBe(0)
})
