import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Asker } from '@/lib/accounts/role'
import { newPasskeyInput, usedPasskeyInput } from '@/lib/contract/factors-input'
import type { Result } from '@/lib/result'
import { openStore, type Store } from '../../journal/store'
import { describeOnBoth, freshDatabase, type FreshDatabase } from '../../journal/testing/postgres-rig'
import { createAccounts } from '../accounts'
import type { Accounts } from '../contract'
import type { SignInFrom } from '../signing-in'
import { accountsMigrations, type AccountsTables } from '../tables'
import { codeAt } from '../testing/other-authenticator'
import { signedInOf, testBox } from '../testing/signed-in'
import { softwareAuthenticator } from '../testing/software-authenticator'

const minute = 60_000
const origin = 'https://andon.example.net'
const password = 'an old boat'

let folder = ''
let store: Store
let fresh: FreshDatabase | undefined
let now = 0
let monotonic = 0
let accounts: Accounts
let noted: string[] = []

function open() {
  // What a test of before writes down a minute later is not of this one.
  const own = noted
  return createAccounts({
    db: store.tables<AccountsTables>(),
    now: () => now,
    monotonic: () => monotonic,
    note: async ({ by, text }) => void own.push(`${by}: ${text}`),
    passwordCost: { ln: 4, r: 8, p: 1 },
    box: testBox,
    stepKey: Buffer.alloc(32, 3),
    browserKey: Buffer.alloc(32, 4),
  })
}

async function begin(databaseUrl?: string): Promise<void> {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-factors-'))
  store = await openStore({
    dataDir: folder,
    migrations: [accountsMigrations],
    ...(databaseUrl !== undefined && { databaseUrl }),
  })
  now = Date.parse('2030-01-01T00:00:00Z')
  noted = []
  accounts = open()
  await accounts.prepare('a password')
  for (const username of ['anna', 'bert']) {
    const added = await accounts.people.add({ username, role: 'operator' }, 'admin')
    const token = (added.ok && added.value.link?.path.split('#')[1]) || ''
    signedInOf(await accounts.choosePassword({ token, password }))
  }
  noted.length = 0
}
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
  await fresh?.drop()
  fresh = undefined
})

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value
}
/** Signs in as somebody without a second factor. */
async function askerOf(username: string, given = password): Promise<Asker> {
  const { session } = signedInOf(await accounts.signIn(username, given))
  return { ...session.account, session: session.id, origin }
}
/** The step that a right password leads to. */
async function stepOf(username = 'anna', from?: SignInFrom, given = password): Promise<string> {
  const reply = valueOf(await accounts.signIn(username, given, from))
  if (reply.at !== 'second-step') throw new Error('no second factor is asked for')
  return reply.step
}
const enter = (step: string, typed: string, from: SignInFrom = { source: '10.0.0.9' }) =>
  accounts.secondStep.enter(step, typed, from)

/** Sets an authenticator up, and lets its code of now pass. */
async function setUp(by: Asker) {
  const { key, uri } = valueOf(await accounts.ownFactors.beginAuthenticator(by))
  const { recoveryCodes } = valueOf(await accounts.ownFactors.confirmAuthenticator(codeAt(key, now), by))
  now += minute
  return { key, uri, recoveryCodes }
}

async function addPasskey(by: Asker, name = 'phone') {
  const device = softwareAuthenticator(origin)
  const begun = valueOf(await accounts.ownFactors.beginPasskey(by))
  valueOf(await accounts.ownFactors.addPasskey({ step: begun.step, name, passkey: device.create(begun) }, by))
  return device
}
const finish = (step: string, passkey: ReturnType<ReturnType<typeof softwareAuthenticator>['get']>, at = origin) =>
  accounts.passkeySignIn.finish({ step, passkey }, at, { source: '10.0.0.9' })
const beginSignIn = async (at = origin) => valueOf(await accounts.passkeySignIn.begin(at))

await describeOnBoth('second factors', (dialect) => {
  beforeEach(async () => {
    if (dialect === 'postgres') fresh = await freshDatabase()
    await begin(fresh?.url)
  })

  test('an authenticator holds when a code of it has confirmed it; then a password alone opens nothing', async () => {
    const anna = await askerOf('anna')
    const { key, uri } = valueOf(await accounts.ownFactors.beginAuthenticator(anna))
    expect(uri).toBe(
      `otpauth://totp/Andon:anna?issuer=Andon&secret=${key.replaceAll(' ', '')}&algorithm=SHA1&digits=6&period=30`,
    )
    expect(codeOf(await accounts.ownFactors.confirmAuthenticator('000000', anna))).toBe('code-refused')
    expect(valueOf(await accounts.ownFactors.read(anna))).toEqual({ passkeys: [], hasPassword: true })
    expect(valueOf(await accounts.signIn('anna', password)).at).toBe('signed-in')
    const { recoveryCodes } = valueOf(await accounts.ownFactors.confirmAuthenticator(codeAt(key, now), anna))
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const one of recoveryCodes) expect(bitsOf(one)).toBeGreaterThan(112)
    expect(valueOf(await accounts.ownFactors.read(anna))).toMatchObject({
      authenticator: { since: '2030-01-01T00:00:00.000Z', recoveryCodesLeft: 10 },
    })
    const step = await stepOf()
    expect(await accounts.secondStep.look(step)).toEqual({ username: 'anna', authenticator: true, passkey: false })
    now += 30_000
    expect(codeOf(await enter(step, '000000'))).toBe('code-refused')
    expect(valueOf(await enter(step, ` ${codeAt(key, now)} `)).session.account.username).toBe('anna')
    expect(noted).toContain('anna: Authenticator set up, with 10 recovery codes')
    expect(noted).toContain('10.0.0.9: Sign-in as anna failed: the password was right, the code was not')
    expect(noted.at(-1)).toBe('anna: Signed in from 10.0.0.9 with a code')
  })

  test('a code is taken once, however many send it at once, and none of before it after that', async () => {
    const { key } = await setUp(await askerOf('anna'))
    const step = await stepOf()
    const before = codeAt(key, now - 30_000)
    const both = await Promise.all([1, 2, 3].map(() => enter(step, codeAt(key, now))))
    expect(both.map(codeOf).toSorted()).toEqual(['code-refused', 'code-refused', 'ok'])
    expect(codeOf(await enter(step, before))).toBe('code-refused')
    expect(codeOf(await enter(step, codeAt(key, now + 30_000)))).toBe('ok')
  })

  test('a recovery code is good for one sign-in, with blanks and capitals too; the stored hashes are good for none', async () => {
    const by = await askerOf('anna')
    const { key, recoveryCodes } = await setUp(by)
    const [first = '', second = ''] = recoveryCodes
    expect(codeOf(await enter(await stepOf(), ` ${first.toUpperCase().replaceAll('-', ' ')} `))).toBe('ok')
    expect(noted.at(-1)).toBe('anna: Signed in from 10.0.0.9 with a recovery code')
    expect(codeOf(await enter(await stepOf(), first))).toBe('code-refused')
    const db = store.tables<AccountsTables>()
    const stored = JSON.stringify([
      await db.selectFrom('recovery_codes').selectAll().execute(),
      await db.selectFrom('authenticators').selectAll().execute(),
    ])
    for (const secret of [...recoveryCodes, key.replaceAll(' ', '')]) expect(stored).not.toContain(secret)
    // New ones take the place of those before. The proof of the last ten minutes is enough, as it is for a passkey.
    const renewed = valueOf(await accounts.ownFactors.renewRecoveryCodes(by))
    expect(codeOf(await enter(await stepOf(), second))).toBe('code-refused')
    expect(codeOf(await enter(await stepOf(), renewed.recoveryCodes[0] ?? ''))).toBe('ok')
    expect(valueOf(await accounts.ownFactors.read(by)).authenticator?.recoveryCodesLeft).toBe(9)
    // They belong to an authenticator.
    now += minute
    expect(codeOf(await accounts.ownFactors.removeAuthenticator(password, codeAt(key, now), by))).toBe('ok')
    expect(codeOf(await accounts.ownFactors.renewRecoveryCodes(by))).toBe('no-authenticator')
    expect(await db.selectFrom('recovery_codes').selectAll().execute()).toEqual([])
  })

  test('a passkey signs in alone, once for each challenge; the next process knows the challenge too', async () => {
    const anna = await askerOf('anna')
    const device = await addPasskey(anna, 'phone')
    const begun = await beginSignIn()
    const answer = device.get(begun)
    const other = open()
    const reply = await other.passkeySignIn.finish({ step: begun.step, passkey: answer }, origin, {
      source: '10.0.0.9',
    })
    expect(valueOf(reply).session.account).toEqual({ username: 'anna', role: 'operator' })
    expect(noted).toContain('anna: Passkey phone added, for andon.example.net')
    expect(noted.at(-1)).toBe('anna: Signed in from 10.0.0.9 with a passkey')
    expect(codeOf(await finish(begun.step, answer))).toBe('step-over')
    expect(valueOf(await accounts.ownFactors.read(anna)).passkeys).toEqual([
      {
        id: device.id,
        name: 'phone',
        address: 'andon.example.net',
        createdAt: '2030-01-01T00:00:00.000Z',
        lastUsedAt: '2030-01-01T00:00:00.000Z',
        isSynced: false,
      },
    ])
  })

  test('a passkey that counts back is not taken, as a copy of it would not be', async () => {
    const device = await addPasskey(await askerOf('anna'))
    for (const [counter, code] of [
      [7, 'ok'],
      [8, 'ok'],
      [8, 'passkey-copied'],
      [3, 'passkey-copied'],
      [0, 'passkey-copied'],
      [9, 'ok'],
    ] as const) {
      const begun = await beginSignIn()
      expect(codeOf(await finish(begun.step, device.get(begun, { counter })))).toBe(code)
    }
    expect(noted).toContain('10.0.0.9: Sign-in as anna failed: the passkey counts back, as a copy of it would')
  })

  test('an account that is removed leaves nothing to the next one of its name', async () => {
    const by = await askerOf('anna')
    await setUp(by)
    const device = await addPasskey(by)
    valueOf(await accounts.people.remove('anna', 'admin'))
    valueOf(await accounts.people.add({ username: 'anna', role: 'viewer', password: 'first of all' }, 'admin'))
    expect(valueOf(await accounts.signIn('anna', 'first of all')).at).toBe('signed-in')
    const begun = await beginSignIn()
    expect(codeOf(await finish(begun.step, device.get(begun)))).toBe('passkey-unknown')
  })

  test('who has none and must have one is held to setting one up, at the next sign-in; others are not', async () => {
    const [admin, anna] = [await askerOf('admin', 'a password'), await askerOf('anna')]
    valueOf(await accounts.factorRules.require('admins', admin))
    const bert = signedInOf(await accounts.signIn('bert', password))
    expect(await accounts.sessions.use(bert.token)).toMatchObject({ mustSetUp: false })
    valueOf(await accounts.factorRules.require('everybody', admin))
    expect(noted.slice(-3)).toContain('admin: A second factor is required of everybody now')
    const again = signedInOf(await accounts.signIn('bert', password))
    expect(await accounts.sessions.use(again.token)).toMatchObject({ mustSetUp: true })
    const by = { ...again.session.account, session: again.session.id, origin }
    const { key } = await setUp(by)
    expect(await accounts.sessions.use(again.token)).toMatchObject({ mustSetUp: false })
    // Without one again, it is set up before anything else.
    valueOf(await accounts.ownFactors.removeAuthenticator(password, codeAt(key, now), by))
    expect(await accounts.sessions.use(again.token)).toMatchObject({ mustSetUp: true })
    // A passkey is one too, and then a password alone opens nothing.
    await addPasskey(anna)
    expect(await accounts.secondStep.look(await stepOf('anna'))).toEqual({
      username: 'anna',
      authenticator: false,
      passkey: true,
    })
  })

  test('it is asked of who signs in: a program goes on with its API token, whoever its owner is and has none yet', async () => {
    const admin = await askerOf('admin', 'a password')
    const { token } = valueOf(await accounts.apiTokens.make({ name: 'nightly', scopes: ['read'], hours: 1 }, 'admin'))
    valueOf(await accounts.factorRules.require('everybody', admin))
    const again = signedInOf(await accounts.signIn('admin', 'a password'))
    expect(await accounts.sessions.use(again.token)).toMatchObject({ mustSetUp: true })
    expect(await accounts.apiTokens.use(token, '10.0.0.1')).toMatchObject({ scopes: ['read'] })
  })
})

describe('a second factor', () => {
  beforeEach(() => begin())

  test('is asked for after a link to choose a password too', async () => {
    const { key } = await setUp(await askerOf('anna'))
    const { link } = valueOf(await accounts.people.reset('anna', undefined, 'admin'))
    const token = link?.path.split('#')[1] ?? ''
    const reply = valueOf(await accounts.choosePassword({ token, password: 'a new boat' }))
    if (reply.at !== 'second-step') throw new Error('no second factor is asked for')
    expect(codeOf(await enter(reply.step, codeAt(key, now)))).toBe('ok')
  })

  test('waits five minutes after the password, and not for an account that was changed meanwhile', async () => {
    const { key } = await setUp(await askerOf('anna'))
    const late = await stepOf()
    now += 5 * minute
    expect(codeOf(await enter(late, codeAt(key, now)))).toBe('step-over')
    const step = await stepOf()
    valueOf(await accounts.people.disable('anna', 'admin'))
    expect(codeOf(await enter(step, codeAt(key, now)))).toBe('step-over')
    for (const none of ['', 'a.b', 'x']) expect(codeOf(await enter(none, codeAt(key, now)))).toBe('step-over')
  })

  test('ends the session that the browser had, and the others when that was asked for with the password', async () => {
    const before = signedInOf(await accounts.signIn('anna', password))
    const elsewhere = signedInOf(await accounts.signIn('anna', password))
    const { key } = await setUp({ ...before.session.account, session: before.session.id, origin })
    const plain = valueOf(await enter(await stepOf(), codeAt(key, now), { source: 'a', replaces: before.token }))
    expect(await accounts.sessions.use(before.token)).toBeUndefined()
    expect(await accounts.sessions.use(elsewhere.token)).toBeDefined()
    now += minute
    valueOf(await enter(await stepOf('anna', { source: 'a', endOthers: true }), codeAt(key, now)))
    expect(await accounts.sessions.use(elsewhere.token)).toBeUndefined()
    expect(await accounts.sessions.use(plain.token)).toBeUndefined()
  })

  test('is not guessed: whoever has the password waits, and the owner does not, elsewhere or in the own browser', async () => {
    const { key } = await setUp(await askerOf('anna'))
    const from = { source: '203.0.113.9' }
    const own = valueOf(await enter(await stepOf(), codeAt(key, now), from))
    now += minute
    const guess = async () => codeOf(await enter(await stepOf('anna', from), '000000', from))
    for (let guesses = 0; guesses < 5; guesses++) expect(await guess()).toBe('code-refused')
    // The password, right each time, forgives no guess of a code.
    for (let guesses = 0; guesses < 20; guesses++) expect(await guess()).toBe('sign-in-slowed')
    expect(codeOf(await enter(await stepOf('anna', from), codeAt(key, now), from))).toBe('sign-in-slowed')
    const proven = { ...from, browser: own.browser }
    expect(codeOf(await enter(await stepOf('anna', proven), codeAt(key, now), proven))).toBe('ok')
    now += minute
    expect(codeOf(await enter(await stepOf('anna'), codeAt(key, now), { source: '10.0.0.10' }))).toBe('ok')
    expect(noted).toContain(
      '203.0.113.9: Sign-in as anna failed: the password was right, and the code was not looked at',
    )
    monotonic += minute
    now += minute
    expect(codeOf(await enter(await stepOf('anna', from), codeAt(key, now), from))).toBe('ok')
    expect(accounts.figures.attempts.get('code-wrong')).toBe(5)
  })

  test('is turned off with the password and a code, or a recovery code, and with neither alone', async () => {
    const by = await askerOf('anna')
    const { key, recoveryCodes } = await setUp(by)
    const off = async (given: string, code: string) =>
      codeOf(await accounts.ownFactors.removeAuthenticator(given, code, by))
    expect(await off('not it', codeAt(key, now))).toBe('wrong-password')
    expect(await off(password, '000000')).toBe('code-refused')
    expect(await off(password, recoveryCodes[3] ?? '')).toBe('ok')
    expect(noted.at(-1)).toBe('anna: Authenticator removed, and its recovery codes')
    expect(valueOf(await accounts.signIn('anna', password)).at).toBe('signed-in')
    // A code of before opens nothing, should another one be set up.
    await setUp(by)
    expect(codeOf(await enter(await stepOf(), recoveryCodes[4] ?? ''))).toBe('code-refused')
  })

  test('is not turned off by guessing in a session that was left open', async () => {
    const by = await askerOf('anna')
    await setUp(by)
    const codes: string[] = []
    for (let guess = 0; guess < 12; guess++)
      codes.push(codeOf(await accounts.ownFactors.removeAuthenticator('no', '000000', by)))
    expect(codes.slice(9)).toEqual(['wrong-password', 'sign-in-slowed', 'sign-in-slowed'])
    // That session waits; a sign-in does not.
    expect(valueOf(await accounts.signIn('anna', password)).at).toBe('second-step')
  })

  test('is set up and removed only after a proof of the last ten minutes', async () => {
    const by = await askerOf('anna')
    const device = await addPasskey(by)
    now += 10 * minute
    const each = async () => [
      codeOf(await accounts.ownFactors.prove(undefined, by)),
      codeOf(await accounts.ownFactors.beginAuthenticator(by)),
      codeOf(await accounts.ownFactors.beginPasskey(by)),
      codeOf(await accounts.ownFactors.renewRecoveryCodes(by)),
      codeOf(await accounts.ownFactors.removePasskey(device.id, by)),
      codeOf(await accounts.factorRules.reset('bert', by)),
    ]
    expect(new Set(await each())).toEqual(new Set(['password-again']))
    expect(codeOf(await accounts.ownFactors.prove({ password: 'not it' }, by))).toBe('wrong-password')
    expect(noted.at(-1)).toBe('anna: A wrong password was given in a session, where it is asked for again')
    expect(codeOf(await accounts.ownFactors.prove({ password }, by))).toBe('ok')
    expect(await each()).not.toContain('password-again')
    expect(valueOf(await accounts.ownFactors.read(by)).passkeys).toEqual([])
  })

  test('is part of the proof: a code beside the password, once, or a recovery code', async () => {
    const by = await askerOf('anna')
    const { key, recoveryCodes } = await setUp(by)
    now += 10 * minute
    const prove = async (code?: string, given = password) =>
      codeOf(await accounts.ownFactors.prove({ password: given, code }, by))
    expect(codeOf(await accounts.ownFactors.prove(undefined, by))).toBe('code-again')
    expect(codeOf(await accounts.ownFactors.beginPasskey(by))).toBe('code-again')
    expect(await prove()).toBe('code-again')
    expect(await prove(codeAt(key, now), 'not it')).toBe('wrong-password')
    expect(await prove('000000')).toBe('code-refused')
    expect(codeOf(await accounts.ownFactors.beginPasskey(by))).toBe('code-again')
    expect(await prove(codeAt(key, now))).toBe('ok')
    expect(codeOf(await accounts.ownFactors.beginPasskey(by))).toBe('ok')
    now += 10 * minute
    expect(await prove(recoveryCodes[0])).toBe('ok')
    expect(codeOf(await accounts.ownFactors.prove(undefined, by))).toBe('ok')
  })

  test('that is a passkey, where one is required, is proved at the sign-in alone', async () => {
    const by = await askerOf('anna')
    await addPasskey(by)
    valueOf(await accounts.factorRules.require('everybody', await askerOf('admin', 'a password')))
    now += 10 * minute
    expect(codeOf(await accounts.ownFactors.prove(undefined, by))).toBe('sign-in-again')
    expect(codeOf(await accounts.ownFactors.prove({ password }, by))).toBe('sign-in-again')
  })

  test('of somebody else is reset by whoever came through a provider, within ten minutes of that', async () => {
    await setUp(await askerOf('anna'))
    const identity = { issuer: 'https://id.example.net', subject: 'c-1' }
    const { username } = await accounts.identities.add(identity, 'cora', { role: 'admin' }, 'Company ID')
    const { session } = await accounts.sessions.open({ username, role: 'admin' }, false)
    const cora: Asker = { ...session.account, session: session.id, origin }
    now += 10 * minute
    expect(codeOf(await accounts.ownFactors.prove(undefined, cora))).toBe('sign-in-again')
    expect(codeOf(await accounts.factorRules.reset('anna', cora))).toBe('sign-in-again')
    now -= minute
    expect(codeOf(await accounts.ownFactors.prove(undefined, cora))).toBe('ok')
    expect(codeOf(await accounts.ownFactors.beginAuthenticator(cora))).toBe('no-password')
    expect(codeOf(await accounts.factorRules.reset('anna', cora))).toBe('ok')
  })

  test('of somebody else is reset by an administrator: it is written down, and the sessions end', async () => {
    const [admin, anna] = [await askerOf('admin', 'a password'), await askerOf('anna')]
    const { key } = await setUp(anna)
    const device = await addPasskey(anna)
    expect(valueOf(await accounts.factorRules.read())).toEqual({
      required: 'nobody',
      accounts: { anna: { authenticator: true, passkeys: 1 } },
    })
    const { token } = valueOf(await enter(await stepOf(), codeAt(key, now)))
    now -= minute
    valueOf(await accounts.factorRules.reset('anna', admin))
    expect(noted.at(-1)).toBe('admin: Second factor of account anna reset: the authenticator and 1 passkey removed')
    expect(await accounts.sessions.use(token)).toBeUndefined()
    expect(valueOf(await accounts.signIn('anna', password)).at).toBe('signed-in')
    const begun = await beginSignIn()
    expect(codeOf(await finish(begun.step, device.get(begun)))).toBe('passkey-unknown')
    for (const name of ['anna', 'nobody', 'constructor'])
      expect(codeOf(await accounts.factorRules.reset(name, admin))).toBe('no-factor')
    expect(codeOf(await accounts.factorRules.reset('admin', admin))).toBe('own-factor')
  })

  test('of the only administrator goes with a new ANDON_ADMIN_PASSWORD, and not with the one of before', async () => {
    await setUp(await askerOf('admin', 'a password'))
    await accounts.prepare('a password')
    expect(valueOf(await accounts.signIn('admin', 'a password')).at).toBe('second-step')
    await accounts.prepare('another password')
    expect(noted.at(-1)).toBe('Andon: Second factor of account admin removed')
    expect(valueOf(await accounts.signIn('admin', 'another password')).at).toBe('signed-in')
  })

  test('that was sealed with another key is said so, and a recovery code still signs in', async () => {
    const { key, recoveryCodes } = await setUp(await askerOf('anna'))
    await store.tables<AccountsTables>().updateTable('authenticators').set({ sealed: 'v1.a.b.c' }).execute()
    const step = await stepOf()
    expect(codeOf(await enter(step, codeAt(key, now)))).toBe('code-unreadable')
    expect(codeOf(await enter(step, recoveryCodes[0] ?? ''))).toBe('ok')
  })

  test('is confirmed within a quarter of an hour, and the key of before does not confirm a new one', async () => {
    const by = await askerOf('anna')
    const first = valueOf(await accounts.ownFactors.beginAuthenticator(by))
    const second = valueOf(await accounts.ownFactors.beginAuthenticator(by))
    expect(codeOf(await accounts.ownFactors.confirmAuthenticator(codeAt(first.key, now), by))).toBe('code-refused')
    now += 16 * minute
    expect(codeOf(await accounts.ownFactors.confirmAuthenticator(codeAt(second.key, now), by))).toBe('code-refused')
  })
})

describe('a passkey', () => {
  beforeEach(() => begin())

  /** Each after a pause, so that none is slowed. */
  const tries = async (tamper: (begun: Awaited<ReturnType<typeof beginSignIn>>) => Parameters<typeof finish>) => {
    monotonic += minute
    const begun = await beginSignIn()
    return codeOf(await finish(...tamper(begun)))
  }

  test('is refused for another page, challenge, name, person, or without a PIN or finger', async () => {
    const [anna, bert] = [await askerOf('anna'), await askerOf('bert')]
    const device = await addPasskey(anna)
    const berts = await addPasskey(bert)
    const bertsHandle = berts.get(await beginSignIn()).response.userHandle ?? ''
    for (const tampered of [
      { origin: 'https://andon.example.org' },
      { origin: `${origin}:8443` },
      { challenge: 'AAAA' },
      { rpId: 'example.net' },
      { userHandle: bertsHandle },
      { id: berts.id },
      { flags: 0x01 },
      { flags: 0x04 },
    ])
      expect([tampered, await tries((begun) => [begun.step, device.get(begun, tampered)])]).toEqual([
        tampered,
        'passkey-refused',
      ])
    // Its answer to the challenge of another browser,
    const elsewhere = await beginSignIn()
    expect(await tries((begun) => [begun.step, device.get(elsewhere)])).toBe('passkey-refused')
    // at another address of this console,
    const other = 'https://10-0-0-9.example.net'
    expect(await tries((begun) => [begun.step, device.get(begun, { origin: other }), other])).toBe('passkey-refused')
    // without a step, with one of a password, and too late.
    expect(await tries((begun) => ['', device.get(begun)])).toBe('step-over')
    const late = await beginSignIn()
    now += 5 * minute
    expect(codeOf(await finish(late.step, device.get(late)))).toBe('step-over')
    expect(await tries((begun) => [begun.step, device.get(begun)])).toBe('ok')
    expect(noted).toContain('10.0.0.9: Sign-in as anna failed: a passkey was not accepted')
  })

  test('of which nothing is right is refused, whatever was sent', async () => {
    const device = await addPasskey(await askerOf('anna'))
    const begun = await beginSignIn()
    const good = device.get(begun)
    for (const change of [
      { signature: good.response.signature.slice(0, -8) },
      { signature: 'AAAA' },
      { authenticatorData: 'AAAA' },
      { authenticatorData: good.response.authenticatorData.slice(4) },
      { clientDataJSON: Buffer.from('{').toString('base64url') },
      { clientDataJSON: Buffer.from('null').toString('base64url') },
      { userHandle: undefined },
    ]) {
      monotonic += minute
      expect([
        change,
        codeOf(await finish(begun.step, { ...good, response: { ...good.response, ...change } })),
      ]).toEqual([change, 'passkey-refused'])
    }
    const unknown = softwareAuthenticator(origin)
    expect(codeOf(await finish(begun.step, unknown.get(begun)))).toBe('passkey-unknown')
    expect(noted).toContain('10.0.0.9: Sign-in with a passkey that no account has failed: a passkey was not accepted')
  })

  test('that was sent malformed is not even looked at', () => {
    const id = 'AAAA'
    const created = {
      id,
      rawId: id,
      type: 'public-key',
      response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
    }
    const used = {
      ...created,
      response: { clientDataJSON: 'A', authenticatorData: 'A', signature: 'A', userHandle: 'A' },
    }
    expect(newPasskeyInput.safeParse(created).success).toBe(true)
    expect(usedPasskeyInput.safeParse(used).success).toBe(true)
    for (const bad of ['', 'a b', 'a=', '+/', '<b>', 7, null, 'A'.repeat(200_000)]) {
      expect(newPasskeyInput.safeParse({ ...created, id: bad }).success).toBe(false)
      expect(usedPasskeyInput.safeParse({ ...used, rawId: bad }).success).toBe(false)
      expect(usedPasskeyInput.safeParse({ ...used, response: { ...used.response, signature: bad } }).success).toBe(
        false,
      )
    }
    expect(newPasskeyInput.safeParse({ ...created, type: 'password' }).success).toBe(false)
  })

  test('is added only as an answer to what was asked in this session, and as what an authenticator makes', async () => {
    const [anna, again, bert] = [await askerOf('anna'), await askerOf('anna'), await askerOf('bert')]
    const device = softwareAuthenticator(origin)
    const begun = valueOf(await accounts.ownFactors.beginPasskey(anna))
    const add = async (by: Asker, passkey = device.create(begun), step = begun.step) =>
      codeOf(await accounts.ownFactors.addPasskey({ step, name: 'phone', passkey }, by))
    expect(await add(bert)).toBe('step-over')
    expect(await add(again)).toBe('step-over')
    expect(await add(anna, device.create(begun), (await beginSignIn()).step)).toBe('step-over')
    for (const tampered of [
      { origin: 'https://evil.example' },
      { challenge: 'AAAA' },
      { rpId: 'example.net' },
      { flags: 0x41 },
    ])
      expect(await add(anna, device.create(begun, tampered))).toBe('passkey-refused')
    const made = device.create(begun)
    for (const attestationObject of ['AAAA', 'oA', Buffer.alloc(2_000, 0xbf).toString('base64url')])
      expect(await add(anna, { ...made, response: { ...made.response, attestationObject } })).toBe('passkey-refused')
    expect(await add({ ...anna, origin: 'https://andon.example.org' })).toBe('passkey-refused')
    expect(await add({ ...anna, origin: 'http://10.0.0.9' })).toBe('no-passkeys-here')
    expect(await add(anna)).toBe('ok')
    expect(await add(anna)).toBe('step-over')
    // The same one for somebody else.
    const berts = valueOf(await accounts.ownFactors.beginPasskey(bert))
    expect(await add(bert, device.create(berts), berts.step)).toBe('passkey-known')
  })

  test('is named and removed by its owner alone', async () => {
    const [anna, bert] = [await askerOf('anna'), await askerOf('bert')]
    const device = await addPasskey(anna)
    expect(codeOf(await accounts.ownFactors.renamePasskey(device.id, 'mine', bert))).toBe('no-passkey')
    expect(codeOf(await accounts.ownFactors.removePasskey(device.id, bert))).toBe('no-passkey')
    valueOf(await accounts.ownFactors.renamePasskey(device.id, 'key of the safe', anna))
    valueOf(await accounts.ownFactors.removePasskey(device.id, anna))
    expect(noted.slice(-2)).toEqual([
      'anna: Passkey phone is called key of the safe now',
      'anna: Passkey key of the safe removed',
    ])
  })

  test('opens no account that is disabled, or whose password was reset', async () => {
    const device = await addPasskey(await askerOf('anna'))
    valueOf(await accounts.people.disable('anna', 'admin'))
    expect(await tries((begun) => [begun.step, device.get(begun)])).toBe('account-disabled')
    valueOf(await accounts.people.enable('anna', 'admin'))
    valueOf(await accounts.people.reset('anna', undefined, 'admin'))
    expect(await tries((begun) => [begun.step, device.get(begun)])).toBe('no-password')
  })

  test('is slowed where it is guessed, and holds up no password', async () => {
    const device = await addPasskey(await askerOf('anna'))
    const codes: string[] = []
    for (let guess = 0; guess < 7; guess++) {
      const begun = await beginSignIn()
      codes.push(codeOf(await finish(begun.step, device.get(begun, { challenge: 'AAAA' }))))
    }
    expect(codes.slice(4)).toEqual(['passkey-refused', 'sign-in-slowed', 'sign-in-slowed'])
    expect(codeOf(await accounts.signIn('anna', password, { source: '10.0.0.9' }))).toBe('ok')
  })
})

/** Of a code of which each sign is one of 31, at random. */
const bitsOf = (code: string) => code.replaceAll('-', '').length * Math.log2(31)
