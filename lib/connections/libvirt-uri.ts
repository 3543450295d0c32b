import { urlValue } from '../names/folder-url'
import type { ConnectionView, Endpoint } from '../vsphere/connection'
import { parseHostPort, type Parsed, parseProxy } from './host-port'

/** What an address says about a connection. Undefined: the address does not say. */
export type ParsedAddress = {
  /** `trust` is `none` for `no_verify=1` and `system` otherwise. */
  endpoint: Endpoint
  user?: string
  /** Set when the address said `auto_answer`. */
  autoAnswer?: boolean
  /** Set when the address said `no_verify`. */
  noVerify?: boolean
  /** What kind of server the scheme promises. */
  kind?: 'esx' | 'gsx' | 'vcenter'
  /** The pieces of a vpx path, decoded: folders, datacenter, compute resource, host. */
  path?: string[]
  /** What was read and has no effect here, each as a sentence. */
  warnings: string[]
}

const schemes = {
  esx: { kind: 'esx', ports: { https: 443, http: 80 } },
  gsx: { kind: 'gsx', ports: { https: 8333, http: 8222 } },
  vpx: { kind: 'vcenter', ports: { https: 443, http: 80 } },
} as const

type Scheme = keyof typeof schemes

/** `esx`, `gsx` or `vpx` in any case, alone or with libvirt's transport suffix (`esx+ssh`). */
export const isLibvirtScheme = (scheme: string) => Object.hasOwn(schemes, scheme.toLowerCase().split('+')[0] ?? '')

/** The parts of a URI as RFC 3986 cuts them; nothing is decoded yet. */
export type UriParts = { scheme: string; user?: string; authority: string; path: string; query: string }

/**
 * Reads `esx://`, `gsx://` and `vpx://` by libvirt's rules: parameter names in any case, the last of a repeated one
 * wins, an unknown one is a warning, `transport` exact, `no_verify` and `auto_answer` 0 or 1. What libvirt refuses is
 * refused with one sentence.
 * Source: libvirt's ESX driver, https://libvirt.org/drvesx.html
 */
export function parseLibvirtUri(uri: UriParts): Parsed<ParsedAddress> {
  const [name = '', suffix] = uri.scheme.toLowerCase().split('+')
  if (!Object.hasOwn(schemes, name)) return refuse(`"${uri.scheme}" is none of esx, gsx and vpx.`)
  const scheme = name as Scheme // checked on the line above
  if (suffix !== undefined) {
    return refuse(
      `"${uri.scheme}" asks for a tunnel (+${suffix}), which the ${name} scheme does not have. Write ${name}:// instead.`,
    )
  }
  const host = parseHostPort(uri.authority, { bareIpv6: false })
  if (!host.ok) return host
  const parameters = parseParameters(uri.query)
  if (!parameters.ok) return parameters
  const { transport = 'https', noVerify, autoAnswer, proxy, warnings } = parameters.value
  const path = parsePath(scheme, uri.path, warnings)
  if (!path.ok) return path
  const value: ParsedAddress = {
    endpoint: {
      transport,
      host: host.value.host,
      port: host.value.port ?? schemes[scheme].ports[transport],
      trust: { kind: noVerify ? 'none' : 'system' },
      ...(proxy && { proxy }),
    },
    kind: schemes[scheme].kind,
    ...(uri.user !== undefined && { user: uri.user }),
    ...(autoAnswer !== undefined && { autoAnswer }),
    ...(noVerify !== undefined && { noVerify }),
    ...(path.value && { path: path.value }),
    warnings,
  }
  return { ok: true, value }
}

function parsePath(scheme: Scheme, path: string, warnings: string[]): Parsed<string[] | undefined> {
  const pieces = path.split('/').filter((piece) => piece !== '')
  if (scheme !== 'vpx') {
    if (pieces.length > 0) warnings.push(`The path "${path}" has no meaning in ${scheme}:// and is ignored.`)
    return { ok: true, value: undefined }
  }
  if (pieces.length < 2) {
    return refuse(
      'A vpx path must name the datacenter and the compute resource: vpx://vcenter/Datacenter/host. For the whole vCenter write https://vcenter instead.',
    )
  }
  const decoded = pieces.map(percentDecode)
  if (decoded.includes(undefined))
    return refuse(`The path "${path}" holds a % that starts no valid escape. Write it as %25.`)
  warnings.push('libvirt shows one host of a vCenter; the path is kept out and the whole vCenter is shown.')
  return { ok: true, value: decoded.filter((piece) => piece !== undefined) }
}

type Parameters = Pick<ParsedAddress, 'autoAnswer' | 'noVerify' | 'warnings'> & {
  transport?: 'http' | 'https'
  proxy?: NonNullable<Endpoint['proxy']>
}

function parseParameters(query: string): Parsed<Parameters> {
  const found: Parameters = { warnings: [] }
  for (const [rawName, rawValue] of splitQuery(query)) {
    const name = percentDecode(rawName)
    const value = percentDecode(rawValue)
    if (name === undefined || value === undefined)
      return refuse(`The parameter "${rawName}" holds a % that starts no valid escape.`)
    const because = takeParameter(found, name, value)
    if (because !== undefined) return refuse(because)
  }
  return { ok: true, value: found }
}

/** Every occurrence is checked, as libvirt does, even where a later one wins. Returns why it cannot be taken. */
function takeParameter(found: Parameters, name: string, value: string): string | undefined {
  switch (name.toLowerCase()) {
    case 'transport':
      if (value !== 'http' && value !== 'https') return `transport must be http or https, not "${value}".`
      found.transport = value
      return undefined
    case 'no_verify':
    case 'auto_answer': {
      const bit = zeroOrOne(value)
      if (bit === undefined) return `${name.toLowerCase()} must be 0 or 1, not "${value}".`
      found[name.toLowerCase() === 'no_verify' ? 'noVerify' : 'autoAnswer'] = bit
      return undefined
    }
    case 'proxy': {
      const proxy = parseProxy(value)
      if (!proxy.ok) return proxy.because
      found.proxy = proxy.value
      return undefined
    }
    case 'vcenter':
      found.warnings.push('vcenter= has no effect here: add the vCenter as a connection of its own.')
      return undefined
    case 'cacert':
      found.warnings.push(
        `cacert= names a file ("${value}") that is not read: paste the certificate authority itself under Trust.`,
      )
      return undefined
    default:
      found.warnings.push(`The parameter "${name}" is not known and is ignored.`)
      return undefined
  }
}

/** strtol, base 10, whole string: blanks before, a sign and leading zeros are taken. */
function zeroOrOne(text: string): boolean | undefined {
  if (!/^\s*[+-]?\d+$/.test(text)) return undefined
  const number = Number(text)
  return number === 0 ? false : number === 1 ? true : undefined
}

/** `&` or `;` parts parameters; one without a name is dropped, one without `=` has an empty value. */
function splitQuery(query: string): [string, string][] {
  return query
    .split(/[&;]/)
    .map((part): [string, string] => {
      const equals = part.indexOf('=')
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
    })
    .filter(([name]) => name !== '')
}

/** Undefined where a `%` starts no escape or the bytes are not UTF-8. */
export function percentDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const refuse = (because: string): Parsed<never> => ({ ok: false, because })

/** What a URI of libvirt is made of: a connection as the screens have it. */
export type LibvirtServer = Pick<ConnectionView, 'kind' | 'endpoint' | 'user'> & { autoAnswer: { on: boolean } }

/**
 * The URI by which virsh gets to the same server: `esx://` for a host, `vpx://` for one host of a vCenter. What
 * `parseLibvirtUri` makes of it is the connection again, but for a pinned or an own authority: libvirt has `cacert` for
 * the latter, which names a file.
 * @param vpxPath names as stored, from the datacenter's folders to the host; libvirt takes no vCenter without.
 * @returns undefined for a vCenter without a path.
 */
export function libvirtUri(
  { kind, endpoint, user, autoAnswer }: LibvirtServer,
  vpxPath?: readonly string[],
): string | undefined {
  const scheme = kind === 'vcenter' ? 'vpx' : 'esx'
  if (scheme === 'vpx' && (vpxPath === undefined || vpxPath.length < 2)) return undefined
  const { transport, host, port, trust, proxy } = endpoint
  const server = host.includes(':') ? `[${host}]` : host
  const path = scheme === 'vpx' ? (vpxPath ?? []).map(urlValue).join('/') : ''
  const query = [
    transport === 'http' && 'transport=http',
    trust.kind === 'none' && transport === 'https' && 'no_verify=1',
    autoAnswer.on && 'auto_answer=1',
    proxy && `proxy=${urlValue(`${proxy.type}://${proxy.host}:${proxy.port}`)}`,
  ].filter((part) => part !== false && part !== undefined)
  const at = port === schemes[scheme].ports[transport] ? server : `${server}:${port}`
  return `${scheme}://${urlValue(user)}@${at}/${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
}
