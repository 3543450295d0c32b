'use client'

import { useMemo } from 'react'
import { HistoryList } from '../history/history-list'
import { useHistory } from '../history/use-history'
import type { VmTabProps } from './vm-tab'

/** Every run of this VM, and what others did with it. */
export function VmHistoryTab({ row }: VmTabProps) {
  const filter = useMemo(() => ({ vm: row.key }), [row.key])
  const history = useHistory(filter, 20)
  return (
    <HistoryList
      oneVm
      history={history}
      empty={{
        fact: 'Nothing of this VM is known yet',
        more: 'Andon keeps what is started from here, and what others started and ended while Andon had contact.',
      }}
    />
  )
}
