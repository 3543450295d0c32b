'use client'

import { useMemo } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import { useAccount } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { useAddressView } from '../pages/use-address-view'
import { entryLine } from './entry-line'
import { ExportMenu } from './export-menu'
import type { HistoryEntry } from './history-entries'
import { HistoryList } from './history-list'
import { HistoryToolbar } from './history-toolbar'
import { historyAddress, isNarrowed, usualView } from './history-view'
import { useVmName } from './named-vm'
import { RecordLine } from './record-line'
import { useFilter } from './use-filter'
import { useHistory } from './use-history'
import { useNarrowing } from './use-narrowing'
import { usePeople } from './use-people'

/** Everything that was done from here, what others did and what hosts say has happened, by days and newest first. */
export function HistoryPage() {
  const { limited } = useAccount()
  const [view, change] = useAddressView(historyAddress)
  const filter = useFilter(view)
  const found = useHistory(filter, 50, 'on demand')
  const people = usePeople(found.entries, view.person)
  const narrowing = useNarrowing(view, change)
  const connectionNow = useLive(({ connections }: BoardTables) => view.connection && connections[view.connection]?.name)
  const vmNow = useVmName(view.vm)
  const vmThen = useMemo(() => view.vm && nameIn(found.entries, view.vm), [found.entries, view.vm])
  return (
    <div className="p-3 mid:p-4 wide:px-5">
      <HistoryToolbar
        view={view}
        change={change}
        people={people}
        names={{ vm: vmThen ?? vmNow, connection: connectionNow }}
        title={<h1 className="mr-2 text-lg font-semibold">History</h1>}
        end={<ExportMenu filter={filter} isNarrowed={isNarrowed(view)} />}
      />
      {limited && (
        <p className="mb-3 text-sm text-ink-2">
          Your account is limited: what happened at other connections, and to accounts and settings, is not shown.
        </p>
      )}
      <HistoryList
        history={found}
        narrowing={narrowing}
        empty={
          isNarrowed(view)
            ? {
                fact: 'Nothing matches',
                more: 'Search and filters leave nothing of the history.',
                wayOut: () => change(() => usualView, 'step'),
              }
            : {
                fact: limited ? 'Nothing has been done at your connections yet' : 'Nothing has been done yet',
                more: 'Each task that is started from Andon, each answer and each change of auto-answer is kept here; so is each task of others, as far as Andon saw its end or its host still has it.',
              }
        }
      />
      <RecordLine />
    </div>
  )
}

/** What a VM was called when something was last done with it. */
const nameIn = (entries: readonly HistoryEntry[] | undefined, vm: string): string | undefined =>
  entries?.map(entryLine).find((line) => line.vm === vm && line.name !== undefined)?.name
