import { beforeEach, expect, test, vi } from 'vitest'
import { dropSession, displayToken, keepDisplay, keepSession, sessionToken, signInFrom } from './session'

type Kept = { value: string; secure?: boolean; path?: string; maxAge?: number; domain?: string }
const given = vi.hoisted(() => ({ headers: new Headers(), jar: new Map<string, Kept>() }))
vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => given.headers,
  cookies: async () => ({
    get: (name: string) => given.jar.get(name),
    // As browsers do: such a name is taken, also to be forgotten, only from TLS, for this host and the whole of it.
    set(name: string, value: string, options: Omit<Kept, 'value'>) {
      const isRefused = name.startsWith('__Host-') && !(options.secure && options.path === '/' && !options.domain)
      if (isRefused) return
      if (options.maxAge === 0) given.jar.delete(name)
      else given.jar.set(name, { value, ...options })
    },
    delete: (name: string) => void (name.startsWith('__Host-') || given.jar.delete(name)),
  }),
}))

const through = (scheme: string) => (given.headers = new Headers({ 'x-forwarded-proto': scheme }))
beforeEach(() => given.jar.clear())

test('through TLS a cookie is of this host alone; over plain HTTP, where browsers take none such, it is a plain one', async () => {
  through('https')
  await keepSession({ token: 'a token', browser: 'a browser' })
  await keepDisplay('d1', 'a display')
  expect([...given.jar.keys()]).toEqual(['__Host-andon_session', '__Host-andon_browser', '__Host-andon_display_d1'])
  expect(given.jar.get('__Host-andon_session')).toMatchObject({ secure: true, path: '/', httpOnly: true })
  expect(await sessionToken()).toBe('a token')
  await dropSession()
  expect(await sessionToken()).toBeUndefined()
  given.jar.clear()
  through('http')
  await keepSession({ token: 'a token', browser: 'a browser' })
  expect([...given.jar.keys()]).toEqual(['andon_session', 'andon_browser'])
  expect(await sessionToken()).toBe('a token')
  await dropSession()
  expect(await sessionToken()).toBeUndefined()
})

test('a session that another name under the same domain could have put there opens nothing, and goes', async () => {
  through('https')
  given.jar.set('andon_session', { value: 'of somebody else' })
  expect(await sessionToken()).toBeUndefined()
  await keepSession({ token: 'a token', browser: 'a browser' })
  expect(given.jar.has('andon_session')).toBe(false)
  expect(await sessionToken()).toBe('a token')
})

test('a wall and the proof of a browser, kept before names had their prefix, count on until they are kept anew', async () => {
  through('https')
  given.jar.set('andon_display_d1', { value: 'a display' }).set('andon_browser', { value: 'a browser' })
  expect(await displayToken('d1')).toBe('a display')
  expect((await signInFrom()).browser).toBe('a browser')
  await keepDisplay('d1', 'a display')
  expect([...given.jar.keys()]).toEqual(['andon_browser', '__Host-andon_display_d1'])
})
