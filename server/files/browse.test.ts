import { expect, test } from 'vitest'
import { volumeOf, writeFile } from '../../simulator/estate/datastore-files'
import type { SimulatedHost, SimulatorOptions } from '../../simulator/start/start-simulator'
import type { Account } from '../../simulator/wire/sessions'
import { moid, moRef, splitKey } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { WireError } from '../vsphere/errors'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { browseDatastore } from './browse'
import { countAnew, readDatastoreDetail } from './read-detail'
import { rigsForEachTest, valueOf } from './testing/file-rig'
import { knownValue } from '@/lib/testing/known-value'

const open = rigsForEachTest()

function put(host: SimulatedHost, path: string, content = ''): void {
  const datastore = host.world.byType('Datastore').find(({ props }) => props['name'] === 'datastore1')?.ref
  if (!datastore) throw new Error('no datastore1')
  const folder = path.split('/').slice(0, -1).join('/')
  if (folder !== '') volumeOf(host.world, datastore).makeFolder(folder, host.world.clock.now())
  writeFile(
    host.world,
    { datastore, name: 'datastore1', path },
    { size: content.length, content: Buffer.from(content) },
  )
}

test('libvirt-esx §4.4 items that exist are not escaped again: a folder shows plain names, kinds, sizes and dates, folders first; the stored names lead on', async () => {
  const { ask, datastore, host } = await open()
  put(host, 'stuff/caf+w6k-.iso', 'abc')
  put(host, 'stuff/a+b.txt', 'x')
  put(host, 'stuff/100+JQ- done.log', '12345')
  const { entries, folder } = valueOf(await ask.browseDatastore(datastore('datastore1'), 'stuff/'))
  expect(folder).toBe('stuff')
  expect(entries.map(({ name, storedName, kind, sizeBytes }) => ({ name, storedName, kind, sizeBytes }))).toEqual([
    { name: '100+JQ- done.log', storedName: '100+JQ- done.log', kind: 'log', sizeBytes: 5 },
    // Not an escape of ours: shown as it is.
    { name: 'a+b.txt', storedName: 'a+b.txt', kind: 'file', sizeBytes: 1 },
    { name: 'café.iso', storedName: 'caf+w6k-.iso', kind: 'iso', sizeBytes: 3 },
  ])
  const root = valueOf(await ask.browseDatastore(datastore('datastore1'), '')).entries
  const kinds = root.map(({ kind }) => kind)
  expect(kinds.lastIndexOf('folder')).toBe(kinds.filter((kind) => kind === 'folder').length - 1)
  expect(root.find(({ name }) => name === 'db/primary')).toMatchObject({
    storedName: 'db+JQ-2fprimary',
    kind: 'folder',
    vm: { name: 'db/primary' },
  })
})

test('a disk shows what the guest sees and what it takes, and no extents; a VMX shows whose it is', async () => {
  const { ask, datastore } = await open()
  const { entries } = valueOf(await ask.browseDatastore(datastore('datastore1'), 'web-frontend'))
  const disk = entries.find(({ kind }) => kind === 'disk')
  expect(disk?.disk?.capacityBytes).toBeGreaterThan(disk?.sizeBytes ?? Infinity)
  expect(disk?.disk?.thin).toBe(true)
  expect(entries.some(({ name }) => name.includes('-flat'))).toBe(false)
  expect(entries.find(({ kind }) => kind === 'vmConfig')?.vm?.name).toBe('web-frontend')
})

test('dates of files are in our time where the clock of the host is known, and by its own where a vCenter stands between', async () => {
  const dateOf = async (options: SimulatorOptions) => {
    const { ask, datastore, host } = await open({ clockOffsetMs: -3 * 3_600_000, ...options })
    put(host, 'stuff/now.txt')
    const { entries, clock } = valueOf(await ask.browseDatastore(datastore('datastore1'), 'stuff'))
    return { clock, hoursAgo: Math.round((Date.now() - Date.parse(entries[0]?.modifiedAt ?? '')) / 3_600_000) }
  }
  expect(await dateOf({})).toEqual({ clock: 'ours', hoursAgo: 0 })
  expect(await dateOf({ product: 'vcenter', preset: 'field' })).toEqual({ clock: 'host', hoursAgo: 3 })
})

test('an account that may not register VMs is known by the folder that they would be in', async () => {
  const registering = async (account: Partial<Account>) => {
    const rig = await open({ accounts: [{ user: 'op', password: 'p', ...account }] }, { user: 'op', password: 'p' })
    put(rig.host, 'left/left.vmx', '')
    const listed = async (folder: string) =>
      valueOf(await rig.ask.browseDatastore(rig.datastore('datastore1'), folder)).lacksToRegister
    return { left: await listed('left'), registered: await listed('web-frontend') }
  }
  const lacks = 'VirtualMachine.Inventory.Register'
  expect(await registering({ deny: [lacks] })).toEqual({ left: lacks, registered: undefined })
  expect(await registering({ deny: ['Datastore.FileManagement'] })).toEqual({ left: undefined, registered: undefined })
  expect(await registering({ denyOn: { VirtualMachine: [lacks] } })).toEqual({ left: undefined, registered: undefined })
})

test('ten thousand entries come whole and in order, and the search is on nobody’s board', async () => {
  const { ask, datastore, host, inventory } = await open()
  for (let number = 1; number <= 10_000; number += 1) put(host, `many/file ${number}.txt`)
  const { entries } = valueOf(await ask.browseDatastore(datastore('datastore1'), 'many'))
  expect(entries.length).toBe(10_000)
  expect(entries[1]?.name).toBe('file 2.txt')
  expect(entries[9_999]?.name).toBe('file 10000.txt')
  expect([...inventory.tasks.values()].filter(({ descriptionId }) => descriptionId.includes('earch'))).toEqual([])
})

test('a path that climbs out is refused here; a folder that is gone is vSphere’s word', async () => {
  const { ask, datastore, host } = await open()
  const key = datastore('datastore1')
  for (const path of ['..', 'a/../../b', '/etc', 'a\0b', 'a/./b', 'x\\..\\y']) {
    expect(await ask.browseDatastore(key, path)).toMatchObject({ ok: false, error: { code: 'bad-path' } })
  }
  expect(host.calls.filter(({ method }) => method === 'SearchDatastore_Task')).toEqual([])
  expect(await ask.browseDatastore(key, 'not there')).toMatchObject({
    ok: false,
    error: { blame: 'vsphere', code: 'FileNotFound' },
  })
})

test('a datastore whose host does not come to an end of counting is shown as it was told last', async () => {
  const { inventory, datastore } = await open()
  const access = inventory.access()
  const { moid: store } = splitKey(datastore('datastore1'))!
  const counting: EndpointAccess['call'] = (method, target, parameters, options) => {
    if (method !== 'RefreshDatastore') return access.call(method, target, parameters, options)
    return options ? Promise.reject(new WireError('timed-out', 'no reply')) : new Promise(() => {})
  }
  await countAnew({ ...access, call: counting }, store)
  expect(await readDatastoreDetail({ ...access, call: counting }, store)).toMatchObject({ name: 'datastore1' })
})

test('a datastore tells its capacity, mounts and VMs; one that cannot be reached says so', async () => {
  const { ask, datastore, host } = await open({ product: 'vcenter' })
  const detail = valueOf(await ask.readDatastoreDetail(datastore('san-01')))
  // What is free is counted by the host when somebody looks.
  expect(host.calls.filter(({ method }) => method === 'RefreshDatastore')).toHaveLength(1)
  expect(detail).toMatchObject({ name: 'san-01', type: 'VMFS', accessible: true, maintenance: 'normal' })
  expect(knownValue(detail.mounts).length).toBeGreaterThan(3)
  expect(knownValue(detail.mounts)[0]?.hostName).toMatch(/example\.net$/)
  expect(knownValue(detail.vms).length).toBeGreaterThan(0)
  const nfs = valueOf(await ask.readDatastoreDetail(datastore('nfs-archive')))
  expect(nfs.backing).toEqual(['nas-07.example.net:/export/archive'])
  const gone = datastore('lab-retired')
  expect(valueOf(await ask.readDatastoreDetail(gone)).accessible).toBe(false)
  expect(await ask.browseDatastore(gone, '')).toMatchObject({ ok: false, error: { code: 'InaccessibleDatastore' } })
})

test('what nobody knows any more is said in a sentence', async () => {
  const { ask, datastore } = await open()
  const unknown = `${datastore('datastore1').split('/')[0]}/nothing` as ReturnType<typeof datastore>
  expect(await ask.readDatastoreDetail(unknown)).toMatchObject({ ok: false, error: { code: 'ManagedObjectNotFound' } })
})

test('whose a folder is goes by the datastore itself, not by its name: another datacenter may have one of that name', async () => {
  const { inventory, ask, vm, datastore } = await open()
  const file = 'web-frontend'
  const access = inventory.access()
  const other = moid('datastore-of-the-south')
  const views = [vm('web-frontend')]
  const seen = async (properties: Record<string, WireValue>, ofVm: WireValue | undefined) => {
    const asked: EndpointAccess = {
      ...access,
      read: () => Promise.resolve(new Map(Object.entries(properties))),
      call: () => Promise.resolve(refValue(moRef('Task', 't'))),
      endOf: () => Promise.resolve({ $type: 'R', file: [{ $type: 'FolderFileInfo', path: file }] }),
      retrieve: () =>
        Promise.resolve([
          {
            obj: moRef('VirtualMachine', vm('web-frontend').moid),
            properties: new Map(ofVm === undefined ? [] : [['datastore', ofVm]]),
            missing: [],
          },
        ]),
    }
    return (await browseDatastore(asked, other, '', views)).entries[0]?.vm?.name
  }
  const names = { name: 'datastore1', browser: refValue(moRef('HostDatastoreBrowser', 'b')) }
  const here = refValue(moRef('Datastore', other))
  const there = refValue(moRef('Datastore', 'datastore-of-the-north'))
  expect(await seen({ ...names, vm: [] }, undefined)).toBeUndefined()
  expect(await seen({ ...names, vm: [refValue(moRef('VirtualMachine', vm('web-frontend').moid))] }, undefined)).toBe(
    'web-frontend',
  )
  // Not allowed to read which VMs it has: the VMs are asked, and who does not say is not left out of the guard.
  expect(await seen(names, [there])).toBeUndefined()
  expect(await seen(names, [here])).toBe('web-frontend')
  expect(await seen(names, undefined)).toBe('web-frontend')
  expect(valueOf(await ask.browseDatastore(datastore('datastore1'), '')).entries.some(({ vm: owner }) => owner)).toBe(
    true,
  )
})
