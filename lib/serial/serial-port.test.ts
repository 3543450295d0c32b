import { describe, expect, test } from 'vitest'
import { serialBackingFromWire, serialBackingToWire } from './backing-on-wire'
import { checkSerialBacking } from './check-serial-port'
import { powerOnQuestion } from './power-on-question'
import { aboutSerialBacking, describeSerialBacking, type SerialBacking } from './serial-port'

const file: SerialBacking = { kind: 'file', fileName: '[ds 1] vm/serial.log' }
const device: SerialBacking = { kind: 'device', deviceName: '/dev/char/serial/uart0', autoDetect: false }
const pipe: SerialBacking = { kind: 'pipe', pipeName: 'console', endpoint: 'server', noRxLoss: true }
const network: SerialBacking = { kind: 'network', serviceUri: 'telnet://:12345', direction: 'server' }
const proxied: SerialBacking = { ...network, serviceUri: 'vSPC.py', proxyUri: 'telnets://vspc.example:13370' }
const printing: SerialBacking = { kind: 'printing' }

const findings = (backing: SerialBacking) => checkSerialBacking(backing).map((each) => `${each.weight} ${each.field}`)
const reasons = (backing: SerialBacking) =>
  checkSerialBacking(backing)
    .map((each) => each.because)
    .join(' ')

describe('vim25 §5.1 every backing', () => {
  test.each([
    [file, 'VirtualSerialPortFileBackingInfo', ['fileName']],
    [device, 'VirtualSerialPortDeviceBackingInfo', ['deviceName', 'useAutoDetect']],
    [pipe, 'VirtualSerialPortPipeBackingInfo', ['pipeName', 'endpoint', 'noRxLoss']],
    [network, 'VirtualSerialPortURIBackingInfo', ['serviceURI', 'direction']],
    [proxied, 'VirtualSerialPortURIBackingInfo', ['serviceURI', 'direction', 'proxyURI']],
    [printing, 'VirtualSerialPortThinPrintBackingInfo', []],
  ])('$kind travels with its fields in schema order, and reads back', (backing, type, fields) => {
    const wire = serialBackingToWire(backing)
    expect(wire?.type).toBe(type)
    expect(Object.keys(wire?.fields ?? {})).toEqual(fields)
    expect(wire && serialBackingFromWire(wire)).toEqual(backing)
    expect(findings(backing)).toEqual([])
    expect(describeSerialBacking(backing)).not.toBe('')
    expect(aboutSerialBacking[backing.kind].sentence).toMatch(/\.$/)
  })

  test.each([
    ['VirtualSerialPortRemoteUsbBackingInfo', {}],
    ['VirtualSerialPortFileBackingInfo', {}],
    ['VirtualSerialPortDeviceBackingInfo', { deviceName: 5 }],
    ['VirtualSerialPortPipeBackingInfo', { pipeName: 'x', endpoint: 'middle' }],
    ['VirtualSerialPortPipeBackingInfo', { endpoint: 'client' }],
    ['VirtualSerialPortURIBackingInfo', { serviceURI: 'x' }],
    ['VirtualSerialPortURIBackingInfo', { direction: 'client' }],
  ])('an odd %s is kept as unknown, and never sent', (type, fields) => {
    const backing = serialBackingFromWire({ type, fields })
    expect(backing).toMatchObject({ kind: 'unknown', type })
    expect(serialBackingToWire(backing)).toBeUndefined()
    expect(findings(backing)).toEqual(['error backing'])
    expect(describeSerialBacking(backing)).toContain(type)
  })

  test('an empty proxyURI is no proxy', () => {
    const fields = { serviceURI: 'telnet://:1', direction: 'server', proxyURI: '' }
    expect(serialBackingFromWire({ type: 'VirtualSerialPortURIBackingInfo', fields })).not.toHaveProperty('proxyUri')
  })
})

describe('validated as the host would', () => {
  test.each([
    ['', 'missing'],
    ['serial.log', 'in brackets'],
    ['[] serial.log', 'no datastore'],
    ['[ds] vm/', 'name of a file is missing'],
    ['[ds]', 'name of a file is missing'],
    ['[ds] ../other/x.log', 'climbs out'],
  ])('a file %j', (fileName, why) => {
    expect(reasons({ kind: 'file', fileName })).toContain(why)
  })

  test('a device and a pipe need a name, unless the device is detected', () => {
    expect(findings({ ...device, deviceName: ' ' })).toEqual(['error deviceName'])
    expect(findings({ ...device, deviceName: '', autoDetect: true })).toEqual([])
    expect(findings({ ...pipe, pipeName: '' })).toEqual(['error pipeName'])
  })

  test('a server leaves the host empty, a client needs one', () => {
    expect(findings({ ...network, serviceUri: 'telnet://0.0.0.0:1' })).toEqual(['warning serviceUri'])
    expect(reasons({ ...network, direction: 'client' })).toContain('A client needs the host')
    expect(findings({ ...network, direction: 'client', serviceUri: 'tcp+ssl://logger:6001' })).toEqual([])
  })

  test('without a proxy the URI must be one that the host can open', () => {
    expect(reasons({ ...network, serviceUri: 'tcp://5000' })).toContain('The port is missing')
    expect(reasons({ ...network, serviceUri: 'vSPC.py' })).toContain('The port is missing')
    expect(reasons({ ...network, serviceUri: 'http://:1' })).toContain('no protocol of a serial port')
    expect(reasons({ ...network, serviceUri: 'tcp4://[::1]:1' })).toContain('IPv4 only')
    expect(reasons({ ...network, serviceUri: 'tcp6+ssl://10.0.0.1:1' })).toContain('IPv6 only')
    expect(reasons({ ...network, serviceUri: 'tcp://:1#verify' })).toContain('cannot be verified')
    expect(reasons({ ...network, serviceUri: 'tcp://:23#certificate=MIIB' })).toContain('cannot be verified')
    expect(findings({ ...network, serviceUri: 'telnets://:1#verify' })).toEqual([])
  })

  test('with a proxy any service name will do, and the proxy is reached by telnet or telnets', () => {
    expect(findings({ ...proxied, serviceUri: 'anything?port=serial1' })).toEqual([])
    expect(findings({ ...proxied, direction: 'client' })).toEqual([])
    expect(findings({ ...proxied, serviceUri: '' })).toEqual(['error serviceUri'])
    expect(reasons({ ...proxied, proxyUri: 'tcp://vspc:13370' })).toContain('telnet:// or telnets://')
    expect(reasons({ ...proxied, proxyUri: 'telnet://:13370' })).toContain('host of the concentrator')
    expect(reasons({ ...proxied, proxyUri: 'telnet://vspc' })).toContain('The port is missing')
  })
})

describe('vim25 §4 row 1: which choice makes power-on ask', () => {
  test('a file that exists does, with msg.serial.file.open', () => {
    expect(powerOnQuestion(file, true)).toMatchObject({ asks: 'always', messageId: 'msg.serial.file.open' })
    expect(powerOnQuestion(file, true).sentence).toContain('append to it (the default), replace it')
  })

  test('a file that is not there yet does from the second power-on', () => {
    expect(powerOnQuestion(file, false)).toMatchObject({ asks: 'sometimes', messageId: 'msg.serial.file.open' })
    expect(powerOnQuestion(file)).toMatchObject({ asks: 'sometimes' })
  })

  test.each([device, pipe, network, proxied, printing])('$kind does not', (backing) => {
    expect(powerOnQuestion(backing)).toMatchObject({ asks: 'never' })
    expect(powerOnQuestion(backing)).not.toHaveProperty('messageId')
  })

  test('an unknown backing is not promised to be silent', () => {
    expect(powerOnQuestion({ kind: 'unknown', type: 'X', why: 'new' }).asks).toBe('sometimes')
  })
})
