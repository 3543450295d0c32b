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

/** Longer than any URI that means something. */
const longest = 2048

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
  const address = /^(?:\[([0-9a-f:.%]+)\]|([^:/?@[\]]*))(?::([^:/?@[\]]*))?$/i.exec(authority)
  if (!address) return fail('form', `"${authority}" is not of the form host:port.`)
  const [, ipv6, name = '', service] = address
  if (service === undefined || service === '') return fail('form', 'The port is missing: the form is host:port.')
  const wrong = wrongService(service)
  if (wrong !== undefined) return fail('form', wrong)
  const parameters = parseParameters(hash === -1 ? '' : rest.slice(hash + 1))
  const known = scheme === undefined ? schemes.tcp : schemes[scheme]
  return { ok: true, uri: { scheme, ...known, host: ipv6 ?? name, service, parameters } }
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
