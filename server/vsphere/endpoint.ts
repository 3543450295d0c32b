import { isIPv6 } from 'node:net'
import type { Endpoint } from '@/lib/vsphere/connection'

/** `https://host:port`, an IPv6 address in brackets. */
export function originOf({ transport, host, port }: Pick<Endpoint, 'transport' | 'host' | 'port'>): string {
  const bare = bareHost(host)
  return `${transport}://${isIPv6(bare) ? `[${bare}]` : bare}:${port}`
}

export const bareHost = (host: string) => host.replace(/^\[(.*)\]$/, '$1')

/** A SHA-256 thumbprint in one form: 64 lower-case hex digits. People paste it with colons, spaces or in capitals. */
export const normalThumbprint = (thumbprint: string) => thumbprint.toLowerCase().replaceAll(/[^0-9a-f]/g, '')
