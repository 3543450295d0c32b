import { beforeEach, expect, test, vi } from 'vitest'
import { failed, ok, type Result } from '@/lib/result'

const reply = vi.hoisted(() => ({ with: undefined as unknown, asked: [] as unknown[] }))
vi.mock('@/app/ask', () => ({
  ask: (_name: string, input: unknown) => {
    reply.asked.push(input)
    return Promise.resolve(reply.with)
  },
}))
const { POST } = await import('./route')

beforeEach(() => {
  reply.with = ok('a run')
  reply.asked.length = 0
})

function post(body: string, { name = 'readRun', length = body.length }: { name?: string; length?: number } = {}) {
  const headers = { 'content-type': 'application/json', 'content-length': String(length) }
  return POST(new Request(`http://andon/api/read/${name}`, { method: 'POST', headers, body }), {
    params: Promise.resolve({ name }),
  })
}

test('a read is asked with what was sent, and its Result is the body; nothing may be kept', async () => {
  const response = await post('["run-1"]')
  expect(reply.asked).toEqual([['run-1']])
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual(ok('a run'))
})

test('what is no JSON, or more than any form, reaches no read as input', async () => {
  await post('["run-1"')
  await post('["run-1"]', { length: 1_000_000 })
  expect(reply.asked).toEqual([undefined, undefined])
})

test.each(['signOut', 'startRun', '__proto__', 'constructor', 'nothing'])('%s is no read', async (name) => {
  expect((await post('[]', { name })).status).toBe(404)
  expect(reply.asked).toEqual([])
})

test.each([
  ['signed-out', 401],
  ['foreign-origin', 403],
  ['not-allowed', 403],
  ['malformed', 400],
  ['host-says-no', 200],
])('%s has the status %i', async (code, status) => {
  const refusal: Result<never> = failed({ blame: 'ours', code, sentence: 'No.' })
  reply.with = refusal
  const response = await post('["run-1"]')
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual(refusal)
})
