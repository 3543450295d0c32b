import { expect, test } from 'vitest'
import type { HostNetwork } from '../hardware/host-network'
import type { NetworkRequest } from '../hardware/network-request'
import { connectionId, moid, vmKey } from '../vsphere/ids'
import { networkNow } from './network-applied'
import { checkNetworkRequest, cutsManagement, networkFindings } from './network-can'

const plugged = (number: number, power: 'poweredOn' | 'poweredOff' = 'poweredOn') => ({
  key: vmKey(connectionId('c1'), moid(`vm-${number}`)),
  name: `web-0${number}`,
  power,
})
const network: HostNetwork = {
  pnics: [{ device: 'vmnic0' }, { device: 'vmnic1' }],
  switches: [
    { name: 'vSwitch0', standard: true, uplinks: ['vmnic0'] },
    { name: 'dvs', standard: false },
  ],
  portGroups: [
    { name: 'Management Network', switchName: 'vSwitch0' },
    { name: 'off', switchName: 'vSwitch0', vms: [plugged(1, 'poweredOff')] },
    { name: 'few', switchName: 'vSwitch0', vms: [plugged(1), plugged(2), plugged(3)] },
    { name: 'many', switchName: 'vSwitch0', vms: [plugged(1), plugged(2), plugged(3), plugged(4)] },
  ],
  vmkernels: [{ device: 'vmk0', portGroup: 'Management Network' }],
}
const why = (request: NetworkRequest) => {
  const verdict = checkNetworkRequest(request, network)
  return verdict.ok ? undefined : verdict.because
}
const found = (request: NetworkRequest) => networkFindings(request, network).map(({ at }) => at)

test('what could not be read of a network may be there: nothing is said to be free, gone or missing', () => {
  const verdict = (request: NetworkRequest) => {
    const found = checkNetworkRequest(request, { ...network, unread: 1 })
    return found.ok ? undefined : found.because
  }
  expect(verdict({ do: 'removePortGroup', name: 'off' })).toBeUndefined()
  expect(verdict({ do: 'removePortGroup', name: 'gone' })).toBe(
    'Whether the host has a port group "gone" is not known: not all of its network could be read.',
  )
  const bare = { ...network, portGroups: [], unread: 1 }
  expect(checkNetworkRequest({ do: 'removeSwitch', name: 'vSwitch0' }, bare)).toEqual({
    ok: false,
    because: 'Not all of the network of the host could be read: something else may hang on "vSwitch0".',
  })
  const change = { mtu: 9_000 }
  expect(cutsManagement({ do: 'editSwitch', name: 'vSwitch0', change }, bare)).toMatch(
    /^Whether the management network/,
  )
  expect(networkNow({ do: 'removeSwitch', name: 'gone' }, bare)).toBe('not known')
  expect(networkNow({ do: 'addPortGroup', name: 'new', settings: { switchName: 'vSwitch0' } }, bare)).toBe('not known')
  expect(networkNow({ do: 'removeSwitch', name: 'vSwitch0' }, bare)).toBe('not')
})

test('who is on a port group keeps it, and is named; a VM that is off does not', () => {
  const remove = (name: string) => why({ do: 'removePortGroup', name })
  expect(remove('off')).toBeUndefined()
  expect(remove('few')).toBe('"web-01", "web-02" and "web-03" are on and connected to it.')
  expect(remove('many')).toBe('"web-01", "web-02", "web-03" and 1 more are on and connected to it.')
  expect(remove('Management Network')).toMatch(/^The host is on it itself, with vmk0\./)
  expect(why({ do: 'removeSwitch', name: 'vSwitch0' })).toMatch(/^Port group "Management Network": /)
  expect(why({ do: 'removeSwitch', name: 'dvs' })).toMatch(/distributed/)
})

test('what a host takes at most is taken, and one more is not', () => {
  const group = (name: string, vlan?: number) =>
    found({ do: 'addPortGroup', name, settings: { switchName: 'vSwitch0', ...(vlan !== undefined && { vlan }) } })
  expect(group('x'.repeat(80), 4095)).toEqual([])
  expect(group('x'.repeat(81))).toEqual(['name'])
  for (const vlan of [-1, 4096, 1.5]) expect(group('x', vlan)).toEqual(['vlan'])
  expect(group('few')).toEqual(['name'])
  const added = (name: string, settings = {}) => found({ do: 'addSwitch', name, settings })
  expect(added('x'.repeat(32), { mtu: 9190, ports: 4088, uplinks: ['vmnic1'] })).toEqual([])
  expect(added('x'.repeat(33), { mtu: 9191, ports: 4089 })).toEqual(['name', 'mtu', 'ports'])
  expect(added('new', { mtu: 1280, ports: 1 })).toEqual([])
  expect(added('new', { mtu: 1279, ports: 0 })).toEqual(['mtu', 'ports'])
  expect(added('new', { uplinks: ['vmnic0', 'vmnic9'] })).toEqual(['uplinks', 'uplinks'])
})

test('the peak of a shaped switch is not below its average; what is switched off is not looked at', () => {
  const shaped = (enabled: boolean) =>
    found({
      do: 'editSwitch',
      name: 'vSwitch0',
      change: { policy: { shaping: { enabled, averageBits: 2_000, peakBits: 1_000 } } },
    })
  expect(shaped(true)).toEqual(['shaping'])
  expect(shaped(false)).toEqual([])
})
