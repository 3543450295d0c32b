/**
 * The URIs of network serial ports: `telnet://:12345`, `tcp4+ssl://logger:6001`, `host:2300`, with authentication
 * parameters behind a `#`. What ESXi documents for `serviceURI` and `proxyURI` of VirtualSerialPortURIBackingInfo.
 */

/** How bytes travel once the connection stands. A `telnet` connection may still negotiate TLS; the others cannot. */
export type SerialProtocol = 'raw' | 'tls' | 'telnet' | 'telnets'

const schemes = {
  tcp: { protocol: 'raw' },
  tcp4: { protocol: 'raw', ip: 4 },
  tcp6: { protocol: 'raw', ip: 6 },
  ssl: { protocol: 'tls' },
  'tcp+ssl': { protocol: 'tls' },
  'tcp4+ssl': { protocol: 'tls', ip: 4 },
  'tcp6+ssl': { protocol: 'tls', ip: 6 },
  telnet: { protocol: 'telnet' },
  telnets: { protocol: 'telnets' },
} as const satisfies Record<string, { protocol: SerialProtocol; ip?: 4 | 6 }>

export type SerialScheme = keyof typeof schemes

/** In the order in which a form offers them. */
export const serialSchemes = Object.keys(schemes) as readonly SerialScheme[] // keys of the literal above

const sentences: Readonly<Record<SerialScheme, string>> = {
  tcp: 'Plain TCP over IPv4 or IPv6.',
  tcp4: 'Plain TCP over IPv4 only.',
  tcp6: 'Plain TCP over IPv6 only.',
  ssl: 'TLS over TCP; the same as tcp+ssl.',
  'tcp+ssl': 'TLS over TCP.',
  'tcp4+ssl': 'TLS over TCP over IPv4 only.',
  'tcp6+ssl': 'TLS over TCP over IPv6 only.',
  telnet: 'Telnet over TCP. Encrypted only if the other side offers telnet authentication, else plain text.',
  telnets: 'Telnet inside TLS from the first byte.',
}

export const explainScheme = (scheme: SerialScheme): string => sentences[scheme]

export type ServiceUri = {
  /** Undefined for `host:port`, which means tcp. */
  scheme: SerialScheme | undefined
  protocol: SerialProtocol
  /** Set when the scheme allows only one version of IP. */
  ip?: 4 | 6
  /** Empty in the server form; without the brackets of an IPv6 address. */
  host: string
  /** A number from 1 to 65535 in text, or the name of a service. */
  service: string
  /** Parameters behind `#`; a bare word such as `verify` has an empty value. */
  parameters: ReadonlyMap<string, string>
}

export type ParsedServiceUri = { ok: true; uri: ServiceUri } | { ok: false; fault: 'scheme' | 'form'; because: string }

const fail = (fault: 'scheme' | 'form', because: string): ParsedServiceUri => ({ ok: false, fault, because })

const isScheme = (text: string): text is SerialScheme => Object.hasOwn(schemes, text)

/** Longer than any URI that means something: a certificate can stand in it, with a chain in PEM. */
export const longestServiceUri = 16_384
const longest = longestServiceUri

/** Takes a URI of a network serial port apart, when it is connected without a proxy. */
export function parseServiceUri(text: string): ParsedServiceUri {
  if (text === '') return fail('form', 'The URI is empty.')
  if (text.length > longest) return fail('form', `The URI is longer than ${longest} characters.`)
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\s\u0000-\u001f\u007f]/.test(text)) return fail('form', 'The URI holds a blank or a control character.')
  const [, schemeText, rest = ''] = /^(?:([^:/?#[\]]*):\/\/)?([\s\S]*)$/.exec(text) ?? []
  const scheme = schemeText?.toLowerCase()
  if (scheme !== undefined && !isScheme(scheme)) {
    return fail(
      'scheme',
      `"${schemeText}" is no protocol of a serial port; it has to be one of ${serialSchemes.join(', ')}.`,
    )
  }
  const hash = rest.indexOf('#')
  const authority = (hash === -1 ? rest : rest.slice(0, hash)).replace(/\/$/, '')
  const address = /^(?:\[([^\]]*)\]|([^:/?@[\]]*))(?::([^:/?@[\]]*))?$/i.exec(authority)
  if (!address) return fail('form', `"${authority}" is not of the form host:port.`)
  const [, ipv6, name = '', service] = address
  if (service === undefined || service === '') return fail('form', 'The port is missing: the form is host:port.')
  const wrong = (ipv6 === undefined ? wrongHost(name) : wrongIpv6(ipv6)) ?? wrongService(service)
  if (wrong !== undefined) return fail('form', wrong)
  const parameters = parseParameters(hash === -1 ? '' : rest.slice(hash + 1))
  const known = scheme === undefined ? schemes.tcp : schemes[scheme]
  return { ok: true, uri: { scheme, ...known, host: ipv6 ?? name, service, parameters } }
}

/** Numbers in four parts are an IPv4 address; anything else is a name, in which old systems have underscores. */
function wrongHost(name: string): string | undefined {
  if (name === '') return undefined
  const isNumbers = /^[\d.]+$/.test(name)
  const isAddress = isIpv4(name)
  if (isNumbers && !isAddress) return `"${name}" is no IPv4 address.`
  const isName = name.length <= 253 && /^(?!-)[\p{L}\p{N}_-]{1,63}(?:\.(?!-)[\p{L}\p{N}_-]{1,63})*\.?$/u.test(name)
  return isName || isAddress ? undefined : `"${name}" is neither the name nor the address of a host.`
}

const isIpv4 = (text: string) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256)

/**
 * An IPv6 address, with a zone where it is link-local: `%25vmk0` as RFC 6874 §2 writes it in a URI, and `%vmk0` as its §3
 * lets people paste it.
 */
function wrongIpv6(text: string): string | undefined {
  const [, address = '', zone] = /^([^%]*)(?:%(?:25)?(.*))?$/s.exec(text) ?? []
  if (zone !== undefined && !/^(?:[\w.~-]|%[0-9a-f]{2})+$/i.test(zone)) return `"${text}" has no zone behind its "%".`
  const last = address.slice(address.lastIndexOf(':') + 1)
  const whole = isIpv4(last) ? `${address.slice(0, -last.length)}0:0` : address
  const halves = whole.split('::')
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const fits = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8
  const isAddress = fits && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
  return isAddress ? undefined : `"${text}" is no IPv6 address.`
}

function wrongService(service: string): string | undefined {
  if (/^\d+$/.test(service)) {
    const port = Number(service)
    return port >= 1 && port <= 65_535 ? undefined : `${service} is no port; ports go from 1 to 65535.`
  }
  const isName = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(service) && /[a-z]/i.test(service)
  return isName ? undefined : `"${service}" is neither a port number nor the name of a service.`
}

function parseParameters(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = equals === -1 ? part : part.slice(0, equals)
    if (!parameters.has(name)) parameters.set(name, equals === -1 ? '' : part.slice(equals + 1))
  }
  return parameters
}

/** Puts a URI together. The scheme is left out where it was left out. */
export function printServiceUri({ scheme, host, service, parameters }: ServiceUri): string {
  const name = host.includes(':') ? `[${host}]` : host
  const tail = Array.from(parameters, ([key, value]) => (value === '' ? key : `${key}=${value}`)).join('&')
  return `${scheme === undefined ? '' : `${scheme}://`}${name}:${service}${tail === '' ? '' : `#${tail}`}`
}
