import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { ownOriginsHeader } from '@/lib/accounts/request-marks'
import { ok } from '@/lib/result'
import { install, type Andon } from '@/server/index'

const given = vi.hoisted(() => ({
  headers: new Headers(),
  cookies: new Map<string, string>(),
  set: new Map<string, { value: string; httpOnly?: boolean; sameSite?: string; secure?: boolean; maxAge?: number }>(),
}))
vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => given.headers,
  cookies: async () => ({
    get: (name: string) => given.cookies.has(name) && { value: given.cookies.get(name) },
    set: (name: string, value: string, options: object) => given.set.set(name, { value, ...options }),
    delete: (name: string) => given.cookies.delete(name),
  }),
}))
vi.mock('next/navigation', async (actual) => ({
  ...(await actual<object>()),
  redirect: (location: string) => new Response(null, { status: 307, headers: { location } }),
}))
const { GET } = await import('./route')
const { beginThrough } = await import('./actions')

const finish = vi.fn<(...input: unknown[]) => Promise<unknown>>()
const refused = () => undefined
const begin = vi.fn<(...input: unknown[]) => Promise<unknown>>()

beforeEach(() => {
  given.headers = new Headers({
    origin: 'https://andon.example',
    [ownOriginsHeader]: 'https://andon.example',
    'x-forwarded-proto': 'https',
  })
  given.cookies = new Map([['__Host-andon_begun', 'sealed']])
  given.set.clear()
  finish.mockReset()
  begin.mockReset().mockResolvedValue(ok({ url: 'https://id.example/auth', begun: 'sealed anew' }))
  install({ refused, identity: { begin, finish } } as unknown as Andon) // all that these two ask for
})

const get = (headers: Record<string, string> = {}) =>
  GET(new NextRequest('https://andon.example/sign-in/through?code=c&state=s', { headers }))

test('who comes back signed in keeps the session as after a password, and what was begun is gone', async () => {
  finish.mockResolvedValue({ at: 'signed-in', signedIn: { token: 'a token', browser: 'a browser' }, next: '/vms?x=1' })
  const response = await get({ 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' })
  expect(response.headers.get('location')).toBe('/vms?x=1')
  expect(finish.mock.calls[0]?.[0]).toEqual({ search: '?code=c&state=s', begun: 'sealed' })
  expect(given.set.get('__Host-andon_session')).toMatchObject({
    value: 'a token',
    httpOnly: true,
    sameSite: 'lax',
    secure: true,
  })
  expect(given.set.get('__Host-andon_begun')).toMatchObject({ value: '', maxAge: 0, secure: true })
})

test('nobody is sent to another site, or back to the sign-in', async () => {
  for (const next of ['//evil.example', 'https://evil.example', '/sign-in/through?code=c']) {
    finish.mockResolvedValue({ at: 'signed-in', signedIn: { token: 't', browser: 'b' }, next })
    expect((await get()).headers.get('location')).toBe('/')
  }
})

test('a refusal leads to the sign-in page with a word that it knows, and on to where the person was going', async () => {
  finish.mockResolvedValue({ at: 'refused', code: 'no-rule', next: '/vms', joining: false })
  expect((await get()).headers.get('location')).toBe('/sign-in?through=no-rule&next=%2Fvms')
  finish.mockResolvedValue({ at: 'refused', code: 'joined-elsewhere', next: '/settings/accounts', joining: true })
  expect((await get()).headers.get('location')).toBe('/settings/accounts?through=joined-elsewhere')
  expect([...given.set.values()].map(({ value }) => value)).toEqual([''])
})

test.each(['image', 'iframe', 'empty', 'script'])('a page that loads it as %s finishes nothing', async (dest) => {
  expect((await get({ 'sec-fetch-dest': dest })).status).toBe(403)
  expect(finish).not.toHaveBeenCalled()
})

test('without a provider there is nothing to come back to, and nothing to begin', async () => {
  install({ refused } as unknown as Andon) // a console without one
  expect((await get()).status).toBe(404)
  expect(await beginThrough({ next: '/' })).toMatchObject({ ok: false, error: { code: 'malformed' } })
})

test('a sign-in is begun by a page of ours alone, and what is kept of it is out of reach of scripts', async () => {
  expect(await beginThrough({ next: '//evil.example', asks: true })).toEqual(ok({ url: 'https://id.example/auth' }))
  expect(begin.mock.calls[0]?.slice(0, 2)).toEqual([{ next: '/', asks: true }, 'https://andon.example'])
  expect(given.set.get('__Host-andon_begun')).toMatchObject({
    value: 'sealed anew',
    httpOnly: true,
    sameSite: 'lax',
    secure: true,
  })
  begin.mockClear()
  for (const wrong of [null, 7, { next: 7 }, { next: '/', more: 1 }])
    expect(await beginThrough(wrong as never)).toMatchObject({ error: { code: 'malformed' } })
  given.headers = new Headers({ origin: 'https://evil.example', [ownOriginsHeader]: 'https://andon.example' })
  expect(await beginThrough({ next: '/' })).toMatchObject({ error: { code: 'foreign-origin' } })
  given.headers = new Headers({ [ownOriginsHeader]: 'https://andon.example' })
  expect(await beginThrough({ next: '/' })).toMatchObject({ error: { code: 'foreign-origin' } })
  expect(begin).not.toHaveBeenCalled()
})
