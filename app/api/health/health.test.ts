import { expect, test, vi } from 'vitest'
import { install, type Andon } from '@/server/index'
import { GET as health } from './route'
import { GET as live } from './live/route'
import { GET as ready } from './ready/route'

vi.mock('server-only', () => ({}))

const told = async (response: Response) => ({ status: response.status, body: (await response.json()) as unknown })
const because = 'There is no room left for /var/lib/andon/andon.db.'

test('who works is live and ready, and says why', async () => {
  install({ health: async () => ({ ok: true }) } as unknown as Andon) // what is asked here
  expect(await told(await health())).toEqual({ status: 200, body: { status: 'ok' } })
  expect(await told(live())).toEqual({ status: 200, body: { status: 'ok', because: expect.stringMatching(/\.$/) } })
  expect(await told(await ready())).toEqual({
    status: 200,
    body: { status: 'ok', because: expect.stringMatching(/\.$/) },
  })
})

test('who cannot write is live all the same, and not ready for the reason that is known', async () => {
  install({ health: async () => ({ ok: false, because }) } as unknown as Andon) // as above
  expect((await told(live())).status).toBe(200)
  for (const one of [health, ready])
    expect(await told(await one())).toEqual({ status: 503, body: { status: 'unavailable', because } })
})
