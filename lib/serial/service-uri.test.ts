import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainScheme, parseServiceUri, printServiceUri, serialSchemes } from './service-uri'

const parsed = (text: string) => {
  const result = parseServiceUri(text)
  if (!result.ok) throw new Error(result.because)
  return result.uri
}

describe('vim25 §5.1 serviceURI without a proxy', () => {
  test.each([
    ['host:2300', undefined, 'raw', 'host', '2300'],
    ['tcp://host:2300', 'tcp', 'raw', 'host', '2300'],
    ['tcp4://10.0.0.1:23', 'tcp4', 'raw', '10.0.0.1', '23'],
    ['tcp6://[fe80::1]:23', 'tcp6', 'raw', 'fe80::1', '23'],
    ['ssl://host:1', 'ssl', 'tls', 'host', '1'],
    ['tcp+ssl://host:1', 'tcp+ssl', 'tls', 'host', '1'],
    ['tcp4+ssl://host:1', 'tcp4+ssl', 'tls', 'host', '1'],
    ['tcp6+ssl://host:65535', 'tcp6+ssl', 'tls', 'host', '65535'],
    ['telnet://:12345', 'telnet', 'telnet', '', '12345'],
    ['telnets://0.0.0.0:42001', 'telnets', 'telnets', '0.0.0.0', '42001'],
    ['TELNET://Host:23/', 'telnet', 'telnet', 'Host', '23'],
    ['telnet://host:telnet', 'telnet', 'telnet', 'host', 'telnet'],
    [':2300', undefined, 'raw', '', '2300'],
    ['tcp://[::]:23', 'tcp', 'raw', '::', '23'],
    ['tcp://[::ffff:10.0.0.1]:23', 'tcp', 'raw', '::ffff:10.0.0.1', '23'],
    ['tcp://[1:2:3:4:5:6:7:8]:23', 'tcp', 'raw', '1:2:3:4:5:6:7:8', '23'],
    // RFC 6874: a zone is written %25 in a URI (§2), and may be pasted bare (§3).
    ['tcp://[fe80::1%25vmk0]:23', 'tcp', 'raw', 'fe80::1%25vmk0', '23'],
    ['tcp://[fe80::1%vmk0]:23', 'tcp', 'raw', 'fe80::1%vmk0', '23'],
    ['tcp://serial_log.example.:23', 'tcp', 'raw', 'serial_log.example.', '23'],
  ])('%s', (text, scheme, protocol, host, service) => {
    expect(parsed(text)).toMatchObject({ scheme, protocol, host, service })
  })

  test('§5.6 telnets://0.0.0.0:42001 is telnets, host 0.0.0.0, service 42001', () => {
    expect(parsed('telnets://0.0.0.0:42001')).toMatchObject({ protocol: 'telnets', host: '0.0.0.0', service: '42001' })
  })

  test('parameters stand behind a number sign, joined with ampersands', () => {
    const { parameters } = parsed('telnets://h:1#thumbprint=AA:BB&verify&peerName=a=b')
    expect(Array.from(parameters)).toEqual([
      ['thumbprint', 'AA:BB'],
      ['verify', ''],
      ['peerName', 'a=b'],
    ])
  })

  test.each([
    ['', 'form', 'empty'],
    ['tcp://5000', 'form', 'port is missing'],
    ['telnet://host', 'form', 'port is missing'],
    ['telnet://host:', 'form', 'port is missing'],
    ['telnet://host:0', 'form', '0 is no port'],
    ['telnet://host:65536', 'form', '65536 is no port'],
    ['telnet://host:-1', 'form', 'neither a port number'],
    ['telnet://a b:1', 'form', 'blank'],
    ['telnet://a\n:1', 'form', 'blank'],
    ['telnet://user@host:1', 'form', 'host:port'],
    ['telnet://host:1/path', 'form', 'host:port'],
    ['fe80::1:23', 'form', 'host:port'],
    ['http://host:1', 'scheme', '"http" is no protocol'],
    ['://host:1', 'scheme', '"" is no protocol'],
    ['x'.repeat(20_000), 'form', 'longer than'],
    ['telnet://[::::]:23', 'form', 'no IPv6 address'],
    ['telnet://[12345::1]:23', 'form', 'no IPv6 address'],
    ['telnet://[1:2:3:4:5:6:7:8:9]:23', 'form', 'no IPv6 address'],
    ['telnet://[1::2::3]:23', 'form', 'no IPv6 address'],
    ['telnet://[]:23', 'form', 'no IPv6 address'],
    ['telnet://[fe80::1%]:23', 'form', 'no zone'],
    ['telnet://bad_host!:23', 'form', 'neither the name nor the address'],
    ['telnet://-a:23', 'form', 'neither the name nor the address'],
    ['telnet://a..b:23', 'form', 'neither the name nor the address'],
    ['telnet://300.1.1.1:23', 'form', 'no IPv4 address'],
    ['telnet://10.0.0:23', 'form', 'no IPv4 address'],
  ])('%j is refused', (text, fault, why) => {
    expect(parseServiceUri(text)).toMatchObject({ ok: false, fault, because: expect.stringContaining(why) })
  })

  test('what is put together is taken apart the same', () => {
    const uri = fc.record({
      scheme: fc.constantFrom(...serialSchemes),
      host: fc.constantFrom('', 'host', '10.0.0.1', 'fe80::1', 'a.example'),
      service: fc.integer({ min: 1, max: 65535 }).map(String),
      parameters: fc.constantFrom(
        new Map<string, string>(),
        new Map([
          ['verify', ''],
          ['peerName', 'x'],
        ]),
      ),
    })
    fc.assert(
      fc.property(uri, (parts) => {
        expect(parsed(printServiceUri({ ...parts, protocol: 'raw' }))).toMatchObject(parts)
      }),
    )
  })

  test('the certificate of a 4096-bit key fits in', () => {
    const certificate = `-----BEGIN%20CERTIFICATE-----${'A'.repeat(3_600)}-----END%20CERTIFICATE-----`
    expect(parsed(`telnets://h:23#certificate=${certificate}`).parameters.get('certificate')).toBe(certificate)
  })

  test('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseServiceUri(text).ok === 'boolean'))
  })

  test('every scheme is explained', () => {
    for (const scheme of serialSchemes) expect(explainScheme(scheme)).toMatch(/\.$/)
  })
})
