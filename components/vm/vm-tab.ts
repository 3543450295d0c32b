'use client'

import { useState } from 'react'
import { failed, type Result, type ConsoleError } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { RunId } from '@/lib/vsphere/ids'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../console/console-context'
import { unreachable, useConfirm } from '../ui/confirm'
import { verbConfirm } from './verb-confirm'
import type { VmRow } from './vm-row'

/** What a tab of a VM's page is given. */
export type VmTabProps = {
  row: VmRow
  /** Undefined until it has been read for the first time. */
  detail: Result<VmDetail> | undefined
  /** Reads the detail again, after it could not be read. */
  onRetry: () => void
  run: StartRun
}

/** Starts verbs on one VM. The stream tells the rest; an error here means that nothing was started. */
export function useStartRun(vm: Pick<VmView, 'key' | 'name'>) {
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()

  const start = async (request: RunRequest): Promise<Result<{ run: RunId }>> => {
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
