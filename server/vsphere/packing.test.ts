import { Readable } from 'node:stream'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { HttpTransport } from './http-transport'
import { unpacked } from './packing'
import { serviceInstance } from './service-content'
import { Session } from './session'
import { envelope, serviceContent, startScriptedServer } from './testing/scripted-server'

/**
 * Proxies and appliances sent gzip with no, an odd or a doubled Content-Encoding; Andon believed the header, and said that the answer
 * cannot be read.
 */

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const text = '<?xml version="1.0"?><a>ü</a>'
const [plain, gzip, zlib, deflate] = [Buffer.from(text), gzipSync(text), deflateSync(text), deflateRawSync(text)]

/** What the transport makes of a body with a Content-Encoding: its text, or the code of the WireError. */
async function received(body: Buffer, encoding: string | undefined): Promise<string> {
  const server = await startScriptedServer(({ response }) => {
    if (encoding !== undefined) response.setHeader('content-encoding', encoding)
    response.end(body)
    return undefined
  })
  const transport = new HttpTransport(server.endpoint())
  closing.push(
    () => transport.close(),
    () => server.close(),
  )
  try {
    const answer = await transport.request({ path: '/', method: 'GET', timeoutMs: 5_000, maxBodyBytes: 100_000 })
    const pieces: Uint8Array[] = []
    for await (const piece of answer.body) pieces.push(piece)
    return new TextDecoder().decode(Buffer.concat(pieces))
  } catch (error) {
    return (error as { code: string }).code // the transport throws WireErrors only
  }
}

test.each([
  ['gzip that is called gzip', gzip, 'gzip'],
  ['gzip that is called nothing', gzip, undefined],
  ['gzip that is called x-gzip', gzip, 'x-gzip'],
  ['gzip that is called GZIP', gzip, 'GZIP'],
  ['gzip that is called twice what it is once', gzip, 'gzip, gzip'],
  ['gzip that is called deflate', gzip, 'deflate'],
  ['gzip in gzip', gzipSync(gzip), 'gzip, gzip'],
  ['gzip in gzip that is called gzip', gzipSync(gzip), 'gzip'],
  ['zlib that is called deflate', zlib, 'deflate'],
  ['zlib that is called nothing', zlib, undefined],
  ['deflate without a frame', deflate, 'Deflate'],
  ['text that is called gzip', plain, 'gzip'],
  ['text that is called deflate', plain, 'deflate'],
  [
    'text with a mark in front that is called deflate',
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]),
    'deflate',
  ],
  ['text', plain, undefined],
])('%s is read', async (_name, body, encoding) => {
  expect(await received(body, encoding)).toBe(text)
})

test.each(['text/plain', 'application/octet-stream', 'text/html'])(
  'SOAP that is called %s is SOAP, faults too',
  async (type) => {
    const server = await startScriptedServer(({ method, response }) => {
      if (method.startsWith('GET')) return void response.writeHead(404).end()
      const inside = method === 'RetrieveServiceContent' ? serviceContent : '<returnval><key>k</key></returnval>'
      const isFault = method === 'CurrentTime'
      const body = isFault
        ? '<soapenv:Fault><faultcode>x</faultcode><faultstring>no</faultstring><detail><NotSupportedFault/></detail></soapenv:Fault>'
        : `<${method}Response xmlns="urn:vim25">${inside}</${method}Response>`
      response.writeHead(isFault ? 500 : 200, { 'content-type': type }).end(envelope(body))
      return undefined
    })
    closing.push(() => server.close())
    const session = await Session.open(server.endpoint(), { user: 'root', password: 'secret' })
    closing.unshift(() => session.abandon())
    await expect(session.call('CurrentTime', serviceInstance)).rejects.toMatchObject({
      fault: { type: 'NotSupported' },
    })
  },
)

test('a body of nothing or of one byte is what it is; gzip cut in the middle is truncated', async () => {
  expect(await received(Buffer.alloc(0), 'gzip')).toBe('')
  expect(await received(Buffer.from('<'), 'gzip')).toBe('<')
  expect(await received(gzip.subarray(0, gzip.length - 9), undefined)).toBe('truncated')
})

test('what unpacks to more than is allowed is not unpacked to its end, in the second layer neither', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  expect(await received(bomb, 'x-gzip')).toBe('too-large')
  expect(await received(gzipSync(bomb), undefined)).toBe('too-large')
})

test('it reads the same however the network cuts it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(plain, gzip, zlib, gzipSync(gzip)),
      fc.array(fc.nat(200), { maxLength: 8 }),
      async (body, cuts) => {
        const places = [0, ...cuts.map((cut) => cut % body.length).sort((a, b) => a - b), body.length]
        const pieces = places.slice(1).map((place, index) => body.subarray(places[index], place))
        const read: Uint8Array[] = []
        for await (const piece of unpacked(Readable.from(pieces), undefined, 100_000)) read.push(piece)
        expect(Buffer.concat(read).toString()).toBe(text)
      },
    ),
    { numRuns: 100 },
  )
})

test('what changes something asks for a short answer as it is; all else asks for gzip', async () => {
  const asked = new Map<string, string>()
  const server = await startScriptedServer(({ method, request }) => {
    asked.set(method, String(request.headers['accept-encoding']))
    return ''
  })
  const transport = new HttpTransport(server.endpoint())
  closing.push(
    () => transport.close(),
    () => server.close(),
  )
  const ask = async (method: string) => {
    const call = { method, target: 'VirtualMachine:1' }
    const about = { path: `/${method}`, method: 'POST', body: '', call } as const
    const answer = await transport.request({ ...about, timeoutMs: 5_000, maxBodyBytes: 100_000 })
    for await (const piece of answer.body) expect(piece.byteLength).toBeGreaterThan(0)
  }
  for (const method of ['PowerOnVM_Task', 'AnswerVM', 'WaitForUpdatesEx']) await ask(method)
  expect(Object.fromEntries(asked)).toEqual({
    'POST /PowerOnVM_Task': 'identity',
    'POST /AnswerVM': 'identity',
    'POST /WaitForUpdatesEx': 'gzip',
  })
})
