import { expect, test, vi } from 'vitest'
import { ownOriginsHeader } from '@/lib/accounts/request-marks'
import { install, type Andon } from '@/server/index'

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ origin: 'http://andon', [ownOriginsHeader]: 'http://andon' }),
  cookies: async () => ({ get: () => undefined }),
}))
const { signIn } = await import('./actions')

test('while the database is away nobody can sign in; where it is, is not for who is not signed in', async () => {
  const away = Object.assign(new Error('PostgreSQL at 10.0.0.7:5432 cannot be reached.'), { code: 'DATABASE_AWAY' })
  install({ accounts: { signIn: () => Promise.reject(away) } } as unknown as Andon) // all that this asks for
  const refused = await signIn({ username: 'anna', password: 'a password' })
  expect(refused).toMatchObject({
    error: { code: 'not-recorded', sentence: expect.stringMatching(/^Nobody can be signed in now/) },
  })
  expect(JSON.stringify(refused)).not.toContain('10.0.0.7')
})
