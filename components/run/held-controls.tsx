'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import type { ConsoleError, Result } from '@/lib/result'
import type { RunView } from '@/lib/runs/run'
import { runLabel, runName } from '@/lib/runs/run-label'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld } from '../live/live-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { sentenceOf } from '../ui/notice'

export type HeldProps = { run: RunView; connection: ConnectionView | undefined }

/** "Start it now" and "Drop it", or why not. */
export function HeldControls({ run, connection, className }: HeldProps & { className?: string }) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const [sent, setSent] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const what = `${runLabel(run)} of ${runName(run)}`

  const say = async (send: Promise<Result<null>>) => {
    setSent(true)
    setError(undefined)
    const reply = await send.catch((cause: unknown) => ({ ok: false as const, error: unreachable(cause) }))
    if (reply.ok) return
    setSent(false)
    setError(reply.error)
  }
  const reason = !allows(role, 'operator')
    ? 'Your account may look, but not start or drop tasks.'
    : old
      ? 'Old data. Andon does not answer, so nothing can be sent.'
      : sent
        ? 'Sent; wait for the reply.'
        : undefined
  const noContact = connection && connection.state.at !== 'live' ? noContactSentence(connection) : undefined
  return (
    <span className={clsx('grid justify-items-end gap-1', className)}>
      <span role="group" aria-label={what} className="flex gap-2 max-mid:w-full max-mid:*:flex-1">
        <Button
          size="small"
          aria-label={`Start it now: ${what}`}
          disabledReason={reason ?? noContact}
          onClick={() => void say(actions.startHeldRun(run.id))}
        >
          Start it now
        </Button>
        <Button
          size="small"
          aria-label={`Drop it: ${what}`}
          disabledReason={reason}
          onClick={() => void say(actions.dropHeldRun(run.id))}
        >
          Drop it
        </Button>
      </span>
      {error && (
        <span role="alert" className="text-xs text-fail-text" title={error.raw}>
          {sentenceOf(error)}
        </span>
      )}
    </span>
  )
}
