import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { exchangeHeader, nonceHeader, ownOriginsHeader, pathHeader, sourceHeader } from '@/lib/accounts/request-marks'
import type { RefusedHere } from './front'
import {
  ask,
  bodyOf,
  closeAfterEach,
  closeLater,
  headerOf,
  open,
  seenIn,
  serve,
  statusOf,
  untilClosed,
} from './testing/front-rig'

closeAfterEach()

describe('the name that was asked', () => {
  test.each([
    ['without ANDON_ORIGIN', undefined, 'Host: evil.example'],
    ['with ANDON_ORIGIN', 'https://andon.example', 'Host: 127.0.0.1'],
    ['by a proxy that nobody configured', undefined, 'Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1'],
    ['in what only that proxy says', 'https://andon.example', 'Host: x\r\nX-Forwarded-Host: andon.example'],
  ])('%s, a strange one is refused in one sentence', async (_, origin, headers) => {
    const { port } = await serve({ ...(origin !== undefined && { origin }) })
    const answer = await ask(port, headers)
    expect(statusOf(answer)).toBe(421)
    expect(bodyOf(answer)).toMatch(
      /Andon does not answer under the name "[\w.]+": whoever runs it says in ANDON_ORIGIN/,
    )
    expect(headerOf(answer, 'content-security-policy')).toContain(`default-src 'self'`)
  })

  test('what is refused is not repeated as a page would show it', async () => {
    const { port } = await serve()
    const answer = await ask(port, 'Host: <script>alert(1)</script>')
    expect([statusOf(answer), answer.includes('<')]).toEqual([421, false])
  })

  test('no name at all, several of them, and a whole address instead of a path are refused', async () => {
    const { port } = await serve()
    expect(statusOf(await untilClosed(open(port, ['GET / HTTP/1.0'])))).toBe(421)
    expect(statusOf(await ask(port, 'Host: localhost', 'Host: evil.example'))).toBe(400)
    const whole = open(port, ['GET http://evil.example/ HTTP/1.1', 'Host: localhost', 'Connection: close'])
    expect(statusOf(await untilClosed(whole))).toBe(400)
  })

  test('machines ask for health and figures by any address', async () => {
    const { port } = await serve({ origin: 'https://andon.example' })
    const get = (path: string) =>
      untilClosed(open(port, [`GET ${path} HTTP/1.1`, 'Host: 10.0.0.7:3000', 'Connection: close']))
    for (const path of ['/api/health', '/api/health/ready?x=1', '/api/metrics'])
      expect(statusOf(await get(path))).toBe(200)
    for (const path of ['/api/healthy', '/api/metrics/x', '/sign-in']) expect(statusOf(await get(path))).toBe(421)
  })

  test('an upgrade is asked the same, and refused', async () => {
    const { port } = await serve()
    const answer = await ask(port, 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket')
    expect(statusOf(answer)).toBe(426)
  })
})

describe('what is written on a request', () => {
  const lies = [
    `${sourceHeader}: 6.6.6.6`,
    `${ownOriginsHeader}: https://evil.example`,
    `${exchangeHeader}: 1`,
    `${nonceHeader}: mine`,
    `${pathHeader}: //evil.example`,
    `Content-Security-Policy: script-src 'nonce-mine'`,
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: https',
    'X-Forwarded-For: 6.6.6.6',
    'X-Forwarded-Port: 1',
    'Forwarded: host=evil.example',
  ]

  test('whatever a client says under these names, it is what the server knows', async () => {
    const { port } = await serve()
    const answer = await ask(port, 'Host: localhost:3000', ...lies)
    const seen = seenIn(answer)
    expect(seen).toMatchObject({
      [sourceHeader]: '127.0.0.1',
      [ownOriginsHeader]: 'http://localhost:3000 https://localhost:3000',
      [pathHeader]: '/',
      'x-forwarded-host': 'localhost:3000',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '127.0.0.1',
    })
    expect([seen['x-forwarded-port'], seen.forwarded]).toEqual([undefined, undefined])
    expect(seen['content-security-policy']).toContain(`'nonce-${seen[nonceHeader]}'`)
    expect(seen[nonceHeader]).toMatch(/^[\w+/]{22}==$/)
    expect(headerOf(answer, 'strict-transport-security')).toBeUndefined()
  })

  test('a configured proxy says for whom it asks: what it wrote itself, after whatever it was sent', async () => {
    const { port } = await serve({ origin: 'https://andon.example, http://andon.example', proxies: '127.0.0.0/8' })
    const answer = await ask(
      port,
      'Host: inner:3000',
      'X-Forwarded-Host: evil.example, andon.example',
      ...lies.slice(7, 9),
    )
    expect(seenIn(answer)).toMatchObject({
      [sourceHeader]: '6.6.6.6',
      [ownOriginsHeader]: 'https://andon.example http://andon.example',
      'x-forwarded-host': 'andon.example',
      'x-forwarded-proto': 'https',
    })
    expect(headerOf(answer, 'strict-transport-security')).toBe('max-age=31536000')
    const plain = await ask(port, 'Host: andon.example', 'X-Forwarded-Proto: https, http')
    expect([statusOf(plain), headerOf(plain, 'strict-transport-security')]).toEqual([200, undefined])
  })

  test('a console that is configured as https alone is asked through TLS', async () => {
    const { port } = await serve({ origin: 'https://andon.example' })
    const answer = await ask(port, 'Host: andon.example')
    expect(seenIn(answer)['x-forwarded-proto']).toBe('https')
    expect(headerOf(answer, 'strict-transport-security')).toBe('max-age=31536000')
  })

  test('the page that somebody asked for, without what Next adds to its address', async () => {
    const { port } = await serve()
    const get = async (path: string) =>
      seenIn(await untilClosed(open(port, [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close'])))[
        pathHeader
      ]
    expect(await get('/vms/c1/vm-1.x?tab=serial&_rsc=1abc')).toBe('/vms/c1/vm-1.x?tab=serial')
    expect(await get('/vms?_rsc=1abc')).toBe('/vms')
  })

  test('each answer has a nonce of its own, and each exchange a mark', async () => {
    const { port } = await serve()
    const [one, other] = [seenIn(await ask(port, 'Host: localhost')), seenIn(await ask(port, 'Host: localhost'))]
    expect(one[nonceHeader]).not.toBe(other[nonceHeader])
    expect(one[exchangeHeader]).not.toBe(other[exchangeHeader])
  })
})

describe('what an answer tells the browser', () => {
  const policyOf = async (path: string) => {
    const { port } = await serve()
    const answer = await untilClosed(open(port, [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close']))
    return { answer, policy: headerOf(answer, 'content-security-policy') ?? '' }
  }

  test('scripts run with the nonce or from files of ours, nothing comes from elsewhere', async () => {
    const { answer, policy } = await policyOf('/vms')
    const rules = policy.split('; ')
    expect(rules).toEqual(
      expect.arrayContaining([
        `default-src 'self'`,
        `object-src 'none'`,
        `base-uri 'none'`,
        `form-action 'self'`,
        `frame-ancestors 'none'`,
      ]),
    )
    expect(rules.find((rule) => rule.startsWith('script-src '))).toMatch(/^script-src 'self' 'nonce-[\w+/=]+'$/)
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
    for (const [name, value] of [
      ['x-content-type-options', 'nosniff'],
      ['x-frame-options', 'DENY'],
      ['referrer-policy', 'same-origin'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-resource-policy', 'same-origin'],
    ] as const)
      expect(headerOf(answer, name), name).toBe(value)
    expect(headerOf(answer, 'permissions-policy')).toContain('camera=()')
  })

  test('no other site can lay a page with buttons under a click: only the wall, which has none, goes into a frame', async () => {
    const { answer, policy } = await policyOf('/wall?token=x')
    expect(policy).not.toContain('frame-ancestors')
    expect(headerOf(answer, 'x-frame-options')).toBeUndefined()
    for (const path of ['/wall/', '/', '/wallx', '/x/wall', '/?/wall'])
      expect((await policyOf(path)).policy, path).toContain(`frame-ancestors 'none'`)
  })
})

describe('how much', () => {
  const post = (port: number, ...headers: string[]) =>
    untilClosed(open(port, ['POST / HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers]))

  test('a body beyond any form is refused before it is read, and one of no length too', async () => {
    const { port } = await serve()
    expect(statusOf(await post(port, 'Content-Length: 1048577'))).toBe(413)
    expect(statusOf(await post(port, 'Transfer-Encoding: chunked'))).toBe(411)
    expect(statusOf(await post(port, 'Content-Length: 0'))).toBe(200)
  })

  test('what a path means has to be readable where programs ask', async () => {
    const { port } = await serve()
    const get = (path: string) =>
      untilClosed(open(port, [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close']))
    expect(await get('/api/v1/vms/%zz')).toContain('urn:andon:problem:malformed')
    expect(statusOf(await get('/api/v1/vms/c%2F1'))).toBe(200)
    expect(statusOf(await get('/vms/%zz'))).toBe(200)
  })

  test('to who asks the API, as a problem of it', async () => {
    const { port } = await serve()
    const ofApi = async (header: string) => {
      const lines = ['POST /api/v1/runs?a=b HTTP/1.1', 'Host: localhost', 'Connection: close', header]
      const answer = await untilClosed(open(port, lines))
      expect(headerOf(answer, 'content-type')).toBe('application/problem+json')
      return JSON.parse(/^\{.*\}$/m.exec(answer)?.[0] ?? '') as unknown
    }
    expect(await ofApi('Content-Length: 1048577')).toMatchObject({ type: 'urn:andon:problem:too-large', status: 413 })
    expect(await ofApi('Transfer-Encoding: chunked')).toMatchObject({ type: 'urn:andon:problem:length-required' })
  })

  test.each([
    ['refused', 'POST /api/v1/runs HTTP/1.1', 413],
    ['answered early by who handles it', 'PUT /api/files?name=x HTTP/1.1', 403],
  ])('a request that is %s is read on, so that its answer arrives', async (_, line, status) => {
    const { port } = await serve({ handle: (_, response) => void response.writeHead(403).end() })
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    closeLater(() => socket.destroy())
    const errors: unknown[] = []
    socket.on('error', (error) => errors.push(error))
    socket.write([line, 'Host: localhost', 'Connection: close', 'Content-Length: 9000000', '', ''].join('\r\n'))
    let answer = ''
    socket.on('data', (piece) => (answer += String(piece)))
    await once(socket, 'end')
    const sends = async () => await new Promise((sent) => socket.write(Buffer.alloc(64_000), sent))
    for (let piece = 0; piece < 20; piece += 1) await sends()
    expect(statusOf(answer)).toBe(status)
    expect(errors).toEqual([])
  })

  test('an upload may be of any size, and of none that it says', async () => {
    const { port } = await serve({ handle: (_, response) => void response.end() })
    const put = (path: string, header: string) =>
      untilClosed(open(port, [`PUT ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', header]))
    expect(statusOf(await put('/api/files?name=x', 'Content-Length: 99000000000'))).toBe(200)
    expect(statusOf(await put('/api/files', 'Transfer-Encoding: chunked'))).toBe(200)
    expect(statusOf(await put('/api/filesx', 'Content-Length: 99000000000'))).toBe(413)
  })

  test('headers beyond 16 KiB are refused', async () => {
    const { port } = await serve()
    expect(statusOf(await ask(port, 'Host: localhost', `Cookie: ${'x'.repeat(17_000)}`))).toBe(431)
  })
})

test('what is written past whoever answers comes behind what that one has written, and after the end does nothing', async () => {
  let over: (() => void) | undefined
  const { port, front } = await serve({
    handle: (request, response) => {
      const way = front.straightWay(String(request.headers[exchangeHeader]))
      response.write('first ')
      response.write(Buffer.from('sécond '))
      expect(way?.written).toBe(6 + 8)
      way?.write(Buffer.from('straight '))
      expect(way?.written).toBe(6 + 8)
      response.end('last')
      over = () => way?.write(Buffer.from('late'))
      over()
    },
  })
  expect(bodyOf(await ask(port, 'Host: localhost'))).toMatch(/first [^]*sécond [^]*straight [^]*last/)
  over?.()
  expect(front.straightWay('no such exchange')).toBeUndefined()
})

test('what is refused here is told, with whence it came and why', async () => {
  const refused: RefusedHere[] = []
  const { port } = await serve({ origin: 'https://andon.example', onRefused: (one) => void refused.push(one) })
  await ask(port, 'Host: evil.example', 'x-request-id: r-1')
  await ask(port, 'Host: andon.example', 'Content-Length: 99999999')
  await ask(port, 'Host: andon.example')
  expect(refused).toEqual([
    { request: 'r-1', source: '127.0.0.1', because: 'strange-name' },
    { source: '127.0.0.1', because: 'malformed' },
  ])
})
