import { expect, test } from 'vitest'
import { sizeOfFiles } from '@/lib/files/vm-files'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { knownValue } from '@/lib/testing/known-value'
import { rigsForEachTest, tester, valueOf } from './testing/file-rig'

const open = rigsForEachTest()

test('what a delete takes is listed with sizes, and a VM that stays and uses a disk of it is named', async () => {
  const { ask, key, host } = await open()
  const [alone, other] = [key('100% test'), key('café-01')]
  const [own] = valueOf(await ask.readVmFiles([alone]))
  const files = knownValue(own!.files) // one was asked for
  expect(files.map(({ path }) => path.replace(/^.*\//, ''))).toEqual(
    expect.arrayContaining([expect.stringMatching(/\.vmx$/)]),
  )
  expect(files.map(({ bytes }) => bytes ?? -1)).toEqual(files.map(({ bytes }) => bytes ?? -1).toSorted((a, b) => b - a))
  expect(own).toMatchObject({ key: alone, sharedWith: [] })
  const disk = files.find(({ path }) => path.endsWith('.vmdk'))?.path ?? ''
  // The other has it in its layout too, as a linked clone has its base.
  const layout = { file: [{ key: 0, name: disk, type: 'diskExtent', size: 1n, accessible: false }] }
  host.update('café-01', { layoutEx: { ...layout, timestamp: new Date() } })
  const [shared] = valueOf(await ask.readVmFiles([alone]))
  expect(shared?.sharedWith).toEqual([{ key: other, name: 'café-01', paths: [disk] }])
  // Both go: nobody is left who would miss it, and it counts once, beside the other's own disk.
  const both = valueOf(await ask.readVmFiles([alone, other]))
  expect(both.map(({ sharedWith }) => sharedWith)).toEqual([[], []])
  expect(sizeOfFiles(both)).toMatchObject({ files: files.length + 1, unread: 0 })
  // A file that the host cannot reach has no size.
  expect(knownValue(both.find((one) => one.key === other)!.files)).toContainEqual({ path: disk, type: 'diskExtent' })
})

test('a host that lists no files is not said to have none, nor that nobody else uses them', async () => {
  const { ask, key, host } = await open()
  host.update('café-01', { layoutEx: undefined })
  const [other] = valueOf(await ask.readVmFiles([key('100% test')]))
  expect(other?.notAllSeen).toBe('The host does not list the files of 1 other VM there.')
  host.update('100% test', { layoutEx: undefined, 'config.hardware.device': [] })
  const [unread] = valueOf(await ask.readVmFiles([key('100% test')]))
  expect(unread?.files).toEqual({ known: false, because: 'The host does not say.' })
})

test('a VM that was unregistered is registered again from its file, and the run leads to the new one', async () => {
  const { ask, datastore, ended, inventory, key, runs, until, untilRun } = await open()
  const old = key('100% test')
  const view = inventory.vms.get(old)
  const begun = await runs.start(old, { verb: 'unregister' }, { kind: 'person', name: 'tester' })
  const gone = await untilRun(valueOf(begun).run, ({ state }) => state.at === 'ended')
  expect(gone).toMatchObject({
    request: { verb: 'unregister', vmxPath: view?.vmxPath },
    state: { outcome: { kind: 'succeeded' } },
  })
  await until(() => !inventory.vms.has(old))
  const path = view?.vmxPath?.replace(/^\[datastore1\] /, '') ?? ''
  const again = await ended(
    await ask.startFileTask(datastore('datastore1'), { do: 'registerVm', path, name: '100% test' }, tester),
  )
  await until(() => [...inventory.vms.values()].some(({ name }) => name === '100% test'))
  expect(again.state).toMatchObject({ outcome: { kind: 'succeeded', made: key('100% test') } })
})

test('a VM is deleted with its files', async () => {
  const { ask, datastore, inventory, key, runs, until, untilRun } = await open()
  const old = key('100% test')
  const folder = inventory.vms.get(old)?.vmxPath?.replace(/^\[datastore1\] (.*)\/[^/]*$/, '$1') ?? ''
  const names = async () =>
    valueOf(await ask.browseDatastore(datastore('datastore1'), '')).entries.map((one) => one.storedName)
  expect(await names()).toContain(folder)
  const begun = await runs.start(old, { verb: 'destroy', vmName: '100% test' }, { kind: 'person', name: 'tester' })
  const gone = await untilRun(valueOf(begun).run, ({ state }) => state.at === 'ended')
  expect(gone.state).toMatchObject({ outcome: { kind: 'succeeded' } })
  await until(() => !inventory.vms.has(old))
  expect(await names()).not.toContain(folder)
})

test('a VM whose disks others use is not deleted unless that is said to be meant, and they are named', async () => {
  const { ask, key, host, inventory, runs, until, ended } = await open()
  const vm = key('100% test')
  const destroy = (more: { deleteSharedDisks?: boolean }, vmName = '100% test') =>
    runs.start(vm, { verb: 'destroy', vmName, ...more }, { kind: 'person', name: 'tester' })
  const [own] = valueOf(await ask.readVmFiles([vm]))
  const disk = knownValue(own!.files).find(({ path }) => path.endsWith('.vmdk'))?.path ?? '' // one was asked for
  const layout = { file: [{ key: 0, name: disk, type: 'diskExtent', size: 1n, accessible: false }] }
  host.update('café-01', { layoutEx: { ...layout, timestamp: new Date() } })
  for (const more of [{}, { deleteSharedDisks: false }])
    expect(await destroy(more)).toMatchObject({
      error: {
        code: 'disks-shared',
        sentence: `Disks of other VMs would be deleted too: "café-01" uses ${readDatastorePath(disk)}. Nothing was deleted.`,
      },
    })
  expect(host.calls.some(({ method }) => method === 'Destroy_Task')).toBe(false)
  expect((await ended(await destroy({ deleteSharedDisks: true }))).state).toMatchObject({
    outcome: { kind: 'succeeded' },
  })
  await until(() => !inventory.vms.has(vm))
})
