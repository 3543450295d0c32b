import { describe, expect, test } from 'vitest'
import type { NewVmOptions } from '@/lib/files/new-vm'
import { connectionId, hostKey, moid } from '@/lib/vsphere/ids'
import { checkCreateVm, createVmFormOf, emptyCreateVmForm, type CreateVmForm } from './create-vm-form'

const options: NewVmOptions = {
  host: { key: hostKey(connectionId('c'), moid('h')), name: 'esx-01' },
  guests: [
    {
      id: 'dosGuest',
      name: 'MS-DOS',
      family: 'otherGuestFamily',
      firmwares: ['bios'],
      firmware: 'bios',
      memoryMiB: 32,
      leastMemoryMiB: 4,
      mostMemoryMiB: 64,
      mostCpus: 1,
      diskBytes: 2 * 2 ** 30,
      diskController: 'VirtualIDEController',
      nicType: 'VirtualPCNet32',
    },
  ],
  networks: [{ moid: moid('n1'), name: 'VM Network' }],
}
const filled: CreateVmForm = { ...emptyCreateVmForm, name: 'old & new', guestId: 'dosGuest', networks: ['n1'] }
const errors = (form: Partial<CreateVmForm>) => {
  const checked = checkCreateVm({ ...filled, ...form }, options)
  return checked.ok ? {} : checked.errors
}

describe('a new VM', () => {
  test('is what the host recommends where nothing was entered', () => {
    expect(checkCreateVm(filled, options)).toEqual({
      ok: true,
      request: {
        do: 'createVm',
        name: 'old & new',
        vm: {
          guestId: 'dosGuest',
          firmware: 'bios',
          cpuCount: 1,
          memoryMiB: 32,
          diskController: 'VirtualIDEController',
          disks: [{ capacityBytes: 2 * 2 ** 30, thin: true }],
          nicType: 'VirtualPCNet32',
          networks: ['n1'],
        },
      },
    })
  })

  test('says at each field what is wrong with it', () => {
    expect(errors({ name: ' ' })).toHaveProperty('name')
    expect(errors({ name: 'x'.repeat(81) })).toHaveProperty('name')
    expect(errors({ guestId: '' })).toHaveProperty('guest')
    expect(errors({ cpus: '2' })).toEqual({ cpus: 'MS-DOS takes 1 CPUs at most.' })
    expect(errors({ cpus: 'two' })).toHaveProperty('cpus')
    expect(errors({ memory: '128' })).toEqual({ memory: 'MS-DOS takes 64 MB at most.' })
    expect(errors({ memory: '33' })).toHaveProperty('memory')
    expect(errors({ disks: [{ gib: 'much', thin: true }] })).toHaveProperty('disks')
    expect(errors({ isoPath: 'debian.iso' })).toHaveProperty('isoPath')
    expect(errors({ isoPath: '[ds] iso/debian.iso' })).toEqual({})
  })

  test('that was refused stands in the form again as it was', () => {
    const checked = checkCreateVm({ ...filled, disks: [{ gib: '0.5', thin: false }] }, options)
    if (!checked.ok) throw new Error('refused')
    expect(checkCreateVm(createVmFormOf(checked.request), options)).toEqual(checked)
  })
})
