import type { Endpoint } from '../vsphere/connection'

export type HostPort = { host: string; port?: number }
export type Parsed<T> = { ok: true; value: T } | { ok: false; because: string }

const refuse = (because: string): Parsed<never> => ({ ok: false, because })

/**
 * Reads `host`, `host:port`, `[ipv6]`, `[ipv6]:port` and, where `bareIpv6` allows it, an IPv6 address without brackets.
 * The host comes back without brackets and in lower case; names are not looked up.
 */
export function parseHostPort(text: string, options: { bareIpv6: boolean }): Parsed<HostPort> {
  if (text === '') return refuse('The address names no host.')
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text)
  if (bracketed) return withPort(ipv6(bracketed[1] ?? ''), bracketed[2])
  if (text.includes('[') || text.includes(']'))
    return refuse(`"${text}" is not a host: an IPv6 address stands whole in brackets.`)
  if (text.split(':').length > 2) {
    if (options.bareIpv6) return withPort(ipv6(text), undefined)
    return refuse(`Write the IPv6 address in brackets: [${text}].`)
  }
  const [name = '', port] = text.split(':')
  return withPort(hostName(name), port)
}

/** A TCP port in decimal, 1 to 65535. */
function parsePort(text: string): Parsed<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535
    ? { ok: true, value: port }
    : refuse(`"${text}" is not a port. A port is a number from 1 to 65535.`)
}

function withPort(host: Parsed<string>, portText: string | undefined): Parsed<HostPort> {
  if (!host.ok) return host
  if (portText === undefined) return { ok: true, value: { host: host.value } }
  const port = parsePort(portText)
  return port.ok ? { ok: true, value: { host: host.value, port: port.value } } : port
}

function hostName(name: string): Parsed<string> {
  if (name === '') return refuse('The address names no host.')
  if (name.length > 253) return refuse('The host name is longer than 253 characters.')
  if (!/^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_.])?$/u.test(name) || name.includes('..')) {
    return refuse(`"${name}" is not a host name or an IP address.`)
  }
  if (/^[\d.]+$/.test(name) && !isIpv4(name)) return refuse(`"${name}" is not an IPv4 address.`)
  return { ok: true, value: name.toLowerCase() }
}

const isIpv4 = (text: string) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255)

function ipv6(text: string): Parsed<string> {
  // RFC 6874: the percent of a zone is written %25 inside a URI; a person may write it plainly.
  const [address = '', zone] = text.replace('%25', '%').split('%')
  const halves = address.split('::')
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)
  const length = groups.length + (last !== undefined && isIpv4(last) ? 1 : 0)
  const wellFormed =
    halves.length <= 2 &&
    (halves.length === 2 ? length <= 7 : length === 8) &&
    groups.every((group, at) => /^[0-9a-f]{1,4}$/i.test(group) || (at === groups.length - 1 && isIpv4(group))) &&
    (zone === undefined || /^[\w.-]+$/.test(zone))
  if (!wellFormed) return refuse(`"${text}" is not an IPv6 address.`)
  return { ok: true, value: zone === undefined ? address.toLowerCase() : `${address.toLowerCase()}%${zone}` }
}

export type Proxy = NonNullable<Endpoint['proxy']>

/** libvirt's default port for every proxy type, http among them. */
const defaultPort = 1080

const types: Readonly<Record<string, Proxy['type']>> = {
  http: 'http',
  socks: 'socks5',
  socks4: 'socks4',
  socks4a: 'socks4a',
  socks5: 'socks5',
}

/**
 * Reads libvirt's `proxy` parameter, `[type://]host[:port]`. The type is case-sensitive; none means http. The first
 * colon parts host and port, so an IPv6 literal cannot be written. Source: libvirt's esxUtil_ParseUri.
 */
export function parseProxy(text: string): Parsed<Proxy> {
  const [, typeText, rest = ''] = /^(?:(.*?):\/\/)?(.*)$/s.exec(text) ?? []
  const type = types[typeText ?? 'http']
  if (!type || (typeText !== undefined && !Object.hasOwn(types, typeText))) {
    return refuse(`The proxy type "${typeText ?? ''}" is none of http, socks, socks4, socks4a and socks5.`)
  }
  const colon = rest.indexOf(':')
  const host = colon < 0 ? rest : rest.slice(0, colon)
  if (host === '') return refuse('The proxy names no host.')
  if (/[\s/?#@[\]]/.test(host)) return refuse(`"${host}" is not a host name or an IPv4 address for a proxy.`)
  if (colon < 0) return { ok: true, value: { type, host, port: defaultPort } }
  const port = parsePort(rest.slice(colon + 1))
  return port.ok ? { ok: true, value: { type, host, port: port.value } } : refuse(`Proxy: ${port.because}`)
}
