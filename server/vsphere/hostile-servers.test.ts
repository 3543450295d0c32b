import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { Endpoint } from '@/lib/vsphere/connection'
import { VimFault, WireError } from './errors'
import { retrieve } from './retrieve'
import { serviceInstance } from './service-content'
import { Session } from './session'
import { envelope, sendFault, serviceContent, startScriptedServer, type Script } from './testing/scripted-server'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function serve(script: Script): Promise<Endpoint> {
  const server = await startScriptedServer(script)
  closing.push(() => server.close())
  return server.endpoint()
}

const credentials = { user: 'root', password: 'secret' }

/** How an attempt to connect ends: `WireError` code and detail, or the fault's type. */
async function outcomeOf(endpoint: Endpoint): Promise<{ code: string; detail: string }> {
  try {
    const session = await Session.open(endpoint, credentials)
    await session.close()
    return { code: 'connected', detail: '' }
  } catch (error) {
    if (error instanceof WireError) return { code: error.code, detail: error.detail }
    if (error instanceof VimFault) return { code: error.fault.type, detail: error.fault.message }
    throw error
  }
}

/** Every request gets the same answer. */
const always =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Script =>
  ({ response }) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
    return undefined
  }

/** A proper host, but for what `RetrieveServiceContent` is answered with. */
const contentIs =
  (answer: Script): Script =>
  (call) => {
    if (call.method === 'RetrieveServiceContent') return answer(call)
    if (call.method.startsWith('GET')) call.response.writeHead(404).end()
    return ''
  }

test('a web page, a 404 and JSON are told as: not a vSphere server', async () => {
  const page = '<!DOCTYPE html><html><head><title>Welcome to nginx</title></head></html>'
  expect(await outcomeOf(await serve(always(200, 'text/html', page)))).toMatchObject({ code: 'not-vsphere' })
  expect(await outcomeOf(await serve(always(200, 'text/xml', page)))).toMatchObject({ code: 'not-vsphere' })
  expect(await outcomeOf(await serve(always(404, 'text/plain', 'no such page')))).toEqual({
    code: 'not-vsphere',
    detail: 'HTTP 404 text/plain',
  })
  expect(await outcomeOf(await serve(always(200, 'application/json', '{"ok":true}')))).toMatchObject({
    code: 'not-vsphere',
  })
})

test('503 is told as a service that is not ready; its page is for the log', async () => {
  const endpoint = await serve(always(503, 'text/html', '503 Service Unavailable (Failed to connect to endpoint)'))
  const { code, detail } = await outcomeOf(endpoint)
  expect({ code, detail }).toEqual({ code: 'service-unavailable', detail: 'HTTP 503 text/html' })
})

test('a redirect is not followed: to https it means that TLS is wanted, elsewhere it is an error', async () => {
  const trap = await startScriptedServer(() => serviceContent)
  closing.push(() => trap.close())
  const { port } = trap.endpoint()
  const toTrap = await serve(always(302, 'text/html', '', { location: `http://127.0.0.1:${port}/sdk` }))
  expect(await outcomeOf(toTrap)).toMatchObject({ code: 'http-status' })
  expect(trap.calls).toEqual([])
  const toTls = await serve(always(301, 'text/html', '', { location: 'https://127.0.0.1/sdk' }))
  expect(await outcomeOf(toTls)).toMatchObject({ code: 'needs-tls' })
})

test('a body of 300 MB is not read to its end, compressed or not', async () => {
  let sent = 0
  const endless: Script = ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/xml' })
    response.write(envelope('<RetrieveServiceContentResponse><returnval><a>').split('\n</')[0])
    const chunk = 'x'.repeat(65_536)
    const more = () => {
      while (!response.destroyed && sent < 300 * 2 ** 20) {
        sent += chunk.length
        if (!response.write(chunk)) return void response.once('drain', more)
      }
      response.end()
    }
    more()
    return undefined
  }
  expect(await outcomeOf(await serve(contentIs(endless)))).toMatchObject({ code: 'too-large' })
  expect(sent).toBeLessThan(64 * 2 ** 20)

  const [head = '', tail = ''] = envelope('<RetrieveServiceContentResponse>|</RetrieveServiceContentResponse>').split(
    '|',
  )
  // Packed pieces one after the other are packed as a whole: it does not have to be made first.
  const piece = gzipSync('<a>x</a>'.repeat(2 ** 17))
  const bomb = Buffer.concat([gzipSync(head), ...Array.from({ length: 300 }, () => piece), gzipSync(tail)])
  const zipped: Script = ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' }).end(bomb)
    return undefined
  }
  expect(bomb.length).toBeLessThan(2 ** 20)
  expect(await outcomeOf(await serve(contentIs(zipped)))).toMatchObject({ code: 'too-large' })
})

test('a document type, an XML error and a reply cut in the middle each have their name', async () => {
  const xml = (text: string) => contentIs(always(200, 'text/xml', text))
  const bomb = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>'
  expect(await outcomeOf(await serve(xml(bomb)))).toMatchObject({ code: 'doctype' })
  expect(await outcomeOf(await serve(xml(envelope('<a><b></a></b>'))))).toMatchObject({ code: 'not-vsphere' })
  const broken = envelope('<RetrieveServiceContentResponse><a></b></RetrieveServiceContentResponse>')
  expect(await outcomeOf(await serve(xml(broken)))).toMatchObject({ code: 'not-xml' })
  const whole = envelope(`<RetrieveServiceContentResponse>${serviceContent}</RetrieveServiceContentResponse>`)
  expect(await outcomeOf(await serve(xml(whole.slice(0, 400))))).toMatchObject({ code: 'truncated' })
})

test('a connection cut in the middle of a body is a cut connection', async () => {
  const cut: Script = ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/xml', 'content-length': '5000' })
    response.write('<soapenv:Envelope', () => response.destroy())
    return undefined
  }
  expect(await outcomeOf(await serve(contentIs(cut)))).toMatchObject({ code: 'connection-cut' })
})

test.each([
  [503, {}, 'service-unavailable'],
  [301, { location: 'https://esx.example/sdk' }, 'needs-tls'],
  [404, {}, 'not-vsphere'],
])(
  'a short %s whose connection is cut in the middle of its page says what its status says',
  async (status, more, code) => {
    const cut: Script = ({ response }) => {
      response.writeHead(status, { 'content-type': 'text/html', 'content-length': '5000', ...more })
      response.write('<html>', () => response.destroy())
      return undefined
    }
    expect(await outcomeOf(await serve(contentIs(cut)))).toMatchObject({ code })
  },
)

test('a server without the parts of vSphere that nothing works without is not vSphere', async () => {
  const endpoint = await serve(
    contentIs(() => '<returnval><rootFolder type="Folder">group-d1</rootFolder></returnval>'),
  )
  expect(await outcomeOf(endpoint)).toMatchObject({ code: 'not-vsphere' })
})

test('a server that pages its answers without end is not listened to for ever', async () => {
  let pages = 0
  const page = '<returnval><token>more</token></returnval>'
  const endpoint = await serve(({ method, response }) => {
    if (method === 'GET /sdk/vimServiceVersions.xml') return void response.writeHead(404).end()
    if (method === 'RetrieveServiceContent') return serviceContent
    if (method === 'RetrievePropertiesEx' || method === 'ContinueRetrievePropertiesEx') pages += 1
    return method.includes('Retrieve') ? page : ''
  })
  const session = await Session.open(endpoint, credentials)
  closing.unshift(() => session.close())
  const spec = { properties: [{ type: 'Folder', paths: ['name'] }], objects: [{ obj: session.content.rootFolder }] }
  await expect(retrieve(session, spec)).rejects.toMatchObject({ code: 'too-large' })
  expect(pages).toBeLessThan(2_000)
})

test('a server that refuses the next page to a limited account is asked without pages', async () => {
  const object = (id: string) =>
    `<objects><obj type="Folder">${id}</obj><propSet><name>name</name><val xsi:type="xsd:string">${id}</val></propSet></objects>`
  const asked: string[] = []
  const endpoint = await serve(({ method, response }) => {
    if (method === 'GET /sdk/vimServiceVersions.xml') return void response.writeHead(404).end()
    if (method === 'RetrieveServiceContent') return serviceContent
    if (!method.includes('Retrieve')) return ''
    asked.push(method)
    if (method === 'RetrievePropertiesEx') return `<returnval><token>more</token>${object('a')}</returnval>`
    if (method === 'RetrieveProperties') return `${object('a')}${object('b')}`.replaceAll('objects>', 'returnval>')
    return sendFault(response, 'NoPermission')
  })
  const session = await Session.open(endpoint, credentials)
  closing.unshift(() => session.close())
  const spec = { properties: [{ type: 'Folder', paths: ['name'] }], objects: [{ obj: session.content.rootFolder }] }
  const found = await retrieve(session, spec)
  expect(found.map(({ properties }) => properties.get('name'))).toEqual(['a', 'b'])
  expect(asked).toEqual(['RetrievePropertiesEx', 'ContinueRetrievePropertiesEx', 'RetrieveProperties'])
})

test('nobody listening, nobody of that name, and a server that says nothing are three things', async () => {
  const silent = await serve(() => new Promise(() => {}))
  const gone = await startScriptedServer(() => '')
  const refused = gone.endpoint()
  await gone.close()
  expect(await outcomeOf(refused)).toMatchObject({ code: 'connection-refused' })
  expect(await outcomeOf({ ...refused, host: 'no-such-host.invalid' })).toMatchObject({ code: 'name-not-found' })

  const patient = await serve((call) =>
    call.method === 'CurrentTime' ? new Promise(() => {}) : contentIs(() => serviceContent)(call),
  )
  const session = await Session.open(patient, credentials)
  closing.push(() => session.abandon())
  await expect(session.call('CurrentTime', serviceInstance, {}, { timeoutMs: 200 })).rejects.toMatchObject({
    code: 'timed-out',
  })
  const aborted = AbortSignal.timeout(50)
  await expect(session.call('CurrentTime', serviceInstance, {}, { signal: aborted })).rejects.toMatchObject({
    code: 'timed-out',
  })
  expect(silent.port).toBeGreaterThan(0)
})

/** A TCP server that is no HTTP server. */
async function serveTcp(greet: (socket: Socket) => void): Promise<Endpoint> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    greet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { transport: 'http', host: '127.0.0.1', port, trust: { kind: 'none' } }
}

test('something that is no HTTP at all is not vSphere; TLS spoken to it fails as: no TLS here', async () => {
  const ssh = await serveTcp((socket) => socket.once('data', () => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n')))
  expect(await outcomeOf(ssh)).toMatchObject({ code: 'not-vsphere' })
  expect(await outcomeOf({ ...ssh, transport: 'https' })).toMatchObject({ code: 'not-tls' })
  const deaf = await serveTcp((socket) => socket.once('data', () => socket.destroy()))
  expect(await outcomeOf(deaf)).toMatchObject({ code: 'connection-cut' })
})
