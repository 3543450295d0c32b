'use client'

import { useMemo } from 'react'
import { HistoryList } from '../history/history-list'
import { useHistory } from '../history/use-history'
import type { VmTabProps } from './vm-tab'

/** Every run of this VM that Andon knows of. */
export function VmHistoryTab({ row }: VmTabProps) {
  const filter = useMemo(() => ({ vm: row.key }), [row.key])
  const history = useHistory(filter, 20)
  return (
    <HistoryList
      oneVm
      history={history}
      empty={{ fact: 'No run of this VM yet', more: 'What is started from here is kept here.' }}
    />
  )
}
