import type { Endpoint } from '@/lib/vsphere/connection'
import { readThumbprint } from './connector'
import { WireError } from './errors'

/** Many TLS servers just hang up on plain HTTP: then a handshake tells whether TLS is what they want. */
export async function clearer(error: unknown, endpoint: Endpoint): Promise<unknown> {
  const isHangUp = error instanceof WireError && error.code === 'connection-cut' && endpoint.transport === 'http'
  if (!isHangUp) return error
  const thumbprint = await readThumbprint({ ...endpoint, transport: 'https' }).catch(() => undefined)
  return thumbprint === undefined ? error : new WireError('needs-tls', error.detail, { cause: error })
}
