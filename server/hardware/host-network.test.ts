import { expect, test } from 'vitest'
import type { WireObject, WireValue } from '../vsphere/wire-value'
import { readNetwork, readServices } from './host-network'

const servicesOf = (keys: readonly string[], selectedVnic: string[]) => {
  const vnic = keys.map((key, index): WireObject => ({ device: `vmk${index}`, key }))
  const services = readServices({ netConfig: [{ nicType: 'vmotion', selectedVnic }] })
  const network = readNetwork((part) => (part === 'vnic' ? vnic : undefined), services)
  return network?.vmkernels?.map((one) => one.services)
}

test('one odd switch or port group takes no other with it, and is counted; uplinks are known whole, or not', () => {
  const told: Record<string, WireValue> = {
    vswitch: [
      { name: 'vSwitch0', pnic: ['key-vim.host.PhysicalNic-vmnic0', 7] },
      { name: 'vSwitch1', pnic: [] },
      { name: 7 },
    ],
    portgroup: [{ spec: { name: 'VM Network', vswitchName: 'vSwitch0' } }, 'odd'],
  }
  const network = readNetwork((part) => told[part], undefined)
  expect(network?.switches.map(({ name, uplinks }) => [name, uplinks])).toEqual([
    ['vSwitch0', undefined],
    ['vSwitch1', []],
  ])
  expect(network?.portGroups.map(({ name }) => name)).toEqual(['VM Network'])
  expect(network?.unread).toBe(2)
})

test('an adapter that no service names carries none, unless one names an adapter that is not there', () => {
  expect(servicesOf(['a', 'b'], ['vmotion.a'])).toEqual([['vmotion'], []])
  expect(servicesOf(['a', 'b'], ['a', 'b'])).toEqual([['vmotion'], ['vmotion']])
  expect(servicesOf(['a', 'strange'], ['vmotion.a', 'vmotion.b'])).toEqual([['vmotion'], undefined])
})
