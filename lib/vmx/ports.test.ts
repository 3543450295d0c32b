import { describe, expect, test } from 'vitest'
import { parseVmx } from './document'
import { readParallelPorts, readSerialPorts } from './ports'
import { vmxReader } from './value-reader'

const place = { directory: { datastore: 'ds', path: 'vm' } }
const serial = (keys: Record<string, string>) => {
  const document = parseVmx(
    Object.entries(keys)
      .map(([key, value]) => `serial0.${key} = "${value}"`)
      .join('\n'),
  )
  const [port] = readSerialPorts(document, vmxReader(document), place)
  if (!port) throw new Error('no port')
  return port
}
const parallel = (keys: Record<string, string>) => {
  const document = parseVmx(
    Object.entries(keys)
      .map(([key, value]) => `parallel0.${key} = "${value}"`)
      .join('\n'),
  )
  const [port] = readParallelPorts(document, vmxReader(document), place)
  if (!port) throw new Error('no port')
  return port
}
const network = (fileName: string, more: Record<string, string> = {}) =>
  serial({ fileType: 'network', fileName, ...more }).backing

describe('§5.6 serial ports', () => {
  test('§5.6 no fileType, or device, is a device of the host', () => {
    expect(serial({ fileName: '/dev/ttyS0' }).backing).toEqual({ kind: 'device', path: '/dev/ttyS0' })
    expect(serial({ fileType: 'DEVICE', fileName: '/dev/ttyS0' }).backing).toEqual({
      kind: 'device',
      path: '/dev/ttyS0',
    })
  })

  test('§5.6 file is a file in the sense of §5.9', () => {
    expect(serial({ fileType: 'file', fileName: 'serial.log' }).backing).toEqual({
      kind: 'file',
      source: { at: 'datastore', datastore: 'ds', path: 'vm/serial.log' },
    })
    expect(serial({ fileType: 'file' }).backing.kind).toBe('odd')
  })

  test('§5.6 pipe is a path; its end, which libvirt loses, is shown', () => {
    expect(
      serial({ fileType: 'pipe', fileName: 'com1', 'pipe.endPoint': 'client', tryNoRxLoss: 'TRUE' }).backing,
    ).toMatchObject({
      kind: 'pipe',
      path: 'com1',
      endPoint: 'client',
      tryNoRxLoss: { value: true },
    })
    expect(serial({ fileType: 'pipe' }).backing.kind).toBe('odd')
  })

  test('§5.6 vector: telnets://0.0.0.0:42001 as server listens with telnets', () => {
    expect(network('telnets://0.0.0.0:42001', { 'network.endPoint': 'server' })).toMatchObject({
      kind: 'network',
      parsed: { ok: true, uri: { protocol: 'telnets', host: '0.0.0.0', service: '42001' } },
      endPoint: { value: 'server' },
      libvirt: 'tcp',
    })
  })

  test.each([
    ['host:1', 'raw'],
    ['tcp://host:1', 'raw'],
    ['tcp4://host:1', 'raw'],
    ['tcp6://host:1', 'raw'],
    ['telnet://host:1', 'telnet'],
    ['telnets://host:1', 'telnets'],
    ['ssl://host:1', 'tls'],
    ['tcp+ssl://host:1', 'tls'],
    ['tcp4+ssl://host:1', 'tls'],
    ['tcp6+ssl://host:1', 'tls'],
  ])('§5.6 %s is %s', (uri, protocol) => {
    expect(network(uri)).toMatchObject({ parsed: { ok: true, uri: { protocol } }, libvirt: 'tcp' })
  })

  test.each(['', 'U2VyaWFsUG9ydEJsb2I=', 'vSPC.py', 'telnet://host'])(
    '§5.6 %j, not parsable or without a port, is kept as a port to nowhere',
    (uri) => {
      expect(network(uri)).toMatchObject({ kind: 'network', uri, libvirt: 'null' })
    },
  )

  test('§5.6 another scheme, or another end, is what libvirt refuses', () => {
    expect(network('udp://host:1')).toMatchObject({ libvirt: 'refused', parsed: { ok: false, fault: 'scheme' } })
    expect(network('tcp://host:1', { 'network.endPoint': 'middle' })).toMatchObject({
      libvirt: 'refused',
      endPoint: { odd: true },
    })
  })

  test('§5.6 network.endPoint is server by default, else client', () => {
    expect(network('tcp://host:1')).toMatchObject({ endPoint: { odd: false, value: 'server' } })
    expect(network('tcp://host:1', { 'network.endPoint': 'CLIENT' })).toMatchObject({ endPoint: { value: 'client' } })
  })

  test('§5.6 the proxy, which libvirt loses, is shown', () => {
    expect(network('vSPC.py', { vspc: 'telnets://vspc:13370' })).toMatchObject({ proxy: 'telnets://vspc:13370' })
  })

  test('§5.6 thinprint, and types that nobody knows, are no failure', () => {
    expect(serial({ fileType: 'thinprint' }).backing).toEqual({ kind: 'printing' })
    expect(serial({ fileType: 'usb' }).backing.kind).toBe('odd')
  })

  test('§5.6 yieldOnMsrRead and tryNoRxLoss are read; §5.1 startConnected too', () => {
    expect(serial({ fileType: 'thinprint', yieldOnMsrRead: 'TRUE', startConnected: 'FALSE' })).toMatchObject({
      yieldOnMsrRead: { value: true },
      startConnected: { value: false },
    })
  })
})

describe('§5.7 parallel ports', () => {
  test('§5.7 a device as it is, or a file in the sense of §5.9', () => {
    expect(parallel({ fileType: 'device', fileName: '/dev/parport0' }).backing).toEqual({
      kind: 'device',
      path: '/dev/parport0',
    })
    expect(parallel({ fileType: 'file', fileName: 'p.out' }).backing).toMatchObject({ source: { path: 'vm/p.out' } })
  })

  test('§5.7 fileType and fileName are both required, and other types are odd', () => {
    expect(parallel({ fileName: 'x' }).backing.kind).toBe('odd')
    expect(parallel({ fileType: 'file' }).backing.kind).toBe('odd')
    expect(parallel({ fileType: 'pipe', fileName: 'x' }).backing.kind).toBe('odd')
  })
})
