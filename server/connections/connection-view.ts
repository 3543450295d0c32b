import type { ConnectionView } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory } from '../inventory/contract'
import type { StoredConnection } from './stored'

/** A connection as screens see it: what is stored of it, and what its inventory says. Undefined: it could not be opened. */
export function connectionView(
  stored: StoredConnection,
  inventory: Inventory | undefined,
  now: number,
): ConnectionView {
  const { server: _server, ...shown } = stored
  return {
    ...shown,
    kind: inventory?.endpointKind ?? 'unknown',
    state: inventory?.state ?? unopened(now),
    ...withoutUndefined({
      product: inventory?.product,
      oldTls: inventory?.oldTls,
      rights: inventory?.rights,
      clockOffsetMs: inventory?.clockOffsetMs,
      otherServer: inventory?.otherServer,
      certificate: inventory?.certificate,
      otherCertificate: inventory?.otherCertificate,
    }),
  }
}

const unopened = (now: number): ConnectionView['state'] => ({
  at: 'refused',
  since: new Date(now).toISOString(),
  reason: 'The stored password cannot be opened with the present key.',
  wayOut: 'Edit the connection and enter the password again.',
})
