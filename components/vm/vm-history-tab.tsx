'use client'

import { historyAddress, isNarrowed, usualView } from '../history/history-view'
import { HistoryList } from '../history/history-list'
import { HistoryToolbar } from '../history/history-toolbar'
import { useFilter } from '../history/use-filter'
import { useHistory } from '../history/use-history'
import { useNarrowing } from '../history/use-narrowing'
import { usePeople } from '../history/use-people'
import { useAddressView } from '../pages/use-address-view'
import type { VmTabProps } from './vm-tab'

/** Every run of this VM, what others did with it, and what its host says of it. Yesterday is one press away. */
export function VmHistoryTab({ row }: VmTabProps) {
  const [view, change] = useAddressView(historyAddress)
  const filter = useFilter(view, row.key)
  const history = useHistory(filter, 50, 'on demand')
  const people = usePeople(history.entries, view.person)
  const narrowing = useNarrowing(view, change)
  return (
    <>
      <HistoryToolbar oneVm view={view} change={change} people={people} names={noNames} />
      <HistoryList
        oneVm
        history={history}
        narrowing={narrowing}
        empty={
          isNarrowed(view)
            ? {
                fact: 'Nothing matches',
                more: 'Search and filters leave nothing of this VM’s history.',
                wayOut: () => change(() => usualView, 'step'),
              }
            : {
                fact: 'Nothing of this VM is known yet',
                more: 'Andon keeps what is started from here, and what others started and ended, as far as Andon saw it or its host still has it.',
              }
        }
      />
    </>
  )
}

/** Neither is chosen on its page. */
const noNames = { vm: undefined, connection: undefined }
