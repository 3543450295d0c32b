'use client'

import { useState } from 'react'
import type { ConsoleError, Result } from '@/lib/result'
import { failed } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import { verbConfirm } from './verb-confirm'
import type { VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../console/console-actions'
import { unreachable, useConfirm } from '../ui/confirm'

/** Starts verbs on one VM. The stream tells the rest; an error here means that nothing was started. */
export function useStartRun(vm: Pick<VmView, 'key' | 'name'>) {
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()

  const start = async (request: RunRequest): Promise<Result<{ run: string }>> => {
    setBusy(true)
    setError(undefined)
    const reply = await actions.startRun(vm.key, request).catch((cause: unknown) => failed(unreachable(cause)))
    setBusy(false)
    return reply
  }

  /** Asks first where something can be lost; the dialog then shows what went wrong, else the page does. */
  const press = (request: RunRequest) => {
    const asked = verbConfirm(request.verb, [vm])
    if (asked) return confirm({ ...asked, run: () => start(request) })
    void start(request).then((reply) => {
      if (!reply.ok) setError(reply.error)
    })
  }

  return { busy, error, start, press, dismiss: () => setError(undefined) }
}

export type StartRun = ReturnType<typeof useStartRun>
