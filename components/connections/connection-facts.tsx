import { clsx } from 'clsx'
import { libvirtUri } from '@/lib/connections/libvirt-uri'
import { formatDate } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { expiryOf } from '@/lib/vsphere/certificate'
import type { ConnectionView, ServerIdentity } from '@/lib/vsphere/connection'
import { accountSummary } from '@/lib/vsphere/rights'
import { Copied } from '../ui/button'
import { formatSpan } from '../words/age'

/** A clock that is further off than this is said: times of the host are hard to compare then. */
const clockSaidMs = 60_000

/** `The host’s clock is 3 h 02 min behind.`; undefined while it is right, or nobody knows. */
export function clockSentence({
  clockOffsetMs,
  kind,
}: Pick<ConnectionView, 'clockOffsetMs' | 'kind'>): string | undefined {
  if (clockOffsetMs === undefined || Math.abs(clockOffsetMs) <= clockSaidMs) return undefined
  const whose = kind === 'vcenter' ? 'The vCenter’s' : 'The host’s'
  return `${whose} clock is ${formatSpan(Math.round(Math.abs(clockOffsetMs) / 1000) * 1000)} ${clockOffsetMs < 0 ? 'behind' : 'ahead'}.`
}

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

/** `Its certificate expires in 12 days, on 3 May 2026.` Undefined: not within 30 days. @param now the server's clock, ms */
export function expirySentence({ certificate, endpoint }: ConnectionView, now: number): string | undefined {
  const expiry = expiryOf(certificate, now)
  if (!expiry) return undefined
  const { kind } = endpoint.trust
  const isChecked = kind === 'system' || kind === 'ca'
  const on = formatDate(expiry.validTo)
  if (expiry.at === 'over') return `Its certificate expired on ${on}.${isChecked ? '' : ' It is taken all the same.'}`
  const days = expiry.days === 0 ? 'today or tomorrow' : `in ${formatCount(expiry.days, 'day')}`
  return `Its certificate expires ${days}, on ${on}.${isChecked ? ' From then on Andon does not connect.' : ''}`
}

/** `TLS 1.0`, or that it may come to that; undefined where nobody allowed it. */
export function oldTlsWord({ endpoint, oldTls }: Pick<ConnectionView, 'endpoint' | 'oldTls'>): string | undefined {
  if (oldTls !== undefined) return `TLS ${oldTls}`
  return endpoint.allowOldTls ? 'Old TLS allowed' : undefined
}

/** Red wherever the connection is named: a person allowed what can be broken. */
export function OldTls({ connection, className }: { connection: ConnectionView; className?: string }) {
  const word = oldTlsWord(connection)
  return word === undefined ? null : (
    <span className={clsx('text-xs font-medium text-fail-text', className)}>{word}</span>
  )
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

/** What tells a server from another, for a person to compare with what the server itself shows. */
export function serverMark({ instanceUuid, thumbprint }: ServerIdentity): string {
  if (instanceUuid !== undefined) return `instance UUID ${instanceUuid}`
  return thumbprint === undefined ? 'which says no more of itself' : `certificate SHA-256 ${thumbprint}`
}
