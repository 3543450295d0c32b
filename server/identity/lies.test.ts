import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { anna, endOf, from, identityRig, origin } from './testing/identity-rig'
import { clientId, lyingProvider, type Lies } from './testing/lying-provider'

const rig = identityRig()

const html = (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Please log in to the network</h1>')
const endless = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(`"${'x'.repeat(10 * 1024 * 1024)}"`)
}
const away = (response: ServerResponse) => void response.destroy()
const seconds = () => Math.floor(Date.now() / 1000)
const withHeader = (token: string, header: object) =>
  [Buffer.from(JSON.stringify(header)).toString('base64url'), ...token.split('.').slice(1)].join('.')

type Lie = [what: string, lie: (lies: Lies) => void, code: string, because: string]

const lies: Lie[] = [
  [
    'another issuer in the token',
    (one) => (one.claims = { iss: 'https://evil.example' }),
    'not-proven',
    'of another issuer',
  ],
  ['another audience', (one) => (one.claims = { aud: 'another' }), 'not-proven', 'for another client'],
  ['an audience more', (one) => (one.claims = { aud: [clientId, 'another'] }), 'not-proven', 'for another client'],
  ['another nonce', (one) => (one.claims = { nonce: 'of before' }), 'not-proven', 'not made for this sign-in'],
  ['no nonce', (one) => (one.claims = { nonce: undefined }), 'not-proven', 'nonce'],
  ['an expired token', (one) => (one.claims = { exp: seconds() - 90 }), 'not-proven', 'has expired'],
  ['a token without an end', (one) => (one.claims = { exp: undefined }), 'not-proven', 'exp'],
  ['a token that begins later', (one) => (one.claims = { nbf: seconds() + 90 }), 'not-proven', 'of a time to come'],
  ['a token made later', (one) => (one.claims = { iat: seconds() + 90 }), 'not-proven', 'of a time to come'],
  ['no subject', (one) => (one.claims = { sub: undefined }), 'not-proven', 'sub'],
  ['an endless subject', (one) => (one.claims = { sub: 'x'.repeat(300) }), 'not-proven', 'names nobody'],
  ['a key that it does not publish', (one) => (one.otherKey = true), 'not-proven', 'does not publish'],
  ['a changed signature', (one) => (one.token = (token) => `${token.slice(0, -8)}AAAAAAAA`), 'not-proven', 'signature'],
  [
    'changed claims',
    (one) =>
      (one.token = (token) => {
        const [header, payload = '', signature] = token.split('.')
        const claims: object = JSON.parse(Buffer.from(payload, 'base64url').toString())
        return [header, Buffer.from(JSON.stringify({ ...claims, sub: 'b' })).toString('base64url'), signature].join('.')
      }),
    'not-proven',
    'signature',
  ],
  [
    'alg none',
    (one) => (one.token = (token) => `${withHeader(token, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`),
    'not-proven',
    'alg',
  ],
  [
    'alg none, and says that it may',
    (one) => {
      one.discovery = { id_token_signing_alg_values_supported: ['none', 'RS256'] }
      one.token = (token) => `${withHeader(token, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`
    },
    'not-proven',
    '',
  ],
  ['a secret as the key', (one) => (one.token = (token) => withHeader(token, { alg: 'HS256' })), 'not-proven', 'alg'],
  ['no token at all', (one) => (one.token = () => ''), 'not-proven', ''],
  [
    'somebody else beside the token',
    (one) => (one.userinfo = { sub: 'b-1', department: 'IT' }),
    'not-proven',
    'somebody else',
  ],
  [
    'another issuer about itself',
    (one) => (one.discovery = { issuer: 'https://evil.example' }),
    'provider-wrong',
    'another issuer',
  ],
  [
    'HTML about itself',
    (one) => (one.instead['/.well-known/openid-configuration'] = html),
    'provider-wrong',
    'no JSON',
  ],
  [
    '10 MB about itself',
    (one) => (one.instead['/.well-known/openid-configuration'] = endless),
    'provider-wrong',
    'more than a megabyte',
  ],
  ['HTML for a token', (one) => (one.instead['/token'] = html), 'provider-wrong', 'no JSON'],
  ['10 MB for a token', (one) => (one.instead['/token'] = endless), 'provider-wrong', 'more than a megabyte'],
  ['10 MB of keys', (one) => (one.instead['/jwks'] = endless), 'provider-wrong', 'more than a megabyte'],
  ['nothing', (one) => (one.instead['/.well-known/openid-configuration'] = away), 'provider-away', 'cannot be reached'],
  ['nothing for a token', (one) => (one.instead['/token'] = away), 'provider-away', 'cannot be reached'],
]

describe('a provider that answers', () => {
  test.each(lies)('%s lets nobody in, and the record says why', async (_, lie, code, because) => {
    lie(rig.provider.lies)
    rig.door = rig.open()
    const begun = await rig.door.begin({ next: '/' }, origin, from)
    const refused = begun.ok
      ? endOf(
          await rig.door.finish(
            { search: rig.provider.signInAs(begun.value.url, anna), begun: begun.value.begun },
            from,
          ),
        )
      : begun.error.code
    expect(refused).toBe(code)
    expect(rig.noted).toHaveLength(1)
    expect(rig.noted[0]).toContain('10.0.0.9: Sign-in through Company ID failed: ')
    expect(rig.noted[0]).toContain(because)
    expect((await rig.accounts.people.list()).map(({ username }) => username)).toEqual(['admin'])
    const { sentence, wayOut } = rig.door.words(code as 'denied') // one of them
    expect(sentence).toMatch(/^[^.]+\.$/)
    expect(wayOut).toMatch(/\.$/)
  })

  test('with clocks a minute apart is believed', async () => {
    rig.provider.lies.claims = { exp: seconds() - 30, nbf: seconds() + 30, iat: seconds() + 30 }
    expect(endOf(await rig.signIn(anna))).toBe('signed-in')
  })

  test('with another address is not followed there', async () => {
    const other = await lyingProvider()
    rig.provider.lies.instead['/.well-known/openid-configuration'] = (response) =>
      void response.writeHead(302, { location: `${other.issuer}/.well-known/openid-configuration` }).end()
    rig.door = rig.open()
    expect(await rig.door.begin({ next: '/' }, origin, from)).toMatchObject({ error: { code: 'provider-wrong' } })
    expect(other.asked).toEqual([])
    await other.close()
  })

  test.each(['/.well-known/openid-configuration', '/token', '/jwks'])(
    'nothing, and stays silent at %s, is waited for no longer than it may take',
    async (path) => {
      rig.provider.lies.instead[path] = () => undefined
      rig.door = rig.open(50)
      const begun = await rig.door.begin({ next: '/' }, origin, from)
      const refused = begun.ok
        ? endOf(
            await rig.door.finish(
              { search: rig.provider.signInAs(begun.value.url, anna), begun: begun.value.begun },
              from,
            ),
          )
        : begun.error.code
      expect(refused).toBe('provider-away')
      expect(rig.noted[0]).toContain('has not answered within')
    },
  )

  test('nothing when Andon starts holds nothing up, and is found as soon as it answers', async () => {
    rig.provider.lies.instead['/.well-known/openid-configuration'] = away
    rig.door = rig.open()
    await expect.poll(() => rig.door.view().state).toMatchObject({ at: 'away' })
    rig.provider.lies.instead = {}
    expect(endOf(await rig.signIn(anna))).toBe('signed-in')
    expect(rig.door.view().state).toEqual({ at: 'there' })
  })
})

describe('a browser that comes back', () => {
  const refusal = async (search: string, begun: string | undefined) =>
    endOf(await rig.door.finish({ search, begun }, from))

  test.each([
    ['without having gone', async () => await refusal('?code=x&state=y', undefined)],
    [
      'with what another browser kept',
      async () => {
        const [one, other] = [await rig.begin(), await rig.begin()]
        return await refusal(rig.provider.signInAs(one.url, anna), other.begun)
      },
    ],
    ['with what it made up', async () => await refusal('?code=x&state=y', 'made-up')],
    [
      'without a state',
      async () => {
        const { url, begun } = await rig.begin()
        return await refusal(rig.provider.signInAs(url, anna).replace(/&state=.*/, ''), begun)
      },
    ],
    [
      'with two states',
      async () => {
        const { url, begun } = await rig.begin()
        return await refusal(`${rig.provider.signInAs(url, anna)}&state=another`, begun)
      },
    ],
    [
      'after ten minutes',
      async () => {
        const { url, begun } = await rig.begin()
        rig.now += 10 * 60_000
        return await refusal(rig.provider.signInAs(url, anna), begun)
      },
    ],
  ])('%s is refused before the provider is asked', async (_, comeBack) => {
    expect(await comeBack()).toBe('not-begun')
    expect(rig.provider.asked).not.toContain('/token')
    expect(rig.noted).toHaveLength(1)
  })

  test('twice with the same state is refused, also when the provider takes its codes twice, and after a restart', async () => {
    rig.provider.lies.codesLast = true
    const { url, begun } = await rig.begin()
    const search = rig.provider.signInAs(url, anna)
    expect(await refusal(search, begun)).toBe('signed-in')
    rig.door = rig.open()
    expect(await refusal(search, begun)).toBe('used')
    expect(rig.provider.asked.filter((one) => one === '/token')).toHaveLength(1)
    expect(await rig.accounts.sessions.list('anna')).toHaveLength(1)
  })

  test('twice at once gets in once', async () => {
    rig.provider.lies.codesLast = true
    const { url, begun } = await rig.begin()
    const search = rig.provider.signInAs(url, anna)
    const codes = await Promise.all([refusal(search, begun), refusal(search, begun)])
    expect(codes.toSorted()).toEqual(['signed-in', 'used'])
  })

  test('with a code of another sign-in is refused by the provider', async () => {
    const [one, other] = [await rig.begin(), await rig.begin()]
    const code = new URLSearchParams(rig.provider.signInAs(other.url, anna)).get('code') ?? ''
    const state = new URL(one.url).searchParams.get('state') ?? ''
    expect(await refusal(`?${new URLSearchParams({ code, state })}`, one.begun)).toBe('not-proven')
    expect(rig.noted[0]).toContain('invalid_grant')
  })

  test('that the provider did not let in is told so, in no words of the address', async () => {
    const { url, begun } = await rig.begin()
    const state = new URL(url).searchParams.get('state') ?? ''
    const search = `?${new URLSearchParams({ error: 'access_denied', error_description: 'Call 555-0100 now', state })}`
    expect(await refusal(search, begun)).toBe('denied')
    expect(JSON.stringify([rig.noted, rig.door.words('denied')])).not.toContain('555')
    expect(rig.noted[0]).toContain('access_denied')
  })

  test('with guesses again and again is slowed, which holds up nobody who was there before or comes from elsewhere', async () => {
    const signedIn = await rig.signIn(anna)
    const guess = async () => {
      const { url, begun } = await rig.begin()
      return await refusal(`?code=guess&state=${new URL(url).searchParams.get('state')}`, begun)
    }
    const codes = []
    for (let turn = 0; turn < 8; turn++) codes.push(await guess())
    expect(codes.at(-1)).toBe('sign-in-slowed')
    const browser = signedIn.at === 'signed-in' ? signedIn.signedIn.browser : ''
    expect(endOf(await rig.signIn(anna, { ...from, browser }))).toBe('signed-in')
    expect(endOf(await rig.signIn(anna, { source: '10.0.0.10' }))).toBe('signed-in')
    expect((await rig.accounts.signIn('admin', 'a password of admin', from)).ok).toBe(true)
  })
})
