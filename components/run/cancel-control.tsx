'use client'

import { useCallback, useState } from 'react'
import { allows } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import type { TaskKey } from '@/lib/vsphere/ids'
import { cancelPrivilege, lacksSentence, missingPrivileges } from '@/lib/vsphere/rights'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld, useLive, useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { formatAge } from '../words/age'
import type { CancelOffer } from './board-rows'

type CancelControlProps = {
  offer: CancelOffer
  /** What is cancelled, for the accessible name: "Power on of db/primary". */
  what: string
  onError: (error: ConsoleError | undefined) => void
}

/** Cancel, or why not, or since when it has been asked for. "Cancel requested" is not "Cancelled". */
export function CancelControl({ offer, what, onError }: CancelControlProps) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const [sent, setSent] = useState(false)
  const notAllowed = useCancelRefusal(offer)
  if (offer.at === 'requested') return <Requested since={offer.since} />
  if (offer.at === 'not-cancelable') {
    return (
      <Button size="small" className="border-dashed! px-2! font-normal text-ink-3!" disabledReason={offer.because}>
        Not cancelable
      </Button>
    )
  }
  const cancel = async () => {
    setSent(true)
    onError(undefined)
    const reply = await sendCancel(actions, offer).catch((cause: unknown) => ({
      ok: false as const,
      error: unreachable(cause),
    }))
    if (reply.ok) return
    setSent(false)
    onError(reply.error)
  }
  const reason = !allows(role, 'operator')
    ? 'Your account may look, but not cancel tasks.'
    : old
      ? 'Old data. Andon does not answer, so nothing can be sent.'
      : sent
        ? 'Sent; wait for the reply.'
        : notAllowed
  return (
    <Button size="small" aria-label={`Cancel ${what}`} onClick={() => void cancel()} disabledReason={reason}>
      Cancel
    </Button>
  )
}

export const sendCancel = (actions: ConsoleActions, offer: Extract<CancelOffer, { at: 'offered' }>) =>
  'run' in offer ? actions.cancelRun(offer.run) : actions.cancelTask(offer.task)

/** Why the connection's account is known not to be allowed to cancel: what others began takes a privilege of its own. */
export function useCancelRefusal(offer: CancelOffer): string | undefined {
  const task = offer.at === 'offered' && 'task' in offer ? offer.task : undefined
  const select = useCallback((tables: BoardTables) => task && cancelRefusal(task, tables), [task])
  return useLive(select)
}

export function cancelRefusal(key: TaskKey, tables: Pick<BoardTables, 'tasks' | 'subjects' | 'connections'>) {
  const task = tables.tasks[key]
  const connection = task && tables.connections[task.connection]
  if (!task?.vm || task.run !== undefined || !connection || task.startedBy === connection.user) return undefined
  const missing = missingPrivileges(tables.subjects[task.vm]?.roles, connection.rights)
  return missing?.includes(cancelPrivilege) ? lacksSentence(cancelPrivilege, connection.name) : undefined
}

function Requested({ since }: { since: string | undefined }) {
  const now = useServerNow()
  return (
    <span className="text-xs whitespace-nowrap text-ink-2">
      Cancel requested{since !== undefined && ` ${formatAge(now - Date.parse(since))} ago`}
    </span>
  )
}
