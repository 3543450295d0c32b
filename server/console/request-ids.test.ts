import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { proxiesFrom } from '../accounts/source'
import { giveRequestIds } from './request-ids'

const server = createServer((request, response) => void response.end(String(request.headers['x-request-id'])))
let url = ''
let stop = () => {}
let lines: Record<string, unknown>[]
beforeEach(async () => {
  lines = []
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const give = (proxies: string) =>
  (stop = giveRequestIds(() => proxiesFrom(proxies), {
    debug: (line: object) => void lines.push({ ...line }),
  } as never))

/** What the response says, and what the request had become for who answers it. */
async function idOf(given?: string): Promise<string> {
  const answer = await fetch(`${url}/wall?token=geheim`, {
    headers: given === undefined ? {} : { 'x-request-id': given },
  })
  const id = answer.headers.get('x-request-id') ?? ''
  expect(await answer.text()).toBe(id)
  return id
}
const made = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

test('each request has an id of its own, which is in its response', async () => {
  give('')
  const [one, other] = [await idOf(), await idOf()]
  expect(one).toMatch(made)
  expect(other).toMatch(made)
  expect(one).not.toBe(other)
})

test('what anybody but a proxy calls a request is not taken', async () => {
  give('10.0.0.5')
  expect(await idOf('chosen-by-me')).toMatch(made)
})

test('a proxy gives the id, but nothing that could be taken for something else', async () => {
  give('127.0.0.0/8')
  expect(await idOf('lb-7.4:2_a')).toBe('lb-7.4:2_a')
  for (const odd of ['a b', '{"level":60}', 'x'.repeat(65), 'ä']) expect(await idOf(encodeURI(odd))).not.toBe(odd)
  expect(await idOf('x'.repeat(65))).toMatch(made)
  expect(await idOf('a b')).toMatch(made)
})

test('the log has the path, and nothing of what follows it', async () => {
  give('')
  const request = await idOf()
  expect(lines).toEqual([{ request, method: 'GET', path: '/wall', ms: expect.any(Number), status: 200 }])
})
