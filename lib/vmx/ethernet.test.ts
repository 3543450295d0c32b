import { describe, expect, test } from 'vitest'
import { parseVmx } from './document'
import { mostNics, readEthernet } from './ethernet'
import { explainMacRange, macKeys, macRange, parseMac } from './mac-address'
import { valueOr, vmxReader } from './value-reader'

const ethernet = (text: string) => {
  const document = parseVmx(text)
  return readEthernet(document, vmxReader(document))
}
const nic = (keys: Record<string, string>) => {
  const [found] = ethernet(
    Object.entries(keys)
      .map(([key, value]) => `ethernet0.${key} = "${value}"`)
      .join('\n'),
  ).nics
  if (!found) throw new Error('no NIC')
  return found
}

describe('§5.5 Ethernet keys', () => {
  test('§5.5 every key that starts with ethernet goes on with a number and a dot, else it is odd', () => {
    const found = ethernet(
      'Ethernet2.present = "TRUE"\nethernet10.present = "TRUE"\nethernetX.present = "TRUE"\nethernet = "x"\nethernet0 = "x"',
    )
    expect(found.nics.map((each) => each.index)).toEqual([2, 10])
    expect(found.oddKeys.map(({ key, line }) => [key, line])).toEqual([
      ['ethernetX.present', 3],
      ['ethernet', 4],
      ['ethernet0', 5],
    ])
  })

  test('§5.5 a huge number does not make us look at every NIC below it', () => {
    expect(ethernet('ethernet999999999.present = "TRUE"').nics).toHaveLength(1)
  })

  test('§5.5 index 0..3 for hardware below 7, 0..9 from 7 on', () => {
    expect([4, 6, 7, 19].map(mostNics)).toEqual([4, 4, 10, 10])
  })

  test('§5.5 present is false by default', () => {
    expect(nic({ networkName: 'VM Network' }).present).toMatchObject({ value: false })
  })

  test.each([
    [{ generatedAddress: '00:0C:29:dd:ee:fe' }, '00:0c:29:dd:ee:fe'],
    [
      { addressType: 'generated', generatedAddress: '00:0c:29:dd:ee:fe', address: '00:50:56:00:00:01' },
      '00:0c:29:dd:ee:fe',
    ],
    [{ addressType: 'vpx', generatedAddress: '00:50:56:80:b3:81' }, '00:50:56:80:b3:81'],
    [{ addressType: 'static', address: '00:50:56:00:00:01' }, '00:50:56:00:00:01'],
    [{ addressType: 'STATIC', generatedAddress: '00:0c:29:dd:ee:fe' }, undefined],
    [{ addressType: 'random', generatedAddress: '00:0c:29:dd:ee:fe' }, 'odd'],
    [{ generatedAddress: '00:0c:29' }, 'odd'],
  ])('§5.5 the MAC address of %j is %s', (keys, mac) => {
    expect(valueOr(nic(keys).mac, 'odd')).toBe(mac)
  })

  test('§5.5 checkMACAddress is yes only for exactly true', () => {
    expect(nic({ present: 'TRUE' }).checkMac).toBeUndefined()
    expect(nic({ checkMACAddress: 'true' }).checkMac).toBe(true)
    expect(nic({ checkMACAddress: 'TRUE' }).checkMac).toBe(false)
  })

  test.each([
    [{ virtualDev: 'vlance' }, 'vlance'],
    [{ virtualDev: 'VMXNET' }, 'vmxnet'],
    [{ virtualDev: 'vmxnet', features: '15' }, 'vmxnet2'],
    [{ virtualDev: 'vmxnet3', features: '15' }, 'vmxnet3'],
    [{ virtualDev: 'e1000' }, 'e1000'],
    [{ virtualDev: 'e1000e' }, 'e1000e'],
    // VirtualVmxnet3Vrdma of vim25.
    [{ virtualDev: 'vrdma' }, 'vrdma'],
    [{ present: 'TRUE' }, undefined],
    [{ virtualDev: 'vmxnet2' }, 'odd'],
    [{ virtualDev: 'ne2000' }, 'odd'],
  ])('§5.5 the model of %j is %s', (keys, model) => {
    expect(valueOr(nic(keys).model, 'odd')).toBe(model)
  })

  test.each([
    [{ networkName: 'VM Network' }, { to: 'bridge', network: 'VM Network' }],
    [
      { connectionType: 'Bridged', networkName: 'n%2f1' },
      { to: 'bridge', network: 'n%2f1' },
    ],
    [{ present: 'TRUE' }, { to: 'nothing' }],
    [
      { connectionType: 'custom', networkName: 'n', vnet: '/dev/vmnet7' },
      { to: 'custom', network: 'n', vnet: '/dev/vmnet7' },
    ],
    [{ connectionType: 'custom', networkName: 'n' }, { to: 'odd' }],
    [{ connectionType: 'nat' }, { to: 'nat' }],
    // Workstation, Fusion and Player: bridged to vmnet0 without a name, and host-only. libvirt knows neither.
    [{ connectionType: 'hostonly' }, { to: 'host only' }],
    [{ connectionType: 'bridged' }, { to: 'bridge', network: undefined }],
    [{ connectionType: 'pvn' }, { to: 'odd' }],
  ])('§5.5 %j is connected %j', (keys, connection) => {
    expect(nic(keys).connection).toMatchObject(connection)
  })

  test('§5.8 a distributed switch with its four values wins over the connection type', () => {
    const keys = {
      connectionType: 'hostonly',
      'dvs.switchId': '50 34 26 b2 94 e9 3b 16-1d 68 87 bf ff 4a 54 40',
      'dvs.portId': '5',
      'dvs.portgroupId': 'dvportgroup-1285',
      'dvs.connectionId': '408217997',
    }
    expect(nic(keys).connection).toEqual({
      to: 'distributed switch',
      switchId: '503426b2-94e9-3b16-1d68-87bfff4a5440',
      portgroupId: 'dvportgroup-1285',
      portId: 5,
      connectionId: 408217997,
    })
  })

  test('§5.5 a distributed switch may leave out all but its UUID, which has to be one', () => {
    const switchId = '50 34 26 b2 94 e9 3b 16-1d 68 87 bf ff 4a 54 40'
    expect(nic({ 'dvs.switchId': switchId }).connection).toMatchObject({
      portgroupId: undefined,
      portId: 0,
      connectionId: 0,
    })
    expect(nic({ 'dvs.switchId': 'x' }).connection).toMatchObject({ to: 'odd' })
    expect(nic({ 'dvs.switchId': switchId, 'dvs.portId': 'x' }).connection).toMatchObject({ to: 'odd' })
  })

  test('the name of a network has the pipe scheme of every value, and no other', () => {
    const written = { present: 'TRUE', networkName: '50% a%2fb |7c' }
    expect(nic(written).connection).toEqual({ to: 'bridge', network: '50% a%2fb |' })
  })

  test('§5.5 an NSX network falls back to its name, and is shown', () => {
    expect(
      nic({ 'opaqueNetwork.id': 'ls-1', 'opaqueNetwork.type': 'nsx.LogicalSwitch', networkName: 'seg' }),
    ).toMatchObject({
      connection: { to: 'bridge', network: 'seg' },
      opaqueNetworkId: 'ls-1',
    })
  })
})

describe('§5.5 MAC rules on write', () => {
  test.each([
    [
      '00:0c:29:dd:ee:fe',
      'hostGenerated',
      { addressType: 'generated', generatedAddress: '00:0c:29:dd:ee:fe', generatedAddressOffset: '0' },
    ],
    ['00:50:56:00:00:00', 'static', { addressType: 'static', address: '00:50:56:00:00:00' }],
    ['00:50:56:3F:FF:FF', 'static', { addressType: 'static', address: '00:50:56:3f:ff:ff' }],
    ['00:50:56:40:00:00', 'foreign', { addressType: 'static', address: '00:50:56:40:00:00', checkMACAddress: 'false' }],
    ['00:50:56:80:00:00', 'vCenter', { addressType: 'vpx', generatedAddress: '00:50:56:80:00:00' }],
    ['00:50:56:80:b3:81', 'vCenter', { addressType: 'vpx', generatedAddress: '00:50:56:80:b3:81' }],
    ['00:50:56:bf:ff:ff', 'vCenter', { addressType: 'vpx', generatedAddress: '00:50:56:bf:ff:ff' }],
    ['00:50:56:c0:00:00', 'foreign', { addressType: 'static', address: '00:50:56:c0:00:00', checkMACAddress: 'false' }],
    ['fa:16:3e:bb:2c:4a', 'foreign', { addressType: 'static', address: 'fa:16:3e:bb:2c:4a', checkMACAddress: 'false' }],
  ] as const)('§5.5 %s is %s', (mac, range, keys) => {
    expect(macRange(mac)).toBe(range)
    expect(macKeys(mac)).toEqual(keys)
    expect(explainMacRange[range]).toMatch(/\.$/)
  })

  test('§5.8 a type or check that was asked for goes before the range', () => {
    expect(macKeys('fa:16:3e:bb:2c:4a', { type: 'static', check: true })).toMatchObject({
      addressType: 'static',
      checkMACAddress: 'true',
    })
    expect(macKeys('00:50:56:00:00:01', { type: 'generated' })).toEqual({
      addressType: 'generated',
      generatedAddress: '00:50:56:00:00:01',
      generatedAddressOffset: '0',
    })
    expect(macKeys('00:0c:29:00:00:01', { type: 'static' })).toEqual({
      addressType: 'static',
      address: '00:0c:29:00:00:01',
    })
  })

  test('what is no MAC address has no keys', () => {
    expect([parseMac('0:c:29:1:2:3'), parseMac('00-0C-29-01-02-03')]).toEqual([
      '00:0c:29:01:02:03',
      '00:0c:29:01:02:03',
    ])
    for (const text of ['', '00:0c:29:01:02', '00:0c:29:01:02:03:04', '00:0c-29:01:02:03', 'zz:0c:29:01:02:03']) {
      expect([parseMac(text), macRange(text), macKeys(text)]).toEqual([undefined, undefined, undefined])
    }
  })
})
