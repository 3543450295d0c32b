import type { Endpoint } from '../vsphere/connection'
import { parsePort, type Parsed } from './host-port'

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

const refuse = (because: string): Parsed<never> => ({ ok: false, because })
