import { failed, ok, type Result } from '@/lib/result'
import type { ServerIdentity } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { isSameServer } from '../inventory/server-identity'
import type { SettingsNote } from './contract'
import { repinned } from './pins'
import type { StoredConnection } from './stored'

type Ports = {
  inventory: (id: ConnectionId) => Inventory | undefined
  note: (note: SettingsNote) => Promise<void>
  change: (next: StoredConnection, before: StoredConnection) => Promise<void>
  openAnew: (next: StoredConnection) => Promise<void>
  now: () => number
}

/** What a person agrees to of who answers at an address. It is noted, stored, and then the connection is opened anew. */
export function agreements({ inventory, note, change, openAnew, now }: Ports) {
  async function agree(stored: StoredConnection, next: StoredConnection, by: string, text: string) {
    await note({ by, text, connection: stored.id })
    await change(next, stored)
    await openAnew(next)
    return ok(null)
  }

  return {
    async acceptServer(stored: StoredConnection, seen: ServerIdentity, by: string): Promise<Result<null>> {
      const other = inventory(stored.id)?.otherServer
      if (!other || !isSameServer(other, seen)) return answersNoMore
      const who = other.instanceUuid ?? other.thumbprint ?? 'no mark of its own'
      const text = `Another server accepted at ${stored.name}: ${other.fullName}, ${who}`
      return agree(stored, { ...stored, server: other }, by, text)
    },

    async decideCertificate(stored: StoredConnection, sha256: string, decision: 'trust' | 'keep', by: string) {
      const { id, name, endpoint, pin } = stored
      const other = inventory(id)?.otherCertificate
      const { trust } = endpoint
      if (!other || other.sha256 !== sha256 || trust.kind !== 'thumbprint') return otherCertificateNow
      const at = new Date(now()).toISOString()
      if (decision === 'trust') {
        const text = `Another certificate trusted at ${name}: ${sha256} of ${other.subject}, in place of ${trust.sha256}`
        return agree(stored, repinned(stored, other, { by, at }), by, text)
      }
      const text = `Certificate ${trust.sha256} kept at ${name}, which stays disconnected while it shows ${sha256}`
      await note({ by, text, connection: id })
      await change({ ...stored, pin: { ...pin, kept: { by, at, other: sha256 } } }, stored)
      return ok(null)
    },
  }
}

const answersNoMore = failed({
  blame: 'ours',
  code: 'other-server-changed',
  sentence: 'The server that answers now is not the one that was shown. Look again.',
})

const otherCertificateNow = failed({
  blame: 'ours',
  code: 'other-certificate-changed',
  sentence: 'The certificate that the server shows now is not the one that was shown. Look again.',
})
