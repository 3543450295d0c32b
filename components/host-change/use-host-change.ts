'use client'

import { useState } from 'react'
import type { FileStarted } from '@/lib/files/file-request'
import type { HostRequest, HostVerb } from '@/lib/hardware/host-request'
import { failed, type Result } from '@/lib/result'
import { canChangeHost } from '@/lib/runs/host-can'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import type { HostKey, RunId } from '@/lib/vsphere/ids'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld } from '../live/live-provider'
import { unreachable } from '../ui/confirm'

type Changed = {
  host: HostKey
  /** HostSystemConnectionState. */
  hostState: string | undefined
  connection: ConnectionView | undefined
  /** Privileges that the account is known not to have on the host. */
  missing: readonly string[] | undefined
  /** What was shown is not so any more: it is to be read anew. */
  onChanged: () => void
}

/** Changes of one host: whether they can be asked for now, and how. */
export function useHostChange({ host, hostState, connection, missing, onChanged }: Changed) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const [lastRun, setLastRun] = useState<RunId>()

  /** Why it cannot be done now; undefined when it can. */
  const whyNot = (verb: HostVerb): string | undefined => {
    if (old) return 'Old data. Andon does not answer.'
    const verdict = canChangeHost(verb, {
      role,
      connectionLive: connection?.state.at === 'live',
      connectionName: connection?.name,
      noContact: connection && noContactSentence(connection),
      hostState,
      missing,
    })
    return verdict.ok ? undefined : verdict.because
  }

  /** Resolves when the host has taken or refused it. */
  const change = async (request: HostRequest): Promise<Result<FileStarted>> => {
    const reply = await actions
      .changeHost(host, request)
      .catch((cause: unknown): Result<never> => failed(unreachable(cause)))
    if (reply.ok) setLastRun(reply.value.run)
    onChanged()
    return reply.ok && reply.value.refused ? failed(reply.value.refused) : reply
  }

  return { whyNot, change, lastRun }
}
