'use client'

import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import { assertNever } from '@/lib/assert-never'
import type { ConsoleError } from '@/lib/result'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld, useServerNow } from '../live/live-provider'
import type { RunningRow } from '../run/board-rows'
import { sendCancel, useCancelRefusal } from '../run/cancel-control'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { sentenceOf } from '../ui/notice'
import { formatAge } from '../words/age'

type CancelCellProps = { row: RunningRow; connection: ConnectionView | undefined }

/** Cancel, or why not, or since when it has been asked for. Asked for is not cancelled: the host has to say so. */
export function CancelCell({ row, connection }: CancelCellProps) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const now = useServerNow()
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const notAllowed = useCancelRefusal(row.cancel)

  const cancel = async (offer: Extract<RunningRow['cancel'], { at: 'offered' }>) => {
    setSending(true)
    setError(undefined)
    try {
      const result = await sendCancel(actions, offer)
      if (!result.ok) setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    } finally {
      setSending(false)
    }
  }

  const { cancel: offer } = row
  switch (offer.at) {
    case 'requested':
      return (
        <span className="text-xs text-ink-2">
          Cancel requested
          {offer.since !== undefined && (
            <span className="block text-ink-3">{formatAge(now - Date.parse(offer.since))} ago</span>
          )}
        </span>
      )
    case 'not-cancelable':
      return (
        <Button size="small" disabledReason={offer.because} className="border-dashed! px-2! font-normal!">
          <span className="text-ink-3">Not cancelable</span>
        </Button>
      )
    case 'offered': {
      const reason = !allows(role, 'operator')
        ? 'Your account may look, but not cancel tasks.'
        : old
          ? 'Old data. Andon does not answer, so nothing can be sent.'
          : connection && connection.state.at !== 'live'
            ? noContactSentence(connection)
            : sending
              ? 'The cancel is on its way.'
              : notAllowed
      return (
        <span className="grid justify-items-end gap-1">
          <Button
            size="small"
            aria-label={`Cancel ${row.label} of ${row.name}`}
            disabledReason={reason}
            onClick={() => void cancel(offer)}
          >
            Cancel
          </Button>
          {error && (
            <span role="alert" className="text-xs text-fail-text" title={error.raw}>
              {sentenceOf(error)}
            </span>
          )}
        </span>
      )
    }
    default:
      return assertNever(offer, 'cancel')
  }
}
