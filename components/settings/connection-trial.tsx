'use client'

import type { ConnectionTest } from '@/lib/contract/settings-input'
import { formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { Button } from '../ui/button'
import { ErrorNotice, Notice } from '../ui/notice'
import { Fingerprint } from './fingerprint'

/** What a trial sign-in found. Nothing has been stored by it. */
export function TestResult({ found }: { found: ConnectionTest }) {
  return (
    <Notice role="status" glyph="done">
      <strong className="font-semibold">It works.</strong> {found.product}, API {found.apiVersion},{' '}
      {formatCount(found.vmCount, 'VM')}.
      {found.thumbprint && (
        <>
          {' '}
          Its certificate: <code className="raw wrap-anywhere whitespace-normal!">{found.thumbprint}</code>
        </>
      )}
    </Notice>
  )
}

type RefusedProps = { error: ConsoleError; trusted: string | undefined; onTrust: (sha256: string) => void }

/** What went wrong in it; where it was the certificate, it can be trusted from here. */
export function Refused({ error, trusted, onTrust }: RefusedProps) {
  const { thumbprint } = error
  return (
    <div className="grid gap-2">
      <ErrorNotice error={error} />
      {thumbprint && thumbprint !== trusted && (
        <Notice>
          {trusted === undefined
            ? "The server showed a certificate with this SHA-256 thumbprint. Compare it with the host's own console before you trust it."
            : "The server shows another certificate than the one that is trusted. If it was renewed, compare the new thumbprint with the host's own console."}
          <Thumbprints trusted={trusted} shown={thumbprint} />
          <Button onClick={() => onTrust(thumbprint)}>Trust this certificate</Button>
        </Notice>
      )}
    </div>
  )
}

/** Old and new side by side, in the same places, so that eyes can compare them. */
function Thumbprints({ trusted, shown }: { trusted: string | undefined; shown: string }) {
  const before = trusted === '' ? undefined : trusted
  return (
    <dl className="my-2 grid gap-x-4 gap-y-1 mid:grid-cols-2">
      {before !== undefined && (
        <div className="min-w-0">
          <dt className="text-xs text-ink-3">Trusted until now</dt>
          <dd>
            <Fingerprint sha256={before} />
          </dd>
        </div>
      )}
      <div className="min-w-0">
        <dt className="text-xs text-ink-3">{before === undefined ? 'SHA-256 thumbprint' : 'Shown now'}</dt>
        <dd>
          <Fingerprint sha256={shown} differsFrom={before} />
        </dd>
      </div>
    </dl>
  )
}
