import type { Endpoint } from '../vsphere/connection'
import { parseHostPort, type Parsed } from './host-port'
import { isLibvirtScheme, parseLibvirtUri, percentDecode, type ParsedAddress, type UriParts } from './libvirt-uri'

export type { ParsedAddress } from './libvirt-uri'

/**
 * Reads what a person may paste as the address of a host or vCenter: `esx01`, `esx01:8443`, `root@10.0.0.5`,
 * `[fe80::1]:443`, `https://vc/ui`, `http://…`, or a libvirt URI. Says in one sentence why it cannot be read.
 */
export function parseAddress(text: string): Parsed<ParsedAddress> {
  const trimmed = text.trim()
  if (trimmed === '') return refuse('Enter the address of an ESXi host or a vCenter.')
  if (trimmed.length > 2_000) return refuse('The address is longer than 2,000 characters.')
  if (/[\s\p{Cc}]/u.test(trimmed)) return refuse('The address holds a blank. In a libvirt URI, write it as %20.')
  const parts = cut(trimmed)
  if (!parts.ok) return parts
  const { scheme } = parts.value
  if (scheme === '') return plainAddress(parts.value)
  if (isLibvirtScheme(scheme)) return parseLibvirtUri(parts.value)
  if (/^https?$/i.test(scheme)) return webAddress(parts.value)
  return refuse(
    `"${scheme}://" is not the address of a vSphere server. Use esx://, vpx://, https:// or the host name alone.`,
  )
}

/** How a stored endpoint is written back into the form. */
export function formatAddress(endpoint: Pick<Endpoint, 'transport' | 'host' | 'port'>): string {
  const host = endpoint.host.includes(':') ? `[${endpoint.host.replace('%', '%25')}]` : endpoint.host
  const usual = endpoint.transport === 'https' ? 443 : 80
  return `${endpoint.transport}://${host}${endpoint.port === usual ? '' : `:${endpoint.port}`}`
}

function cut(text: string): Parsed<UriParts> {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i.exec(text)
  if (!match) return refuse(`"${text}" is not an address.`)
  const [, scheme = '', server = '', path = '', query = ''] = match
  const at = server.lastIndexOf('@')
  if (at < 0) return { ok: true, value: { scheme, authority: server, path, query } }
  const userText = server.slice(0, at)
  if (userText.includes('@')) return refuse('The user name holds an @. Write it as %40: administrator%40vsphere.local.')
  if (userText.includes(':')) return refuse('A password does not belong into an address. Enter it in its own field.')
  const user = percentDecode(userText)
  if (user === undefined) return refuse('The user name holds a % that starts no valid escape. Write it as %25.')
  return { ok: true, value: { scheme, authority: server.slice(at + 1), path, query, ...(user !== '' && { user }) } }
}

function plainAddress(parts: UriParts): Parsed<ParsedAddress> {
  if (parts.path !== '' || parts.query !== '')
    return refuse('A path or parameters need a scheme in front: https:// or esx://.')
  const host = parseHostPort(parts.authority, { bareIpv6: true })
  if (!host.ok) return host
  return { ok: true, value: toAddress('https', host.value.host, host.value.port, parts.user, []) }
}

function webAddress(parts: UriParts): Parsed<ParsedAddress> {
  const transport = parts.scheme.toLowerCase() === 'http' ? 'http' : 'https'
  const host = parseHostPort(parts.authority, { bareIpv6: false })
  if (!host.ok) return host
  const warnings: string[] = []
  // All SOAP goes to /sdk; people paste the address of the web client.
  if (!/^\/?(?:sdk\/?)?$/.test(parts.path))
    warnings.push(`The path "${parts.path}" is ignored: the API is always at /sdk.`)
  if (parts.query !== '')
    warnings.push('Parameters have a meaning only in esx:// and vpx:// addresses and are ignored.')
  return { ok: true, value: toAddress(transport, host.value.host, host.value.port, parts.user, warnings) }
}

function toAddress(
  transport: Endpoint['transport'],
  host: string,
  port: number | undefined,
  user: string | undefined,
  warnings: string[],
): ParsedAddress {
  const endpoint: Endpoint = {
    transport,
    host,
    port: port ?? (transport === 'https' ? 443 : 80),
    trust: { kind: 'system' },
  }
  return { endpoint, ...(user !== undefined && { user }), warnings }
}

const refuse = (because: string): Parsed<never> => ({ ok: false, because })
