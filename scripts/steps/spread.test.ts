import {
  createServer,
  request,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'
import { startSpread } from './spread.mjs'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

type Named = { name: string; url: string; server: Server; isWell: boolean; asked: string[] }

/** A server that is well and says its name, unless the test says otherwise. */
async function named(name: string, answer?: RequestListener): Promise<Named> {
  const one: Named = { name, url: '', server: createServer(), isWell: true, asked: [] }
  one.server.on('request', (request, response) => {
    if (request.url === '/api/health') return void response.writeHead(one.isWell ? 200 : 503).end()
    one.asked.push(request.url ?? '')
    if (answer) answer(request, response)
    else response.end(name)
  })
  await new Promise<void>((resolve) => void one.server.listen(0, '127.0.0.1', resolve))
  one.url = `http://127.0.0.1:${(one.server.address() as AddressInfo).port}`
  ends.push(() => stop(one))
  return one
}

const stop = (one: Named) =>
  new Promise((resolve) => {
    one.server.close(resolve)
    one.server.closeAllConnections()
  })

async function spread(...servers: Named[]) {
  const started = await startSpread({ urls: servers.map(({ url }) => url), everyMs: 50 })
  ends.push(() => started.close())
  return started
}

const ask = (url: string, options: { method?: string; body?: string } = {}) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, { method: options.method ?? 'GET' }, resolve)
    asked.on('error', reject)
    asked.end(options.body)
  })
const said = async (url: string, options?: { method: string; body: string }) => text(await ask(url, options))

test('requests go to all in turn, with what they carry and what is answered', async () => {
  const echo: RequestListener = (request, response) => {
    response.writeHead(201, {
      'x-method': request.method,
      'x-host': request.headers.host,
      'set-cookie': ['a=1', 'b=2'],
    })
    request.pipe(response)
  }
  const [a, b] = [await named('a', echo), await named('b', echo)]
  const { url } = await spread(a, b)
  const body = 'x'.repeat(300_000)
  const answer = await ask(`${url}/some?where`, { method: 'PUT', body })
  expect(answer.statusCode).toBe(201)
  expect(answer.headers.connection).not.toBe('close')
  expect(answer.headers).toMatchObject({ 'x-method': 'PUT', 'x-host': new URL(url).host, 'set-cookie': ['a=1', 'b=2'] })
  expect(await text(answer)).toBe(body)
  await said(`${url}/again`)
  expect([...a.asked, ...b.asked].toSorted()).toEqual(['/again', '/some?where'])
})

test('a stream passes through as it comes, and ends at its server when its reader has gone', async () => {
  const replies: ServerResponse[] = []
  const one = await named('a', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    replies.push(response)
  })
  const { url } = await spread(one)
  const answer = await ask(url)
  const chunks = answer.setEncoding('utf8')[Symbol.asyncIterator]()
  for (const words of ['first', 'second']) {
    replies[0]?.write(words)
    expect((await chunks.next()).value).toBe(words)
  }
  answer.destroy()
  await vi.waitFor(() => expect(replies[0]?.destroyed).toBe(true))
})

test('one that is not well gets nothing, its streams end, and it is asked again when it is well', async () => {
  const [a, b] = [await named('a'), await named('b', (_, response) => void response.write('begun'))]
  const { url, up } = await spread(a, b)
  a.isWell = false
  await vi.waitFor(() => expect(up()).toEqual([b.url]))
  const stream = await ask(url)
  a.isWell = true
  b.isWell = false
  await expect(text(stream)).rejects.toThrow(/aborted/)
  await vi.waitFor(() => expect(up()).toEqual([a.url]))
  expect(await said(url)).toBe('a')
  a.isWell = false
  await vi.waitFor(() => expect(up()).toEqual([]))
  const answer = await ask(url)
  expect([answer.statusCode, await text(answer)]).toEqual([503, expect.stringMatching(/^No process of Andon/)])
})

test('a request that could not be sent goes to the next one, whatever it is; each is carried out once', async () => {
  const [a, b] = [await named('a'), await named('b')]
  const { url } = await spread(a, b)
  await stop(a)
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => said(`${url}/${n}`, { method: 'POST', body: `${n}` })),
  )
  expect(answers).toEqual(Array.from({ length: 6 }, () => 'b'))
  expect(b.asked.toSorted()).toEqual(['/0', '/1', '/2', '/3', '/4', '/5'])
})

test('a request whose server dies is asked of the next one where that changes nothing, and else said to be unknown', async () => {
  const dies: RequestListener = (request) => void request.on('end', () => request.socket.destroy()).resume()
  const [a, b] = [await named('a', dies), await named('b')]
  const { url } = await spread(a, b)
  for (const method of ['GET', 'GET']) expect(await said(url, { method, body: '' })).toBe('b')
  const posts = await Promise.all([1, 2].map(() => ask(url, { method: 'POST', body: 'x' })))
  expect(posts.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(['200', '502'])
  expect(b.asked).toHaveLength(3)
})
