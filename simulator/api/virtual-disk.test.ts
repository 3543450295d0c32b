import { beforeEach, describe, expect, test } from 'vitest'
import { volumeOf } from '../estate/datastore-files'
import { refusal, endOf, resultOf, testWorld, type TestWorld } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'

const gib = 1024 ** 3

let at: TestWorld
let manager: Ref

beforeEach(() => {
  at = testWorld({ preset: 'demo' })
  manager = at.first('VirtualDiskManager')
})

const files = (name: string) => volumeOf(at.world, at.named('Datastore', name))
const spec = (capacityKb: number, diskType = 'preallocated', adapterType = 'lsiLogic') => ({
  $type: 'FileBackedVirtualDiskSpec',
  diskType,
  adapterType,
  capacityKb,
})
const create = (name: string, capacityKb: number, diskType?: string) =>
  at.run('CreateVirtualDisk_Task', manager, { name, spec: spec(capacityKb, diskType) })
const copy = (sourceName: string, destName: string, more: Record<string, unknown> = {}) =>
  at.run('CopyVirtualDisk_Task', manager, { sourceName, destName, ...more })
const on = async (method: string, name: string, more: Record<string, unknown> = {}) =>
  endOf(await at.run(method, manager, { name, ...more }))

describe('creating', () => {
  test('a thick disk takes its space at once, a thin one when it is written to', async () => {
    const free = files('datastore1').free
    const info = await create('[datastore1] thick.vmdk', 2 * 1024 ** 2)
    expect([endOf(info), resultOf(info)]).toEqual(['success', '[datastore1] thick.vmdk'])
    expect(files('datastore1').free).toBe(free - 2 * gib)
    await create('[datastore1] thin.vmdk', 2 * 1024 ** 2, 'thin')
    expect(files('datastore1').free).toBe(free - 2 * gib - 1024 ** 2)
    await create('[datastore1] eager.vmdk', 1024 ** 2, 'eagerZeroedThick')
    expect(files('datastore1').file('eager.vmdk')?.disk).toMatchObject({
      thin: false,
      eager: true,
      capacityKb: 1024 ** 2,
    })
  })

  test('every disk has a UUID of its own', async () => {
    await create('[datastore1] a.vmdk', 1024)
    await create('[datastore1] b.vmdk', 1024)
    const uuids = ['a.vmdk', 'b.vmdk'].map((name) => files('datastore1').file(name)?.disk?.uuid)
    expect(uuids[0]).toMatch(/^6000C29/)
    expect(uuids[0]).not.toBe(uuids[1])
  })

  test('not over another, not without its folder, not without room', async () => {
    await create('[datastore1] a.vmdk', 1024)
    expect(endOf(await create('[datastore1] a.vmdk', 1024))).toBe('FileAlreadyExists')
    expect(endOf(await create('[datastore1] no/a.vmdk', 1024))).toBe('FileNotFound')
    expect(endOf(await create('[scratch] a.vmdk', 900 * 1024 ** 2))).toBe('NoDiskSpace')
    expect(endOf(await create('[scratch] a.vmdk', 900 * 1024 ** 2, 'thin'))).toBe('success')
  })

  test('of two that want the last space only one gets it', async () => {
    const kb = Math.floor(files('datastore1').free / 1024 / 2) + 1
    const both = ['a', 'b'].map((name) =>
      at.call('CreateVirtualDisk_Task', manager, { name: `[datastore1] ${name}.vmdk`, spec: spec(kb) }),
    )
    const tasks = (await Promise.all(both)) as Ref[]
    await at.clock.advance(10_000)
    expect(tasks.map((task) => endOf(at.prop(task, 'info') as DataObject))).toEqual(['success', 'NoDiskSpace'])
  })

  test('what is no disk is refused before there is a task', async () => {
    const refused = (name: string, wanted: DataObject) =>
      refusal(at.call('CreateVirtualDisk_Task', manager, { name, spec: wanted }))
    expect(await refused('[datastore1] a.iso', spec(1024))).toBe('InvalidArgument')
    expect(await refused('[datastore1] .vmdk', spec(1024))).toBe('InvalidArgument')
    expect(await refused('[datastore1] a.vmdk', spec(0))).toBe('InvalidArgument')
    expect(await refused('[datastore1] a.vmdk', spec(63 * 1024 ** 3))).toBe('InvalidArgument')
    expect(await refused('[datastore1] a.vmdk', spec(1024, 'sparseMonolithic'))).toBe('InvalidArgument')
    expect(await refused('[datastore1] a.vmdk', spec(1024, 'thin', 'floppy'))).toBe('InvalidArgument')
    expect(await refused('[datastore1] ../a.vmdk', spec(1024))).toBe('InvalidDatastorePath')
  })
})

describe('copying', () => {
  test('keeps capacity and format, gives another UUID', async () => {
    await create('[datastore1] a.vmdk', 1024 ** 2, 'thin')
    const info = await copy('[datastore1] a.vmdk', '[nas (backup & iso)] b.vmdk')
    expect([endOf(info), resultOf(info)]).toEqual(['success', '[nas (backup & iso)] b.vmdk'])
    const source = files('datastore1').file('a.vmdk')?.disk
    const made = files('nas (backup & iso)').file('b.vmdk')?.disk
    expect(made).toEqual({ ...source, uuid: made?.uuid })
    expect(made?.uuid).not.toBe(source?.uuid)
  })

  test('a spec makes another format of it', async () => {
    await create('[datastore1] a.vmdk', 1024 ** 2, 'thin')
    const destSpec = { diskType: 'eagerZeroedThick', adapterType: 'busLogic' }
    expect(endOf(await copy('[datastore1] a.vmdk', '[datastore1] b.vmdk', { destSpec }))).toBe('success')
    expect(files('datastore1').file('b.vmdk')).toMatchObject({
      size: gib,
      disk: { thin: false, eager: true, controllerType: 'VirtualBusLogicController', capacityKb: 1024 ** 2 },
    })
  })

  test('replaces another disk only by force, and never itself', async () => {
    await create('[datastore1] a.vmdk', 1024)
    await create('[datastore1] b.vmdk', 2048)
    expect(endOf(await copy('[datastore1] a.vmdk', '[datastore1] b.vmdk', { force: false }))).toBe('FileAlreadyExists')
    expect(endOf(await copy('[datastore1] a.vmdk', '[datastore1] b.vmdk', { force: true }))).toBe('success')
    expect(files('datastore1').file('b.vmdk')?.disk?.capacityKb).toBe(1024)
    expect(endOf(await copy('[datastore1] a.vmdk', '[datastore1] a.vmdk', { force: true }))).toBe('FileAlreadyExists')
  })

  test('a running machine keeps the disk that it writes to; the one below a snapshot can be copied, whole', async () => {
    const folder = '[datastore1] db+JQ-2fprimary/db+JQ-2fprimary'
    expect(endOf(await copy(`${folder}-000002.vmdk`, '[datastore1] out.vmdk'))).toBe('FileLocked')
    expect(endOf(await copy(`${folder}-000001.vmdk`, '[datastore1] out.vmdk'))).toBe('success')
    const sizes = ['', '-000001'].map(
      (tail) => files('datastore1').file(`db+JQ-2fprimary/db+JQ-2fprimary${tail}.vmdk`)?.size ?? 0,
    )
    const made = files('datastore1').file('out.vmdk')
    expect(made?.disk?.parent).toBeUndefined()
    expect(made?.size).toBe((sizes[0] ?? 0) + (sizes[1] ?? 0))
  })

  test('a file that is no disk is none', async () => {
    expect(endOf(await copy('[datastore1] iso/debian-12.7.0-amd64-netinst.iso', '[datastore1] a.vmdk'))).toBe(
      'InvalidDiskFormat',
    )
    expect(endOf(await copy('[datastore1] none.vmdk', '[datastore1] a.vmdk'))).toBe('FileNotFound')
  })
})

describe('moving and deleting', () => {
  test('a moved disk is the same disk', async () => {
    await create('[datastore1] a.vmdk', 1024)
    const before = files('datastore1').file('a.vmdk')?.disk
    const names = { sourceName: '[datastore1] a.vmdk', destName: '[scratch] a.vmdk' }
    expect(endOf(await at.run('MoveVirtualDisk_Task', manager, names))).toBe('success')
    expect(files('datastore1').find('a.vmdk')).toBeUndefined()
    expect(files('scratch').file('a.vmdk')?.disk).toEqual(before)
  })

  test('a deleted disk gives its space back; what runs is kept', async () => {
    const free = files('datastore1').free
    await create('[datastore1] a.vmdk', 1024 ** 2)
    expect(await on('DeleteVirtualDisk_Task', '[datastore1] a.vmdk')).toBe('success')
    expect(files('datastore1').free).toBe(free)
    expect(await on('DeleteVirtualDisk_Task', '[datastore1] a.vmdk')).toBe('FileNotFound')
    expect(await on('DeleteVirtualDisk_Task', '[datastore1] web-frontend/web-frontend.vmdk')).toBe('FileLocked')
  })
})

describe('growing and filling', () => {
  test('only upwards; a thick disk needs the room', async () => {
    await create('[datastore1] a.vmdk', 1024 ** 2)
    const extend = (newCapacityKb: number) => on('ExtendVirtualDisk_Task', '[datastore1] a.vmdk', { newCapacityKb })
    expect(await extend(1024 ** 2)).toBe('InvalidArgument')
    expect(await extend(1024)).toBe('InvalidArgument')
    const free = files('datastore1').free
    expect(await extend(3 * 1024 ** 2)).toBe('success')
    expect(files('datastore1').free).toBe(free - 2 * gib)
    expect(await extend(60 * 1024 ** 3)).toBe('NoDiskSpace')
    expect(files('datastore1').file('a.vmdk')?.disk?.capacityKb).toBe(3 * 1024 ** 2)
  })

  test('a machine that has the disk shows its new size', async () => {
    const vm = at.named('VirtualMachine', 'old-terminal')
    const disk = () =>
      (at.prop(vm, 'config.hardware.device') as DataObject[]).find(({ $type }) => $type === 'VirtualDisk')
    const before = Number(disk()?.['capacityInKB'])
    const name = '[datastore1] old-terminal/old-terminal.vmdk'
    expect(await on('ExtendVirtualDisk_Task', name, { newCapacityKb: before + 1024 })).toBe('success')
    expect(disk()).toMatchObject({ capacityInKB: before + 1024, capacityInBytes: (before + 1024) * 1024 })
    expect(at.problems()).toEqual([])
  })

  test('a disk that hangs on another grows not', async () => {
    const vm = at.named('VirtualMachine', 'db%2fprimary')
    await at.run('PowerOffVM_Task', vm)
    const name = '[datastore1] db+JQ-2fprimary/db+JQ-2fprimary-000002.vmdk'
    expect(await on('ExtendVirtualDisk_Task', name, { newCapacityKb: 1024 ** 3 })).toBe('CannotAccessFile')
  })

  test('zeros take every block; inflating makes a thick disk of a thin one', async () => {
    await create('[datastore1] a.vmdk', 1024 ** 2, 'thin')
    expect(await on('ZeroFillVirtualDisk_Task', '[datastore1] a.vmdk')).toBe('success')
    expect(files('datastore1').file('a.vmdk')).toMatchObject({ size: gib, disk: { thin: true } })
    await create('[datastore1] b.vmdk', 1024 ** 2, 'thin')
    expect(await on('InflateVirtualDisk_Task', '[datastore1] b.vmdk')).toBe('success')
    expect(files('datastore1').file('b.vmdk')).toMatchObject({ size: gib, disk: { thin: false } })
    await create('[datastore1] c.vmdk', 1024 ** 2)
    expect(await on('EagerZeroVirtualDisk_Task', '[datastore1] c.vmdk')).toBe('success')
    expect(files('datastore1').file('c.vmdk')?.disk?.eager).toBe(true)
    await create('[scratch] d.vmdk', 900 * 1024 ** 2, 'thin')
    expect(await on('InflateVirtualDisk_Task', '[scratch] d.vmdk')).toBe('NoDiskSpace')
  })
})

describe('what a disk says of itself', () => {
  test('its UUID reads as a SCSI inquiry, and can be set', async () => {
    await create('[datastore1] a.vmdk', 1024)
    const query = () => at.call('QueryVirtualDiskUuid', manager, { name: '[datastore1] a.vmdk' })
    expect(await query()).toMatch(/^60 00 C2 9[0-9A-F]( [0-9A-Fa-f]{2}){4}-[0-9A-Fa-f]{2}( [0-9A-Fa-f]{2}){7}$/)
    const uuid = '60 00 c2 90 a1 13 65 43-7d 13 73 63 c0 8f e6 1d'
    await at.call('SetVirtualDiskUuid', manager, { name: '[datastore1] a.vmdk', uuid })
    expect(String(await query()).toLowerCase()).toBe(uuid)
    const bad = at.call('SetVirtualDiskUuid', manager, { name: '[datastore1] a.vmdk', uuid: 'nonsense' })
    expect(await refusal(bad)).toBe('InvalidArgument')
  })

  test('its geometry', async () => {
    await create('[datastore1] a.vmdk', 255 * 63 * 100)
    expect(await at.call('QueryVirtualDiskGeometry', manager, { name: '[datastore1] a.vmdk' })).toEqual({
      cylinder: 200,
      head: 255,
      sector: 63,
    })
  })

  test('an uploaded descriptor is a disk too', async () => {
    const text =
      '# Disk DescriptorFile\nRW 4096 VMFS "up-flat.vmdk"\nddb.uuid = "60 00 c2 90 a1 13 65 43-7d 13 73 63 c0 8f e6 1d"\n'
    const content = Buffer.from(text)
    files('datastore1').set('up.vmdk', { kind: 'file', modified: at.clock.now(), size: content.length, content })
    expect(await at.call('QueryVirtualDiskUuid', manager, { name: '[datastore1] up.vmdk' })).toBe(
      '60 00 C2 90 A1 13 65 43-7D 13 73 63 C0 8F E6 1D',
    )
    expect(endOf(await copy('[datastore1] up.vmdk', '[datastore1] copy.vmdk'))).toBe('success')
    expect(files('datastore1').file('copy.vmdk')?.disk?.capacityKb).toBe(2048)
  })
})
