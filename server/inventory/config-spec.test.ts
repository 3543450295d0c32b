import { expect, test } from 'vitest'
import { editedSerialPort } from './config-spec'

const device = {
  $type: 'VirtualSerialPort',
  key: 9000,
  unitNumber: 0,
  connectable: { startConnected: true, allowGuestControl: true, connected: false, status: 'untried' },
  backing: {
    $type: 'VirtualSerialPortURIBackingInfo',
    serviceURI: 'vspc',
    direction: 'client',
    proxyURI: 'telnet://10.0.0.1:13370',
    newerField: 'kept',
  },
  yieldOnPoll: true,
}

const network = { kind: 'network', serviceUri: 'tcp://:6001', direction: 'server' } as const

test('an edit of a serial port keeps what a newer server says of it, and nothing that the form has taken away', () => {
  const edited = editedSerialPort(device, { backing: network, yieldOnPoll: false, startConnected: true })
  expect(edited).toEqual({
    ...device,
    backing: {
      $type: 'VirtualSerialPortURIBackingInfo',
      serviceURI: 'tcp://:6001',
      direction: 'server',
      newerField: 'kept',
    },
    yieldOnPoll: false,
  })
})

test('another kind of backing starts afresh, one that is not known stays', () => {
  const rest = { yieldOnPoll: true, startConnected: false, connected: false }
  const pipe = { kind: 'pipe', pipeName: 'com1', endpoint: 'client', noRxLoss: true } as const
  expect(editedSerialPort(device, { backing: pipe, ...rest }).backing).toEqual({
    $type: 'VirtualSerialPortPipeBackingInfo',
    pipeName: 'com1',
    endpoint: 'client',
    noRxLoss: true,
  })
  const unknown = { kind: 'unknown', type: 'VirtualSerialPortURIBackingInfo', why: 'it is new' } as const
  expect(editedSerialPort(device, { backing: unknown, ...rest })).toMatchObject({
    backing: device.backing,
    connectable: { startConnected: false, connected: false, status: 'untried' },
  })
})
