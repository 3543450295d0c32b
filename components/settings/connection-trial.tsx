'use client'

import type { ConnectionTest } from '@/lib/contract/settings-input'
import { formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { Button } from '../ui/button'
import { ErrorNotice, Notice } from '../ui/notice'

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

/** Old and new side by side, in the same places, so that eyes can compare them; the pairs that differ are bold. */
function Thumbprints({ trusted, shown }: { trusted: string | undefined; shown: string }) {
  const before = trusted === undefined || trusted === '' ? undefined : pairsOf(trusted)
  const now = pairsOf(shown)
  return (
    <dl className="my-2 grid gap-x-4 gap-y-1 mid:grid-cols-2">
      {before && <Thumbprint name="Trusted until now" pairs={before} />}
      <Thumbprint name={before ? 'Shown now' : 'SHA-256 thumbprint'} pairs={now} differsFrom={before} />
    </dl>
  )
}

/** 32 pairs of hex digits as four lines of eight: what a host's console prints can be followed with a finger. */
function Thumbprint({
  name,
  pairs,
  differsFrom,
}: {
  name: string
  pairs: string[]
  differsFrom?: string[] | undefined
}) {
  const lines = Array.from({ length: Math.ceil(pairs.length / 8) }, (_, line) => pairs.slice(line * 8, line * 8 + 8))
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="font-mono text-xs/[18px] text-ink">
        {lines.map((line, row) => (
          <span key={row} className="block">
            {line.map((pair, column) => (
              <span
                key={column}
                className={differsFrom && differsFrom[row * 8 + column] !== pair ? 'font-semibold' : ''}
              >
                {pair}
                {row * 8 + column + 1 < pairs.length && ':'}
              </span>
            ))}
          </span>
        ))}
      </dd>
    </div>
  )
}

const pairsOf = (thumbprint: string) =>
  thumbprint
    .toUpperCase()
    .replaceAll(/[^0-9A-F]/g, '')
    .match(/../g) ?? []
