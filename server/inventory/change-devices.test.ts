import { expect, test } from 'vitest'
import type { RunRequest } from '@/lib/runs/verb'
import { knownValue } from '@/lib/testing/known-value'
import { moid } from '@/lib/vsphere/ids'
import type { VmDevice } from '@/lib/vsphere/vm'
import type { DataObject } from '../../simulator/vim25/value'
import { Refused } from '../errors/console-error'
import { openSimulated, run } from './testing/simulated-inventory'

/** Devices of a VM, changed over real SOAP at a simulated host, and read back as the page shows them. */

const gib = 2 ** 30

async function open(name = '100% test') {
  const watched = await openSimulated()
  const { inventory, host } = watched
  const detail = () => inventory.readVmDetail(watched.vm(name).moid)
  const devices = async (type?: string) =>
    knownValue((await detail()).devices).filter((device) => type === undefined || device.type === type)
  const change = async (request: RunRequest, of = name) => {
    const task = await run(watched, of, request)
    return task?.state === 'success' ? 'done' : (task?.fault?.type ?? 'no task')
  }
  const refused = async (request: RunRequest) =>
    inventory.startTask(watched.vm(name).moid, request).then(
      () => 'sent',
      (error: unknown) => (error instanceof Refused ? error.told.sentence : String(error)),
    )
  const onHost = (key: number) =>
    (host.world.prop(host.vm(name), 'config.hardware.device') as DataObject[]).find((device) => device['key'] === key) // VirtualDevice[]
  const named = (label: string) => async () => {
    const found = (await devices()).find((device) => device.label === label)
    if (!found) throw new Error(`no ${label}`)
    return found
  }
  return { ...watched, detail, devices, change, refused, onHost, named }
}

const of = ({ key, label }: VmDevice) => ({ deviceKey: key, deviceLabel: label })

test('a disk is added, grows, changes its mode, is detached, attached again and deleted', async () => {
  const { change, refused, devices, named, host } = await open()
  const add = { verb: 'addDisk', capacityBytes: 2 * gib, format: 'eagerZeroedThick', mode: 'persistent' } as const
  expect(await change(add)).toBe('done')
  const second = named('Hard disk 2')
  expect(await second()).toMatchObject({
    controller: 1000,
    unit: 1,
    disk: { thin: false, eagerlyZeroed: true, capacityBytes: 2 * gib, mode: 'persistent' },
  })
  const disk = await second()
  expect(await refused({ verb: 'growDisk', ...of(disk), capacityBytes: gib })).toMatch(/never shrinks/)
  expect(await change({ verb: 'growDisk', ...of(disk), capacityBytes: 3 * gib })).toBe('done')
  expect((await second()).disk?.capacityBytes).toBe(3 * gib)
  expect(await change({ verb: 'setDiskMode', ...of(disk), mode: 'independent_persistent' })).toBe('done')
  expect((await second()).disk?.mode).toBe('independent_persistent')

  const path = disk.disk?.path ?? ''
  expect(await change({ verb: 'detachDisk', ...of(disk), deleteFiles: false })).toBe('done')
  expect(await devices('VirtualDisk')).toHaveLength(1)
  const place = { newController: 'ParaVirtualSCSIController', unit: 3 } as const
  expect(await change({ verb: 'attachDisk', path, mode: 'persistent', place })).toBe('done')
  const back = await named('Hard disk 2')()
  expect(back).toMatchObject({ controller: 1001, unit: 3, disk: { path, capacityBytes: 3 * gib } })
  expect(await change({ verb: 'detachDisk', ...of(back), deleteFiles: true })).toBe('done')
  expect(await change({ verb: 'attachDisk', path, mode: 'persistent' })).toBe('FileNotFound')
  expect(host.world.prop(host.vm('100% test'), 'summary.config.numVirtualDisks')).toBe(1)
})

test('a disk lies beside its VM, also on a datastore whose name has brackets itself', async () => {
  const { change, named, host } = await open()
  const vm = host.vm('100% test')
  const path = String(host.world.prop(vm, 'config.files.vmPathName'))
  const own = host.world
    .byType('Datastore')
    .find(({ ref }) => path.startsWith(`[${String(host.world.prop(ref, 'name'))}]`))
  if (!own) throw new Error('no datastore')
  const name = 'a] b'
  const moved = path.replace(/^\[.*?\]/, `[${name}]`)
  host.world.update(own.ref, { name, 'summary.name': name })
  host.world.update(vm, { 'config.files.vmPathName': moved })
  expect(await change({ verb: 'addDisk', capacityBytes: gib, format: 'thin', mode: 'persistent' })).toBe('done')
  expect((await named('Hard disk 2')()).disk?.path).toMatch(/^\[a\] b\] 100/)
})

test('a disk with a snapshot neither grows nor goes, and who has a disk is said', async () => {
  const { change, refused, devices, vm, inventory } = await open()
  const [first] = await devices('VirtualDisk')
  if (!first?.disk?.path) throw new Error('no disk')
  const others = knownValue((await inventory.readVmDetail(vm('web-frontend').moid)).devices)
  const held = others.find(({ disk }) => disk)?.disk?.path ?? ''
  expect(await refused({ verb: 'attachDisk', path: held, mode: 'persistent' })).toBe(
    '"web-frontend" has this disk. Detach it there first: two VMs that write to one disk destroy what is on it.',
  )
  await change({ verb: 'createSnapshot', name: 's', description: '', memory: false, quiesce: false })
  expect(await refused({ verb: 'growDisk', ...of(first), capacityBytes: 400 * gib })).toMatch(/with a snapshot/)
  expect(await refused({ verb: 'detachDisk', ...of(first), deleteFiles: true })).toMatch(/Snapshots need this disk/)
})

test('adapters get a network, an address of the host or of one’s own, and give it back', async () => {
  const { change, named, detail, host, onHost } = await open()
  const dmz = host.world.byType('Network').find(({ props }) => props['name'] === 'DMZ')?.ref.value ?? ''
  const lan = host.world.byType('Network').find(({ props }) => props['name'] !== 'DMZ')?.ref.value ?? ''
  const label = 'Network adapter 2'
  const adapter = { verb: 'addNic', adapter: 'VirtualE1000e', network: moid(dmz), startConnected: false } as const
  expect(await change(adapter)).toBe('done')
  const added = await named(label)()
  expect(added).toMatchObject({
    type: 'VirtualE1000e',
    backing: 'DMZ',
    startConnected: false,
    addressType: 'generated',
  })
  expect(added.mac).toMatch(/^00:0c:29/)
  const typed = { mac: '00-50-56-01-02-03', network: moid(lan), startConnected: true }
  expect(await change({ verb: 'editNic', ...of(added), ...typed })).toBe('done')
  expect(await named(label)()).toMatchObject({ mac: '00:50:56:01:02:03', addressType: 'manual', startConnected: true })
  expect((await named(label)()).backing).not.toBe('DMZ')
  expect(await change({ verb: 'editNic', ...of(added), mac: 'automatic' })).toBe('done')
  expect(await named(label)()).toMatchObject({ addressType: 'generated', mac: expect.stringMatching(/^00:0c:29/) })
  // What is not asked for stays as the host has it.
  expect(onHost(added.key)).toMatchObject({ wakeOnLanEnabled: true, unitNumber: added.unit })
  const { changeVersion } = await detail()
  expect(await change({ verb: 'removeNic', ...of(added), changeVersion: 'long ago' })).toBe('ConcurrentAccess')
  expect(await change({ verb: 'removeNic', ...of(added), changeVersion: changeVersion ?? '' })).toBe('done')
})

test('drives come and go, and take images, host devices and client devices', async () => {
  const { change, refused, named, devices } = await open()
  const iso = '[datastore1] iso/debian-12.7.0-amd64-netinst.iso'
  const client = { is: 'client' } as const
  expect(await change({ verb: 'addDrive', drive: 'floppy', media: client, startConnected: false })).toBe('done')
  const floppy = await named('Floppy drive 1')()
  expect(floppy).toMatchObject({ backingType: 'VirtualFloppyRemoteDeviceBackingInfo' })
  const media = { is: 'host', device: '/dev/fd0' } as const
  expect(await change({ verb: 'editDrive', ...of(floppy), media, startConnected: true })).toBe('done')
  expect(await named('Floppy drive 1')()).toMatchObject({ backing: '/dev/fd0', startConnected: true })
  expect(await change({ verb: 'removeDrive', ...of(floppy) })).toBe('done')

  const before = (await devices('VirtualCdrom')).length
  expect(await change({ verb: 'addDrive', drive: 'cdrom', media: client, startConnected: false })).toBe('done')
  const added = (await devices('VirtualCdrom'))[before]
  if (!added) throw new Error('no drive')
  const file = (path: string) =>
    ({ verb: 'editDrive', ...of(added), media: { is: 'file', path }, startConnected: true }) as const
  expect(await change(file(iso))).toBe('done')
  expect((await devices('VirtualCdrom'))[before]).toMatchObject({ backing: iso, startConnected: true })
  expect(await change({ verb: 'editDrive', ...of(added), media: client })).toBe('done')
  // Nothing of a client is connected by itself.
  expect((await devices('VirtualCdrom'))[before]).toMatchObject({ startConnected: false })
  expect(await refused({ verb: 'editDrive', ...of(added), connected: true })).toMatch(
    /from a console|Only a VM that is on/,
  )
})

test('a CD in a running VM is changed; an image that has vanished is the host’s to refuse', async () => {
  const { change, devices } = await open('R&D <lab>')
  const [drive] = await devices('VirtualCdrom')
  if (!drive) throw new Error('no drive')
  const to = (path: string) =>
    change({ verb: 'editDrive', ...of(drive), media: { is: 'file', path }, connected: true }, 'R&D <lab>')
  expect(await to('[datastore1] iso/gone.iso')).toBe('FileNotFound')
  expect(await to('[datastore1] iso/debian-12.7.0-amd64-netinst.iso')).toBe('done')
})

test('boot order, firmware, hot-add and notes are set, taken back, and read as they are', async () => {
  const { change, refused, detail, devices, until, vm } = await open()
  const [disk] = await devices('VirtualDisk')
  const [nic] = await devices('VirtualVmxnet3')
  if (!disk || !nic) throw new Error('no devices')
  const order = [{ is: 'nic', key: nic.key }, { is: 'cdrom' }, { is: 'disk', key: disk.key }] as const
  await change({ verb: 'addDrive', drive: 'cdrom', media: { is: 'client' }, startConnected: false })
  expect(await change({ verb: 'setBoot', order: [...order], entersSetup: true })).toBe('done')
  expect((await detail()).boot).toMatchObject({ order, entersSetup: true })
  expect(await refused({ verb: 'setBoot', secureBoot: true })).toMatch(/takes EFI/)
  expect(await change({ verb: 'setBoot', firmware: 'efi', secureBoot: true })).toBe('done')
  expect(await detail()).toMatchObject({ firmware: 'efi', boot: { secureBoot: true, order } })
  expect(await change({ verb: 'setBoot', order: [] })).toBe('done')
  expect((await detail()).boot?.order).toEqual([])

  expect(await change({ verb: 'setNote', note: 'для <b> & "x"\nline 2' })).toBe('done')
  expect((await detail()).note).toBe('для <b> & "x"\nline 2')
  expect(await change({ verb: 'setHotAdd', memory: true })).toBe('done')
  expect((await detail()).hotAdd).toMatchObject({ memory: true, cpu: false, memoryStepMiB: 128 })
  await change({ verb: 'powerOn' })
  await until(() => vm('100% test').powerState === 'poweredOn')
  const { memoryMiB = 0 } = vm('100% test')
  expect(await refused({ verb: 'reconfigure', cpuCount: 8 })).toMatch(/hot-add/)
  expect(await refused({ verb: 'reconfigure', memoryMiB: memoryMiB + 4 })).toMatch(/steps of 128 MB/)
  expect(await change({ verb: 'reconfigure', memoryMiB: memoryMiB + 256 })).toBe('done')
  await until(() => vm('100% test').memoryMiB === memoryMiB + 256)
  expect(await change({ verb: 'addDisk', capacityBytes: gib, format: 'thin', mode: 'persistent' })).toBe('done')
})
