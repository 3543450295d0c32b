'use client'

import { useState } from 'react'
import { failed, type Result, type ConsoleError } from '@/lib/result'
import type { StartHow } from '@/lib/runs/decide'
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
export function useStartRun(vm: Pick<VmView, 'key' | 'name' | 'vmxPath'>) {
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()

  /** @param how what becomes of its questions; undefined: as the switch says. */
  const start = async (request: RunRequest, how?: StartHow): Promise<Result<{ run: RunId }>> => {
    setBusy(true)
    setError(undefined)
    const given: [StartHow?] = how === undefined ? [] : [how]
    const reply = await actions
      .startRun(vm.key, request, ...given)
      .catch((cause: unknown) => failed(unreachable(cause)))
    setBusy(false)
    return reply
  }

  /** Asks first where something can be lost; the dialog then shows what went wrong, else the page does. */
  const press = (request: RunRequest, how?: StartHow) => {
    const asked = verbConfirm(request.verb, [vm])
    if (asked) return confirm({ ...asked, run: () => start(request, how) })
    void start(request, how).then((reply) => {
      if (!reply.ok) setError(reply.error)
    })
  }

  return { busy, error, start, press, dismiss: () => setError(undefined) }
}

export type StartRun = ReturnType<typeof useStartRun>
