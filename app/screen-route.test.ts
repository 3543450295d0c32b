import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { ownOriginsHeader } from '@/lib/accounts/request-marks'
import { failed, ok, type ConsoleError } from '@/lib/result'
import { install, type Andon } from '@/server/index'
import { GET, POST } from './api/screen/route'

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => ({ value: 't' }) }),
}))

const shot = { bytes: Uint8Array.of(1, 2, 3), width: 720, height: 400, takenAt: 0, way: 'screen' }
const lookAtScreen = vi.fn<() => Promise<unknown>>()
const takeScreenshot = vi.fn<() => Promise<unknown>>()

beforeEach(() => {
  lookAtScreen.mockReset().mockResolvedValue(ok(shot))
  takeScreenshot
    .mockReset()
    .mockResolvedValue(ok({ ...shot, way: 'file', left: { file: '[ds] ä.png', because: 'No.' } }))
  const use = async () => ({ id: 's', account: { username: 'ada', role: 'operator' } })
  install({
    refused: () => {},
    accounts: {
      sessions: { use, look: use },
      apiTokens: {
        use: async () => ({ id: 't', account: { username: 'a (b)', role: 'operator' }, scopes: ['read'] }),
      },
    },
    ask: { lookAtScreen, takeScreenshot },
  } as unknown as Andon) // all it asks for
})

const from = (origin: string, site = 'same-origin') =>
  new NextRequest('http://andon/api/screen?vm=c1/vm-1', {
    headers: { origin, 'sec-fetch-site': site, [ownOriginsHeader]: 'http://andon' },
  })

test('a screen is a picture and nothing else: kept nowhere, sniffed by nobody, run in no frame', async () => {
  const answer = await GET(from('http://andon'))
  expect(answer.status).toBe(200)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(shot.bytes)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': '3',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store, no-transform',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-andon-taken-at': '1970-01-01T00:00:00.000Z',
    'x-andon-way': 'screen',
    'x-andon-width': '720',
  })
})

test('another site neither sees one nor has one taken', async () => {
  expect((await GET(from('http://evil', 'cross-site'))).status).toBe(403)
  expect((await POST(from('http://evil', 'cross-site'))).status).toBe(403)
  expect((await POST(from('http://evil'))).status).toBe(403)
  expect(lookAtScreen).not.toHaveBeenCalled()
  expect(takeScreenshot).not.toHaveBeenCalled()
})

test('what a picture left behind is told in letters that a header takes', async () => {
  const answer = await POST(from('http://andon'))
  expect(answer.headers.get('x-andon-way')).toBe('file')
  expect(decodeURIComponent(answer.headers.get('x-andon-left') ?? '')).toBe('[ds] ä.png could not be removed. No.')
})

test.each<[ConsoleError, number]>([
  [{ blame: 'ours', code: 'not-offered', sentence: 'None here.' }, 501],
  [{ blame: 'ours', code: 'not-on', sentence: 'It is off.' }, 409],
  [{ blame: 'wire', code: 'no-picture', sentence: 'No picture.' }, 502],
])('why there is none is a Result, and to programs a status too: %j', async (error, status) => {
  lookAtScreen.mockResolvedValue(failed(error))
  const answer = await GET(from('http://andon'))
  expect([answer.status, await answer.json()]).toEqual([200, { ok: false, error }])
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const headers = { authorization: 'Bearer andon_pt_x' }
  expect((await GET(new NextRequest('http://andon/api/screen?vm=c1/vm-1', { headers }))).status).toBe(status)
})
