'use client'

import type { ReactNode } from 'react'
import { formatDateTime, formatSince } from '@/lib/format/clock'
import type { Certificate } from '@/lib/vsphere/certificate'
import { isCertificateOpen, type ConnectionView } from '@/lib/vsphere/connection'
import { useConsoleActions } from '../console/console-context'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { useConfirm } from '../ui/confirm'
import { Notice } from '../ui/notice'
import { Fingerprint } from './fingerprint'

type Props = { connection: ConnectionView; other: Certificate; notAdmin: string | undefined }

/** The pinned certificate and the one that is shown in its place, side by side, and what an administrator makes of it. */
export function ChangedCertificate({ connection, other, notAdmin }: Props) {
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const now = useServerNow()
  const { id, name, endpoint, pin, user } = connection
  const isOpen = isCertificateOpen(connection)
  const pinned = endpoint.trust.kind === 'thumbprint' ? endpoint.trust.sha256 : ''
  const trust = () =>
    confirm({
      title: `Trust the new certificate of ${name}?`,
      effect: (
        <>
          Andon then sends the password of {user} to whoever holds this certificate, and believes what they answer. If
          it is not the host’s own, they can read the password and start tasks. Compare it with the host’s own console
          first.
          <span className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
            <span>
              <strong className="block text-sm font-semibold text-ink">Shown now, SHA-256</strong>
              <Fingerprint sha256={other.sha256} differsFrom={pinned} />
            </span>
            <span>
              <strong className="block text-sm font-semibold text-ink">Trusted until now</strong>
              <Fingerprint sha256={pinned} />
            </span>
          </span>
        </>
      ),
      verb: 'Trust the new certificate',
      tone: 'destructive',
      keep: 'Not now',
      run: () => actions.trustCertificate(id, other.sha256),
    })
  const keep = () =>
    confirm({
      title: `Keep the old certificate of ${name}?`,
      effect: `Andon stays disconnected from ${name} as long as it shows the new one, and no longer calls for a decision. Once it shows the old one again, “Try now” connects.`,
      verb: 'Keep the old one',
      tone: 'plain',
      keep: 'Not now',
      run: () => actions.keepCertificate(id, other.sha256),
    })
  return (
    <Notice tone={isOpen ? 'fail' : 'info'} glyph="noContact" className="items-start! wide:col-span-3">
      {isOpen ? (
        <p>
          <strong className="font-semibold">The certificate changed, so nothing is sent to {name}.</strong> It may have
          been renewed, or somebody stands in between who wants to read the password. The host’s own console shows its
          fingerprint.
        </p>
      ) : (
        <p>
          <strong className="font-semibold">{name} stays disconnected.</strong> {pin?.kept?.by} kept the old certificate{' '}
          {pin?.kept && formatSince(pin.kept.at, now)}, and the server still shows another one.
        </p>
      )}
      <div className="my-3 grid gap-x-6 gap-y-4 mid:grid-cols-2">
        <OneCertificate title="Trusted until now" sha256={pinned} certificate={pin?.certificate}>
          <Fact name="Trusted by">
            {pin?.agreed ? `${pin.agreed.by}, ${formatSince(pin.agreed.at, now)}` : 'not known'}
          </Fact>
        </OneCertificate>
        <OneCertificate title="Shown now" sha256={other.sha256} differsFrom={pinned} certificate={other}>
          <Fact name="Trusted by">nobody yet</Fact>
        </OneCertificate>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          tone="danger"
          onClick={trust}
          disabledReason={notAdmin}
          aria-label={`Trust the new certificate of ${name}`}
        >
          Trust the new certificate
        </Button>
        {isOpen && (
          <Button
            onClick={keep}
            disabledReason={notAdmin}
            aria-label={`Keep the old certificate of ${name}, stay disconnected`}
          >
            Keep the old one, stay disconnected
          </Button>
        )}
      </div>
    </Notice>
  )
}

type OneProps = {
  title: string
  sha256: string
  differsFrom?: string
  /** Undefined: only its fingerprint is known. */
  certificate: Certificate | undefined
  children: ReactNode
}

function OneCertificate({ title, sha256, differsFrom, certificate, children }: OneProps) {
  const time = (at: string | undefined) => (at === undefined ? 'not known' : formatDateTime(at))
  const names = certificate?.names ?? []
  const more = certificate?.moreNames === undefined ? '' : `, and ${certificate.moreNames} more`
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs/[18px]">
        <Fact name="Subject">{certificate ? certificate.subject || 'none' : 'not known'}</Fact>
        <Fact name="Issuer">
          {!certificate
            ? 'not known'
            : certificate.issuer === certificate.subject
              ? 'itself'
              : certificate.issuer || 'none'}
        </Fact>
        <Fact name="Valid from">{time(certificate?.validFrom)}</Fact>
        <Fact name="Valid until">{time(certificate?.validTo)}</Fact>
        <Fact name="SHA-256">
          <Fingerprint sha256={sha256} differsFrom={differsFrom} />
        </Fact>
        {children}
        {/* Last: there may be many, and what stands above is compared line by line. */}
        <Fact name="Names">{certificate ? (names.length === 0 ? 'none' : names.join(', ') + more) : 'not known'}</Fact>
      </dl>
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-3">{name}</dt>
    <dd className="wrap-anywhere">
      <bdi>{children}</bdi>
    </dd>
  </>
)
