import { beforeEach, describe, expect, test } from 'vitest'
import { volumeOf } from '../estate/datastore-files'
import type { FileNode } from '../estate/volume'
import { refusal, endOf, testWorld, type TestWorld } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'
import { eventsOf } from '../world/events'

let at: TestWorld
let manager: Ref

beforeEach(() => {
  at = testWorld({ caller: 'tester', preset: 'demo' })
  manager = at.first('FileManager')
})

const store = (name: string) => at.named('Datastore', name)
const files = (name: string) => volumeOf(at.world, store(name))
const freeSpace = (name: string) => Number(at.prop(store(name), 'summary.freeSpace'))

function put(datastore: string, path: string, size: number): void {
  const volume = files(datastore)
  volume.makeFolder(path.split('/').slice(0, -1).join('/'), at.clock.now())
  expect(volume.set(path, { kind: 'file', modified: at.clock.now(), size })).toBe(true)
}

const make = (name: string, createParentDirectories?: boolean) =>
  at.call('MakeDirectory', manager, { name, ...(createParentDirectories !== undefined && { createParentDirectories }) })
const remove = async (name: string) => endOf(await at.run('DeleteDatastoreFile_Task', manager, { name }))
const transfer = async (how: 'Move' | 'Copy', sourceName: string, destinationName: string, force?: boolean) =>
  endOf(
    await at.run(`${how}DatastoreFile_Task`, manager, {
      sourceName,
      destinationName,
      ...(force !== undefined && { force }),
    }),
  )

describe('folders', () => {
  test('parents are made only when that is wanted', async () => {
    expect(await refusal(make('[datastore1] a/b/c'))).toBe('FileNotFound')
    await make('[datastore1] a/b/c', true)
    expect(files('datastore1').folder('a/b/c')).toBeDefined()
    expect(await refusal(make('[datastore1] a/b'))).toBe('FileAlreadyExists')
    expect(await refusal(make('[datastore1] a/b', true))).toBe('FileAlreadyExists')
    expect(await refusal(make('[datastore1]'))).toBe('FileAlreadyExists')
  })

  test('a file is in the way', async () => {
    put('datastore1', 'a/file', 1)
    expect(await refusal(make('[datastore1] a/file/below', true))).toBe('FileAlreadyExists')
  })

  test('no path leads out of the datastore', async () => {
    for (const name of ['[datastore1] ../scratch/a', '[datastore1] a/../../b', '[datastore1] ..']) {
      expect(await refusal(make(name, true))).toBe('InvalidDatastorePath')
    }
    await make('[datastore1] /./etc//passwd', true)
    expect(files('datastore1').folder('etc/passwd')).toBeDefined()
  })
})

describe('deleting', () => {
  test('gives the space back, in the summary and in the info', async () => {
    put('scratch', 'big.bin', 5 * 1024 ** 2)
    const before = freeSpace('scratch')
    expect(await remove('[scratch] big.bin')).toBe('success')
    expect(freeSpace('scratch')).toBe(before + 5 * 1024 ** 2)
    expect(at.prop(store('scratch'), 'info.freeSpace')).toBe(freeSpace('scratch'))
    expect(await remove('[scratch] big.bin')).toBe('FileNotFound')
  })

  test('a folder goes with everything in it', async () => {
    put('datastore1', 'a/b/c.bin', 100)
    expect(await remove('[datastore1] a')).toBe('success')
    expect(files('datastore1').find('a')).toBeUndefined()
  })

  test('what a running machine holds stays: its files, and every folder above them', async () => {
    for (const path of ['web-frontend/web-frontend.vmdk', 'web-frontend/web-frontend.vmx', 'web-frontend', '']) {
      expect(await remove(`[datastore1] ${path}`)).toBe('FileLocked')
    }
    expect(await remove('[datastore1] web-frontend/vmware-1.log')).toBe('success')
    const web = at.named('VirtualMachine', 'web-frontend')
    const listed = (at.prop(web, 'layoutEx') as { file: DataObject[] }).file.map(({ name }) => name)
    expect(listed).toContain('[datastore1] web-frontend/vmware.log')
    expect(listed).not.toContain('[datastore1] web-frontend/vmware-1.log')
  })

  test('the root cannot be deleted', async () => {
    expect(await remove('[nas (backup & iso)]')).toBe('FileNotFound')
  })
})

describe.each(['Copy', 'Move'] as const)('%s', (how) => {
  test('a file or a folder goes where its new folder is', async () => {
    put('datastore1', 'a/b/c.bin', 100)
    expect(await transfer(how, '[datastore1] a/b', '[scratch] b')).toBe('success')
    expect(files('scratch').file('b/c.bin')?.size).toBe(100)
    expect(files('datastore1').find('a/b') === undefined).toBe(how === 'Move')
    expect(await transfer(how, '[scratch] b/c.bin', '[scratch] no/such/c.bin')).toBe('FileNotFound')
    expect(await transfer(how, '[scratch] nothing', '[scratch] c.bin')).toBe('FileNotFound')
  })

  test('what is there already is replaced only by force', async () => {
    put('datastore1', 'a.bin', 100)
    put('datastore1', 'b.bin', 7)
    expect(await transfer(how, '[datastore1] a.bin', '[datastore1] b.bin')).toBe('FileAlreadyExists')
    expect(await transfer(how, '[datastore1] a.bin', '[datastore1] b.bin', false)).toBe('FileAlreadyExists')
    expect(files('datastore1').file('b.bin')?.size).toBe(7)
    expect(await transfer(how, '[datastore1] a.bin', '[datastore1] b.bin', true)).toBe('success')
    expect(files('datastore1').file('b.bin')?.size).toBe(100)
  })

  test('neither into itself nor over the folder that it is in, by force or not', async () => {
    put('datastore1', 'a/b/c.bin', 100)
    for (const [from, to] of [
      ['a', 'a'],
      ['a', 'a/b/d'],
      ['a/b', 'a'],
    ]) {
      expect(await transfer(how, `[datastore1] ${from}`, `[datastore1] ${to}`, true)).toBe('FileAlreadyExists')
    }
    expect(files('datastore1').file('a/b/c.bin')?.size).toBe(100)
  })

  test('not onto a datastore without room for it, and not from a root', async () => {
    put('datastore1', 'a/big.bin', 400 * 1024 ** 3)
    expect(await transfer(how, '[datastore1] a', '[scratch] a')).toBe('NoDiskSpace')
    const destinationName = '[datastore1] all'
    const whole = at.call(`${how}DatastoreFile_Task`, manager, { sourceName: '[scratch]', destinationName })
    expect(await refusal(whole)).toBe('InvalidDatastorePath')
  })

  test('what a running machine holds is neither taken nor replaced', async () => {
    put('datastore1', 'a.bin', 1)
    expect(await transfer(how, '[datastore1] web-frontend/web-frontend.vmdk', '[scratch] x.vmdk')).toBe('FileLocked')
    expect(await transfer(how, '[datastore1] a.bin', '[datastore1] web-frontend/web-frontend.vmx', true)).toBe(
      'FileLocked',
    )
  })

  test('a chain of snapshot disks that goes as a whole stays a chain', async () => {
    const disk = (parent?: string): FileNode => ({
      kind: 'file',
      modified: at.clock.now(),
      size: 10,
      disk: {
        capacityKb: 10,
        thin: true,
        eager: false,
        uuid: '6000C290',
        controllerType: 'x',
        ...(parent !== undefined && { parent }),
      },
    })
    files('datastore1').makeFolder('vm', at.clock.now())
    files('datastore1').set('vm/a.vmdk', disk())
    files('datastore1').set('vm/a-000001.vmdk', disk('vm/a.vmdk'))
    expect(await transfer(how, '[datastore1] vm', '[scratch] moved')).toBe('success')
    expect(files('scratch').file('moved/a-000001.vmdk')?.disk?.parent).toBe('moved/a.vmdk')
    if (how === 'Copy') expect(files('datastore1').file('vm/a-000001.vmdk')?.disk?.parent).toBe('vm/a.vmdk')
  })
})

test('moving within a full datastore takes no space, copying does', async () => {
  const free = freeSpace('scratch')
  put('scratch', 'half.bin', free - 1_000)
  expect(await transfer('Copy', '[scratch] half.bin', '[scratch] copy.bin')).toBe('NoDiskSpace')
  expect(await transfer('Move', '[scratch] half.bin', '[scratch] moved.bin')).toBe('success')
  expect(freeSpace('scratch')).toBe(1_000)
})

test('a copy that is cancelled leaves nothing behind', async () => {
  put('datastore1', 'big.bin', 20 * 1024 ** 3)
  const names = { sourceName: '[datastore1] big.bin', destinationName: '[datastore1] copy.bin' }
  const task = (await at.call('CopyDatastoreFile_Task', manager, names)) as Ref
  await at.clock.advance(5_000)
  expect(at.prop(task, 'info.state')).toBe('running')
  expect(at.prop(task, 'info.progress')).toBeGreaterThan(1)
  await at.call('CancelTask', task)
  await at.clock.advance(120_000)
  expect(endOf(at.prop(task, 'info') as DataObject)).toBe('RequestCanceled')
  expect(files('datastore1').find('copy.bin')).toBeUndefined()
})

describe('on a vCenter', () => {
  beforeEach(() => {
    at = testWorld({ caller: 'tester', product: 'vcenter', preset: 'empty' })
    manager = at.first('FileManager')
  })

  test('the datacenter must be said, and the same name may be another datastore there', async () => {
    const name = '[san-01] a'
    expect(await refusal(at.call('MakeDirectory', manager, { name }))).toBe('InvalidArgument')
    await at.call('MakeDirectory', manager, { name, datacenter: at.named('Datacenter', 'Frankfurt') })
    const elsewhere = at.named('Datacenter', 'Lab 2%2f3')
    expect(await refusal(at.call('MakeDirectory', manager, { name, datacenter: elsewhere }))).toBe('InvalidDatastore')
  })

  test('a destination without a datacenter is in that of the source; what was done is in the event log', async () => {
    const sourceDatacenter = at.named('Datacenter', 'Frankfurt')
    const names = { sourceName: '[nfs-archive] exports/café', destinationName: '[san-01] café' }
    expect(endOf(await at.run('CopyDatastoreFile_Task', manager, { ...names, sourceDatacenter }))).toBe('success')
    expect(eventsOf(at.world).at(-1)).toMatchObject({
      $type: 'DatastoreFileCopiedEvent',
      userName: 'tester',
      targetFile: '[san-01] café',
      sourceFile: '[nfs-archive] exports/café',
    })
    expect(at.problems()).toEqual([])
  })

  test('a datastore that cannot be reached is not written to', async () => {
    const datacenter = at.named('Datacenter', 'Lab 2%2f3')
    expect(await refusal(at.call('MakeDirectory', manager, { name: '[lab-retired] a', datacenter }))).toBe(
      'InaccessibleDatastore',
    )
  })
})
