'use client'

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { HistoryFilter, HistoryPage } from '@/lib/contract/history'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import { vmOf } from '@/lib/runs/run'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../console/console-context'
import { shallowEqual, useLive } from '../live/live-provider'
import { unreachable } from '../ui/confirm'
import { historyEntries, othersTasks, type HistoryEntry } from './history-entries'

/** Carries an error that the server gave as a value through the query, which knows only thrown ones. */
class HistoryNotRead extends Error {
  readonly error: ConsoleError
  constructor(error: ConsoleError) {
    super(error.sentence)
    this.error = error
  }
}

export type History = {
  /** Undefined until the first page is there. */
  entries: HistoryEntry[] | undefined
  error: ConsoleError | undefined
  /** Runs that were asked for since the list was read; shown when the reader wants them, so that nothing jumps. */
  newer: number
  hasMore: boolean
  busy: boolean
  more: () => void
  refresh: () => void
}

const nothingYet = { runs: {}, tasks: {} }
const readLive = ({ runs, tasks }: BoardTables) => ({ runs, tasks })

/** What happened, page by page. */
export function useHistory(filter: Omit<HistoryFilter, 'before' | 'limit'>, limit = 50): History {
  const actions = useConsoleActions()
  const client = useQueryClient()
  const queryKey = useMemo(() => ['history', filter, limit], [filter, limit])
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as number | undefined, // the type of the parameter, not a claim about this value
    queryFn: async ({ pageParam }): Promise<HistoryPage> => {
      const page = await actions.readHistory({
        ...filter,
        limit,
        ...withoutUndefined({ before: pageParam }),
      })
      if (!page.ok) throw new HistoryNotRead(page.error)
      return page.value
    },
    getNextPageParam: (last) => last.nextBefore,
    retry: false,
    // Whoever opens the list wants it as it is now; what is cached only bridges the moment until it has been read.
    refetchOnMount: 'always',
    staleTime: 10_000,
  })
  const tables = useLive(readLive, shallowEqual) ?? nothingYet
  const live = tables.runs
  const pages = query.data?.pages
  const others = useMemo(() => othersTasks(tables, filter), [tables, filter])
  const entries = useMemo(() => pages && historyEntries(pages, live, others), [pages, live, others])
  const newer = useMemo(() => countNewer(pages, live, filter), [pages, live, filter])
  const error =
    query.error instanceof HistoryNotRead ? query.error.error : query.error ? unreachable(query.error) : undefined
  return {
    entries,
    error,
    newer,
    hasMore: query.hasNextPage,
    busy: query.isFetching,
    more: () => void query.fetchNextPage(),
    // From the first page on: pages behind it have shifted.
    refresh: () => void client.resetQueries({ queryKey }),
  }
}

function countNewer(
  pages: readonly HistoryPage[] | undefined,
  live: Record<string, BoardTables['runs'][string]>,
  filter: HistoryFilter,
) {
  // With a search or an outcome only the server can say what matches.
  if (!pages || filter.text !== undefined || filter.outcome !== undefined) return 0
  const known = new Set<string>(pages.flatMap(({ runs }) => runs.map(({ id }) => id)))
  const newest = pages[0]?.runs.reduce((most, { number }) => Math.max(most, number), 0) ?? 0
  return Object.values(live).filter(
    (run) =>
      !known.has(run.id) &&
      run.number > newest &&
      (filter.vm === undefined || vmOf(run)?.key === filter.vm) &&
      (filter.connection === undefined || run.connection === filter.connection),
  ).length
}
