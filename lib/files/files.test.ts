import { expect, test } from 'vitest'
import { fileRequestInput, vmxSaveInput } from '../contract/file-input'
import { moid, type VmKey, type DatastoreKey } from '../vsphere/ids'
import { checkFileRequest } from './check-file-request'
import { breadcrumbs, parentFolder, pathIn, type DatastoreEntry } from './datastore-entry'
import { fileRequestWords } from './file-words'
import { whatIsLost } from './file-losses'
import { downloadUrl, uploadUrl } from './transfer'
import { canSaveVmx } from './vmx-file'

const entry = (name: string, more: Partial<DatastoreEntry> = {}): DatastoreEntry => ({
  storedName: name,
  name,
  lossy: false,
  kind: 'file',
  ...more,
})

test('what is lost is said in one sentence, with the VMs that will miss it', () => {
  expect(whatIsLost([entry('a.iso', { kind: 'iso', sizeBytes: 2048 })])).toBe(
    '"a.iso" (2.0 KB) is deleted. It cannot be undone.',
  )
  const vm = { key: `c/${moid('vm-1')}` as VmKey, name: 'db/primary' }
  expect(whatIsLost([entry('db', { kind: 'folder', vm })])).toBe(
    'The folder "db" and everything in it, its own folders too, is deleted. It cannot be undone. "db/primary" is registered and will not start without it.',
  )
  const disk = entry('a.vmdk', { kind: 'disk', sizeBytes: 1024 ** 3, disk: { capacityBytes: 40 * 1024 ** 3 } })
  expect(whatIsLost([disk])).toBe(
    '"a.vmdk", a disk of 40 GB, is deleted with all the data that guests have written to it. It cannot be undone.',
  )
  expect(whatIsLost([disk, entry('x'), entry('y'), entry('f', { kind: 'folder' })])).toBe(
    '1 folder with everything in it, 1 virtual disk with all its data and 2 files are deleted, 1.0 GB besides what folders hold. It cannot be undone.',
  )
})

test('the history reads plain names, whatever is stored', () => {
  const words = (request: Parameters<typeof fileRequestWords>[0]) => fileRequestWords(request, 'a%2fb', () => 'other')
  expect(words({ do: 'delete', what: 'file', path: 'caf+w6k/x.iso' })).toBe('Delete [a/b] café/x.iso')
  const to = { folder: 'caf+w6k', name: 'new|name' }
  expect(words({ do: 'move', what: 'file', path: 'x.iso', to, overwrite: true })).toBe(
    'Move [a/b] x.iso to [other] café/new|name, replacing what is there',
  )
  expect(words({ do: 'makeFolder', folder: '', name: 'a/b' })).toBe('New folder [a/b] a/b')
  const disk = { folder: 'd', name: 'x', capacityBytes: 1024 ** 3, format: 'thin', adapter: 'ide' } as const
  expect(words({ do: 'createDisk', ...disk })).toBe('Create disk [a/b] d/x.vmdk, 1 GB, thin')
})

test('folders lead to each other by stored names and are read by plain ones', () => {
  expect(breadcrumbs('caf+w6k/x')).toEqual([
    { name: 'café', folder: 'caf+w6k' },
    { name: 'x', folder: 'caf+w6k/x' },
  ])
  expect(breadcrumbs('')).toEqual([])
  expect(parentFolder('a/b/c')).toBe('a/b')
  expect(parentFolder('a')).toBe('')
  expect(pathIn('', 'a')).toBe('a')
  expect(pathIn('a', 'b')).toBe('a/b')
})

test('a folder goes neither into itself nor into what is in it, but beside itself', () => {
  const move = (folder: string) =>
    checkFileRequest({ do: 'move', what: 'folder', path: 'a/b', to: { folder }, overwrite: false }).ok
  expect(move('a/b')).toBe(false)
  expect(move('a/b/c')).toBe(false)
  expect(move('a/bc')).toBe(true)
  expect(move('')).toBe(true)
})

test('addresses of files keep every character of a name apart from the address', () => {
  const datastore = 'c1/%2Ftmp%2Fds' as DatastoreKey
  const url = new URL(downloadUrl(datastore, 'a b/100%+&?#.iso'), 'http://x')
  expect(url.searchParams.get('datastore')).toBe(datastore)
  expect(url.searchParams.get('path')).toBe('a b/100%+&?#.iso')
  const up = new URL(uploadUrl({ datastore, folder: 'x', name: 'é&=', overwrite: true }, 'one&only'), 'http://x')
  expect(Object.fromEntries(up.searchParams)).toEqual({
    datastore,
    folder: 'x',
    name: 'é&=',
    ticket: 'one&only',
    overwrite: '1',
  })
  expect(uploadUrl({ datastore, folder: '', name: 'a', overwrite: false }, 't')).not.toContain('overwrite')
})

test('what browsers send is taken only in its shape', () => {
  const good = { do: 'copy', what: 'file', path: 'a', to: { folder: '', name: undefined }, overwrite: false }
  expect(fileRequestInput.parse(good)).toEqual({ ...good, to: { folder: '' } })
  for (const bad of [
    { ...good, what: 'everything' },
    { ...good, extra: 1 },
    { do: 'format', path: 'a' },
    { ...good, path: '' },
    { do: 'createDisk', folder: '', name: 'x', capacityBytes: -1, format: 'thin', adapter: 'ide' },
    null,
  ]) {
    expect(fileRequestInput.safeParse(bad).success).toBe(false)
  }
  const expectedChecksum = 'a'.repeat(64)
  expect(vmxSaveInput.safeParse({ expectedChecksum, edits: [{ key: 'a', value: 'b' }] }).success).toBe(true)
  expect(vmxSaveInput.safeParse({ expectedChecksum: 'x', edits: [{ key: 'a', value: 'b' }] }).success).toBe(false)
  expect(vmxSaveInput.safeParse({ expectedChecksum, base64: 'not base64!' }).success).toBe(false)
})

test('a configuration file is changed only while its VM is known to be off', () => {
  expect(canSaveVmx('poweredOff', 'connected')).toEqual({ ok: true })
  // A VM with an invalid file is mended by changing it; its host is there, and says that it is off.
  expect(canSaveVmx('poweredOff', 'invalid')).toEqual({ ok: true })
  for (const state of ['poweredOn', 'suspended', 'unknown'] as const) {
    expect(canSaveVmx(state, 'connected').ok).toBe(false)
  }
})

/** The VM was off when its host was last heard of; on that host somebody may have powered it on since. */
test('that it was off when its host was last heard of is not enough', () => {
  expect(canSaveVmx('poweredOff', 'disconnected')).toEqual({
    ok: false,
    because: 'vCenter has no contact with the host of this VM. Whether it is off is not known.',
  })
  expect(canSaveVmx('poweredOff', 'orphaned').ok).toBe(false)
})
