import { expect, test } from 'vitest'
import type { WireObject } from '../vsphere/wire-value'
import { readNetwork, readServices } from './host-network'

const servicesOf = (keys: readonly string[], selectedVnic: string[]) => {
  const vnic = keys.map((key, index): WireObject => ({ device: `vmk${index}`, key }))
  const services = readServices({ netConfig: [{ nicType: 'vmotion', selectedVnic }] })
  const network = readNetwork((part) => (part === 'vnic' ? vnic : undefined), services)
  return network?.vmkernels?.map((one) => one.services)
}

test('an adapter that no service names carries none, unless one names an adapter that is not there', () => {
  expect(servicesOf(['a', 'b'], ['vmotion.a'])).toEqual([['vmotion'], []])
  expect(servicesOf(['a', 'b'], ['a', 'b'])).toEqual([['vmotion'], ['vmotion']])
  expect(servicesOf(['a', 'strange'], ['vmotion.a', 'vmotion.b'])).toEqual([['vmotion'], undefined])
})
