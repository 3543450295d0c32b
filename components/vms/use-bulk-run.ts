'use client'

import { useState } from 'react'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { StartHow } from '@/lib/runs/decide'
import type { RunRequest } from '@/lib/runs/verb'
import type { ConnectionId, RunId, VmKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'
import { bulkRequests, type BulkPlan } from './bulk'

export type BulkItem = {
  vm: VmKey
  name: string
  host?: string
  connection: ConnectionId
  result: Result<{ run: RunId }>
}

/** What became of one press: each VM that took part, in the order of the table. */
export type BulkResult = { plan: BulkPlan; items: BulkItem[] }

/** Starts a verb on all VMs that it fits, and keeps what the server said of each. */
export function useBulkRun() {
  const actions = useConsoleActions()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<BulkResult>()

  /** An error here means that nothing is known of any VM; refusals of single VMs are in the result. */
  const start = async (plan: BulkPlan, request: RunRequest, how?: StartHow): Promise<Result<null>> => {
    setBusy(true)
    const items = new Map<string, BulkItem>()
    let error: ConsoleError | undefined
    const given: [StartHow?] = how === undefined ? [] : [how]
    for (const part of bulkRequests(plan, request)) {
      const keys = part.rows.map((row) => row.key)
      const reply = await actions
        .startRuns(keys, part.request, ...given)
        .catch((cause: unknown) => failed(unreachable(cause)))
      part.rows.forEach((row, index) => {
        const own = reply.ok
          ? (reply.value.results.find(({ vm }) => vm === row.key) ?? reply.value.results[index])
          : undefined
        const result = own?.result ?? (reply.ok ? failed(noReply) : reply)
        const { name, connection, host } = row.vm
        items.set(row.key, { vm: row.key, name, connection, ...(host && { host: host.name }), result })
      })
      if (!reply.ok) error ??= reply.error
    }
    setBusy(false)
    const known = [...items.values()]
    if (error && known.every(({ result }) => !result.ok)) return failed(error)
    setResult({ plan, items: plan.fits.flatMap((row) => items.get(row.key) ?? []) })
    return ok(null)
  }

  return { busy, result, start, dismiss: () => setResult(undefined) }
}

const noReply: ConsoleError = {
  blame: 'ours',
  code: 'no-result',
  sentence: 'Andon gave no result for this VM.',
  wayOut: 'Look at its page before trying again.',
}
