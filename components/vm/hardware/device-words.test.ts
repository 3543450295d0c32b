import { expect, test } from 'vitest'
import type { VmDevice } from '@/lib/vsphere/vm'
import { backingKind, deviceKind, splitDevices } from './device-words'

const device = (type: string, changes: Partial<VmDevice> = {}): VmDevice => ({
  key: 1,
  type,
  label: type,
  summary: '',
  ...changes,
})

test.each([
  [device('VirtualVmxnet3', { mac: '00:50:56:9a:1b:2c' }), 'VMXNET 3, 00:50:56:9a:1b:2c'],
  [device('VirtualVmxnet9', { mac: '00:50:56:9a:1b:2c' }), 'VirtualVmxnet9, 00:50:56:9a:1b:2c'],
  [device('VirtualDisk', { disk: { thin: true, mode: 'persistent' } }), 'thin'],
  [
    device('VirtualDisk', { disk: { thin: false, eagerlyZeroed: true, mode: 'independent_persistent' } }),
    'thick, eagerly zeroed, independent',
  ],
  [device('VirtualDisk', { disk: { thin: false } }), 'thick'],
  [device('VirtualDisk', { disk: {} }), ''],
  [device('VirtualCdrom'), ''],
])('%j', (given, words) => expect(deviceKind(given)).toBe(words))

test.each([
  [undefined, undefined],
  ['VirtualCdromRemotePassthroughBackingInfo', { words: 'Client device, passthrough' }],
  ['VirtualPCIPassthroughVmiopBackingInfo', { words: 'NVIDIA GRID vGPU' }],
  // Nothing is made up for a type that nobody here knows.
  ['VirtualLoomBackingInfo', { id: 'VirtualLoomBackingInfo' }],
])('what is behind a device of backing %s', (backingType, kind) =>
  expect(backingKind(backingType === undefined ? {} : { backingType })).toEqual(kind),
)

test('a controller without anything to say has no row of its own; one of an unknown kind keeps it', () => {
  const [ide, keyboard, cd, odd] = [
    device('VirtualIDEController'),
    device('VirtualKeyboard'),
    device('VirtualCdrom', { connected: true }),
    device('VirtualTurboEncabulator'),
  ]
  expect(splitDevices([ide, keyboard, cd, odd])).toEqual({ own: [cd, odd], fixed: [ide, keyboard] })
})
