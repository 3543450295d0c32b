import { BlockList, isIP, isIPv6 } from 'node:net'

/**
 * The addresses of proxies that may say for whom they ask: `10.0.0.5, 192.168.0.0/16, fd00::/8`.
 * @throws one sentence about the first that is no address.
 */
export function proxiesFrom(text: string | undefined): BlockList {
  const proxies = new BlockList()
  for (const entry of (text ?? '').split(',').map((one) => one.trim())) {
    if (entry === '') continue
    const [address = '', bits] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    const most = family === 'ipv6' ? 128 : 32
    const isFit = isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
    if (!isFit) throw new Error(`"${entry}" is no address. Write addresses or networks: 10.0.0.5, 192.168.0.0/16.`)
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(bits), family)
  }
  return proxies
}

/**
 * Who asks, as an address: the peer of the connection; where that is one of the proxies, the last address in
 * `X-Forwarded-For` that is none of them. Whatever stands before it may have been written by anybody.
 */
export function sourceOf(peer: string | undefined, forwardedFor: string | undefined, proxies: BlockList): string {
  let source = plainAddress(peer ?? '') ?? 'unknown'
  const hops = (forwardedFor ?? '').split(',').toReversed()
  for (const hop of hops) {
    if (!isProxy(proxies, source)) break
    const before = plainAddress(hop.trim())
    if (before === undefined) break
    source = before
  }
  return source
}

/** What is counted as one source: whoever has an IPv6 address has a whole network of them. */
export function countedAs(source: string): string {
  if (!isIPv6(source)) return source
  const [head = '', tail] = source.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const all =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - after.length).fill('0'), ...after]
  return `${all.slice(0, 4).join(':')}::/64`
}

/** Whether a connection comes from a proxy that may say for whom it asks. @param peer its address, as the socket has it. */
export function isFromProxy(peer: string | undefined, proxies: BlockList): boolean {
  const address = plainAddress(peer ?? '')
  return address !== undefined && isProxy(proxies, address)
}

export const isProxy = (proxies: BlockList, address: string) =>
  isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Without port, brackets and zone; an IPv4 address in the clothes of IPv6 as what it is. Undefined: no address. */
function plainAddress(text: string): string | undefined {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? (/^[\d.]+:\d+$/.test(text) ? text.split(':')[0] : text) ?? ''
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) === 0 ? undefined : address.toLowerCase()
}
