import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddress, parseAddress } from './address'
import { libvirtUri } from './libvirt-uri'

const read = (text: string) => {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(parsed.because)
  return parsed.value
}
const because = (text: string) => {
  const parsed = parseAddress(text)
  return parsed.ok ? undefined : parsed.because
}

describe('default ports (libvirt-esx 1.2)', () => {
  it.each([
    ['esx://h/', 'https', 443],
    ['esx://h/?transport=http', 'http', 80],
    ['gsx://h/', 'https', 8333],
    ['gsx://h/?transport=http', 'http', 8222],
    ['vpx://h/dc/cr', 'https', 443],
    ['vpx://h/dc/cr?transport=http', 'http', 80],
    ['esx://h:8989/?transport=http', 'http', 8989],
    ['h', 'https', 443],
    ['h:8443', 'https', 8443],
    ['http://h', 'http', 80],
    ['https://h/ui/', 'https', 443],
  ])('%s', (text, transport, port) => {
    expect(read(text).endpoint).toEqual({ transport, host: 'h', port, trust: { kind: 'system' } })
  })
})

describe('libvirt forms (libvirt-esx 1.1)', () => {
  it('compares the scheme without case', () => expect(read('ESX://Host/').kind).toBe('esx'))
  it('refuses a transport suffix and names it', () => expect(because('esx+ssh://h/')).toContain('+ssh'))
  it('requires a server', () => expect(because('esx:///')).toBe('The address names no host.'))
  it('ignores a path on esx:// with a warning', () => {
    expect(read('esx://h/dc/host').warnings).toEqual(['The path "/dc/host" has no meaning in esx:// and is ignored.'])
    expect(read('esx://h/').warnings).toEqual([])
    expect(read('esx://h').warnings).toEqual([])
  })
  it.each(['vpx://h', 'vpx://h/', 'vpx://h//', 'vpx://h/dc'])(
    'refuses %s: datacenter and compute resource are needed',
    (text) => expect(because(text)).toContain('datacenter and the compute resource'),
  )
  it('libvirt-esx §4.5 cuts and decodes a vpx path once, and leaves the names in it as vSphere stores them', () => {
    expect(read('vpx://h/folder%201//a%252fb/cluster/esx01').path).toEqual(['folder 1', 'a%2fb', 'cluster', 'esx01'])
  })
  it('decodes the user name', () => {
    expect(read('vpx://administrator%40vsphere.local@vc/dc/cr').user).toBe('administrator@vsphere.local')
    expect(read('esx://DOMAIN%5cadmin@h/').user).toBe('DOMAIN\\admin')
    expect(read('esx://@h/').user).toBeUndefined()
  })
  it('does not know another scheme', () => expect(because('qemu:///system')).toContain('"qemu://"'))
})

describe('parameters (libvirt-esx 1.3)', () => {
  it('compares names without case', () =>
    expect(read('esx://h/?Auto_Answer=1&NO_VERIFY=1')).toMatchObject({ autoAnswer: true, noVerify: true }))
  it('lets the last of a repeated parameter win', () => {
    expect(read('esx://h/?auto_answer=1&auto_answer=0').autoAnswer).toBe(false)
    expect(read('esx://h/?transport=http&transport=https').endpoint.port).toBe(443)
  })
  it('checks an occurrence that another one overrides', () =>
    expect(because('esx://h/?auto_answer=2&auto_answer=0')).toBeDefined())
  it('warns of an unknown parameter and goes on', () => {
    expect(read('esx://h/?colour=red&auto_answer=1')).toMatchObject({
      autoAnswer: true,
      warnings: ['The parameter "colour" is not known and is ignored.'],
    })
  })
  it.each(['HTTP', 'Https', 'tcp', ''])('takes transport exactly, not "%s"', (value) =>
    expect(because(`esx://h/?transport=${value}`)).toBe(`transport must be http or https, not "${value}".`),
  )
  it.each(['2', '-1', 'yes', '', '1x', '0x1', '1.0'])('refuses no_verify and auto_answer "%s"', (value) => {
    expect(because(`esx://h/?no_verify=${value}`)).toBe(`no_verify must be 0 or 1, not "${value}".`)
    expect(because(`esx://h/?auto_answer=${value}`)).toBe(`auto_answer must be 0 or 1, not "${value}".`)
  })
  it.each([
    ['01', true],
    ['%201', true],
    ['+1', true],
    ['00', false],
  ])('reads "%s" as strtol does', (value, on) => expect(read(`esx://h/?auto_answer=${value}`).autoAnswer).toBe(on))
  it('says nothing of what was not said', () => {
    const address = read('esx://h/')
    expect(address).not.toHaveProperty('autoAnswer')
    expect(address).not.toHaveProperty('noVerify')
  })
  it('turns no_verify=1 into no trust check', () => {
    expect(read('esx://root@host/?no_verify=1&auto_answer=1').endpoint.trust).toEqual({ kind: 'none' })
    expect(read('esx://root@host/?no_verify=0').endpoint.trust).toEqual({ kind: 'system' })
  })
  it('takes ; between parameters and drops one without a name', () => {
    expect(read('esx://h/?auto_answer=1;no_verify=1&=x')).toMatchObject({
      autoAnswer: true,
      noVerify: true,
      warnings: [],
    })
  })
  it('says that vcenter and cacert have no effect', () => {
    expect(read('esx://h/?vcenter=*').warnings[0]).toContain('connection of its own')
    expect(read('esx://h/?cacert=/etc/ca.pem').warnings[0]).toContain('/etc/ca.pem')
  })
})

describe('proxy (libvirt-esx 1.3)', () => {
  it.each([
    ['p', { type: 'http', host: 'p', port: 1080 }],
    ['http://p', { type: 'http', host: 'p', port: 1080 }],
    ['socks://p:99', { type: 'socks5', host: 'p', port: 99 }],
    ['socks4://p', { type: 'socks4', host: 'p', port: 1080 }],
    ['socks4a://p', { type: 'socks4a', host: 'p', port: 1080 }],
    ['socks5://10.0.0.1:1', { type: 'socks5', host: '10.0.0.1', port: 1 }],
  ])('reads %s', (text, proxy) => expect(read(`esx://h/?proxy=${text}`).endpoint.proxy).toEqual(proxy))
  it.each([
    ['https://p', '"https"'],
    ['SOCKS://p', '"SOCKS"'],
    ['constructor://p', '"constructor"'],
    [':1080', 'names no host'],
    ['', 'names no host'],
    ['p:', 'not a port'],
    ['p:0', 'not a port'],
    ['p:65536', 'not a port'],
    ['p:x', 'not a port'],
    ['::1', 'names no host'],
  ])('refuses "%s"', (text, part) => expect(because(`esx://h/?proxy=${text}`)).toContain(part))
})

describe('plain and web addresses', () => {
  it.each([
    ['ESX01.example.com', 'esx01.example.com', 443],
    ['root@esx01:902', 'esx01', 902],
    ['::1', '::1', 443],
    ['[::1]:8989', '::1', 8989],
    ['https://[FE80::1%25eth0]:8443/sdk', 'fe80::1%eth0', 8443],
    ['[::ffff:10.0.0.1]', '::ffff:10.0.0.1', 443],
    ['10.20.30.40', '10.20.30.40', 443],
    ['münchen.example', 'münchen.example', 443],
  ])('reads %s', (text, host, port) => expect(read(text).endpoint).toMatchObject({ host, port }))
  it.each([
    ['', 'Enter the address'],
    ['esx 01', 'blank'],
    ['host:port', 'not a port'],
    ['host:70000', 'not a port'],
    ['999.1.1.1', 'not an IPv4 address'],
    ['1:2:3', 'not an IPv6 address'],
    ['https://1:2:3', 'in brackets'],
    ['[::1', 'in brackets'],
    ['-host', 'not a host name'],
    ['a..b', 'not a host name'],
    ['https://', 'names no host'],
    ['root:secret@h', 'password'],
    ['esx://a@b@h/', '%40'],
    ['ftp://h', '"ftp://"'],
    ['<b>x</b>', 'scheme in front'],
    ['h/sdk', 'scheme in front'],
  ])('refuses "%s"', (text, part) => expect(because(text)).toContain(part))
  it('warns that a path of the web client is not used', () => {
    expect(read('https://vc/ui/#/host').warnings).toEqual(['The path "/ui/" is ignored: the API is always at /sdk.'])
    expect(read('https://vc/sdk').warnings).toEqual([])
  })
  it('never throws, whatever is pasted', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseAddress(text).ok === 'boolean'))
    fc.assert(fc.property(fc.string(), (text) => typeof parseAddress(`esx://${text}`).ok === 'boolean'))
  })
  it('reads back what it writes', () => {
    for (const text of ['https://h', 'http://h:8989', 'https://[fe80::1%25eth0]:8443']) {
      expect(formatAddress(read(text).endpoint)).toBe(text)
    }
  })
})

describe('the URI of libvirt that leads to a connection', () => {
  const endpoint = { transport: 'https', host: 'esx-07.example.org', port: 443, trust: { kind: 'system' } } as const
  const esx = { kind: 'esx', endpoint, user: 'root', autoAnswer: { on: false } } as const

  it('has nothing that need not be there', () => {
    expect(libvirtUri(esx)).toBe('esx://root@esx-07.example.org/')
  })

  it('names user, port, path and parameters so that they come back', () => {
    const path = ['Lab 2%2f3', 'cl|us;ter', 'esx-07']
    const user = 'ad\\m.o@vsphere.local'
    const uri = libvirtUri(
      {
        kind: 'vcenter',
        user,
        autoAnswer: { on: true },
        endpoint: {
          transport: 'https',
          host: 'fd00::7',
          port: 8443,
          trust: { kind: 'none' },
          proxy: { type: 'socks5', host: 'jump', port: 1080 },
        },
      },
      path,
    )
    expect(uri).toMatch(/^vpx:\/\/ad%5Cm\.o%40vsphere\.local@\[fd00::7\]:8443\/Lab%202%252f3\/cl%7Cus%3Bter\/esx-07\?/)
    expect(read(uri ?? '')).toMatchObject({
      kind: 'vcenter',
      user,
      path,
      noVerify: true,
      autoAnswer: true,
      endpoint: { host: 'fd00::7', port: 8443, proxy: { type: 'socks5', host: 'jump', port: 1080 } },
    })
  })

  it('is not there for a vCenter without a host: libvirt shows one host of it', () => {
    expect(libvirtUri({ ...esx, kind: 'vcenter' })).toBeUndefined()
  })
})
