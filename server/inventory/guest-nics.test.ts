import { expect, test } from 'vitest'
import { knownValue } from '@/lib/testing/known-value'
import type { DataObject } from '../../simulator/vim25/value'
import { openSimulated } from './testing/simulated-inventory'

test('all addresses of a guest are told by adapter while Tools run; before nobody says that there are none', async () => {
  const { inventory, vm, host } = await openSimulated()
  const nicsOf = async (name: string) => (await inventory.readVmDetail(vm(name).moid)).guestNics
  expect(knownValue(await nicsOf('web-frontend'))[0]).toMatchObject({
    network: expect.any(String),
    mac: expect.stringMatching(/^00:/),
    connected: true,
    device: 4000,
    addresses: expect.arrayContaining([expect.stringContaining(vm('web-frontend').ipAddress ?? 'none')]),
  })
  expect(await nicsOf('100% test')).toEqual({
    known: false,
    because: 'VMware Tools is not running, and only that tells them.',
  })
  const guest = host.world.prop(host.vm('web-frontend'), 'guest') as DataObject // what every VM has
  const net = [
    {
      $type: 'GuestNicInfo',
      network: 'R&D <lab>',
      macAddress: '00:50:56:00:00:01',
      connected: false,
      deviceConfigId: -1,
      ipAddress: ['10.0.0.1', 'fe80::1'],
      ipConfig: {
        $type: 'NetIpConfigInfo',
        ipAddress: [
          { $type: 'NetIpConfigInfoIpAddress', ipAddress: '10.0.0.1', prefixLength: 24, state: 'preferred' },
          { $type: 'NetIpConfigInfoIpAddress', ipAddress: 'fe80::1', prefixLength: 64, state: 'preferred' },
        ],
      },
    },
    { $type: 'GuestNicInfo', connected: true, deviceConfigId: 4001, ipAddress: ['10.0.0.2'] },
  ]
  host.update('web-frontend', { guest: { ...guest, net } })
  expect(knownValue(await nicsOf('web-frontend'))).toEqual([
    { network: 'R&D <lab>', mac: '00:50:56:00:00:01', connected: false, addresses: ['10.0.0.1/24', 'fe80::1/64'] },
    { connected: true, device: 4001, addresses: ['10.0.0.2'] },
  ])
  host.update('web-frontend', { guest: { ...guest, net: [] } })
  expect(await nicsOf('web-frontend')).toEqual({ known: false, because: 'VMware Tools does not tell them.' })
})
