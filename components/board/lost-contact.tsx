'use client'

import { useState } from 'react'
import { allows, mayConnect } from '@/lib/accounts/role'
import { formatClock, formatSince } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import { isCertificateOpen, type ConnectionView, type ServerIdentity } from '@/lib/vsphere/connection'
import { serverMark } from '../connections/connection-oddities'
import { connectionsByName } from '../connections/lamp'
import { useScope } from '../connections/scope'
import { wayOutOf, whyNotNow } from '../connections/sign-in-words'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld, useLive, useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Link } from '../ui/link'
import { Notice, sentenceOf } from '../ui/notice'
import { formatSpan } from '../words/age'

const readConnections = (tables: BoardTables) => tables.connections

/** One notice per connection that gives no data: since when, what that hides, when it is tried again, and why. */
export function LostContact() {
  const connections = useLive(readConnections)
  const { connection: scope } = useScope()
  const old = useIsOld()
  // Old data has one notice of its own, for the whole page.
  const broken =
    connections && !old
      ? connectionsByName(connections).filter(
          ({ id, state, otherServer, otherCertificate }) =>
            (state.at === 'lost' || state.at === 'refused' || otherServer || otherCertificate) &&
            (scope === undefined || scope === id),
        )
      : []
  return broken.map((connection) => <OneLost key={connection.id} connection={connection} />)
}

function OneLost({ connection }: { connection: ConnectionView }) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const retry = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const result = await actions.retryConnection(connection.id)
      if (!result.ok) setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    } finally {
      setBusy(false)
    }
  }
  const may = mayConnect(role)
  const now = useServerNow()
  const disabledReason = !may.ok ? may.because : busy ? 'Trying now.' : whyNotNow(connection.state, now)
  return (
    <Notice
      tone="fail"
      glyph="noContact"
      action={
        <Button
          size="small"
          aria-label={`Try ${connection.name} now`}
          onClick={() => void retry()}
          disabledReason={disabledReason}
        >
          Try now
        </Button>
      }
    >
      <Sentence connection={connection} />
      {error && (
        <span role="alert" className="block font-medium text-fail-text">
          {sentenceOf(error)}
        </span>
      )}
    </Notice>
  )
}

function Sentence({ connection }: { connection: ConnectionView }) {
  const now = useServerNow()
  const vms = useLive((tables) => tables.counts[connection.id]?.vms ?? 0)
  const { state, name, otherServer } = connection
  if (otherServer) return <AnotherServer name={name} server={otherServer} vms={vms ?? 0} />
  if (connection.otherCertificate) return <OtherCertificate connection={connection} vms={vms ?? 0} />
  if (state.at === 'refused') {
    return (
      <>
        <strong className="font-semibold">{name} refuses Andon.</strong> {state.reason} {wayOutOf(state)}{' '}
        <Link href="/settings" className="link">
          Settings
        </Link>
      </>
    )
  }
  if (state.at !== 'lost') return null
  const retryMs = state.retryAt === undefined ? undefined : Date.parse(state.retryAt) - now
  return (
    <>
      <strong className="font-semibold">
        No contact with {name} for {formatSpan(now - Date.parse(state.since))}.
      </strong>{' '}
      {state.lastAnswerAt !== undefined && `Last answer ${formatClock(state.lastAnswerAt)}. `}
      {vms !== undefined &&
        vms > 0 &&
        `${vms === 1 ? 'Its VM and its' : `Its ${formatCount(vms, 'VM')} and their`} tasks are shown as unknown. `}
      {retryMs !== undefined &&
        (retryMs > 0 ? `Andon tries again in ${formatSpan(retryMs + 999)}. ` : 'Andon tries now. ')}
      Reason: {state.reason.replace(/\.$/, '')}.
    </>
  )
}

/** Renewed, or somebody stands in between: a person says which. */
function OtherCertificate({ connection, vms }: { connection: ConnectionView; vms: number }) {
  const { role } = useAccount()
  const now = useServerNow()
  const { name, pin, state } = connection
  if (!isCertificateOpen(connection)) {
    return (
      <>
        <strong className="font-semibold">{name} stays disconnected.</strong> {pin?.kept?.by} kept the old certificate{' '}
        {pin?.kept && formatSince(pin.kept.at, now)}, and the server still shows another one.{' '}
        <Link href="/settings" className="link">
          See Settings
        </Link>
      </>
    )
  }
  return (
    <>
      <strong className="font-semibold">The certificate of {name} changed.</strong> It may have been renewed, or
      somebody stands in between who wants to read the password. Nothing is sent there since {formatClock(state.since)}.{' '}
      {vms > 0 &&
        `${vms === 1 ? 'Its VM and its' : `Its ${formatCount(vms, 'VM')} and their`} tasks are shown as unknown. `}
      <Link href="/settings" className="link">
        {allows(role, 'admin') ? 'Compare and decide in Settings' : 'See Settings'}
      </Link>
    </>
  )
}

/** Restored, exchanged or built anew: a person says whether it is the one to work with. */
function AnotherServer({ name, server, vms }: { name: string; server: ServerIdentity; vms: number }) {
  const { role } = useAccount()
  return (
    <>
      <strong className="font-semibold">Another server answers at {name}:</strong> {server.fullName},{' '}
      <span className="wrap-anywhere">{serverMark(server)}</span>. It may have been exchanged, restored or built anew.{' '}
      {vms > 0 &&
        `${vms === 1 ? 'The VM of the one before is' : `The ${formatCount(vms, 'VM')} of the one before are`} shown as unknown. `}
      Nothing is started there until an administrator accepts it.{' '}
      <Link href="/settings" className="link">
        {allows(role, 'admin') ? 'Accept it in Settings' : 'See Settings'}
      </Link>
    </>
  )
}
