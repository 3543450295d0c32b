'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { HistoryCount, HistoryFilter, HistoryPage } from '@/lib/contract/history'
import { historySources } from '@/lib/contract/history-sources'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConsoleError } from '@/lib/result'
import type { RunView } from '@/lib/runs/run'
import type { TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../console/console-context'
import { shallowEqual, useLive } from '../live/live-provider'
import { unreachable } from '../ui/confirm'
import { historyEntries, newerRuns, notNoted, othersTasks, type HistoryEntry } from './history-entries'

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
  /** Lines since the list was read, as far as they are known; shown when the reader wants them, so that nothing jumps. */
  newer: number
  hasMore: boolean
  /** How many lines there are, gaps left out, where that is more than is loaded and once it is known. */
  count: HistoryCount | undefined
  busy: boolean
  more: () => void
  refresh: () => void
}

const nothingYet = { runs: {}, tasks: {} }
const readLive = ({ runs, tasks }: BoardTables) => ({ runs, tasks })

/** Whether what is new stands in the list by itself, or when the reader wants it, so that nothing jumps. */
export type Newest = 'at once' | 'on demand'

/** What happened, page by page. */
export function useHistory(filter: Omit<HistoryFilter, 'before' | 'limit'>, limit: number, newest: Newest): History {
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
  const counted = useQuery({
    // It begins as the list's does, so that what is read anew is counted anew.
    queryKey: [...queryKey, 'count'],
    queryFn: () => actions.countHistory(withoutGaps(filter)),
    enabled: query.hasNextPage,
    retry: false,
    staleTime: 10_000,
  })
  const tables = useLive(readLive, shallowEqual) ?? nothingYet
  const live = tables.runs
  const pages = query.data?.pages
  const now = useMemo(() => othersTasks(tables, filter), [tables, filter])
  const others = useAsOf(now, pages?.[0], newest === 'on demand')
  const entries = useMemo(() => pages && historyEntries(pages, live, others), [pages, live, others])
  const newer = useMemo(
    () => (pages ? countNewer(pages, live, filter, now, others) : 0),
    [pages, live, filter, now, others],
  )
  const error =
    query.error instanceof HistoryNotRead ? query.error.error : query.error ? unreachable(query.error) : undefined
  return {
    entries,
    error,
    newer,
    hasMore: query.hasNextPage,
    count: counted.data?.ok ? counted.data.value : undefined,
    busy: query.isFetching,
    more: () => void query.fetchNextPage(),
    // From the first page on: pages behind it have shifted.
    refresh: () => void client.resetQueries({ queryKey }),
  }
}

/** A time in which nobody looked is no line of the list. */
const withoutGaps = ({ source = historySources, ...filter }: HistoryFilter): HistoryFilter => ({
  ...filter,
  source: source.filter((one) => one !== 'gap'),
})

/** A value as it was when the first page came; as it is now where nothing is held. */
function useAsOf<Value>(now: Value, first: HistoryPage | undefined, isHeld: boolean): Value {
  const [kept, keep] = useState({ first, value: now })
  if (kept.first !== first) keep({ first, value: now })
  return isHeld && kept.first === first ? kept.value : now
}

function countNewer(
  pages: readonly HistoryPage[],
  live: Record<string, RunView>,
  filter: HistoryFilter,
  tasks: readonly TaskView[],
  shown: readonly TaskView[],
): number {
  const known = new Set(shown.map(({ key }) => key))
  const ended = notNoted(tasks, pages).filter(({ key }) => !known.has(key))
  return newerRuns(pages, live, filter).length + ended.length
}
