import { clsx } from 'clsx'
import { formatDate } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { expiryOf } from '@/lib/vsphere/certificate'
import type { ConnectionView, ServerIdentity } from '@/lib/vsphere/connection'
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

/** What tells a server from another, for a person to compare with what the server itself shows. */
export function serverMark({ instanceUuid, thumbprint }: ServerIdentity): string {
  if (instanceUuid !== undefined) return `instance UUID ${instanceUuid}`
  return thumbprint === undefined ? 'which says no more of itself' : `certificate SHA-256 ${thumbprint}`
}
