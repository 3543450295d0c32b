import { createServer as createTcpServer, connect, type AddressInfo } from 'node:net'
import type { SecureVersion } from 'node:tls'
import { afterEach, expect, test, vi } from 'vitest'
import type { Endpoint, TlsTrust } from '@/lib/vsphere/connection'
import { selfSigned } from '../../simulator/wire/tls-certificate'
import { readThumbprint } from './connector'
import { WireError } from './errors'
import { HttpTransport } from './http-transport'
import { Session } from './session'
import { serviceContent, startScriptedServer } from './testing/scripted-server'

/** What stands in for the public authorities that Node comes with. */
const publicRoots = vi.hoisted((): string[] => [])
vi.mock('node:tls', async (actual) => ({ ...(await actual<object>()), rootCertificates: publicRoots }))

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const now = new Date()
const certificate = selfSigned(['127.0.0.1', 'localhost'], now)
let requests = 0

async function serveTls(shown = certificate): Promise<(trust: TlsTrust) => Endpoint> {
  requests = 0
  const server = await startScriptedServer(({ response }) => {
    requests += 1
    response.end('hello')
    return undefined
  }, shown)
  closing.push(() => server.close())
  return server.endpoint
}

/** What a GET brings: the body, or the code and detail of the WireError. */
async function get(endpoint: Endpoint): Promise<{ body: string } | { code: string; detail: string }> {
  const transport = new HttpTransport(endpoint)
  closing.push(() => transport.close())
  try {
    const answer = await transport.request({ path: '/', method: 'GET', timeoutMs: 5_000, maxBodyBytes: 1_000 })
    let body = ''
    for await (const piece of answer.body) body += Buffer.from(piece).toString()
    return { body }
  } catch (error) {
    if (error instanceof WireError) return { code: error.code, detail: error.detail }
    throw error
  }
}

test('a certificate that nobody vouches for is refused before anything is sent, and shown with its thumbprint', async () => {
  const endpoint = await serveTls()
  const outcome = await get(endpoint({ kind: 'system' }))
  expect(outcome).toMatchObject({ code: 'certificate-unknown' })
  expect(outcome).toMatchObject({ detail: expect.stringContaining(certificate.fingerprint256) })
  expect(requests).toBe(0)
})

test('a pinned thumbprint is enough, however it is written; another certificate is refused', async () => {
  const endpoint = await serveTls()
  const { fingerprint256 } = certificate
  for (const sha256 of [fingerprint256, fingerprint256.toLowerCase(), fingerprint256.replaceAll(':', ' ')]) {
    expect(await get(endpoint({ kind: 'thumbprint', sha256 }))).toEqual({ body: 'hello' })
  }
  requests = 0
  const renewed = selfSigned(['127.0.0.1'], now).fingerprint256
  for (const sha256 of [renewed, '']) {
    expect(await get(endpoint({ kind: 'thumbprint', sha256 }))).toMatchObject({ code: 'thumbprint-changed' })
  }
  expect(requests).toBe(0)
})

test('a CA of one’s own is trusted; then the name and the dates count', async () => {
  const trust = (pem: string): TlsTrust => ({ kind: 'ca', pem })
  expect(await get((await serveTls())(trust(certificate.cert)))).toEqual({ body: 'hello' })
  const other = selfSigned(['esx-01.example.net'], now)
  expect(await get((await serveTls(other))(trust(other.cert)))).toMatchObject({ code: 'certificate-wrong-name' })
  const old = selfSigned(['127.0.0.1'], new Date(now.getTime() - 900 * 86_400_000))
  expect(await get((await serveTls(old))(trust(old.cert)))).toMatchObject({ code: 'certificate-expired' })
})

test('a chain is followed to an authority of one’s own, and a pin takes one of it whatever its name and dates', async () => {
  const authority = selfSigned(['Authority'], now)
  const trust: TlsTrust = { kind: 'ca', pem: authority.cert }
  const leaf = selfSigned(['127.0.0.1'], now, 10, authority)
  expect(await get((await serveTls(leaf))(trust))).toEqual({ body: 'hello' })
  const misnamed = selfSigned(['esx-01.example.net'], now, 10, authority)
  expect(await get((await serveTls(misnamed))(trust))).toMatchObject({ code: 'certificate-wrong-name' })
  const expired = selfSigned(['127.0.0.1'], new Date(now.getTime() - 900 * 86_400_000), 825, authority)
  expect(await get((await serveTls(expired))(trust))).toMatchObject({ code: 'certificate-expired' })
  for (const one of [leaf, misnamed, expired]) {
    const sha256 = one.fingerprint256
    expect(await get((await serveTls(one))({ kind: 'thumbprint', sha256 }))).toEqual({ body: 'hello' })
    // Who vouches for it does not matter: another one of the same authority is another one.
    const pinned: TlsTrust = { kind: 'thumbprint', sha256: authority.fingerprint256 }
    expect(await get((await serveTls(one))(pinned))).toMatchObject({ code: 'thumbprint-changed' })
  }
})

test('with an authority of one’s own no public one vouches for a host, whatever it signs', async () => {
  const everybodys = selfSigned(['Public authority'], now)
  publicRoots.push(everybodys.cert)
  const endpoint = await serveTls(selfSigned(['127.0.0.1'], now, 10, everybodys))
  const own = selfSigned(['Authority'], now)
  expect(await get(endpoint({ kind: 'ca', pem: own.cert }))).toMatchObject({ code: 'certificate-unknown' })
  expect(await get(endpoint({ kind: 'ca', pem: `${own.cert}\n${everybodys.cert}` }))).toEqual({ body: 'hello' })
})

test('without verification any certificate will do', async () => {
  expect(await get((await serveTls())({ kind: 'none' }))).toEqual({ body: 'hello' })
})

test('plain HTTP to a TLS port, and TLS to a plain port, are told apart', async () => {
  const tls = (await serveTls())({ kind: 'none' })
  const opened = Session.open({ ...tls, transport: 'http' }, { user: 'root', password: 'secret' })
  await expect(opened).rejects.toMatchObject({ code: 'needs-tls' })
  const plain = await startScriptedServer(({ response }) => void response.end('hello'))
  closing.push(() => plain.close())
  expect(codeOf(await get({ ...plain.endpoint(), transport: 'https' }))).toBe('not-tls')
})

const codeOf = (outcome: { body: string } | { code: string }) => ('code' in outcome ? outcome.code : 'no error')

test('the thumbprint can be read without trusting or sending anything', async () => {
  const endpoint = (await serveTls())({ kind: 'system' })
  expect(await readThumbprint(endpoint)).toBe(certificate.fingerprint256)
  expect(await readThumbprint({ ...endpoint, transport: 'http' })).toBeUndefined()
  expect(requests).toBe(0)
})

/** A proxy that says hello as told and then joins the two sockets; `wanted` is what it was asked for. */
async function serveProxy(replies: ((request: Buffer) => Buffer | string)[], target: () => number) {
  const asked: Buffer[] = []
  const server = createTcpServer((client) => {
    client.on('error', () => {})
    let step = 0
    client.on('data', function hello(request: Buffer) {
      asked.push(request)
      client.write(replies[step]?.(request) ?? '')
      step += 1
      if (step < replies.length) return
      client.off('data', hello)
      const upstream = connect(target(), '127.0.0.1')
      upstream.on('error', () => client.destroy())
      client.on('close', () => upstream.destroy())
      client.pipe(upstream).pipe(client)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => void server.close())
  return { asked, port: (server.address() as AddressInfo).port } // it listens on TCP
}

test('proxies of every kind open the way, with TLS inside; what they refuse is told', async () => {
  const endpoint = (await serveTls())({ kind: 'none' })
  const http = await serveProxy([() => 'HTTP/1.1 200 Connection established\r\n\r\n'], () => endpoint.port)
  const proxy = { host: '127.0.0.1', port: http.port }
  expect(await get({ ...endpoint, proxy: { ...proxy, type: 'http' } })).toEqual({ body: 'hello' })
  expect(String(http.asked[0])).toContain(`CONNECT 127.0.0.1:${endpoint.port} HTTP/1.1`)

  const socks4 = await serveProxy([() => Buffer.from([0, 0x5a, 0, 0, 0, 0, 0, 0])], () => endpoint.port)
  const by4a = { type: 'socks4a', host: '127.0.0.1', port: socks4.port } as const
  expect(await get({ ...endpoint, host: 'localhost', proxy: by4a })).toEqual({ body: 'hello' })
  expect(String(socks4.asked[0])).toContain('localhost\0')

  const accepted = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  const socks5 = await serveProxy([() => Buffer.from([5, 0]), () => accepted], () => endpoint.port)
  const by5 = { type: 'socks5', host: '127.0.0.1', port: socks5.port } as const
  expect(await get({ ...endpoint, proxy: by5 })).toEqual({ body: 'hello' })

  const closed = await serveProxy([() => 'HTTP/1.1 403 Forbidden\r\n\r\n'], () => endpoint.port)
  const forbidding = { type: 'http', host: '127.0.0.1', port: closed.port } as const
  expect(await get({ ...endpoint, proxy: forbidding })).toEqual({
    code: 'proxy-failed',
    detail: 'the proxy answered "HTTP/1.1 403 Forbidden"',
  })
})

/** Hosts of the time of API 2.5 know TLS 1.0 only; they were refused without a way on. */
async function serveVersions(minVersion: SecureVersion, maxVersion: SecureVersion): Promise<Endpoint> {
  const { key, cert } = certificate
  const old = { key, cert, minVersion, maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' }
  const server = await startScriptedServer(({ method, response }) => {
    if (method.startsWith('GET')) return void response.end('hello')
    return method === 'RetrieveServiceContent' ? serviceContent : ''
  }, old)
  closing.push(() => server.close())
  return server.endpoint()
}

test.each([
  ['TLSv1', '1.0'],
  ['TLSv1.1', '1.1'],
] as const)('%s is refused, saying how to go on, and spoken where it is allowed', async (version, spoken) => {
  const endpoint = await serveVersions(version, version)
  expect(codeOf(await get(endpoint))).toBe('tls-too-old')
  const allowed: Endpoint = { ...endpoint, allowOldTls: true }
  expect(await get(allowed)).toEqual({ body: 'hello' })
  const session = await Session.open(allowed, { user: 'root', password: 'secret' })
  closing.unshift(() => session.close())
  expect(session.oldTls).toBe(spoken)
  // Allowed for one connection is allowed for that one only.
  expect(codeOf(await get(endpoint))).toBe('tls-too-old')
})

test('where old TLS is allowed, a newer one is spoken all the same, and the certificate counts as ever', async () => {
  const endpoint: Endpoint = { ...(await serveVersions('TLSv1', 'TLSv1.3')), allowOldTls: true }
  const session = await Session.open(endpoint, { user: 'root', password: 'secret' })
  closing.unshift(() => session.close())
  expect(session.oldTls).toBeUndefined()
  expect(codeOf(await get({ ...endpoint, trust: { kind: 'system' } }))).toBe('certificate-unknown')
})
