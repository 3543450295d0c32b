import { expect, test } from 'vitest'
import { resolvePath, volumeOf } from '../../simulator/estate/datastore-files'
import { valueOf } from './testing/file-rig'
import { content, openTransfers } from './testing/transfers'

test.each([{ product: 'esx' }, { product: 'vcenter' }, { tls: true }] as const)(
  'what is uploaded comes back byte for byte, under its plain name (%j)',
  async (options) => {
    const { datastore, upload, download, names, notes, inventory } = await openTransfers(options)
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
  const { datastore, upload, download, names, host } = await openTransfers()
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
  const { datastore, upload, download, ask } = await openTransfers()
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
  const { datastore, ask } = await openTransfers()
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
  const { datastore, ask } = await openTransfers()
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

test('a name that is taken is replaced only when that was wanted, and then in one step', async () => {
  const { datastore, upload, download } = await openTransfers()
  const store = datastore('datastore1')
  const { path } = valueOf(await upload(store, { bytes: content }))
  expect(await upload(store, { bytes: Buffer.from('new') })).toMatchObject({ ok: false, error: { code: 'exists' } })
  expect((await download(store, path)).bytes.length).toBe(content.length)
  valueOf(await upload(store, { bytes: Buffer.from('new'), overwrite: true }))
  expect((await download(store, path)).bytes.toString()).toBe('new')
})

test('names that mean harm, or nothing, are refused before anything is sent', async () => {
  const { datastore, upload, notes } = await openTransfers()
  const store = datastore('datastore1')
  for (const name of ['..', '.', ' ', 'a\nb', 'ä'.repeat(200)]) {
    expect(await upload(store, { name, bytes: content })).toMatchObject({ ok: false, error: { code: 'bad-name' } })
  }
  expect(await upload(store, { folder: '../x', bytes: content })).toMatchObject({ error: { code: 'bad-name' } })
  // A slash is part of the name, and stays in its folder.
  expect(valueOf(await upload(store, { name: '../up', bytes: content })).path).not.toContain('/')
  expect(notes.length).toBe(1)
})
