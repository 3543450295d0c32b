import { BlockList, isIP, isIPv6 } from 'node:net'

/*
 * Addresses that a person or another server entered are called from within the network of this machine. What only this
 * machine can reach, and the services that clouds hang at link-local addresses, are none that anybody means.
 */

const here = new BlockList()
here.addSubnet('127.0.0.0', 8)
here.addSubnet('0.0.0.0', 8)
here.addSubnet('169.254.0.0', 16)
here.addAddress('::1', 'ipv6')
here.addAddress('::', 'ipv6')
here.addSubnet('fe80::', 10, 'ipv6')

/** Whether a host name of a URL is this machine, or what only it can reach. */
export function isHere(hostname: string): boolean {
  const bare = bareName(hostname)
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true
  return isIP(bare) !== 0 && here.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4')
}

/** Nobody in particular. */
const nobodys = new BlockList()
nobodys.addSubnet('224.0.0.0', 4)
nobodys.addSubnet('240.0.0.0', 4)
nobodys.addSubnet('ff00::', 8, 'ipv6')

/** Whether an address is called by nobody: this machine's, link-local, of many, or of none. */
export function isForbidden(address: string): boolean {
  const bare = bareName(address)
  return isHere(bare) || (isIP(bare) !== 0 && nobodys.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4'))
}

/** As it stands in a URL, without brackets and a last dot. */
export const bareName = (hostname: string): string =>
  hostname
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
    .replace(/\.$/, '')
