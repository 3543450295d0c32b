import { describe, expect, test } from 'vitest'
import { anna, endOf, from, identityRig, origin } from './testing/identity-rig'
import { clientId } from './testing/lying-provider'
import { signedInOf } from '../accounts/testing/signed-in'

const rig = identityRig()
const listed = async (username: string) => (await rig.accounts.people.list()).find((row) => row.username === username)

describe('somebody of whom a rule holds', () => {
  test('gets an account that is what the highest rule says, and goes where they were going', async () => {
    const finished = await rig.signIn(anna)
    expect(finished).toMatchObject({ at: 'signed-in', next: '/vms' })
    expect(finished.at === 'signed-in' && finished.signedIn.session).toMatchObject({
      account: { username: 'anna', role: 'admin' },
      through: 'Company ID',
    })
    expect(rig.noted).toEqual([
      'anna: Account anna added as admin, for an identity of Company ID',
      'anna: Signed in from 10.0.0.9 through Company ID',
    ])
    expect(await listed('anna')).toMatchObject({ identity: 'follows', state: { at: 'active' } })
    expect(await rig.accounts.sessions.list('anna')).toMatchObject([{ through: 'Company ID', source: '10.0.0.9' }])
  })

  test('is limited to the connections of all rules of that role, whatever number has such a name', async () => {
    await rig.signIn({ ...anna, groups: 'vm-operators', department: 'IT' })
    expect(await listed('anna')).toMatchObject({ role: 'operator', connections: ['c1', 'c2', 'c3'] })
  })

  test('is the same at the next sign-in by issuer and subject alone, under the name of before', async () => {
    await rig.signIn(anna)
    await rig.signIn({ ...anna, preferred_username: 'somebody.else', email: 'x@example.net' })
    expect((await rig.accounts.people.list()).map(({ username }) => username)).toEqual(['admin', 'anna'])
  })

  test('has at each sign-in the role of now, and what was open with another one ends', async () => {
    const before = await rig.signIn(anna)
    rig.noted.length = 0
    await rig.signIn({ ...anna, groups: ['vm-operators'] })
    expect(rig.noted[0]).toBe(
      'anna: Account anna is operator at 3 of the connections now, was admin, by what Company ID says',
    )
    expect(before.at === 'signed-in' && (await rig.accounts.sessions.look(before.signedIn.token))).toBeUndefined()
  })

  test('is out when no rule holds any more, and so is what was open', async () => {
    await rig.signIn(anna)
    expect(endOf(await rig.signIn({ ...anna, groups: [] }))).toBe('no-rule')
    expect(await rig.accounts.sessions.list('anna')).toEqual([])
  })

  test('stays out while an administrator has disabled the account', async () => {
    await rig.signIn(anna)
    await rig.accounts.people.disable('anna', 'admin')
    rig.noted.length = 0
    expect(endOf(await rig.signIn({ ...anna, groups: ['vm-operators'] }))).toBe('account-disabled')
    expect(await rig.accounts.sessions.list('anna')).toEqual([])
    expect(rig.noted).toEqual(['10.0.0.9: Sign-in as anna through Company ID failed: the account is disabled'])
  })

  test('has no password that could be reset, and no role that could be changed by hand', async () => {
    await rig.signIn(anna)
    for (const done of [
      await rig.accounts.people.reset('anna', 'an old boat on a lake', 'admin'),
      await rig.accounts.people.edit('anna', { role: 'viewer' }, 'admin'),
      await rig.accounts.identities.part('anna', 'admin'),
    ])
      expect(done.ok).toBe(false)
    expect((await rig.accounts.signIn('anna', '')).ok).toBe(false)
    expect(await listed('anna')).toMatchObject({ role: 'admin' })
  })

  test('does not count as the last administrator, who signs in here', async () => {
    await rig.signIn(anna)
    expect(await rig.accounts.people.disable('admin', 'anna')).toMatchObject({
      ok: false,
      error: { code: 'last-admin' },
    })
    expect((await rig.accounts.people.disable('anna', 'admin')).ok).toBe(true)
  })

  test('is told from others of the same name, also of one that has an account here', async () => {
    expect(
      endOf(await rig.signIn({ ...anna, sub: 'a-2', preferred_username: 'ADMIN', groups: ['vm-operators'] })),
    ).toBe('signed-in')
    await rig.signIn({ ...anna, sub: 'a-3', preferred_username: 'admin' })
    expect((await rig.accounts.people.list()).map(({ username, role }) => `${username} ${role}`)).toEqual([
      'admin admin',
      'admin-2 operator',
      'admin-3 admin',
    ])
    expect((await rig.accounts.signIn('admin', 'a password of admin')).ok).toBe(true)
  })

  test.each([
    ['Anna Haddad', 'anna.haddad'],
    ['<b>anna</b>', 'bannab'],
    ['\u202Enimda', 'nimda'],
    ['../../etc', 'etc'],
    ['x'.repeat(300), 'x'.repeat(60)],
    ['東京', '東京'],
  ])('is called %j as %j', async (preferred_username, username) => {
    await rig.signIn({ ...anna, preferred_username })
    expect(await listed(username)).toBeDefined()
  })

  test.each([[undefined], [''], ['🙂'], [7], ['andon'], ['аdmin']])(
    'has a made name when called %j',
    async (preferred_username) => {
      await rig.signIn({ ...anna, preferred_username })
      const [, one] = await rig.accounts.people.list()
      expect(one?.username).toMatch(/^person-[a-z0-9]{1,6}$/)
    },
  )

  test('may be so by what the provider tells only when it is asked for more', async () => {
    rig.provider.lies.userinfo = { groups: ['vm-admins'], preferred_username: 'anna' }
    rig.door = rig.open()
    expect(endOf(await rig.signIn({ sub: 'a-1' }))).toBe('signed-in')
    expect(await listed('anna')).toMatchObject({ role: 'admin' })
  })
})

describe('a stranger', () => {
  test('gets no account, by whatever name, and learns which claims were looked at', async () => {
    const finished = await rig.signIn({
      sub: 'b-1',
      preferred_username: 'admin',
      email: 'admin@example.net',
      groups: ['staff'],
    })
    expect(endOf(finished)).toBe('no-rule')
    expect((await rig.accounts.people.list()).map(({ username }) => username)).toEqual(['admin'])
    expect(rig.door.words('no-rule').wayOut).toContain('Looked at: groups, department.')
    expect(rig.noted).toEqual([
      '10.0.0.9: Sign-in through Company ID failed: no rule holds for admin; looked at groups, department',
    ])
  })
})

describe('an account of before', () => {
  const local = async () => signedInOf(await rig.accounts.signIn('admin', 'a password of admin'))
  const joining = async (token: string, claims: object = { sub: 'a-1', groups: ['vm-operators'] }) => {
    const session = await rig.accounts.sessions.look(token)
    const { url, begun } = await rig.begin({ next: '/settings/accounts', joins: session?.id })
    return () =>
      rig.door.finish({ search: rig.provider.signInAs(url, { ...claims }), begun }, { ...from, replaces: token })
  }

  test('is joined to an identity in a session of it, keeps role and password, and can be parted again', async () => {
    const { token } = await local()
    expect(await (await joining(token))()).toEqual({ at: 'joined', next: '/settings/accounts' })
    const entered = await rig.signIn({ sub: 'a-1', preferred_username: 'x', groups: ['vm-operators'] })
    expect(entered.at === 'signed-in' && entered.signedIn.session.account).toEqual({ username: 'admin', role: 'admin' })
    expect((await rig.accounts.signIn('admin', 'a password of admin')).ok).toBe(true)
    expect(await rig.accounts.identities.part('admin', 'admin')).toEqual({ ok: true, value: null })
    await rig.signIn({ sub: 'a-1', preferred_username: 'x', groups: ['vm-operators'] })
    expect(await listed('x')).toMatchObject({ role: 'operator' })
  })

  test('is not joined once that session has ended, or in another one', async () => {
    const { token } = await local()
    const finish = await joining(token)
    const session = await rig.accounts.sessions.look(token)
    await rig.accounts.sessions.close(session?.id ?? '')
    await local()
    expect(endOf(await finish())).toBe('other-session')
    expect(await listed('admin')).not.toHaveProperty('identity')
  })

  test('is not joined to an identity of somebody else', async () => {
    await rig.signIn(anna)
    const { token } = await local()
    expect(endOf(await (await joining(token, anna))())).toBe('joined-elsewhere')
    expect(await listed('admin')).not.toHaveProperty('identity')
  })
})

describe('the way to the provider', () => {
  test('carries state, nonce and the challenge of PKCE, and nothing that is secret', async () => {
    const { url } = await rig.begin()
    const asked = Object.fromEntries(new URL(url).searchParams)
    expect(asked).toEqual({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: 'https://andon.example/sign-in/through',
      scope: 'openid profile',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  test('never leads to what is no address of the web', async () => {
    rig.provider.lies.discovery = { authorization_endpoint: 'javascript:alert(1)' }
    rig.door = rig.open()
    expect(await rig.door.begin({ next: '/' }, origin, from)).toMatchObject({ error: { code: 'provider-wrong' } })
  })

  test('out of it is known when the provider has one', async () => {
    await rig.begin()
    expect(rig.door.signOutUrl(origin)).toBeUndefined()
    rig.provider.lies.discovery = { end_session_endpoint: `${rig.provider.issuer}/out` }
    rig.door = rig.open()
    await rig.begin()
    const url = new URL(rig.door.signOutUrl(origin) ?? '')
    expect(url.origin + url.pathname).toBe(`${rig.provider.issuer}/out`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: clientId,
      post_logout_redirect_uri: 'https://andon.example/sign-in',
    })
  })
})

test('sessions of accounts of another provider, or of none any more, end at the start', async () => {
  await rig.signIn(anna)
  await rig.accounts.identities.endOthers(rig.provider.issuer)
  expect(await rig.accounts.sessions.list('anna')).toHaveLength(1)
  await rig.accounts.identities.endOthers(undefined)
  expect(await rig.accounts.sessions.list('anna')).toEqual([])
})
