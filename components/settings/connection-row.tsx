'use client'

import { useState } from 'react'
import { mayConnect } from '@/lib/accounts/role'
import { formatAddress } from '@/lib/connections/address'
import { formatSince } from '@/lib/format/clock'
import type { ConsoleError } from '@/lib/result'
import type { ConnectionView, ServerIdentity } from '@/lib/vsphere/connection'
import { withoutUndefined } from '@/lib/without-undefined'
import { ConnectionFacts } from '../connections/connection-facts'
import type { Lamp } from '../connections/lamp'
import { LampGlyph, LampWord } from '../connections/lamps'
import { DryRuns, useSetAutoAnswer } from '../connections/set-auto-answer'
import { wayOutOf, whyNotNow } from '../connections/sign-in-words'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { ErrorNotice } from '../ui/notice'
import { switchWhy } from '../connections/switch-words'
import { ChangedCertificate } from './changed-certificate'
import { Switch } from '../ui/switch'

type ConnectionRowProps = {
  connection: ConnectionView
  lamp: Lamp
  notAdmin: string | undefined
  onAccept: (seen: ServerIdentity) => void
  onEdit: () => void
  onRemove: () => void
}

/** One connection: how it stands, what it is, its auto-answer, and what can be done with it. */
export function ConnectionRow({ connection, lamp, notAdmin, onAccept, onEdit, onRemove }: ConnectionRowProps) {
  const now = useServerNow()
  const { busy, error: switchError, set, disabledReason, suggestions, dryRuns } = useSetAutoAnswer(connection)
  const { state, product, endpoint, user, autoAnswer, otherServer } = connection
  const whyId = `auto-answer-why-${connection.id}`
  return (
    <li
      aria-label={connection.name}
      className="grid gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0 wide:grid-cols-[minmax(0,1fr)_340px_236px] wide:items-center"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <LampGlyph lamp={lamp} />
          <span className="text-base font-semibold">{connection.name}</span>
          <LampWord lamp={lamp} now={now} />
        </p>
        <p className="mt-0.5 text-xs text-ink-3">
          {product ? `${product.fullName}, API ${product.apiVersion}. ` : ''}
          <span className="font-mono wrap-anywhere">{formatAddress(endpoint)}</span>, user {user},{' '}
          {trustWords(connection)}
        </p>
        <ConnectionFacts connection={connection} now={now} />
      </div>
      <div className="flex items-center gap-3">
        <Switch
          label={`Auto-answer at ${connection.name}`}
          checked={autoAnswer.on}
          busy={busy}
          describedBy={whyId}
          onChange={set}
          disabledReason={disabledReason}
        />
        {suggestions}
        <span id={whyId} className="text-xs text-ink-2">
          {switchWhy(autoAnswer, now)}.
          <span className="block text-ink-3">
            Since {formatSince(autoAnswer.changedAt, now)}, {autoAnswer.changedBy}
          </span>
        </span>
        <span className="ml-auto shrink-0">
          <DryRuns {...dryRuns} />
        </span>
      </div>
      <div className="flex flex-wrap gap-2 wide:justify-end">
        {state.at !== 'live' && <Retry connection={connection} />}
        {otherServer && (
          <Button
            onClick={() => onAccept(otherServer)}
            disabledReason={notAdmin}
            aria-label={`Accept this server: ${connection.name}`}
          >
            Accept this server
          </Button>
        )}
        <Button onClick={onEdit} disabledReason={notAdmin} aria-label={`Edit ${connection.name}`}>
          Edit
        </Button>
        <Button tone="danger" onClick={onRemove} disabledReason={notAdmin} aria-label={`Remove ${connection.name}`}>
          Remove
        </Button>
      </div>
      {switchError && <ErrorNotice error={switchError} className="wide:col-span-3" />}
      {connection.otherCertificate && (
        <ChangedCertificate connection={connection} other={connection.otherCertificate} notAdmin={notAdmin} />
      )}
      {!connection.otherCertificate && (state.at === 'lost' || state.at === 'refused') && (
        <ErrorNotice
          className="wide:col-span-3"
          error={{
            blame: 'wire',
            code: state.at,
            sentence: state.reason,
            ...withoutUndefined({ wayOut: wayOutOf(state) }),
            ...(state.raw !== undefined && { raw: state.raw }),
          }}
        />
      )}
    </li>
  )
}

function Retry({ connection }: { connection: ConnectionView }) {
  const actions = useConsoleActions()
  const may = mayConnect(useAccount().role)
  const now = useServerNow()
  const [error, setError] = useState<ConsoleError>()
  const retry = async () => {
    try {
      const result = await actions.retryConnection(connection.id)
      setError(result.ok ? undefined : result.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
  }
  return (
    <>
      <Button
        onClick={() => void retry()}
        aria-label={`Try now: ${connection.name}`}
        disabledReason={
          !may.ok
            ? may.because
            : connection.state.at === 'connecting'
              ? 'It is being tried now.'
              : whyNotNow(connection.state, now)
        }
      >
        Try now
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  )
}

function trustWords({ endpoint }: ConnectionView): string {
  if (endpoint.transport === 'http') return 'plain HTTP'
  const words = {
    system: 'certificate checked',
    thumbprint: 'one certificate pinned',
    ca: 'checked against an authority of its own',
    none: 'certificate not checked',
  } as const
  return words[endpoint.trust.kind]
}
