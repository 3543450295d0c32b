'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { HistoryPeople } from '@/lib/contract/history'
import { compareNames } from '@/lib/names/inventory-name'
import { useConsoleActions } from '../console/console-context'
import { entryLine } from './entry-line'
import type { HistoryEntry } from './history-entries'

export type People = HistoryPeople

/**
 * Of whom one can ask, by name: everybody in the record, as far as one may see it, and who stands in the list and is not
 * written down yet. It is read behind the list, which does not wait for it.
 */
export function usePeople(entries: readonly HistoryEntry[] | undefined, chosen: string | undefined): People {
  const actions = useConsoleActions()
  const { data } = useQuery({
    queryKey: ['history-people'],
    queryFn: () => actions.readHistoryPeople(),
    enabled: entries !== undefined,
    retry: false,
    staleTime: 60_000,
  })
  const recorded = data?.ok ? data.value : undefined
  const said = useMemo(() => {
    const seen = (entries ?? []).flatMap((entry) => entryLine(entry).person ?? [])
    return [...new Set([...(recorded?.names ?? []), ...seen])].sort(compareNames)
  }, [recorded, entries])
  return useMemo(() => {
    const names = chosen === undefined || said.includes(chosen) ? said : [chosen, ...said]
    return { names, isMore: recorded?.isMore ?? false }
  }, [said, chosen, recorded])
}
