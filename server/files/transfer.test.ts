import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, expect, test, vi } from 'vitest'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { resolvePath, volumeOf } from '../../simulator/estate/datastore-files'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { WireError } from '../vsphere/errors'
import { asRefTo } from '../vsphere/wire-value'
import { FileTransport, type FileExchange } from '../vsphere/file-transport'
import { openFileRig, tester, valueOf } from './testing/file-rig'
import { prepareUpload, receiveUpload, type UploadRequest } from './upload'

const untold = { writing: async () => {}, placing: async () => {}, cleared: async () => {} }

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(options: SimulatorOptions = {}) {
  const host = await startSimulator({ speed: 0, ...options })
  closing.push(() => host.close())
  const rig = await openFileRig({ ...host, transport: options.tls ? 'https' : 'http' })
  closing.push(() => rig.close())
  const { ask } = rig
  const upload = (datastore: DatastoreKey, request: Partial<UploadRequest> & { bytes?: Buffer }) =>
    ask.receiveUpload(
      datastore,
      {
        folder: '',
        name: 'file.bin',
        overwrite: false,
        length: request.bytes?.length,
        body: pieces(request.bytes ?? Buffer.alloc(0)),
        signal: new AbortController().signal,
        ...request,
      },
      tester,
    )
  const download = async (
    datastore: DatastoreKey,
    path: string,
    headers: { range?: string; ifRange?: string } = {},
  ) => {
    const signal = new AbortController().signal
    const {
      status,
      headers: answered,
      body,
    } = valueOf(await ask.openDownload(datastore, { path, head: false, signal, ...headers }))
    const bytes = Buffer.concat(await (body ?? Readable.from([])).toArray())
    return { status, headers: answered, bytes }
  }
  const names = async (datastore: DatastoreKey, folder = '') =>
    valueOf(await ask.browseDatastore(datastore, folder)).entries.map(({ name }) => name)
  return { ...rig, host, upload, download, names }
}

/** A body that comes in pieces, as from a browser. */
const pieces = (bytes: Buffer) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536),
    ),
  )

const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251))

test.each([{ product: 'esx' }, { product: 'vcenter' }, { tls: true }] as const)(
  'what is uploaded comes back byte for byte, under its plain name (%j)',
  async (options) => {
    const { datastore, upload, download, names, notes, inventory } = await open(options)
    const store = datastore('product' in options && options.product === 'vcenter' ? 'san-01' : 'datastore1')
    const { path } = valueOf(await upload(store, { name: 'Über 100%: "a".bin', bytes: content }))
    expect(await names(store)).toContain('Über 100%_ _a_.bin')
    const { status, headers, bytes } = await download(store, path)
    expect(status).toBe(200)
    expect(bytes.equals(content)).toBe(true)
    expect(headers['content-length']).toBe(String(content.length))
    expect(headers['content-disposition']).toBe(
      `attachment; filename="_ber 100__ _a_.bin"; filename*=UTF-8''%C3%9Cber%20100%25_%20_a_.bin`,
    )
    expect(notes[0]).toMatch(/^Upload \[.*\] Über 100%_ _a_\.bin, 293\.0 KB$/)
    // Moving it into place is nothing that somebody asked for.
    expect([...inventory.tasks.values()].filter(({ descriptionId }) => descriptionId.startsWith('File'))).toEqual([])
  },
)

test('an upload finds the file that people see under its name, however it is stored', async () => {
  const { datastore, upload, download, names, host } = await open()
  const store = datastore('datastore1')
  const { datastore: ref } = resolvePath(host.world, '[datastore1] iso')
  const modified = new Date()
  volumeOf(host.world, ref).set('iso/a+b é.iso', { kind: 'file', modified, size: 3, content: Buffer.from('old') })
  const file = { folder: 'iso', name: 'a+b é.iso', bytes: Buffer.from('new') }
  expect(await upload(store, file)).toMatchObject({ ok: false, error: { code: 'exists' } })
  expect(valueOf(await upload(store, { ...file, overwrite: true })).path).toBe('iso/a+b é.iso')
  expect((await download(store, 'iso/a+b é.iso')).bytes.toString()).toBe('new')
  expect((await names(store, 'iso')).filter((name) => name === 'a+b é.iso')).toHaveLength(1)
})

test('a download goes on where it was cut', async () => {
  const { datastore, upload, download, ask } = await open()
  const store = datastore('datastore1')
  const { path } = valueOf(await upload(store, { bytes: content }))
  const rest = await download(store, path, { range: 'bytes=100000-' })
  expect(rest.status).toBe(206)
  expect(rest.headers['content-range']).toBe(`bytes 100000-299999/300000`)
  expect(rest.headers['accept-ranges']).toBe('bytes')
  expect(rest.headers['last-modified']).toBeDefined()
  expect(rest.bytes.equals(content.subarray(100_000))).toBe(true)
  const beyond = { path, head: false, range: 'bytes=300000-', signal: new AbortController().signal }
  expect(await ask.openDownload(store, beyond)).toMatchObject({ ok: false, error: { code: 'range' } })
})

test('a download that nobody wants any more stops at the host', async () => {
  const { datastore, ask } = await open()
  const gone = new AbortController()
  const path = 'iso/SERVER_EVAL_x64FRE_en-us.iso'
  const request = { path, head: false, signal: gone.signal }
  const { headers, body } = valueOf(await ask.openDownload(datastore('datastore1'), request))
  expect(Number(headers['content-length'])).toBeGreaterThan(4e9)
  if (!body) throw new Error('a download has a body')
  const read = async () => {
    for await (const _chunk of body) gone.abort()
  }
  await expect(read()).rejects.toThrow()
})

test('folders, files that are gone and paths that climb are no downloads', async () => {
  const { datastore, ask } = await open()
  const code = async (path: string) => {
    const opened = await ask.openDownload(datastore('datastore1'), {
      path,
      head: false,
      signal: new AbortController().signal,
    })
    return opened.ok ? 'ok' : opened.error.code
  }
  expect(await code('iso')).toBe('folder')
  expect(await code('iso/nothing.iso')).toBe('FileNotFound')
  for (const path of ['../x', '', 'iso/../../x', 'a\0b', '/etc/passwd']) expect(await code(path)).toBe('bad-path')
})

test('an upload that is cut in the middle leaves nothing behind, neither whole nor half', async () => {
  const { datastore, upload, names } = await open()
  const store = datastore('datastore1')
  const before = await names(store)
  const gone = new AbortController()
  const body = Readable.from(
    (function* () {
      for (let sent = 0; sent < 3; sent += 1) yield Buffer.alloc(50_000)
      gone.abort()
      throw new Error('the browser went away')
    })(),
  )
  const cut = await upload(store, { length: 1_000_000, body, signal: gone.signal })
  expect(cut).toMatchObject({ ok: false, error: { code: 'cut' } })
  expect(await names(store)).toEqual(before)
})

test('an upload that ends early, or goes on too long, is not taken for the file', async () => {
  const { datastore, upload, names } = await open()
  const store = datastore('datastore1')
  const before = await names(store)
  expect(await upload(store, { bytes: content, length: content.length + 1 })).toMatchObject({
    ok: false,
    error: { code: 'cut' },
  })
  expect(await upload(store, { bytes: content, length: content.length - 1 })).toMatchObject({
    ok: false,
    error: { code: 'cut' },
  })
  expect(await upload(store, { body: pieces(content), length: undefined })).toMatchObject({
    ok: false,
    error: { code: 'length-needed' },
  })
  expect(await names(store)).toEqual(before)
})

test('a host that goes away in the middle is said, and what had arrived looks unfinished', async () => {
  const { datastore, upload, names, host, until, inventory } = await open()
  const store = datastore('datastore1')
  const body = Readable.from(
    (function* () {
      for (let sent = 0; ; sent += 1) {
        if (sent === 20) host.drop()
        yield Buffer.alloc(100_000)
      }
    })(),
  )
  const cut = await upload(store, { name: 'big.iso', length: 1e9, body })
  expect(cut).toMatchObject({ ok: false, error: { blame: 'wire' } })
  inventory.retryNow()
  await until(() => inventory.state.at === 'live')
  expect(await names(store)).not.toContain('big.iso')
})

test('a name that is taken is replaced only when that was wanted, and then in one step', async () => {
  const { datastore, upload, download } = await open()
  const store = datastore('datastore1')
  const { path } = valueOf(await upload(store, { bytes: content }))
  expect(await upload(store, { bytes: Buffer.from('new') })).toMatchObject({ ok: false, error: { code: 'exists' } })
  expect((await download(store, path)).bytes.length).toBe(content.length)
  valueOf(await upload(store, { bytes: Buffer.from('new'), overwrite: true }))
  expect((await download(store, path)).bytes.toString()).toBe('new')
})

test('a datastore that runs full in the middle of an upload ends it there, and nothing is left', async () => {
  const { datastore, upload, names, host } = await open()
  const store = datastore('scratch')
  const { datastore: ref } = resolvePath(host.world, '[scratch]')
  const length = 8 * 1024 ** 2
  async function* body() {
    yield content
    await vi.waitFor(async () => expect((await names(store)).join()).toContain('file.bin.'))
    volumeOf(host.world, ref).leave(1)
    for (;;) yield content
  }
  const full = await upload(store, { length, body: Readable.from(body(), { objectMode: false }) })
  expect(full).toMatchObject({ ok: false, error: { sentence: 'The datastore "scratch" is full.' } })
  expect((await names(store)).join()).not.toContain('file.bin')
})

test('an upload that was whole and whose last reply was lost is not called too large for its datastore', async () => {
  const { datastore, inventory, host } = await open()
  const { moid } = [...inventory.datastores.values()].find(({ key }) => key === datastore('scratch')) ?? {}
  if (moid === undefined) throw new Error('The datastore is not known.')
  const { datastore: ref } = resolvePath(host.world, '[scratch]')
  const real = inventory.access()
  const access: typeof real = {
    ...real,
    call: async (method, target, parameters) => {
      const result = await real.call(method, target, parameters)
      const task = method === 'MoveDatastoreFile_Task' ? asRefTo('Task', result) : undefined
      if (!task) return result
      await real.endOf(task)
      host.world.update(ref, { 'summary.freeSpace': 1 })
      throw new WireError('connection-cut', 'the reply did not come')
    },
  }
  const { signal } = new AbortController()
  const request = { folder: '', name: 'x', overwrite: false, length: content.length, body: pieces(content), signal }
  await expect(prepareUpload(access, moid, request).then((one) => receiveUpload(one, untold))).rejects.toMatchObject({
    code: 'connection-cut',
  })
})

test('a host that takes no more bytes is not waited for without end', async () => {
  const silent = createServer((request, response) => {
    // It reads the head of an upload and nothing after it.
    if (request.method === 'PUT') request.pause()
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo // it listens on TCP
  const files = new FileTransport({ transport: 'http', host: '127.0.0.1', port, trust: { kind: 'system' } })
  closing.push(
    () => files.close(),
    async () => silent.close().closeAllConnections(),
  )
  const { inventory, datastore } = await open()
  const access = { ...inventory.access(), exchangeFile: (exchange: FileExchange) => files.exchange(exchange) }
  const { moid } = [...inventory.datastores.values()].find(({ key }) => key === datastore('datastore1')) ?? {}
  if (moid === undefined) throw new Error('The datastore is not known.')
  const length = 64 * 1024 ** 2
  const body = pieces(Buffer.alloc(length))
  const { signal } = new AbortController()
  const request = { folder: '', name: 'x', overwrite: false, length, body, signal, stallMs: 200 }
  await expect(prepareUpload(access, moid, request).then((one) => receiveUpload(one, untold))).rejects.toMatchObject({
    code: 'timed-out',
  })
})

test('a file that does not fit is refused before it is sent; a datastore that fills up meanwhile, in the same words', async () => {
  const { datastore, upload, names, host, notes } = await open()
  const store = datastore('scratch')
  const refused = await upload(store, { bytes: content, length: 50 * 1024 ** 2 })
  expect(refused).toMatchObject({ ok: false, error: { code: 'datastore-full' } })
  expect(!refused.ok && refused.error.sentence).toBe('The file has 50.0 MB, and "scratch" has only 12.0 MB free.')
  expect(notes).toEqual([])
  // Somebody else fills it between our look and the upload: only the host knows.
  const { datastore: ref } = resolvePath(host.world, '[scratch]')
  volumeOf(host.world, ref).leave(1_000)
  host.world.update(ref, { 'summary.freeSpace': 10 * 1024 ** 3 })
  const full = await upload(store, { bytes: content })
  expect(full).toMatchObject({ ok: false, error: { code: 'datastore-full' } })
  expect(await names(store)).not.toContain('file.bin')
})

test('names that mean harm, or nothing, are refused before anything is sent', async () => {
  const { datastore, upload, notes } = await open()
  const store = datastore('datastore1')
  for (const name of ['..', '.', ' ', 'a\nb', 'ä'.repeat(200)]) {
    expect(await upload(store, { name, bytes: content })).toMatchObject({ ok: false, error: { code: 'bad-name' } })
  }
  expect(await upload(store, { folder: '../x', bytes: content })).toMatchObject({ error: { code: 'bad-name' } })
  // A slash is part of the name, and stays in its folder.
  expect(valueOf(await upload(store, { name: '../up', bytes: content })).path).not.toContain('/')
  expect(notes.length).toBe(1)
})
