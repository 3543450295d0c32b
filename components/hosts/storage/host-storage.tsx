'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HostView } from '@/lib/live/live-state'
import { failed, type ConsoleError } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useConsoleActions } from '../../console/console-context'
import { useHostChange } from '../../host-change/use-host-change'
import { runPath } from '../../pages/pages'
import { Button } from '../../ui/button'
import { unreachable } from '../../ui/confirm'
import { FactPanel, NotKnown, NotRead, NotWhole } from '../../ui/facts'
import { Link } from '../../ui/link'
import { ErrorNotice } from '../../ui/notice'
import { SectionHead } from '../../ui/sections'
import { AdapterTable } from './adapter-table'

/** The storage adapters of a host: what they reach, on how many paths, and what lies on it. */
export function HostStoragePanel({ host, connection }: { host: HostView; connection: ConnectionView | undefined }) {
  const actions = useConsoleActions()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const query = useQuery({
    // Hosts do not tell when it changes; it is read anew with the page, and after each rescan from here.
    queryKey: ['host-storage', host.key, host.connectionState, connection?.state.at],
    queryFn: () => actions.readHostStorage(host.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 60_000,
  })
  const read = query.data?.ok ? query.data.value : undefined
  const storage = read?.known ? read.value : undefined
  const { whyNot, change, lastRun } = useHostChange({
    host: host.key,
    hostState: host.connectionState,
    connection,
    missing: storage?.missing,
    onChanged: () => void query.refetch(),
  })

  if (!read || !storage) {
    return (
      <FactPanel title="Storage adapters">
        {read?.known === false ? (
          <NotKnown what="Its storage is" because={read.because} />
        ) : (
          <NotRead
            error={query.data && !query.data.ok ? query.data.error : undefined}
            onRetry={() => void query.refetch()}
          />
        )}
      </FactPanel>
    )
  }
  const rescan = async (what: 'adapters' | 'datastores') => {
    setBusy(true)
    setError(undefined)
    const reply = await change({ do: 'rescan', what })
    setBusy(false)
    if (!reply.ok) setError(reply.error)
  }
  const reason = whyNot('rescan') ?? (busy ? 'Sent; wait for the reply.' : undefined)
  return (
    <section aria-labelledby="storage-adapters" className="min-w-0">
      <SectionHead id="storage-adapters" title="Storage adapters" count={storage.adapters.length} className="mb-1.5">
        <span className="flex flex-wrap gap-1.5">
          <Button size="small" onClick={() => void rescan('adapters')} disabledReason={reason}>
            Rescan adapters
          </Button>
          <Button size="small" onClick={() => void rescan('datastores')} disabledReason={reason}>
            Look for datastores
          </Button>
        </span>
      </SectionHead>
      <NotWhole unread={storage.unread} className="mb-1.5" />
      <p role="status" className="mb-1.5 text-sm text-ink-2 empty:hidden">
        {lastRun !== undefined && (
          <>
            A rescan was asked for; what it finds is shown when this is read again.{' '}
            <button type="button" className="link" onClick={() => void query.refetch()}>
              Read again
            </button>{' '}
            <Link href={runPath(lastRun)} className="link">
              The run
            </Link>
          </>
        )}
      </p>
      {error && <ErrorNotice error={error} className="mb-1.5" />}
      <AdapterTable storage={storage} />
    </section>
  )
}
