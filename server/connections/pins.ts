import type { Certificate, Pin } from '@/lib/vsphere/certificate'
import type { Endpoint, TlsTrust } from '@/lib/vsphere/connection'
import type { StoredConnection } from './stored'

type Agreed = { by: string; at: string }

/** What is known of a pin that was just entered; of one that was there before, what was known of it. */
export function pinOf(trust: TlsTrust, agreed: Agreed, before?: { endpoint: Endpoint; pin?: Pin }): { pin?: Pin } {
  if (trust.kind !== 'thumbprint') return {}
  const was = before?.endpoint.trust
  if (before?.pin && was?.kind === 'thumbprint' && was.sha256 === trust.sha256) return { pin: before.pin }
  return { pin: { agreed } }
}

/** The same connection, to whoever shows this certificate. Of a host that is all that tells it from another one. */
export function repinned(stored: StoredConnection, certificate: Certificate, agreed: Agreed): StoredConnection {
  const { sha256 } = certificate
  return {
    ...stored,
    endpoint: { ...stored.endpoint, trust: { kind: 'thumbprint', sha256 } },
    ...(stored.server && { server: { ...stored.server, thumbprint: sha256 } }),
    pin: { agreed, certificate },
  }
}

/** The pinned certificate as the server showed it, for who compares it with another one day. */
export function seenPin(stored: StoredConnection, certificate: Certificate | undefined): StoredConnection | undefined {
  const { trust } = stored.endpoint
  if (!certificate || trust.kind !== 'thumbprint' || stored.pin?.certificate) return undefined
  return certificate.sha256 === trust.sha256 ? { ...stored, pin: { ...stored.pin, certificate } } : undefined
}
