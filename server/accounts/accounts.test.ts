import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../journal/store'
import { createAccounts } from './accounts'
import type { Accounts } from './contract'
import type { SignInFrom } from './signing-in'
import { allows } from '@/lib/accounts/role'
import { connectionId } from '@/lib/vsphere/ids'
import { accountsMigrations, type AccountsTables } from './tables'
import { signedInOf, testBox } from './testing/signed-in'

const cheapPasswords = { ln: 4, r: 8, p: 1 }
const hour = 3_600_000
let folder = ''
let store: Store
let now = 0
let monotonic = 0
let accounts: Accounts
/** What has been written down, with the password hash of the account that it is about as it stood at that moment. */
const noted: { by: string; text: string }[] = []
const note = async (one: { by: string; text: string }) => void noted.push(one)

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-accounts-'))
  store = await openStore({ dataDir: folder, migrations: [accountsMigrations] })
  now = Date.parse('2030-01-01T00:00:00Z')
  noted.length = 0
  accounts = open()
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const open = () =>
  createAccounts({
    db: store.tables<AccountsTables>(),
    now: () => now,
    monotonic: () => monotonic,
    note,
    passwordCost: cheapPasswords,
    box: testBox,
  })

const signIn = async () => signedInOf(await accounts.signIn('admin', 'a password'))
const code = async (username: string, password: string, from?: SignInFrom) => {
  const signedIn = await accounts.signIn(username, password, from)
  return signedIn.ok ? 'ok' : signedIn.error.code
}

describe('the first administrator', () => {
  const tokenOf = async () => (await accounts.prepare(undefined)).setUpPath?.split('#')[1] ?? ''
  const chosen = (token: string) => ({ token, username: 'Anna', password: 'an old boat' })

  it('is set up with a link, once, under a name of their choice', async () => {
    const token = await tokenOf()
    expect(await accounts.lookAtLink(token)).toEqual({ ok: true, value: { username: null } })
    expect(await accounts.hasAdmin()).toBe(false)
    expect(await accounts.choosePassword(chosen(token))).toMatchObject({
      ok: true,
      value: { session: { account: { username: 'anna', role: 'admin' } } },
    })
    expect(await accounts.choosePassword(chosen(token))).toMatchObject({ ok: false, error: { code: 'no-link' } })
    expect(await accounts.hasAdmin()).toBe(true)
    expect(await accounts.prepare(undefined)).toEqual({})
    expect(await code('ANNA', 'an old boat')).toBe('ok')
    expect(noted.map(({ text }) => text)).toEqual([
      'First administrator set up with the link of the start',
      'Signed in from unknown',
    ])
  })
  it('has three days for it', async () => {
    const token = await tokenOf()
    now += 3 * 24 * hour
    expect(await accounts.choosePassword(chosen(token))).toMatchObject({ ok: false, error: { code: 'no-link' } })
  })
  it('is made by one link of several that starts have printed; the others are none then', async () => {
    const [before, token] = [await tokenOf(), await tokenOf()]
    expect((await accounts.choosePassword(chosen(before))).ok).toBe(true)
    expect(await accounts.choosePassword({ ...chosen(token), username: 'bert' })).toMatchObject({
      ok: false,
      error: { code: 'no-link' },
    })
  })
  it('is told what a password has to be, and the link can still be used', async () => {
    const token = await tokenOf()
    const short = await accounts.choosePassword({ ...chosen(token), password: 'short' })
    expect(short).toMatchObject({ ok: false, error: { sentence: expect.stringContaining('at least 10') } })
    expect((await accounts.choosePassword(chosen(token))).ok).toBe(true)
  })
  it('is one person when two open the link at once', async () => {
    const token = await tokenOf()
    const both = await Promise.all([
      accounts.choosePassword(chosen(token)),
      accounts.choosePassword({ ...chosen(token), username: 'Bert' }),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await accounts.people.list()).toHaveLength(1)
  })
})

describe('the admin account of the environment', () => {
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
  it('keeps what people did with it: the same password at the next start changes nothing', async () => {
    await accounts.prepare('a password')
    await accounts.people.add({ username: 'anna', role: 'admin', password: 'an old boat' }, 'admin')
    await accounts.people.disable('admin', 'anna')
    await accounts.prepare('a password')
    expect(await code('admin', 'a password')).toBe('account-disabled')
    await accounts.people.remove('admin', 'anna')
    await accounts.prepare('a password')
    expect((await accounts.people.list()).map(({ username }) => username)).toEqual(['anna'])
  })
  it('cannot have a password that somebody would try first, and the start says why', async () => {
    await expect(accounts.prepare('a')).rejects.toThrow(/ANDON_ADMIN_PASSWORD.*at least 10 characters/)
    await expect(accounts.prepare(' ')).rejects.toThrow('ANDON_ADMIN_PASSWORD')
    expect(await accounts.people.list()).toEqual([])
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
  it('is slowed down after failures where they came from, for the right password too, and opens again with time', async () => {
    for (let failure = 0; failure < 5; failure++) expect(await code('admin', 'wrong')).toBe('sign-in-refused')
    expect(await code('admin', 'a password')).toBe('sign-in-slowed')
    expect(await code('admin', 'a password', { source: '203.0.113.9' })).toBe('ok')
    monotonic += 10_000
    expect(await code('admin', 'a password')).toBe('ok')
  })
  it('waits by a clock that is never set back', async () => {
    for (let failure = 0; failure < 5; failure++) await code('admin', 'wrong')
    now -= 24 * hour
    expect(await accounts.signIn('admin', 'a password')).toMatchObject({
      error: { sentence: 'Too many failed attempts.', wayOut: 'Possible again in 10 s.', waitMs: 10_000 },
    })
  })
  it('stays open for a browser that was proven before, whoever guesses beside it', async () => {
    const from = { source: '203.0.113.9' }
    const first = await accounts.signIn('admin', 'a password', from)
    const { browser } = signedInOf(first)
    for (let guess = 0; guess < 40; guess++) await code('admin', 'wrong', from)
    expect(await code('admin', 'a password', from)).toBe('sign-in-slowed')
    expect(await code('admin', 'a password', { ...from, browser })).toBe('ok')
    // Guessing with a proof is slowed like any other.
    for (let guess = 0; guess < 10; guess++) await code('admin', 'wrong', { ...from, browser })
    expect(await code('admin', 'a password', { ...from, browser })).toBe('sign-in-slowed')
  })
  it('counts attempts that are made at once', async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, () => code('admin', 'wrong')))
    expect(codes.filter((one) => one === 'sign-in-refused')).toHaveLength(5)
  })
  it('refuses at once what is beyond the places, and a proven browser has one all the same', async () => {
    const first = await accounts.signIn('admin', 'a password')
    const { browser } = signedInOf(first)
    const guesses = Promise.all(
      Array.from({ length: 200 }, (_, one) => code('admin', 'wrong', { source: `10.0.0.${one}` })),
    )
    expect(await code('admin', 'a password', { source: '10.0.0.9', browser })).toBe('ok')
    const codes = await guesses
    expect(codes.filter((one) => one === 'sign-in-busy').length).toBeGreaterThanOrEqual(200 - 48 - 16)
    expect(accounts.figures.attempts.get('signed-in')).toBe(2)
    expect(accounts.figures.waiting).toBe(0)
  })
  it('works with a password that has no age: years later as on the first day', async () => {
    now += 10 * 365 * 24 * hour
    expect((await signIn()).session.mustChange).toBe(false)
  })
  it('stands in the journal before there is a session', async () => {
    await signIn()
    expect(noted.at(-1)).toEqual({ by: 'admin', text: 'Signed in from unknown' })
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
    expect(await open().sessions.use(token)).toBeDefined()
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

  const day = 24 * hour

  it('ends after its days without a display, and not while one is connected, looked at or not', async () => {
    const { id, token } = await accounts.displayLinks.create('hall', 'admin', { idleDays: 30 })
    const linkOf = async () => (await accounts.displayLinks.list())[0]
    expect(await linkOf()).toMatchObject({ until: new Date(now + 30 * day).toISOString() })
    now += 29 * day
    expect(await accounts.displayLinks.find(token)).toMatchObject({ id })
    // A stream that is open asks with each of its beats.
    for (let beat = 0; beat < 100; beat++) {
      now += day
      expect(accounts.isOpen(id)).toBe(true)
    }
    await expect.poll(linkOf).toMatchObject({ lastSeenAt: new Date(now).toISOString() })
    now += 30 * day
    expect(accounts.isOpen(id)).toBe(false)
    expect(await accounts.displayLinks.find(token)).toBeUndefined()
  })
  it('of before there was an end goes on, and has one from when it is seen again', async () => {
    const { id, token } = await accounts.displayLinks.create('hall', 'admin')
    await store.tables<AccountsTables>().updateTable('display_tokens').set({ idle_days: null }).execute()
    now += 1_000 * day
    expect(await accounts.displayLinks.find(token)).toMatchObject({ id })
    expect(await accounts.displayLinks.list()).toMatchObject([{ until: new Date(now + 90 * day).toISOString() }])
    now += 91 * day
    expect(await accounts.displayLinks.find(token)).toBeUndefined()
  })
  it('is of some connections alone, and says so at once where they change', async () => {
    const [c1, c2] = [connectionId('c1'), connectionId('c2')]
    const { id, token } = await accounts.displayLinks.create('hall', 'admin', { connections: [c1, c2], idleDays: 30 })
    expect(await accounts.displayLinks.find(token)).toMatchObject({ connections: [c1, c2] })
    const changed: string[] = []
    accounts.onOtherConnections((one) => changed.push(one))
    await accounts.displayLinks.edit(id, { connections: [c1, c2], idleDays: 90 })
    expect(changed).toEqual([])
    await accounts.displayLinks.edit(id, { connections: [c2], idleDays: 90 })
    expect(changed).toEqual([id])
    expect(await accounts.displayLinks.find(token)).toMatchObject({ connections: [c2], idleDays: 90 })
    expect(await accounts.displayLinks.edit('none', { idleDays: 1 })).toBe(false)
  })
  it('keeps from where it is read and whether it has names, and a wall that hangs begins anew where they change', async () => {
    const seat = { inches: 55.5, metres: 6 }
    const { id, token } = await accounts.displayLinks.create('hall', 'admin', { idleDays: 30, seat, isMasked: true })
    expect(await accounts.displayLinks.find(token)).toMatchObject({ seat, isMasked: true })
    const changed: string[] = []
    accounts.onOtherConnections((one) => changed.push(one))
    await accounts.displayLinks.edit(id, { idleDays: 90, seat, isMasked: true })
    expect(changed).toEqual([])
    await accounts.displayLinks.edit(id, { idleDays: 90, seat: { inches: 65, metres: 4 }, isMasked: true })
    await accounts.displayLinks.edit(id, { idleDays: 90, seat: { inches: 65, metres: 4 } })
    expect(changed).toEqual([id, id])
    expect(await accounts.displayLinks.find(token)).toMatchObject({ isMasked: false })
  })
})

it('roles include the ones below them', () => {
  expect(allows('admin', 'operator')).toBe(true)
  expect(allows('operator', 'admin')).toBe(false)
  expect(allows('viewer', 'viewer')).toBe(true)
})

describe('sessions of an account', () => {
  beforeEach(() => accounts.prepare('a password'))

  const signInFrom = async (from: Omit<SignInFrom, 'source'> = {}, source = '10.0.0.9') =>
    signedInOf(await accounts.signIn('admin', 'a password', { source, ...from }))
  const ids = async () => (await accounts.sessions.list('admin')).map(({ id }) => id)

  it('say where they are, since when, and when they were last used; the last used first', async () => {
    const { token, session } = await signInFrom({
      agent: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0',
    })
    now += hour
    const other = await signInFrom({}, '10.0.0.10')
    now += hour
    await accounts.sessions.use(token)
    expect(await accounts.sessions.list()).toEqual([
      {
        id: session.id,
        username: 'admin',
        source: '10.0.0.9',
        browser: 'Firefox on Linux',
        createdAt: '2030-01-01T00:00:00.000Z',
        usedAt: '2030-01-01T02:00:00.000Z',
      },
      expect.objectContaining({ id: other.session.id, source: '10.0.0.10', usedAt: '2030-01-01T01:00:00.000Z' }),
    ])
    expect(await accounts.sessions.ownerOf(session.id)).toBe('admin')
    expect(await accounts.sessions.ownerOf('made-up')).toBeUndefined()
  })
  it('end when the same browser signs in again, and all of them when the sign-in asks for it', async () => {
    const { token } = await signInFrom()
    const elsewhere = await signInFrom()
    const again = await signInFrom({ replaces: token })
    expect(await ids()).toHaveLength(2)
    expect(await accounts.sessions.use(token)).toBeUndefined()
    expect(await accounts.sessions.use(elsewhere.token)).toBeDefined()
    const last = await signInFrom({ replaces: again.token, endOthers: true })
    expect(await ids()).toEqual([last.session.id])
  })
  it('are not kept open by a look: only by use', async () => {
    const { token, session } = await signInFrom()
    now += 11 * hour
    expect(await accounts.sessions.look(token)).toBeDefined()
    expect(accounts.isOpen(session.id)).toBe(true)
    now += hour
    expect(accounts.isOpen(session.id)).toBe(false)
    expect(await accounts.sessions.look(token)).toBeUndefined()
  })
  it('end after as long as an administrator sets, those that are open too', async () => {
    const { token, session } = await signInFrom()
    now += 30 * 60_000
    expect(await accounts.sessions.idleMinutes()).toBe(720)
    await accounts.sessions.setIdleMinutes(60)
    expect(accounts.isOpen(session.id)).toBe(true)
    now += 20 * 60_000
    expect(await accounts.sessions.use(token)).toBeDefined()
    now += 59 * 60_000
    expect(accounts.isOpen(session.id)).toBe(true)
    now += 60_000
    expect(accounts.isOpen(session.id)).toBe(false)
    expect(await accounts.sessions.use(token)).toBeUndefined()
    const next = await signInFrom()
    expect(next.session.expiresAt).toBe(now + hour)
    await accounts.sessions.setIdleMinutes(15)
    now += 15 * 60_000
    expect(accounts.isOpen(next.session.id)).toBe(false)
  })
})
