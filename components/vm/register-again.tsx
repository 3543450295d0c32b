'use client'

import { useCallback, useState, type ReactNode } from 'react'
import { allows } from '@/lib/accounts/role'
import type { BoardTables } from '@/lib/live/live-state'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import { failed, type ConsoleError } from '@/lib/result'
import type { ConnectionId, HostKey, RunId } from '@/lib/vsphere/ids'
import { useAccount, useConsoleActions } from '../console/console-context'
import { datastoreNames } from '../live/datastore-names'
import { shallowEqual, useLive } from '../live/live-provider'
import { datastorePath, runPath, vmPath } from '../pages/pages'
import { RunStateLabel } from '../run/run-state-label'
import { runDetail } from '../run/finished-words'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { unreachable } from '../ui/confirm'
import { Link } from '../ui/link'
import { ErrorNotice } from '../ui/notice'

type RegisterAgainProps = {
  connection: ConnectionId
  /** The .vmx as a stored datastore path. */
  vmxPath: string
  name: string
  /** Where it was last; undefined: on any host that has the datastore. */
  host: HostKey | undefined
  /** Other ways on. */
  children: ReactNode
}

/** Brings a VM that was unregistered back from its files, and leads to it. */
export function RegisterAgain({ connection, vmxPath, name, host, children }: RegisterAgainProps) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const [started, setStarted] = useState<RunId>()
  const run = useLive(
    useCallback(({ runs }: BoardTables) => (started === undefined ? undefined : runs[started]), [started]),
  )
  const at = useLive(
    useCallback(
      (tables: BoardTables) => {
        const path = splitDatastorePath(vmxPath, datastoreNames(tables, connection))
        const volume =
          path.ok &&
          Object.values(tables.volumes).find(
            (one) => one.connection === connection && one.storedName === path.datastore,
          )
        return path.ok && volume ? { datastore: volume.key, path: path.path } : undefined
      },
      [vmxPath, connection],
    ),
    shallowEqual,
  )
  const made = run?.state.at === 'ended' && run.state.outcome.kind === 'succeeded' ? run.state.outcome.made : undefined

  const register = async () => {
    if (!at) return
    setBusy(true)
    setError(undefined)
    const request = {
      do: 'registerVm',
      path: at.path,
      ...(name === '' ? {} : { name }),
      ...(host ? { host } : {}),
    } as const
    const reply = await actions
      .startFileTask(at.datastore, request)
      .catch((cause: unknown) => failed(unreachable(cause)))
    setBusy(false)
    if (!reply.ok) return setError(reply.error)
    if (reply.value.refused) return setError(reply.value.refused)
    setStarted(reply.value.run)
  }
  const isOver = run?.state.at === 'ended'
  const reason = !allows(role, 'operator')
    ? 'Your account may look, but not start tasks.'
    : busy || (started !== undefined && !isOver)
      ? 'Sent; wait for the end.'
      : at
        ? undefined
        : 'The datastore of its files is not known any more.'

  return (
    <div className="grid justify-items-center gap-3">
      {error && <ErrorNotice error={error} className="text-left" />}
      {run && (
        <p role="status" className="flex flex-wrap items-center justify-center gap-x-2 text-sm">
          <RunStateLabel run={run} /> <span className="wrap-anywhere">{runDetail(run)}</span>
          <Link href={runPath(run.id)} className="link">
            Run {run.number}
          </Link>
        </p>
      )}
      <span className="flex flex-wrap justify-center gap-2">
        {made ? (
          <Link href={vmPath(made)} className={buttonClass({ tone: 'solid' })}>
            Open the VM
          </Link>
        ) : (
          <Button tone="solid" onClick={() => void register()} disabledReason={reason}>
            Register again
          </Button>
        )}
        {at && (
          <Link href={datastorePath(at.datastore, at.path.split('/').slice(0, -1).join('/'))} className={buttonClass()}>
            Its files
          </Link>
        )}
        {children}
      </span>
    </div>
  )
}
