import { Agent } from 'node:http'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { faultOf, inside, raw, RawClient, until } from '../testing/raw-client'
import { serveTiny, type ServedTiny } from '../testing/tiny-world'
import { any } from '../vim25/value'
import type { ServeOptions } from './serve'

let served: ServedTiny | undefined

async function start(options: ServeOptions & { vms?: number; product?: 'esx' | 'vcenter' } = {}): Promise<ServedTiny> {
  served = await serveTiny(options)
  return served
}

afterEach(async () => {
  await served?.close()
  served = undefined
})

const contentCall =
  '<?xml version="1.0"?><Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><RetrieveServiceContent xmlns="urn:vim25">' +
  '<_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent></Body></Envelope>'

describe('HTTP', () => {
  test('/sdk and /sdk/ take calls, chunked or not', async () => {
    const { url } = await start()
    for (const path of ['/sdk', '/sdk/']) {
      for (const chunked of [true, false]) {
        const reply = await raw(url + path, { body: contentCall, chunked })
        expect(reply.status).toBe(200)
        expect(reply.headers['content-type']).toBe('text/xml; charset=utf-8')
        expect(Number(reply.headers['content-length'])).toBe(reply.body.length)
        expect(inside(reply)).toMatch(/^<returnval><rootFolder type="Folder">group-d1<\/rootFolder>/)
      }
    }
  })

  test('the list of versions needs no login and starts with the newest', async () => {
    const { url } = await start({ apiVersion: '6.7' })
    const reply = await raw(`${url}/sdk/vimServiceVersions.xml`, { method: 'GET' })
    expect(reply.text).toContain(
      '<namespace><name>urn:vim25</name><version>6.7</version><priorVersions><version>6.5</version><version>6.0</version>',
    )
  })

  test('a host from before there was such a list does not have it', async () => {
    const { url } = await start({ apiVersion: '2.5' })
    expect((await raw(`${url}/sdk/vimServiceVersions.xml`, { method: 'GET' })).status).toBe(404)
  })

  test('connections are kept for the next call', async () => {
    const { url } = await start()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ports = new Set<number | undefined>()
    agent.on('free', (socket: { localPort?: number }) => ports.add(socket.localPort))
    for (let count = 0; count < 3; count++) await raw(`${url}/sdk`, { body: contentCall, agent })
    expect(ports.size).toBe(1)
    agent.destroy()
  })

  test('large replies are compressed for those who ask', async () => {
    const { url } = await start()
    const plain = await raw(`${url}/sdk`, { body: contentCall })
    const packed = await raw(`${url}/sdk`, { body: contentCall, headers: { 'Accept-Encoding': 'gzip, deflate' } })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.body).toString()).toBe(plain.text)
  })

  test('a request beyond the limit is refused before it is complete', async () => {
    const { url, port } = await start({ maxRequestBytes: 10_000 })
    expect((await raw(`${url}/sdk`, { body: 'x'.repeat(20_000) })).status).toBe(413)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /sdk HTTP/1.1\r\nHost: x\r\nContent-Length: 200000000\r\n\r\n' + 'x'.repeat(20_000))
      })
      socket.once('data', (bytes) => {
        resolve(bytes.toString())
        socket.destroy()
      })
    })
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
  })

  test('what is not there is 404, GET on /sdk is 405, files need a session', async () => {
    const { url } = await start({ product: 'esx' })
    expect((await raw(`${url}/nothing`, { method: 'GET' })).status).toBe(404)
    expect((await raw(`${url}/sdk`, { method: 'GET' })).status).toBe(405)
    expect((await raw(`${url}/`, { method: 'GET' })).status).toBe(200)
    const refused = await raw(`${url}/folder/x?dsName=y`, { method: 'GET' })
    expect(refused.status).toBe(401)
    expect(refused.headers['www-authenticate']).toBe('Basic realm="VMware HTTP server"')
    const wrong = `Basic ${Buffer.from('root:wrong').toString('base64')}`
    expect((await raw(`${url}/folder/x?dsName=y`, { method: 'GET', headers: { Authorization: wrong } })).status).toBe(
      401,
    )
    const right = `Basic ${Buffer.from('root:password').toString('base64')}`
    expect(
      (await raw(`${url}/folder/x?dsName=y`, { method: 'GET', headers: { Authorization: right } })).status,
    ).not.toBe(401)
  })
})

describe('SOAPAction', () => {
  const call = (url: string, action: string | undefined) =>
    raw(`${url}/sdk`, { body: contentCall, headers: action === undefined ? {} : { SOAPAction: action } })

  test('selects the version of the reply, quoted or not; without one it is the oldest', async () => {
    const { url, world } = await start()
    const about = world.byType('ServiceInstance')[0]
    expect(about).toBeDefined()
    expect((await call(url, '"urn:vim25/4.0"')).text).toContain('<instanceUuid>')
    expect((await call(url, 'urn:vim25/8.0.3.0')).text).toContain('<instanceUuid>')
    expect((await call(url, undefined)).text).not.toContain('<instanceUuid>')
    expect((await call(url, '"urn:vim25/2.5"')).text).not.toContain('<instanceUuid>')
  })

  test('never decides which method runs; what is not of vim25 counts as none, what is newer as the newest', async () => {
    const { url } = await start()
    expect((await call(url, '"http://example.com/Login"')).status).toBe(200)
    expect((await call(url, 'urn:vim25/99.0')).text).toContain('<instanceUuid>')
  })

  test('a version that is none is refused, and so is an empty header since 7.0', async () => {
    const { url } = await start()
    expect(faultOf(await call(url, 'urn:vim25/x'))).toBe(
      'InvalidRequest: Request version &apos;urn:vim25/x&apos; and namespace &apos;urn:vim25&apos; are not supported',
    )
    expect((await call(url, '""')).status).toBe(500)
    await served?.close()
    const old = await start({ apiVersion: '6.7' })
    expect((await call(old.url, '""')).status).toBe(200)
  })

  test('an older host does not know newer methods', async () => {
    const old = new RawClient(await start({ apiVersion: '4.0' }))
    await old.login()
    const spec =
      '<specSet><propSet><type>Folder</type></propSet><objectSet><obj type="Folder">group-d1</obj></objectSet></specSet>'
    expect(
      faultOf(await old.call('RetrievePropertiesEx', 'PropertyCollector:propertyCollector', `${spec}<options/>`)),
    ).toMatch(/^InvalidRequest: Unable to resolve WSDL method name RetrievePropertiesEx/)
    expect((await old.call('RetrieveProperties', 'PropertyCollector:propertyCollector', spec)).status).toBe(200)
  })
})

describe('faults', () => {
  test('have status 500 and say what is wrong', async () => {
    const client = new RawClient(await start())
    await client.login()
    const unknown = await client.call('PowerOnEverything', 'VirtualMachine:vm-1')
    expect(unknown.status).toBe(500)
    expect(faultOf(unknown)).toMatch(/^InvalidRequest: Unable to resolve WSDL method name PowerOnEverything/)
    expect(faultOf(await client.call('CurrentTime', 'VirtualMachine:vm-1'))).toMatch(/^MethodNotFound/)
    const gone = await client.call('Destroy_Task', 'VirtualMachine:vm-99')
    expect(gone.text).toContain(
      '<ManagedObjectNotFoundFault xmlns="urn:vim25" xsi:type="ManagedObjectNotFound"><obj type="VirtualMachine">vm-99</obj>',
    )
    expect(faultOf(await client.call('Destroy_Task', 'VirtualMachine:vm-1'))).toMatch(/^NotSupported/)
    expect(faultOf(await raw(`${served?.url}/sdk`, { body: 'rubbish' }))).toMatch(/^InvalidRequest/)
  })

  test('a mistake of the simulator is a SystemError for the client and told to whoever runs it', async () => {
    const mistakes: unknown[] = []
    served = await serveTiny({ onError: (error) => mistakes.push(error) }, [
      { Reload: () => Promise.reject(new Error('oops')) },
    ])
    const client = new RawClient(served)
    await client.login()
    expect(faultOf(await client.call('Reload', 'VirtualMachine:vm-1'))).toBe(
      'SystemError: A general system error occurred: oops',
    )
    expect(mistakes).toHaveLength(1)
  })
})

describe('failure switches', () => {
  async function loggedIn(): Promise<RawClient> {
    const client = new RawClient(await start())
    await client.login()
    return client
  }
  const now = (client: RawClient) => client.call('CurrentTime', 'ServiceInstance:ServiceInstance')

  test('a fault, so many times, on one method and one object', async () => {
    const client = await loggedIn()
    served?.fail({ method: 'CurrentTime', times: 2, fault: { type: 'HostCommunication', message: 'gone fishing' } })
    expect(faultOf(await now(client))).toBe('HostCommunication: gone fishing')
    expect((await client.call('RetrieveServiceContent', 'ServiceInstance:ServiceInstance')).status).toBe(200)
    expect((await now(client)).status).toBe(500)
    expect((await now(client)).status).toBe(200)
    const takeBack = served?.fail({ object: 'ServiceInstance', http503: true })
    expect((await now(client)).status).toBe(503)
    takeBack?.()
    expect((await now(client)).status).toBe(200)
  })

  test('the page of a proxy, a cut reply, no reply', async () => {
    const client = await loggedIn()
    served?.fail({ times: 1, http503: true })
    const page = await now(client)
    expect([page.status, page.headers['content-type']]).toEqual([503, 'text/html'])
    expect(page.text).toContain('Service Unavailable (Failed to connect to endpoint')
    served?.fail({ times: 1, cutBody: true })
    await expect(now(client)).rejects.toThrow(/aborted|socket hang up|ECONNRESET/)
    served?.fail({ times: 1, dropConnection: true })
    await expect(now(client)).rejects.toThrow(/socket hang up|ECONNRESET/)
    expect((await now(client)).status).toBe(200)
  })

  test('a slow reply, by the clock of the host', async () => {
    const client = await loggedIn()
    served?.fail({ times: 1, delayMs: 3_600_000 })
    const waiting = now(client)
    await until(() => served?.calls.at(-1)?.method === 'CurrentTime')
    await served?.clock.advance(3_600_000)
    expect((await waiting).status).toBe(200)
  })

  test('all connections cut at once; the session is still there', async () => {
    const client = await loggedIn()
    const waiting = client.call('WaitForUpdatesEx', 'PropertyCollector:propertyCollector')
    await until(() => served?.calls.at(-1)?.method === 'WaitForUpdatesEx')
    served?.drop()
    await expect(waiting).rejects.toThrow(/socket hang up|ECONNRESET/)
    expect((await now(client)).status).toBe(200)
  })

  test('a restart refuses connections for a while and forgets the sessions', async () => {
    const client = await loggedIn()
    const host = served
    if (host === undefined) throw new Error('not started')
    const restarting = host.restart({ downMs: 5_000 })
    await until(() => host.isDown)
    await expect(now(client)).rejects.toThrow(/ECONNREFUSED|socket hang up|ECONNRESET/)
    await host.clock.advance(5_000)
    await restarting
    expect(faultOf(await now(client))).toMatch(/^NotAuthenticated/)
    client.cookie = undefined
    expect((await client.login()).status).toBe(200)
  })
})

test('calls are on record, without the password', async () => {
  const client = new RawClient(await start())
  await client.login()
  await client.call('FindByIp', 'SearchIndex:SearchIndex', '<ip>10.0.0.1</ip><vmSearch>true</vmSearch>')
  expect(served?.calls.map(({ method, user, apiVersion }) => [method, user, apiVersion])).toEqual([
    ['Login', undefined, '8.0.3.0'],
    ['FindByIp', 'administrator@vsphere.local', '8.0.3.0'],
  ])
  expect(JSON.stringify(served?.calls)).not.toContain('"password":"password"')
  expect(served?.calls[1]?.args).toEqual({ ip: '10.0.0.1', vmSearch: true })
})

test('Any values of the world keep their types on the wire', async () => {
  const host = await start()
  const client = new RawClient(host)
  await client.login()
  const vm = host.world.byType('VirtualMachine')[0]
  if (vm === undefined) throw new Error('no VM')
  host.world.update(vm.ref, { 'config.extraConfig': [{ key: 'a', value: any('xsd:long', 7) }] })
  const reply = await client.call('Fetch', 'VirtualMachine:vm-1', '<prop>config.extraConfig</prop>')
  expect(inside(reply)).toBe(
    '<returnval xsi:type="ArrayOfOptionValue"><OptionValue xsi:type="OptionValue"><key>a</key><value xsi:type="xsd:long">7</value></OptionValue></returnval>',
  )
})
