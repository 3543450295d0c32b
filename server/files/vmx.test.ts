import { expect, test } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import { vmxAgainstConfig } from '@/lib/vmx/against-config'
import { getVmx, parseVmx } from '@/lib/vmx/document'
import { vmxView } from '@/lib/vmx/vmx-view'
import type { VmView } from '@/lib/vsphere/vm'
import { resolvePath, volumeOf, writeFile } from '../../simulator/estate/datastore-files'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import { rigsForEachTest, tester, valueOf } from './testing/file-rig'

const open = rigsForEachTest()

const off = 'build|agent "7"'

const documentOf = (base64: string) => parseVmx(new Uint8Array(Buffer.from(base64, 'base64')))

/** Somebody writes the file behind our back. */
function overwrite(host: SimulatedHost, vm: string, content: Uint8Array): void {
  const path = String(host.world.prop(host.vm(vm), 'config.files.vmPathName'))
  writeFile(host.world, resolvePath(host.world, path), { size: content.length, content })
}

test.each([{ product: 'esx' }, { product: 'vcenter' }] as const)(
  'the file of every VM is read, and says what the host runs with ($product)',
  async (options) => {
    const { ask, inventory } = await open(options)
    const check = async ({ key, name }: VmView) => {
      const file = valueOf(await ask.readVmx(key, tester))
      const document = documentOf(file.base64)
      expect(document.problems).toEqual([])
      expect(vmxAgainstConfig(vmxView(document, file.place), file.running)).toEqual([])
      expect(file.running.name).toBe(name)
    }
    await Promise.all([...inventory.vms.values()].map(check))
  },
)

test('an edit changes its key and nothing else, is in the journal first, and the host takes it up', async () => {
  const { ask, key, notes, host, until, inventory, datastore } = await open()
  const before = valueOf(await ask.readVmx(key(off), tester))
  expect(before.editable).toEqual({ ok: true })
  const edits = [
    { key: 'memsize', value: '3072' },
    { key: 'guestinfo.password', value: 'not for the journal' },
    { key: 'annotation', value: 'changed|0Ahere' },
  ]
  const saved = valueOf(await ask.saveVmx(key(off), { expectedChecksum: before.checksum, edits }, tester))
  expect(saved.notReloaded).toBeUndefined()
  expect(notes).toEqual([
    expect.stringMatching(
      /^Save \[datastore1\] build_agent _7_\/build_agent _7_\.vmx: annotation .* → "changed\|0Ahere", guestinfo.password added, memSize "\d+" → "3072"$/,
    ),
  ])
  expect(host.world.prop(host.vm(off), 'config.hardware.memoryMB')).toBe(3072)
  await until(() => [...inventory.vms.values()].some((vm) => vm.name === off && vm.memoryMiB === 3072))
  const after = valueOf(await ask.readVmx(key(off), tester))
  expect(after.checksum).toBe(saved.checksum)
  expect(getVmx(documentOf(after.base64), 'memsize')).toBe('3072')
  expect(after.running.annotation).toBe('changed\nhere')
  const files = valueOf(await ask.browseDatastore(datastore('datastore1'), 'build_agent _7_')).entries
  expect(files.filter(({ name }) => name.includes('andon'))).toEqual([])
})

test('comments, order, unknown keys and encoding of a file survive an edit, to the byte', async () => {
  const { ask, key, host, notes } = await open()
  const before = valueOf(await ask.readVmx(key(off), tester))
  const text = Buffer.from(before.base64, 'base64').toString('utf8').replace('"UTF-8"', '"windows-1252"')
  const odd = `# comment with caf\u00e9\r\n${text}strange.key = "\u00fc"\n`
  overwrite(host, off, Buffer.from(odd, 'latin1'))
  // So that what was written can be seen: the host does not write the file anew.
  host.fail({ method: 'Reload', fault: { type: 'InvalidState', message: 'not now' } })
  const read = valueOf(await ask.readVmx(key(off), tester))
  const edits = [{ key: 'numvcpus', value: '3' }]
  const saved = valueOf(await ask.saveVmx(key(off), { expectedChecksum: read.checksum, edits }, tester))
  expect(saved.notReloaded).toBe('not now')
  const now = Buffer.from(valueOf(await ask.readVmx(key(off), tester)).base64, 'base64').toString('latin1')
  const lines = (all: string) => all.split('\n')
  const changed = lines(now).filter((line, index) => line !== lines(odd)[index])
  expect(changed).toEqual(['numvcpus = "3"'])
  expect(lines(now).length).toBe(lines(odd).length)
  expect(notes.length).toBe(1)
})

test('a file that somebody else has changed is not written over; their change is kept', async () => {
  const { ask, key, host, notes } = await open()
  const read = valueOf(await ask.readVmx(key(off), tester))
  const theirs = Buffer.concat([Buffer.from(read.base64, 'base64'), Buffer.from('their.key = "1"\n')])
  overwrite(host, off, theirs)
  const save = { expectedChecksum: read.checksum, edits: [{ key: 'memsize', value: '64' }] }
  const saved = await ask.saveVmx(key(off), save, tester)
  expect(saved).toMatchObject({ ok: false, error: { code: 'changed-elsewhere' } })
  expect(Buffer.from(valueOf(await ask.readVmx(key(off), tester)).base64, 'base64')).toEqual(theirs)
  expect(notes).toEqual([])
})

test('a change that comes while ours is on its way is found before the file is replaced', async () => {
  const { ask, key, host } = await open()
  const read = valueOf(await ask.readVmx(key(off), tester))
  const theirs = Buffer.from(`${Buffer.from(read.base64, 'base64').toString()}their.key = "1"\n`)
  const stop = watchPuts(host, () => overwrite(host, off, theirs))
  const save = { expectedChecksum: read.checksum, edits: [{ key: 'memsize', value: '64' }] }
  const saved = await ask.saveVmx(key(off), save, tester)
  stop()
  expect(saved).toMatchObject({ ok: false, error: { code: 'changed-elsewhere' } })
  expect(Buffer.from(valueOf(await ask.readVmx(key(off), tester)).base64, 'base64')).toEqual(theirs)
})

/** Does something once, as soon as the temporary file has been written. */
function watchPuts(host: SimulatedHost, then: () => void): () => void {
  const datastore = resolvePath(host.world, '[datastore1]').datastore
  let done = false
  return host.world.on((change) => {
    if (done || change.ref.key !== datastore.key) return
    done = true
    then()
  })
}

test('only a VM that is off and left alone is edited', async () => {
  const { ask, key, host, until, inventory, vm } = await open()
  const save = async (name: string) => {
    const { checksum } = valueOf(await ask.readVmx(key(name), tester))
    return ask.saveVmx(key(name), { expectedChecksum: checksum, edits: [{ key: 'memsize', value: '64' }] }, tester)
  }
  expect(await save('web-frontend')).toMatchObject({ ok: false, error: { code: 'not-powered-off' } })
  expect(await save('sap-hana')).toMatchObject({ ok: false, error: { code: 'not-powered-off' } })
  const asking = 'asks-if-moved-or-copied'
  await inventory.startTask(vm(asking).moid, { verb: 'powerOn' })
  await until(() => inventory.questions.size > 0)
  expect(await save(asking)).toMatchObject({ ok: false, error: { code: 'vm-busy' } })
  expect(host.calls.filter(({ method }) => method === 'Reload')).toEqual([])
})

test('a file of 50 MB is refused with its size, before all of it is read', async () => {
  const { ask, key, host } = await open()
  overwrite(host, off, Buffer.alloc(50 * 1024 * 1024, 0x23))
  const read = await ask.readVmx(key(off), tester)
  expect(read).toMatchObject({ ok: false, error: { code: 'too-large' } })
  expect(!read.ok && read.error.sentence).toContain('50.0 MB')
})

test('a file with a NUL, broken quotes or another encoding is shown; none is ever written by us', async () => {
  const { ask, key, host, notes } = await open()
  const read = valueOf(await ask.readVmx(key(off), tester))
  const text = Buffer.from(read.base64, 'base64').toString()
  const save = (bytes: Buffer, expectedChecksum = read.checksum) =>
    ask.saveVmx(key(off), { expectedChecksum, base64: bytes.toString('base64') }, tester)
  const nul = await save(Buffer.from(`${text}a = "x\0y"\n`))
  const quotes = await save(Buffer.from(`${text}a = "x\n`))
  const wide = await save(Buffer.from(`\ufeff${text}`, 'utf16le'))
  for (const refused of [nul, quotes, wide]) {
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-editable' } })
  }
  const quoted = { expectedChecksum: read.checksum, edits: [{ key: 'annotation', value: 'a "b"' }] }
  expect(await ask.saveVmx(key(off), quoted, tester)).toMatchObject({ ok: false, error: { code: 'not-editable' } })
  expect(notes).toEqual([])
  // What was wrong before does not stop an edit of something else.
  overwrite(host, off, Buffer.from(`${text}a = "x\n`))
  const broken = valueOf(await ask.readVmx(key(off), tester))
  expect(documentOf(broken.base64).problems.map(({ kind }) => kind)).toContain('syntax')
  const again = Buffer.from(
    Buffer.from(broken.base64, 'base64')
      .toString()
      .replace(/memsize = "\d+"/i, 'memsize = "96"'),
  )
  expect(await save(again, broken.checksum)).toMatchObject({ ok: true })
})

test('a full datastore leaves the file as it was', async () => {
  const { ask, key, host } = await open()
  const vm = 'asks-again-after-retry'
  const read = valueOf(await ask.readVmx(key(vm), tester))
  const scratch = resolvePath(host.world, '[scratch]')
  volumeOf(host.world, scratch.datastore).leave(10)
  const save = { expectedChecksum: read.checksum, edits: [{ key: 'memsize', value: '64' }] }
  expect(await ask.saveVmx(key(vm), save, tester)).toMatchObject({ ok: false, error: { code: 'datastore-full' } })
  expect(valueOf(await ask.readVmx(key(vm), tester)).checksum).toBe(read.checksum)
})

test('a session that has ended is opened again for a file', async () => {
  const { ask, key, host } = await open()
  host.expireSessions()
  expect(await ask.readVmx(key(off), tester)).toMatchObject({ ok: true })
})

test('a password in the file goes only to who may change the file, also when it is somewhere odd', async () => {
  const { ask, key, host } = await open()
  const { base64 } = valueOf(await ask.readVmx(key(off), tester))
  const lines = 'RemoteDisplay.vnc.password = "S3cret!"\n# remotedisplay.vnc.password = S3cret!\n'
  overwrite(host, off, Buffer.from(Buffer.from(base64, 'base64').toString() + lines))
  const as = async (role: Role) => {
    const file = valueOf(await ask.readVmx(key(off), { username: role, role }))
    return { file, text: Buffer.from(file.base64, 'base64').toString() }
  }
  const viewer = await as('viewer')
  expect(viewer.text).not.toContain('S3cret!')
  expect(viewer.text).toContain('RemoteDisplay.vnc.password = "********"\n')
  expect(viewer.file.secretsHidden).toBe(true)
  // A checksum of the file itself would let somebody try passwords until it fits.
  const operator = await as('operator')
  expect(operator.text).toContain('RemoteDisplay.vnc.password = "S3cret!"\n')
  expect(operator.file.secretsHidden).toBe(false)
  expect(viewer.file.checksum).not.toBe(operator.file.checksum)
  expect((await as('admin')).text).toBe(operator.text)
})
