import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openInventory } from '../inventory/open-inventory'
import { testConnection } from './test-connection'
import { noSignIns } from './testing/fake-inventory'

/**
 * Whoever may add connections can have Andon ask any address that it can reach. They learn what kind of failure it was, and
 * nothing of what is said there.
 */

const secret = 'AKIA-7F3D-metadata-token'
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** All that a person is told of a test against a server that answers so. */
async function told(handle: RequestListener): Promise<string> {
  const server = createServer(handle)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo // it listens on TCP
  const result = await testConnection(
    {
      name: 'a',
      endpoint: { transport: 'http', host: '127.0.0.1', port, trust: { kind: 'system' } },
      user: 'root',
      password: 'password',
      autoAnswer: false,
    },
    {
      openInventory,
      readThumbprint: async () => undefined,
      signIns: { of: () => noSignIns },
      now: Date.now,
      patienceMs: 20_000,
    },
  )
  expect(result.ok).toBe(false)
  return JSON.stringify(result)
}

const soap = (inside: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inside}</s:Body></s:Envelope>`
const foreignFault = soap(
  `<s:Fault><faultcode>s:Server</faultcode><faultstring>${secret}</faultstring><detail><e>${secret}</e></detail></s:Fault>`,
)

test.each<[string, number, Record<string, string>, string]>([
  ['a text', 200, { 'content-type': 'text/plain' }, secret],
  ['JSON', 200, { 'content-type': 'application/json' }, `{"token":"${secret}"}`],
  ['JSON that says it is XML', 200, { 'content-type': 'text/xml' }, `{"token":"${secret}"}`],
  ['a page', 200, { 'content-type': 'text/html' }, `<!DOCTYPE html><title>${secret}</title>`],
  ['a text that says it is XML', 200, { 'content-type': 'text/xml' }, secret],
  ['other XML', 200, { 'content-type': 'text/xml' }, `<x-${secret}>${secret}</x-${secret}>`],
  ['broken XML', 200, { 'content-type': 'text/xml' }, `<a></${secret}>`],
  ['XML with a document type', 200, { 'content-type': 'text/xml' }, `<!DOCTYPE a [<!ENTITY s "${secret}">]><a>&s;</a>`],
  ['an envelope with something else', 200, { 'content-type': 'text/xml' }, soap(`<x-${secret}/>`)],
  ['a fault that is none of vSphere', 500, { 'content-type': 'text/xml' }, foreignFault],
  [
    'a fault of no type',
    500,
    { 'content-type': 'text/xml' },
    soap(`<s:Fault><faultstring>${secret}</faultstring></s:Fault>`),
  ],
  ['an error page', 500, { 'content-type': 'text/html' }, secret],
  ['a service that is not ready', 503, { 'content-type': 'text/plain' }, secret],
  ['a refusal', 401, { 'www-authenticate': `Basic realm="${secret}"` }, secret],
  ['a redirect', 302, { location: `http://10.0.0.1/${secret}` }, secret],
  ['a redirect to TLS', 302, { location: `https://10.0.0.1/${secret}` }, secret],
  ['a type of its own', 200, { 'content-type': `text/${secret}; x=${secret}` }, secret],
])('of %s nothing is shown', async (_, status, headers, body) => {
  const text = await told((_request, response) => void response.writeHead(status, headers).end(body))
  expect(text).toMatch(/"sentence":"[A-Z]/)
  expect(text.includes(secret), text).toBe(false)
})

test('nor of what is no HTTP', async () => {
  const text = await told((_, response) => {
    response.socket?.write(`${secret}\r\n${secret}\r\n\r\n`)
    response.socket?.destroySoon()
  })
  expect(text.includes(secret), text).toBe(false)
})
