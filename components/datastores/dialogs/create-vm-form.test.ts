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
    const much = { gib: 'much', thin: true }
    expect(errors({ disks: [{ gib: '1', thin: true }, much] })).toEqual({ disks: [undefined, expect.any(String)] })
    expect(errors({ serial: { kind: 'file', text: 'x.txt', direction: 'server' } })).toHaveProperty('serial')
    expect(errors({ serial: { kind: 'network', text: 'tcp://:1', direction: 'client' } })).toHaveProperty('serial')
    expect(errors({ serial: { kind: 'pipe', text: 'p', direction: 'client' } })).toEqual({})
    expect(errors({ isoPath: 'debian.iso' })).toHaveProperty('isoPath')
    expect(errors({ isoPath: '[ds] iso/debian.iso' })).toEqual({})
    const all = errors({
      name: '',
      cpus: 'two',
      memory: '-1',
      isoPath: 'x',
      serial: { kind: 'file', text: 'x', direction: 'server' },
    })
    expect(Object.keys(all).sort()).toEqual(['cpus', 'isoPath', 'memory', 'name', 'serial'])
  })

  test('that was refused stands in the form again as it was', () => {
    const serials: CreateVmForm['serial'][] = [
      { kind: '', text: '', direction: 'server' },
      { kind: 'file', text: '[ds] a/b.txt', direction: 'server' },
      { kind: 'pipe', text: 'p', direction: 'client' },
      { kind: 'network', text: 'telnet://:7001', direction: 'server' },
    ]
    for (const serial of serials) {
      const checked = checkCreateVm({ ...filled, serial, disks: [{ gib: '0.5', thin: false }] }, options)
      if (!checked.ok) throw new Error('refused')
      expect(checkCreateVm(createVmFormOf(checked.request), options)).toEqual(checked)
    }
  })
})
