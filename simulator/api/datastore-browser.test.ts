import { beforeEach, describe, expect, test } from 'vitest'
import { volumeOf } from '../estate/datastore-files'
import { refusal, endOf, resultOf, testWorld, type TestWorld } from '../testing/test-world'
import { Ref, type DataObject } from '../vim25/value'

let at: TestWorld
let browser: Ref

beforeEach(() => {
  at = testWorld({ preset: 'demo' })
  browser = at.prop(at.named('Datastore', 'datastore1'), 'browser') as Ref // every datastore has one
})

type Results = { folderPath: string; file: DataObject[] }

const everything = { fileType: true, fileSize: true, modification: true, fileOwner: true }
const allOfDisks = {
  diskType: true,
  capacityKb: true,
  hardwareVersion: true,
  controllerType: true,
  diskExtents: true,
  thin: true,
}

async function search(datastorePath: string, searchSpec?: DataObject): Promise<Results> {
  const info = await at.run('SearchDatastore_Task', browser, { datastorePath, ...(searchSpec && { searchSpec }) })
  expect(endOf(info)).toBe('success')
  return resultOf(info) as Results
}

async function searchAll(datastorePath: string, searchSpec: DataObject): Promise<readonly Results[]> {
  const info = await at.run('SearchDatastoreSubFolders_Task', browser, { datastorePath, searchSpec })
  expect(endOf(info)).toBe('success')
  return resultOf(info) as readonly Results[]
}

const names = (results: Results) => results.file.map((file) => String(file['path']))
const query = (...types: readonly string[]) => ({ query: types.map(($type) => ({ $type })) })

describe('one folder', () => {
  test('without a spec the names are told and nothing else', async () => {
    const found = await search('[datastore1] iso')
    expect(found.folderPath).toBe('[datastore1] iso/')
    expect(found.file).toContainEqual({ $type: 'FileInfo', path: 'debian-12.7.0-amd64-netinst.iso' })
    expect(found.file).toContainEqual({ $type: 'FolderFileInfo', path: 'drivers' })
  })

  test('the details that are asked for are told, and files have their types', async () => {
    const { file } = await search('[datastore1] iso', { details: everything })
    expect(file.find(({ path }) => path === 'debian-12.7.0-amd64-netinst.iso')).toEqual({
      $type: 'IsoImageFileInfo',
      path: 'debian-12.7.0-amd64-netinst.iso',
      fileSize: 631 * 1024 ** 2,
      modification: new Date('2026-03-01T08:00:00Z'),
      owner: 'root',
    })
  })

  test('names are sorted, folders first where that is wanted', async () => {
    const plain = names(await search('[datastore1] iso'))
    expect(plain).toEqual(plain.toSorted())
    const foldersFirst = names(await search('[datastore1] iso', { sortFoldersFirst: true }))
    expect(foldersFirst[0]).toBe('drivers')
    expect(foldersFirst.slice(1)).toEqual(plain.filter((name) => name !== 'drivers'))
  })

  test('patterns choose by name; their case counts unless it does not', async () => {
    const upper = { matchPattern: ['DEBIAN*', 'SERVER*'] }
    expect(names(await search('[datastore1] iso', upper))).toEqual(['SERVER_EVAL_x64FRE_en-us.iso'])
    expect(names(await search('[datastore1] iso', { ...upper, searchCaseInsensitive: true }))).toEqual([
      'SERVER_EVAL_x64FRE_en-us.iso',
      'debian-12.7.0-amd64-netinst.iso',
    ])
  })

  test('a folder that is not there is found missing by the task, a path that is none before there is one', async () => {
    expect(endOf(await at.run('SearchDatastore_Task', browser, { datastorePath: '[datastore1] none' }))).toBe(
      'FileNotFound',
    )
    const refused = (datastorePath: string) => refusal(at.call('SearchDatastore_Task', browser, { datastorePath }))
    expect(await refused('datastore1/iso')).toBe('InvalidDatastorePath')
    expect(await refused('[datastore1] iso/../../etc')).toBe('InvalidDatastorePath')
    expect(await refused('[datastore1] a\0b')).toBe('InvalidDatastorePath')
    expect(await refused(`[datastore1] ${'a/'.repeat(2_000)}`)).toBe('InvalidDatastorePath')
    expect(await refused('[datastore9] iso')).toBe('InvalidDatastore')
  })

  test('a browser knows its own datastore and no other', async () => {
    expect(await refusal(at.call('SearchDatastore_Task', browser, { datastorePath: '[scratch]' }))).toBe(
      'InvalidDatastore',
    )
    const ofHost = at.prop(at.first('HostSystem'), 'datastoreBrowser') as Ref // every host has one
    expect(endOf(await at.run('SearchDatastore_Task', ofHost, { datastorePath: '[scratch]' }))).toBe('success')
  })
})

describe('queries', () => {
  test('every kind of file is found by its query', async () => {
    const kinds = async (...types: readonly string[]) => [
      ...new Set(
        (await searchAll('[datastore1]', query(...types))).flatMap(({ file }) => file.map(({ $type }) => $type)),
      ),
    ]
    expect(await kinds('VmDiskFileQuery')).toEqual(['VmDiskFileInfo'])
    expect(await kinds('VmConfigFileQuery')).toEqual(['VmConfigFileInfo'])
    expect(await kinds('VmLogFileQuery')).toEqual(['VmLogFileInfo'])
    expect(await kinds('VmNvramFileQuery')).toEqual(['VmNvramFileInfo'])
    expect(await kinds('VmSnapshotFileQuery')).toEqual(['VmSnapshotFileInfo'])
    expect(await kinds('IsoImageFileQuery')).toEqual(['IsoImageFileInfo'])
    expect(await kinds('FloppyImageFileQuery')).toEqual(['FloppyImageFileInfo'])
    expect(await kinds('FolderFileQuery')).toEqual(['FolderFileInfo'])
    expect(new Set(await kinds('IsoImageFileQuery', 'FloppyImageFileQuery'))).toEqual(
      new Set(['FloppyImageFileInfo', 'IsoImageFileInfo']),
    )
    expect(await kinds('FileQuery')).toHaveLength(9)
  })

  test('a disk shows its capacity beside what it takes', async () => {
    const spec = { details: everything, query: [{ $type: 'VmDiskFileQuery', details: allOfDisks }] }
    const { file } = await search('[datastore1] db+JQ-2fprimary', spec)
    expect(file.find(({ path }) => path === 'db+JQ-2fprimary_1.vmdk')).toMatchObject({
      diskType: 'VirtualDiskFlatVer2BackingInfo',
      capacityKb: 400 * 1024 ** 2,
      hardwareVersion: 21,
      controllerType: 'ParaVirtualSCSIController',
      diskExtents: ['[datastore1] db+JQ-2fprimary/db+JQ-2fprimary_1-flat.vmdk'],
      thin: false,
      fileSize: 400 * 1024 ** 3,
    })
    expect(file.find(({ path }) => path === 'db+JQ-2fprimary-000001.vmdk')).toMatchObject({
      diskType: 'VirtualDiskSeSparseBackingInfo',
      thin: true,
    })
  })

  test('a filter keeps disks of one kind', async () => {
    const disks = async (filter: DataObject) => {
      const spec = { query: [{ $type: 'VmDiskFileQuery', filter, details: allOfDisks }] }
      return (await searchAll('[datastore1]', spec)).flatMap(({ file }) => file)
    }
    const all = await disks({})
    const nvme = await disks({ controllerType: ['VirtualNVMEController'] })
    expect(nvme.length).toBeGreaterThan(0)
    expect(nvme.length).toBeLessThan(all.length)
    expect(nvme.every((disk) => disk['controllerType'] === 'VirtualNVMEController')).toBe(true)
    expect((await disks({ thin: true })).length + (await disks({ thin: false })).length).toBe(all.length)
    expect(await disks({ diskType: ['VirtualDiskRawDiskMappingVer1BackingInfo'] })).toEqual([])
    expect(await disks({ encrypted: true })).toEqual([])
  })

  test('configurations tell their virtual hardware', async () => {
    const spec = { query: [{ $type: 'VmConfigFileQuery', details: { configVersion: true } }] }
    const { file } = await search('[datastore1] web-frontend', spec)
    expect(file).toEqual([{ $type: 'VmConfigFileInfo', path: 'web-frontend.vmx', configVersion: 21 }])
    const older = { query: [{ $type: 'VmConfigFileQuery', filter: { matchConfigVersion: [4] } }] }
    expect((await search('[datastore1] web-frontend', older)).file).toEqual([])
  })

  test('the extent of an uploaded disk is not taken for a disk', async () => {
    const volume = volumeOf(at.world, at.named('Datastore', 'datastore1'))
    volume.makeFolder('up', at.clock.now())
    for (const name of ['a-flat.vmdk', 'a-ctk.vmdk', 'a.vmdk']) {
      volume.set(`up/${name}`, { kind: 'file', modified: at.clock.now(), size: 1 })
    }
    expect(names(await search('[datastore1] up', query('VmDiskFileQuery')))).toEqual(['a.vmdk'])
    expect(names(await search('[datastore1] up'))).toHaveLength(3)
  })
})

describe('folders below', () => {
  test('each has results of its own, parents first', async () => {
    const results = await searchAll('[datastore1] iso', query('FloppyImageFileQuery'))
    expect(results.map(({ folderPath }) => folderPath)).toEqual(['[datastore1] iso/', '[datastore1] iso/drivers/'])
    expect(results.map(names)).toEqual([[], ['vmware-tools-windows.flp']])
  })

  test('the root is its bracket alone', async () => {
    expect((await searchAll('[datastore1] ', query('FolderFileQuery')))[0]?.folderPath).toBe('[datastore1]')
  })

  test('a search can be cancelled', async () => {
    const task = (await at.call('SearchDatastoreSubFolders_Task', browser, { datastorePath: '[datastore1]' })) as Ref
    await at.call('CancelTask', task)
    await at.clock.advance(60_000)
    expect(endOf(at.prop(task, 'info') as DataObject)).toBe('RequestCanceled')
  })
})

test('old clients delete through the browser, and not what a running machine holds', async () => {
  const remove = (datastorePath: string) => at.call('DeleteFile', browser, { datastorePath })
  await remove('[datastore1] iso/debian-12.7.0-amd64-netinst.iso')
  expect(names(await search('[datastore1] iso'))).not.toContain('debian-12.7.0-amd64-netinst.iso')
  expect(await refusal(remove('[datastore1] web-frontend/web-frontend.vmdk'))).toBe('FileLocked')
  expect(await refusal(remove('[datastore1]'))).toBe('FileLocked')
})
