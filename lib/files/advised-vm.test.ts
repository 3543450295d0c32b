import { describe, expect, test } from 'vitest'
import { connectionId, hostKey, moid } from '../vsphere/ids'
import { advisedRequest, type AdvisedVm } from './advised-vm'
import type { NewVmOptions } from './new-vm'

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
      mostMemoryMiB: 64,
      diskController: 'VirtualIDEController',
      nicType: 'VirtualPCNet32',
    },
  ],
  networks: [
    { moid: moid('n1'), name: 'VM Network' },
    { moid: moid('n2'), name: 'twice' },
    { moid: moid('n3'), name: 'twice' },
  ],
}
const asked = (more: Partial<AdvisedVm>) => advisedRequest({ name: 'a', guestId: 'dosGuest', ...more }, options)

describe('a VM that a script asks for', () => {
  test('is as the host advises where nothing is said', () => {
    expect(asked({ disks: [{ gib: 0.5 }], networks: ['VM Network', 'n3'] })).toEqual({
      ok: true,
      request: {
        do: 'createVm',
        name: 'a',
        vm: {
          guestId: 'dosGuest',
          firmware: 'bios',
          cpuCount: 1,
          memoryMiB: 32,
          diskController: 'VirtualIDEController',
          disks: [{ capacityBytes: 2 ** 29, thin: true }],
          nicType: 'VirtualPCNet32',
          networks: ['n1', 'n3'],
        },
      },
    })
  })

  test('is refused with the reason where the host cannot make it', () => {
    expect(asked({ guestId: 'x' })).toMatchObject({ because: 'esx-01 makes no VM for the guest "x".' })
    expect(asked({ networks: ['none'] })).toMatchObject({ because: 'esx-01 has no network "none".' })
    expect(asked({ networks: ['twice'] })).toMatchObject({ because: expect.stringContaining('by its id') })
    expect(asked({ memoryMiB: 128 })).toMatchObject({ because: 'MS-DOS takes 64 MB at most.' })
    expect(asked({ serialPort: { kind: 'pipe', pipeName: ' ', endpoint: 'client', noRxLoss: true } }).ok).toBe(false)
  })
})
