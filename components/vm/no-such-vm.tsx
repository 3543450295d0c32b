'use client'

import { useMemo } from 'react'
import type { HistoryFilter } from '@/lib/contract/history'
import { formatDateTime } from '@/lib/format/clock'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { actorName } from '@/lib/runs/actor'
import type { BoardTables } from '@/lib/live/live-state'
import type { RunOf, RunView } from '@/lib/runs/run'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import type { VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { useHistory } from '../history/use-history'
import type { HistoryEntry } from '../history/history-entries'
import { useDatastoreNames } from '../live/datastore-names'
import { useLive } from '../live/live-provider'
import { runPath } from '../pages/pages'
import { buttonClass } from '../ui/button-class'
import { Link } from '../ui/link'
import { Empty } from '../ui/placeholders'
import { RegisterAgain } from './register-again'

type NoSuchVmProps = {
  vm: VmKey
  /** The VM as it was last, when it went while its page was open. */
  seen: VmView | undefined
  connection: ConnectionView | undefined
}

/** The page of a VM that is not there: what is known about why, what is left of it, and the way back. */
export function NoSuchVm({ vm, seen, connection }: NoSuchVmProps) {
  const filter = useMemo((): HistoryFilter => ({ vm, source: ['andon'] }), [vm])
  const { entries } = useHistory(filter, 20, 'at once')
  // A VM may leave before its run has ended, and the history been read in between.
  const runs = useLive(readRuns)
  const taken = connection?.state.at === 'live' ? takenBy(vm, Object.values(runs ?? {}), entries) : undefined
  const { fact, why } = explain(seen, connection)
  const name = seen?.name ?? taken?.subjects[0].name
  return (
    <div role="alert">
      <h1 className="sr-only">{name ?? 'Unknown VM'}</h1>
      {taken && connection ? (
        <Taken run={taken} connection={connection} seen={seen} />
      ) : (
        <Empty fact={fact} className="panel">
          <p className="mx-auto mb-3 max-w-[60ch] wrap-anywhere">{why}</p>
          <AllVms />
        </Empty>
      )}
    </div>
  )
}

const AllVms = () => (
  <Link href="/vms" className={buttonClass()}>
    All virtual machines
  </Link>
)

type TakenRun = RunOf<'vm'> & { state: { at: 'ended' }; request: { verb: 'unregister' | 'destroy'; vmxPath?: string } }

const readRuns = ({ runs }: BoardTables) => runs

/** The run that took the VM away, where one of Andon did: nothing of it can come after that. */
function takenBy(
  vm: VmKey,
  live: readonly RunView[],
  entries: readonly HistoryEntry[] | undefined,
): TakenRun | undefined {
  const recorded = (entries ?? []).flatMap((entry) => (entry.kind === 'run' ? [entry.run] : []))
  return [...live, ...recorded].find((run) => isTaken(run, vm))
}

const isTaken = (run: RunView, vm: VmKey): run is TakenRun =>
  run.kind === 'vm' &&
  run.subjects[0].key === vm &&
  (run.request.verb === 'unregister' || run.request.verb === 'destroy') &&
  run.state.at === 'ended' &&
  run.state.outcome.kind === 'succeeded'

/** What a person took away from here, who and when, and where its files are. */
function Taken({ run, connection, seen }: { run: TakenRun; connection: ConnectionView; seen: VmView | undefined }) {
  const { verb, vmxPath } = run.request
  const { name } = run.subjects[0]
  const names = useDatastoreNames(connection.id)
  return (
    <Empty fact={`${name} ${verb === 'unregister' ? 'is not registered any more' : 'is deleted'}`} className="panel">
      <p className="mx-auto mb-2 max-w-[60ch] wrap-anywhere">
        {verb === 'unregister' ? 'It was taken out of' : 'It was deleted, with its files, from'} {connection.name} by{' '}
        {actorName(run.actor)} on <time dateTime={run.state.endedAt}>{formatDateTime(run.state.endedAt)}</time> (
        <Link href={runPath(run.id)} className="link">
          Run {run.number}
        </Link>
        ). Its runs stay in the history.
      </p>
      {verb === 'unregister' && (
        <p className="mx-auto mb-3 max-w-[60ch] wrap-anywhere">
          {vmxPath === undefined ? (
            'Its files stay on their datastore; where they are was not known.'
          ) : (
            <>
              Its files stay. Its configuration is{' '}
              <code className="raw text-ink! whitespace-pre-wrap! wrap-anywhere">
                {readDatastorePath(vmxPath, names)}
              </code>
              .
            </>
          )}
        </p>
      )}
      {verb === 'unregister' && vmxPath !== undefined && (
        <RegisterAgain connection={connection.id} vmxPath={vmxPath} name={name} host={seen?.host?.key}>
          <AllVms />
        </RegisterAgain>
      )}
      {(verb === 'destroy' || vmxPath === undefined) && <AllVms />}
    </Empty>
  )
}

function explain(seen: VmView | undefined, connection: ConnectionView | undefined): { fact: string; why: string } {
  if (!connection) {
    return {
      fact: seen ? `The connection of ${seen.name} is gone` : 'No such connection',
      why: seen
        ? 'It was removed from Andon. The VM itself is untouched at its host.'
        : 'Andon knows no connection at this address. It may have been removed.',
    }
  }
  if (seen) {
    return {
      fact: `${seen.name} is gone`,
      why: `It was deleted, or removed from the inventory of ${connection.name}, while this page was open. Its runs stay in the history.`,
    }
  }
  if (connection.state.at !== 'live') {
    return {
      fact: 'This VM is not known yet',
      why: `${noContactSentence(connection)} Nobody can tell whether it still exists.`,
    }
  }
  return {
    fact: 'No such VM',
    why: `${connection.name} knows no VM at this address. It may have been deleted or moved.`,
  }
}
