import { expect, test } from 'vitest'
import { knownValue } from '@/lib/testing/known-value'
import type { DataObject } from '../../simulator/vim25/value'
import { openSimulated } from './testing/simulated-inventory'

const GB = 1024 ** 3

test('file systems are told while Tools run; before nobody says that there are none', async () => {
  const { inventory, vm, host } = await openSimulated()
  const disksOf = async (name: string) => (await inventory.readVmDetail(vm(name).moid)).guestDisks
  const [root] = knownValue(await disksOf('web-frontend'))
  expect(root).toEqual({
    path: '/',
    capacityBytes: Math.round(40 * GB * 0.98),
    freeBytes: Math.round(40 * GB * 0.3),
    fileSystem: 'ext4',
    devices: [2000],
  })
  expect(await disksOf('100% test')).toEqual({
    known: false,
    because: 'VMware Tools is not running, and only that tells them.',
  })
  const guest = host.world.prop(host.vm('web-frontend'), 'guest') as DataObject // what every VM has
  host.update('web-frontend', { guest: { ...guest, disk: [] } })
  expect(await disksOf('web-frontend')).toEqual({ known: false, because: 'VMware Tools does not tell them.' })
  // Odd ones are what is left of them; one without a name is nobody's.
  host.update('web-frontend', {
    guest: {
      ...guest,
      disk: [{ diskPath: '/mnt/ "a" <b>', capacity: -1n }, { capacity: 5n }, { diskPath: '' }, { diskPath: '/c' }],
    },
  })
  expect(knownValue(await disksOf('web-frontend'))).toEqual([{ path: '/mnt/ "a" <b>' }, { path: '/c' }])
})
