import { libvirtUri } from '@/lib/connections/libvirt-uri'
import { formatCount } from '@/lib/format/quantity'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { accountSummary } from '@/lib/vsphere/account-summary'
import { Copied } from '../ui/button'
import { clockSentence, expirySentence, oldTlsWord } from './connection-oddities'

/** What the account may do with the VMs of a connection, in one sentence, and which privileges are missing on how many of them. */
export function rightsWords({ rights, user }: Pick<ConnectionView, 'rights' | 'user'>): {
  sentence: string
  missing: { privilege: string; words: string }[]
} {
  const summary = rights && accountSummary(rights)
  if (!rights || !summary) {
    return { sentence: `What ${user} may do there is not known; the host refuses what it may not.`, missing: [] }
  }
  switch (summary.may) {
    case 'all':
      return { sentence: `${user} may do everything that Andon does with VMs.`, missing: [] }
    case 'look':
      return { sentence: `${user} may look, but neither operate VMs nor answer questions.`, missing: [] }
    case 'answer':
      return { sentence: `${user} may answer questions, but not operate VMs.`, missing: [] }
    case 'some': {
      const { known } = rights.vms
      return {
        sentence: `${user} may not do everything with ${known === 1 ? 'the VM' : `all ${formatCount(known, 'VM')}`}.`,
        missing: summary.missing.map(({ privilege, what, vms }) => ({
          privilege,
          words: `${what}: not on ${vms === known ? (known === 1 ? 'it' : `any of them`) : `${vms} of ${known}`}`,
        })),
      }
    }
  }
}

/** What Settings say of a connection beyond its address: the account's rights, its certificate, the clock, old TLS. @param now the server's clock, ms */
export function ConnectionFacts({ connection, now }: { connection: ConnectionView; now: number }) {
  const { sentence, missing } = rightsWords(connection)
  const clock = clockSentence(connection)
  const tls = oldTlsWord(connection)
  const expiry = expirySentence(connection, now)
  const uri = libvirtUri(connection)
  return (
    <div className="mt-0.5 grid gap-0.5 text-xs text-ink-3">
      <p className="wrap-anywhere">{sentence}</p>
      {missing.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer">{formatCount(missing.length, 'privilege')} missing</summary>
          <ul className="grid gap-0.5">
            {missing.map(({ privilege, words }) => (
              <li key={privilege} className="wrap-anywhere">
                {words} <code>{privilege}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {uri !== undefined && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          libvirt URI <Copied text={uri} label={`Copy the libvirt URI of ${connection.name}`} />
        </div>
      )}
      {expiry !== undefined && <p className="font-medium text-wait-text">{expiry}</p>}
      {clock !== undefined && <p className="font-medium text-wait-text">{clock}</p>}
      {tls !== undefined && (
        <p className="font-medium text-fail-text">
          {tls}: what this connection sends, the password too, can be read by whoever breaks it.
        </p>
      )}
    </div>
  )
}
