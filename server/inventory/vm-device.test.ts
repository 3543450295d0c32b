import { expect, test } from 'vitest'
import { readDevice } from './vm-device'
import { readReply } from '../vsphere/testing/read-reply'
import { envelope } from '../vsphere/testing/scripted-server'
import { asObjects } from '../vsphere/wire-value'

/** Devices as the Hardware tab lists them, from what a host writes between `<device>` and its end. */
function devices(...written: [type: string, inside: string][]) {
  const list = written.map(
    ([type, inside], index) =>
      `<VirtualDevice xsi:type="${type}"><key>${13_000 + index}</key><deviceInfo><label>${type} 1</label><summary>It</summary></deviceInfo>${inside}</VirtualDevice>`,
  )
  const reply = readReply(
    'RetrieveProperties',
    envelope(`<RetrievePropertiesResponse xmlns="urn:vim25"><returnval><obj type="VirtualMachine">1</obj><propSet>
      <name>config.hardware.device</name><val xsi:type="ArrayOfVirtualDevice">${list.join('')}</val></propSet></returnval>
      </RetrievePropertiesResponse>`),
  )
  const [content] = asObjects(reply.kind === 'value' ? reply.value : undefined)
  return asObjects(asObjects(content?.propSet)[0]?.val).flatMap(readDevice)
}

const backing = (type: string, inside: string) => `<backing xsi:type="${type}">${inside}</backing>`

test.each([
  ['VirtualPCIPassthrough', backing('VirtualPCIPassthroughVmiopBackingInfo', '<vgpu>grid_t4-4q</vgpu>'), 'grid_t4-4q'],
  [
    'VirtualPCIPassthrough',
    backing(
      'VirtualPCIPassthroughDynamicBackingInfo',
      '<deviceName></deviceName><allowedDevice><vendorId>4318</vendorId><deviceId>7864</deviceId></allowedDevice>',
    ),
    'any of 10de:1eb8',
  ],
  [
    'VirtualSriovEthernetCard',
    '<sriovBacking><physicalFunctionBacking><deviceName></deviceName><id>0000:3b:00.0</id></physicalFunctionBacking></sriovBacking>',
    '0000:3b:00.0',
  ],
  [
    'VirtualUSB',
    backing('VirtualUSBRemoteHostBackingInfo', '<deviceName>path:1/0</deviceName><hostname>esx2</hostname>'),
    'path:1/0 on esx2',
  ],
  ['VirtualNVDIMM', backing('VirtualNVDIMMBackingInfo', '<fileName>[pmem] a/a.vmdk</fileName>'), '[pmem] a/a.vmdk'],
  [
    'VirtualHdAudioCard',
    backing('VirtualSoundCardDeviceBackingInfo', '<deviceName></deviceName><useAutoDetect>true</useAutoDetect>'),
    'detected automatically',
  ],
  [
    'VirtualVmxnet3',
    backing('VirtualEthernetCardOpaqueNetworkBackingInfo', '<opaqueNetworkId>ls-7</opaqueNetworkId>'),
    'ls-7',
  ],
  ['VirtualLoom', backing('LoomBackingInfo', '<fileName>[ds] a/loom.yarn</fileName>'), '[ds] a/loom.yarn'],
  ['VirtualCdrom', backing('VirtualLoomBackingInfo', '<yarn>blue</yarn>'), undefined, 'VirtualLoomBackingInfo'],
  ['VirtualWDT', '<runOnBoot>true</runOnBoot><running>false</running>', undefined],
])('%s is shown with what is behind it', (type, inside, behind, backingType?: string) => {
  const [device] = devices([type, inside])
  expect(device).toMatchObject({ key: 13_000, type, label: `${type} 1`, summary: 'It' })
  expect(device?.backing).toBe(behind)
  if (backingType !== undefined) expect(device?.backingType).toBe(backingType)
})

test('no device vanishes from the list, whatever it is', () => {
  const types = [
    'VirtualCdrom',
    'VirtualLoom',
    'VirtualPrecisionClock',
    'VirtualMachineVMIROM',
    'ParaVirtualLoomController',
  ]
  expect(devices(...types.map((type): [string, string] => [type, ''])).map(({ type }) => type)).toEqual(types)
})

test('a device without words of its own is called by its type', () => {
  expect(readDevice({ $type: 'VirtualLoom', key: 1 })).toEqual([
    { key: 1, type: 'VirtualLoom', label: 'VirtualLoom', summary: '' },
  ])
})
