import { describe, expect, test } from 'vitest'
import { checkDeviceRequest } from './check-device-request'
import { deviceCan, type VmSetup } from './device-can'
import type { DeviceRequest } from './device-request'
import { moid } from '../vsphere/ids'
import { controller, disk, drive, ide, nic } from './testing/devices'

const gib = 2 ** 30
const off: VmSetup = {
  powerState: 'poweredOff',
  memoryMiB: 2_048,
  cpuCount: 2,
  snapshotCount: 0,
  hardwareVersion: 'vmx-19',
  firmware: 'bios',
  devices: [
    ide,
    controller(1000, 'VirtualLsiLogicController', 0),
    disk(2000),
    disk(2001, { unit: 1, disk: { hasParent: true, mode: 'persistent' } }),
    disk(3001, { controller: 200, unit: 1 }),
    nic(4000),
    drive(3000),
    drive(8000, { type: 'VirtualFloppy', label: 'Floppy drive 1', controller: 400 }),
  ],
}
const on: VmSetup = { ...off, powerState: 'poweredOn' }
const withSnapshot: VmSetup = { ...off, snapshotCount: 1 }
const why = (request: Parameters<typeof deviceCan>[0], vm: VmSetup = off) => {
  const verdict = deviceCan(request, vm)
  return verdict.ok ? undefined : verdict.because
}
const of = (deviceKey: number) => ({ deviceKey, deviceLabel: 'The device' })

test('a device that is not there may be one that could not be read', () => {
  const partly = { ...off, unread: 1 }
  expect(why({ verb: 'removeNic', ...of(4_001) }, partly)).toBe(
    'Whether the VM has The device is not known: 1 of its devices could not be read.',
  )
  expect(why({ verb: 'removeNic', ...of(4_000) }, partly)).toBeUndefined()
  expect(why({ verb: 'attachDisk', path: '[ssd] a/a.vmdk', mode: 'persistent' }, partly)).toBe(
    'Whether the VM has this disk already is not known: 1 of its devices could not be read.',
  )
  expect(why({ verb: 'setBoot', order: [{ is: 'disk', key: 2_999 }] }, partly)).toBe(
    'Whether the VM has all devices of the boot order is not known: 1 of its devices could not be read.',
  )
})

describe('disks', () => {
  test('grow, never shrink, and not on a snapshot or on another disk', () => {
    const grow = (key: number, to: number) => ({ verb: 'growDisk', ...of(key), capacityBytes: to * gib }) as const
    expect(why(grow(2000, 20))).toBeUndefined()
    expect(why(grow(2000, 8))).toBe('A disk never shrinks. Hard disk 2000 has 16 GB.')
    expect(why(grow(2000, 16))).toMatch(/16 GB already/)
    expect(why(grow(2001, 20), withSnapshot)).toBe('A disk with a snapshot cannot grow. Remove the snapshots first.')
    expect(why(grow(2001, 20))).toMatch(/based on another one/)
    expect(why(grow(3001, 20), on)).toMatch(/IDE controller can grow only while the VM is off/)
    expect(why(grow(4000, 20))).toBe('Network adapter 4000 is no disk.')
    expect(why(grow(4711, 20))).toBe('The VM does not have The device any more.')
  })

  test('of snapshots and linked clones are not taken away', () => {
    const detach = (deleteFiles: boolean, key = 2001) => ({ verb: 'detachDisk', ...of(key), deleteFiles }) as const
    expect(why(detach(false), withSnapshot)).toMatch(/Snapshots need this disk/)
    expect(why(detach(true), withSnapshot)).toMatch(/Snapshots need this disk/)
    expect(why(detach(true))).toMatch(/based on the disk of another VM/)
    expect(why(detach(false))).toBeUndefined()
    expect(why(detach(false, 3001), on)).toMatch(/only while the VM is off/)
    expect(why({ verb: 'setDiskMode', ...of(2001), mode: 'independent_persistent' })).toMatch(/stays as it is/)
  })

  test('that the VM has are not attached twice', () => {
    const path = '[ds] a/a.vmdk'
    const vm = { ...off, devices: [...off.devices, disk(2003, { unit: 3, disk: { path } })] }
    expect(why({ verb: 'attachDisk', path, mode: 'persistent' }, vm)).toBe(
      'The VM has this disk already: Hard disk 2003.',
    )
  })
})

describe('while the VM is on', () => {
  test('devices at IDE and floppy controllers stay; those of SCSI come and go', () => {
    const add = { verb: 'addDisk', capacityBytes: gib, format: 'thin', mode: 'persistent' } as const
    expect(why(add, on)).toBeUndefined()
    const second = { ...on, devices: [...on.devices, controller(201, 'VirtualIDEController', 1)] }
    expect(why({ ...add, place: { controller: 201 } }, second)).toMatch(/IDE controller can be added only/)
    expect(why({ verb: 'addDrive', drive: 'cdrom', media: { is: 'client' }, startConnected: false }, on)).toMatch(
      /IDE|No place/,
    )
    expect(why({ verb: 'addDrive', drive: 'floppy', media: { is: 'client' }, startConnected: false }, on)).toMatch(
      /while the VM is off/,
    )
    expect(why({ verb: 'removeDrive', ...of(8000) }, on)).toMatch(/only while the VM is off/)
    expect(why({ verb: 'removeNic', ...of(4000) }, on)).toBeUndefined()
    for (const vm of [on, { ...off, powerState: 'suspended' } as const])
      expect(why({ verb: 'editNic', ...of(4000), mac: 'automatic' }, vm)).toMatch(/only while the VM is off/)
  })

  test('memory and CPUs grow as the flags allow, in the steps of the host', () => {
    const size = { verb: 'reconfigure', memoryMiB: 4_096, cpuCount: 4 } as const
    expect(why(size)).toBeUndefined()
    expect(why(size, on)).toMatch(/only if hot-add is switched on/)
    const able = { ...on, hotAdd: { memory: true, cpu: true, memoryStepMiB: 128, memoryLimitMiB: 8_192 } }
    expect(why(size, able)).toBeUndefined()
    expect(why({ ...size, memoryMiB: 2_100 }, able)).toMatch(/steps of 128 MB/)
    expect(why({ ...size, memoryMiB: 16_384 }, able)).toMatch(/8 GB at most/)
    expect(why({ ...size, memoryMiB: 1_024 }, able)).toMatch(/cannot be taken/)
    expect(why({ ...size, cpuCount: 1 }, able)).toMatch(/cannot be taken/)
    expect(why({ verb: 'reconfigure', cpuCount: 4 }, { ...able, hotAdd: { memory: true, cpu: false } })).toMatch(
      /vCPUs/,
    )
  })

  test('what is behind a drive can be changed; a client device is connected from nowhere but a console', () => {
    const edit = (more: Partial<Extract<DeviceRequest, { verb: 'editDrive' }>>) =>
      why({ verb: 'editDrive', ...of(3000), ...more }, on)
    expect(edit({ media: { is: 'file', path: '[ds] a.iso' }, connected: true })).toBeUndefined()
    expect(edit({ media: { is: 'client' }, connected: true })).toMatch(/from a console/)
    expect(edit({ media: { is: 'file', path: '[ds] a.vmdk' } })).toMatch(/ends in \.iso/)
    expect(why({ verb: 'editDrive', ...of(3000), connected: true })).toMatch(/Only a VM that is on/)
  })
})

test('a VM starts from devices that it has, each once; secure boot takes EFI', () => {
  const boot = (more: Partial<Extract<DeviceRequest, { verb: 'setBoot' }>>, vm = off) =>
    why({ verb: 'setBoot', ...more }, vm)
  expect(boot({ order: [{ is: 'nic', key: 4000 }, { is: 'disk', key: 2000 }, { is: 'cdrom' }] }, on)).toBeUndefined()
  expect(boot({ order: [{ is: 'disk', key: 4000 }] })).toMatch(/does not have/)
  expect(boot({ order: [{ is: 'cdrom' }, { is: 'cdrom' }] })).toMatch(/twice/)
  expect(boot({ secureBoot: true })).toMatch(/takes EFI/)
  expect(boot({ secureBoot: true, firmware: 'efi' })).toBeUndefined()
  expect(boot({ firmware: 'bios' }, { ...off, firmware: 'efi', boot: { secureBoot: true } })).toMatch(/takes EFI/)
  expect(boot({ firmware: 'efi' }, on)).toMatch(/only while the VM is off/)
})

test.each([
  [{ verb: 'addDisk', capacityBytes: 2_000_000, format: 'thin', mode: 'persistent' }, /whole number of KB/],
  [{ verb: 'addDisk', capacityBytes: 63 * 2 ** 40, format: 'thin', mode: 'persistent' }, /62 TB at most/],
  [{ verb: 'attachDisk', path: 'a.vmdk', mode: 'persistent' }, /starts with the datastore/],
  [{ verb: 'attachDisk', path: '[ds] ../a.vmdk', mode: 'persistent' }, /climbs out/],
  [{ verb: 'attachDisk', path: '[ds] a.iso', mode: 'persistent' }, /ends in \.vmdk/],
  [{ verb: 'addNic', adapter: 'VirtualE1000', network: moid('n'), mac: '00:50:56', startConnected: true }, /six pairs/],
  [
    { verb: 'addNic', adapter: 'VirtualE1000', network: moid('n'), mac: '01:50:56:0:0:1', startConnected: true },
    /of a group/,
  ],
  [{ verb: 'addDrive', drive: 'cdrom', media: { is: 'file', path: '[ds] a.flp' }, startConnected: true }, /\.iso/],
  [{ verb: 'addDrive', drive: 'floppy', media: { is: 'host', device: ' ' }, startConnected: true }, /no name/],
  [{ verb: 'setBoot' }, /Nothing/],
  [{ verb: 'setHotAdd', changeVersion: '1' }, /Nothing/],
] satisfies [DeviceRequest, RegExp][])('%j is refused before it is sent', (request, because) =>
  expect(checkDeviceRequest(request)).toEqual({ ok: false, because: expect.stringMatching(because) }),
)
