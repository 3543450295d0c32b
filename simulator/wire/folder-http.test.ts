import { request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { startSimulator, type SimulatedHost } from '../start/start-simulator'
import { until } from '../testing/raw-client'
import { fileText, mustFile } from '../testing/test-world'
import { manualClock } from '../world/clock'

let host: SimulatedHost

afterEach(() => host.close())

const basic = () => `Basic ${Buffer.from(`${host.user}:${host.password}`).toString('base64')}`

/** A request for a file of the lab's host, the path given as it stands in the URL. */
async function folder(
  path: string,
  init: { method?: string; body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  query = 'dcPath=ha-datacenter&dsName=datastore1',
): Promise<Response> {
  return fetch(`${host.url}/folder/${path}?${query}`, { ...init, headers: { authorization: basic(), ...init.headers } })
}

const start = async () => {
  host = await startSimulator({ clock: manualClock() })
}

describe('GET', () => {
  test('gives a real .vmx whose slash is encoded in the path, as libvirt asks for it', async () => {
    await start()
    const reply = await folder('web-frontend%2Fweb-frontend.vmx')
    expect(reply.status).toBe(200)
    const text = await reply.text()
    expect(text).toContain('displayName = "web-frontend"')
    expect(reply.headers.get('content-length')).toBe(String(Buffer.byteLength(text)))
  })

  test('gives the file as the running configuration is now', async () => {
    await start()
    host.update('100% test', { 'config.hardware.memoryMB': 1_024 })
    expect(await (await folder('100+JQ-25%20test/100+JQ-25%20test.vmx')).text()).toContain('memSize = "1024"')
  })

  test('gives ranges, and says when there is nothing in them', async () => {
    await start()
    const range = (value: string) => folder('web-frontend/web-frontend.vmx', { headers: { range: value } })
    const first = await range('bytes=0-8')
    expect([first.status, await first.text()]).toEqual([206, '.encoding'])
    expect(first.headers.get('content-range')).toMatch(/^bytes 0-8\/\d+$/)
    expect(await (await range('bytes=-2')).text()).toBe('"\n')
    expect((await range('bytes=999999-')).status).toBe(416)
    expect((await range('lines=1-2')).status).toBe(200)
    const ifSame = (date: string) =>
      folder('web-frontend/web-frontend.vmx', { headers: { range: 'bytes=0-8', 'if-range': date } })
    expect((await ifSame(first.headers.get('last-modified') ?? '')).status).toBe(206)
    expect((await ifSame('Thu, 01 Jan 1970 00:00:00 GMT')).status).toBe(200)
  })

  test('gives a disk as its descriptor, and its extent as zeros', async () => {
    await start()
    const descriptor = await (await folder('web-frontend/web-frontend.vmdk')).text()
    expect(descriptor).toMatch(/^# Disk DescriptorFile[^]*RW 83886080 VMFS "web-frontend-flat\.vmdk"/)
    const extent = await folder('web-frontend/web-frontend-flat.vmdk', { headers: { range: 'bytes=1000000-1000003' } })
    expect([...new Uint8Array(await extent.arrayBuffer())]).toEqual([0, 0, 0, 0])
    expect(extent.headers.get('content-range')).toBe(`bytes 1000000-1000003/${40 * 1024 ** 3}`)
  })

  test('lists folders, datastores and datacenters as pages of links that lead on', async () => {
    await start()
    const page = await (await folder('R+Jg-D%20_lab_')).text()
    const link = /href="([^"]*vmware\.log[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const log = await fetch(host.url + link, { headers: { authorization: basic() }, method: 'HEAD' })
    expect(log.status).toBe(200)
    expect(Number(log.headers.get('content-length'))).toBeGreaterThan(100_000)
    expect(await (await folder('', {}, 'dcPath=ha-datacenter')).text()).toContain('dsName=nas%20(backup%20%26%20iso)')
  })

  test.each([
    ['no/such.file', 'dcPath=ha-datacenter&dsName=datastore1', 404],
    ['a', 'dcPath=ha-datacenter&dsName=nowhere', 404],
    ['a', 'dcPath=elsewhere&dsName=datastore1', 404],
    ['..%2F..%2Fetc%2Fpasswd', 'dcPath=ha-datacenter&dsName=datastore1', 400],
    ['%E0%A4%A', 'dcPath=ha-datacenter&dsName=datastore1', 400],
  ])('of %s on %s is %i', async (path, query, status) => {
    await start()
    expect((await folder(path, {}, query)).status).toBe(status)
  })

  test('is for people with a session or a password', async () => {
    await start()
    expect((await fetch(`${host.url}/folder/iso?dcPath=ha-datacenter&dsName=datastore1`)).status).toBe(401)
  })

  test('finds datacenters and datastores with awkward names behind a vCenter', async () => {
    host = await startSimulator({ product: 'vcenter', clock: manualClock() })
    const { RawClient } = await import('../testing/raw-client')
    const client = new RawClient(host)
    await client.login(host.user, host.password, host.world.byType('SessionManager')[0]?.ref.key ?? '')
    const get = (query: string) =>
      fetch(`${host.url}/folder/iso?${query}`, { headers: { cookie: String(client.cookie) } })
    expect((await get('dcPath=Lab%202%252f3&dsName=lab-san')).status).toBe(200)
    expect((await get('dcPath=Frankfurt&dsName=san-01')).status).toBe(200)
    expect((await get('dcPath=Lab%202%252f3&dsName=lab-retired')).status).toBe(503)
  })
})

describe('PUT', () => {
  const put = (path: string, body: string | Buffer) =>
    folder(path, { method: 'PUT', body: new Uint8Array(Buffer.from(body)) })

  test('keeps what was uploaded: 201 for a new file, 200 for another version', async () => {
    await start()
    const free = host.world.prop(mustFile(host.world, '[datastore1] iso').datastore, 'summary.freeSpace')
    expect((await put('iso/caf%C3%A9.txt', 'one')).status).toBe(201)
    expect((await put('iso/caf%C3%A9.txt', 'three')).status).toBe(200)
    expect(fileText(host.world, '[datastore1] iso/café.txt')).toBe('three')
    expect(host.world.prop(mustFile(host.world, '[datastore1] iso').datastore, 'summary.freeSpace')).toBe(
      Number(free) - 5,
    )
  })

  test('is refused without its folder, over a folder, without room, and for files that a running VM holds', async () => {
    await start()
    expect((await put('nowhere/a.txt', 'x')).status).toBe(404)
    expect((await put('iso', 'x')).status).toBe(409)
    expect((await put('web-frontend/web-frontend.vmx', 'x')).status).toBe(403)
    const full = await folder(
      'big.bin',
      { method: 'PUT', body: new Uint8Array(13 * 1024 ** 2) },
      'dcPath=ha-datacenter&dsName=scratch',
    )
    expect(full.status).toBe(507)
    expect(() => mustFile(host.world, '[scratch] big.bin')).toThrow('was not found')
  })

  test('that is cut in the middle leaves a piece, as on a real host', async () => {
    await start()
    const cut = request(`${host.url}/folder/iso/half.bin?dcPath=ha-datacenter&dsName=datastore1`, {
      method: 'PUT',
      headers: { authorization: basic(), 'content-length': 1_000_000 },
    })
    cut.on('error', () => undefined)
    cut.write(Buffer.alloc(10_000, 'x'))
    const sizeOf = () => {
      try {
        return fileText(host.world, '[datastore1] iso/half.bin').length
      } catch {
        return 0
      }
    }
    await new Promise<void>((resolve) => {
      cut.on('socket', (socket) => socket.on('connect', () => resolve()))
    })
    await until(() => cut.writableLength === 0)
    cut.destroy()
    await until(() => sizeOf() > 0)
    expect(sizeOf()).toBeLessThanOrEqual(10_000)
  })
})

describe('DELETE', () => {
  test('deletes files and folders, but not what a running VM holds', async () => {
    await start()
    const remove = async (path: string) => (await folder(path, { method: 'DELETE' })).status
    expect(await remove('asks-append-or-replace/console.log')).toBe(200)
    expect(await remove('asks-append-or-replace/console.log')).toBe(404)
    expect(await remove('web-frontend')).toBe(403)
    expect(await remove('asks-twice')).toBe(200)
    expect(await remove('')).toBe(403)
  })
})

describe('/screen', () => {
  const screen = (query: string) => fetch(`${host.url}/screen?${query}`, { headers: { authorization: basic() } })

  test('is a PNG of a running VM, as large as asked for', async () => {
    await start()
    const reply = await screen(`id=${host.vm('web-frontend').value}&width=320&height=200`)
    expect(reply.headers.get('content-type')).toBe('image/png')
    const png = Buffer.from(await reply.arrayBuffer())
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 200])
  })

  test('is not there for a VM that is off or unknown', async () => {
    await start()
    expect((await screen(`id=${host.vm('100% test').value}`)).status).toBe(404)
    expect((await screen('id=4711')).status).toBe(404)
  })
})
