import { expect, test } from 'vitest'
import type { FileRequest } from '@/lib/files/file-request'
import { moid, splitKey, type DatastoreKey } from '@/lib/vsphere/ids'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, tester, valueOf } from './testing/file-rig'

const openRig = rigsForEachTest()

const gib = 1024 ** 3

async function open(options: SimulatorOptions = {}) {
  const rig = await openRig(options)
  const { ask } = rig
  const run = async (datastore: DatastoreKey, request: FileRequest) =>
    rig.endOfTask(await ask.startFileTask(datastore, request, tester))
  const names = async (datastore: DatastoreKey, folder: string) =>
    valueOf(await ask.browseDatastore(datastore, folder)).entries.map(({ name }) => name)
  return { ...rig, run, names }
}

test('a folder is made under its plain name, escaped on the datastore, without a task', async () => {
  const { ask, datastore, notes, names } = await open()
  const key = datastore('datastore1')
  const name = 'Café & "100%" a/b'
  expect(await ask.startFileTask(key, { do: 'makeFolder', folder: '', name }, tester)).toEqual({
    ok: true,
    value: { run: 'run-1' },
  })
  const made = valueOf(await ask.browseDatastore(key, '')).entries.find((entry) => entry.name.startsWith('Café'))
  // The quotes are gone for good, as the scheme has it.
  expect(made).toMatchObject({ name: 'Café & _100%_ a/b', lossy: true, kind: 'folder' })
  expect(made?.storedName).not.toContain('/')
  expect(notes).toEqual([`New folder [datastore1] ${name}`])
  await ask.startFileTask(key, { do: 'makeFolder', folder: made?.storedName ?? '', name: 'inside' }, tester)
  expect(await names(key, made?.storedName ?? '')).toEqual(['inside'])
})

test('files are copied, moved and deleted; the task is on the board though no VM lists it', async () => {
  const { datastore, run, names, notes } = await open()
  const key = datastore('datastore1')
  const path = 'iso/debian-12.7.0-amd64-netinst.iso'
  const copied = await run(key, {
    do: 'copy',
    what: 'file',
    path,
    to: { folder: '', name: 'Débian.iso' },
    overwrite: false,
  })
  expect(copied).toMatchObject({ state: 'success', descriptionId: 'FileManager.copyFile' })
  expect(await names(key, '')).toContain('Débian.iso')
  const archive = datastore('nas (backup & iso)')
  const moved = await run(key, {
    do: 'move',
    what: 'file',
    path,
    to: { datastore: archive, folder: 'iso' },
    overwrite: false,
  })
  expect(moved?.state).toBe('success')
  expect(await names(archive, 'iso')).toContain('debian-12.7.0-amd64-netinst.iso')
  expect(await names(key, 'iso')).not.toContain('debian-12.7.0-amd64-netinst.iso')
  await run(key, { do: 'delete', what: 'folder', path: 'iso' })
  expect(await names(key, '')).not.toContain('iso')
  expect(notes).toEqual([
    'Copy [datastore1] iso/debian-12.7.0-amd64-netinst.iso to [datastore1] Débian.iso',
    'Move [datastore1] iso/debian-12.7.0-amd64-netinst.iso to [nas (backup & iso)] iso',
    'Delete [datastore1] iso and everything in it',
  ])
})

test('what is there is not replaced unless that was wanted; what is gone is said by the task', async () => {
  const { ask, datastore, ended, run, notes } = await open()
  const key = datastore('datastore1')
  const copy = (overwrite: boolean) =>
    run(key, {
      do: 'copy',
      what: 'file',
      path: 'iso/debian-12.7.0-amd64-netinst.iso',
      to: { folder: 'iso', name: 'ubuntu-24.04.1-live-server-amd64.iso' },
      overwrite,
    })
  expect(await copy(false)).toMatchObject({ state: 'error', fault: { type: 'FileAlreadyExists' } })
  expect(await copy(true)).toMatchObject({ state: 'success' })
  const wanted: FileRequest = { do: 'delete', what: 'file', path: 'iso/never-was.iso' }
  const gone = await ended(await ask.startFileTask(key, wanted, tester))
  expect(notes.at(-1)).toBe('Delete [datastore1] iso/never-was.iso')
  // The history does not leave it at what was meant to be done.
  const fault = { type: 'FileNotFound', message: expect.stringMatching(/^File .* was not found$/) }
  expect(gone.state).toMatchObject({ at: 'ended', outcome: { kind: 'failed', fault } })
})

test('disks are made in each format, cloned, moved, wiped and deleted with all of their files', async () => {
  const { ask, datastore, run } = await open()
  const key = datastore('datastore1')
  await ask.startFileTask(key, { do: 'makeFolder', folder: '', name: 'disks' }, tester)
  const disks = async () =>
    valueOf(await ask.browseDatastore(key, 'disks')).entries.map(({ name, sizeBytes, disk }) => ({
      name,
      sizeBytes,
      thin: disk?.thin,
      capacity: disk?.capacityBytes,
    }))
  const make = (name: string, format: 'thin' | 'thick' | 'eagerZeroedThick') =>
    run(key, { do: 'createDisk', folder: 'disks', name, capacityBytes: 2 * gib, format, adapter: 'lsiLogic' })
  expect((await make('thin', 'thin'))?.state).toBe('success')
  expect((await make('thick.vmdk', 'thick'))?.state).toBe('success')
  expect((await make('eager', 'eagerZeroedThick'))?.state).toBe('success')
  expect(await disks()).toEqual([
    { name: 'eager.vmdk', sizeBytes: 2 * gib, thin: false, capacity: 2 * gib },
    { name: 'thick.vmdk', sizeBytes: 2 * gib, thin: false, capacity: 2 * gib },
    { name: 'thin.vmdk', sizeBytes: expect.any(Number), thin: true, capacity: 2 * gib },
  ])
  const cloned = await run(key, {
    do: 'cloneDisk',
    path: 'disks/eager.vmdk',
    to: { folder: 'disks', name: 'clone' },
    format: 'thin',
    overwrite: false,
  })
  expect(cloned?.state).toBe('success')
  const moved = await run(key, {
    do: 'move',
    what: 'disk',
    path: 'disks/eager.vmdk',
    to: { folder: 'disks', name: 'Ärger' },
    overwrite: false,
  })
  expect(moved?.state).toBe('success')
  expect((await run(key, { do: 'wipeDisk', path: 'disks/thick.vmdk' }))?.state).toBe('success')
  expect((await run(key, { do: 'delete', what: 'disk', path: 'disks/thin.vmdk' }))?.state).toBe('success')
  expect((await disks()).map(({ name, thin }) => ({ name, thin }))).toEqual([
    { name: 'Ärger.vmdk', thin: false },
    { name: 'clone.vmdk', thin: true },
    { name: 'thick.vmdk', thin: false },
  ])
})

test('a full datastore is said by the task in vSphere’s words', async () => {
  const { datastore, run } = await open()
  const request = { do: 'createDisk', folder: '', name: 'big', capacityBytes: 500 * gib, format: 'thick' } as const
  expect(await run(datastore('scratch'), { ...request, adapter: 'ide' })).toMatchObject({
    state: 'error',
    fault: { type: 'NoDiskSpace' },
  })
})

test('names and paths that mean harm, or nothing, are refused before anything is written down or sent', async () => {
  const { ask, datastore, host, notes } = await open()
  const key = datastore('datastore1')
  const to = { folder: '' }
  const bad: FileRequest[] = [
    { do: 'makeFolder', folder: '', name: '..' },
    { do: 'makeFolder', folder: '../other', name: 'x' },
    { do: 'makeFolder', folder: '', name: 'x'.repeat(300) },
    { do: 'delete', what: 'folder', path: '' },
    { do: 'delete', what: 'folder', path: 'iso/..' },
    { do: 'delete', what: 'file', path: 'a\u0000b' },
    { do: 'move', what: 'folder', path: 'iso', to: { folder: 'iso/drivers' }, overwrite: false },
    { do: 'copy', what: 'file', path: '/etc/passwd', to, overwrite: false },
    { do: 'wipeDisk', path: 'iso/debian-12.7.0-amd64-netinst.iso' },
    { do: 'createDisk', folder: '', name: 'odd', capacityBytes: 1_000_001, format: 'thin', adapter: 'ide' },
    { do: 'registerVm', path: 'iso/debian-12.7.0-amd64-netinst.iso' },
  ]
  const before = host.calls.length
  const { results } = valueOf(await ask.startFileTasks(key, bad))
  for (const result of results) expect(result).toMatchObject({ ok: false, error: { code: 'bad-name' } })
  expect(results.length).toBe(bad.length)
  expect(notes).toEqual([])
  expect(host.calls.slice(before).filter(({ method }) => !method.startsWith('WaitFor'))).toEqual([])
})

test('a VM is registered from its file under a name with anything in it, on a host and on a vCenter', async () => {
  for (const product of ['esx', 'vcenter'] as const) {
    const rig = await open({ product })
    const { ask, datastore, run, inventory, until, host } = rig
    const vm = [...inventory.vms.values()].find(({ powerState, vmxPath }) => powerState === 'poweredOff' && vmxPath)
    const [, store = '', path = ''] = /^\[(.*?)\] (.*)$/.exec(vm?.vmxPath ?? '') ?? []
    const folder = path.split('/')[0] ?? ''
    const key = datastore(store)
    await ask.startFileTask(key, { do: 'makeFolder', folder: '', name: 'again' }, tester)
    const copy = {
      do: 'copy',
      what: 'file',
      path,
      to: { folder: 'again', name: 'again.vmx' },
      overwrite: false,
    } as const
    expect(folder).not.toBe('')
    expect((await run(key, copy))?.state).toBe('success')
    const name = 'R&D "50%" a/b\\c'
    const registered = await run(key, { do: 'registerVm', path: 'again/again.vmx', name })
    expect(registered).toMatchObject({ state: 'success' })
    await until(() => [...inventory.vms.values()].some((view) => view.name === name))
    expect(host.world.prop(host.vm(name), 'name')).toBe('R&D "50%25" a%2fb%5cc')
  }
})

test('a task that a person cancels ends, and its half-made copy is not there', async () => {
  const { ask, datastore, inventory, until, untilRun, names } = await open({ speed: 1 })
  const key = datastore('datastore1')
  const started = valueOf(
    await ask.startFileTask(
      key,
      {
        do: 'copy',
        what: 'file',
        path: 'iso/SERVER_EVAL_x64FRE_en-us.iso',
        to: { folder: '', name: 'copy.iso' },
        overwrite: false,
      },
      tester,
    ),
  )
  const { task: taskKey } = await untilRun(started.run, ({ task }) => task !== undefined)
  const task = () => [...inventory.tasks.values()].find((view) => view.key === taskKey)
  await until(() => task()?.state === 'running')
  expect(task()?.cancelable).toBe(true)
  await inventory.cancelTask(splitKey(taskKey ?? '')?.moid ?? moid(''))
  await until(() => task()?.state === 'error')
  expect(task()?.fault?.type).toBe('RequestCanceled')
  expect(await names(key, '')).not.toContain('copy.iso')
})

test('datastores of another connection are no destination', async () => {
  const { ask, datastore } = await open()
  const request: FileRequest = {
    do: 'copy',
    what: 'file',
    path: 'iso/a.iso',
    to: { datastore: 'c2/somewhere' as DatastoreKey, folder: '' },
    overwrite: false,
  }
  const result = await ask.startFileTask(datastore('datastore1'), request, tester)
  expect(result).toMatchObject({ ok: false, error: { code: 'other-connection' } })
})
