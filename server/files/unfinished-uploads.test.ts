import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { resolvePath, volumeOf } from '../../simulator/estate/datastore-files'
import { FileTransport, type FileExchange } from '../vsphere/file-transport'
import { content, openTransfers, pieces } from './testing/transfers'
import { prepareUpload, receiveUpload } from './upload'

const untold = { writing: async () => {}, placing: async () => {}, settle: async () => 'not-placed' as const }

test('an upload that is cut in the middle leaves nothing behind, neither whole nor half', async () => {
  const { datastore, upload, names } = await openTransfers()
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
  const { datastore, upload, names } = await openTransfers()
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
  const { datastore, upload, names, host, until, inventory } = await openTransfers()
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

test('a datastore that runs full in the middle of an upload ends it there, and nothing is left', async () => {
  const { datastore, upload, names, host } = await openTransfers()
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

test('an upload that was whole and whose last reply was lost is in its place, though there is no room for it any more', async () => {
  const { datastore, host, upload, names } = await openTransfers()
  const store = datastore('scratch')
  const { datastore: ref } = resolvePath(host.world, '[scratch]')
  host.fail({ method: 'MoveDatastoreFile_Task', cutBody: true, times: 1 })
  const body = Readable.from(
    (async function* () {
      yield content
      host.world.update(ref, { 'summary.freeSpace': 1 })
    })(),
    { objectMode: false },
  )
  expect(await upload(store, { length: content.length, body })).toEqual({ ok: true, value: { path: 'file.bin' } })
  expect((await names(store)).filter((name) => name.startsWith('file.bin'))).toEqual(['file.bin'])
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
  onTestFinished(async () => silent.close().closeAllConnections())
  onTestFinished(() => files.close())
  const { inventory, datastore } = await openTransfers()
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
  const { datastore, upload, names, host, notes } = await openTransfers()
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
