import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { mostPastQuestions, type PastDays } from '@/lib/contract/past-days'
import type { ConsoleActions } from '@/lib/contract/contract'
import { ok, type ConsoleError, type Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'
import type { Past } from './what-if'

/** Questions of the record, newest first. `isCut`: there were more, and these are the newest. `since`, `until` ISO 8601. */
export type PastRecord = { since: string; until: string; questions: readonly Past[]; isCut: boolean }

/** What was asked in the last days; undefined until it is known. It is read in pages, and again a minute later at the soonest. */
export function usePast(days: PastDays): { past: PastRecord | undefined; error: ConsoleError | undefined } {
  const actions = useConsoleActions()
  const read = useQuery({
    queryKey: ['past-questions', days],
    queryFn: ({ signal }) => readAll(actions, days, signal),
    staleTime: 60_000,
  })
  const error = read.error ? unreachable(read.error) : read.data?.ok === false ? read.data.error : undefined
  return { past: read.data?.ok ? read.data.value : undefined, error }
}

async function readAll(
  actions: Pick<ConsoleActions, 'readPastQuestions'>,
  days: PastDays,
  signal: AbortSignal,
): Promise<Result<PastRecord>> {
  const until = new Date().toISOString()
  const questions: Past[] = []
  let since = until
  for (let before: number | undefined; !signal.aborted;) {
    const page = await actions.readPastQuestions({ days, ...withoutUndefined({ before }) })
    if (!page.ok) return page
    since = page.value.since
    for (const { asked, ...question } of page.value.questions) {
      const offered = page.value.asked[asked]
      if (offered) questions.push({ ...question, asked: offered })
    }
    before = page.value.nextBefore
    if (before === undefined || questions.length >= mostPastQuestions) break
  }
  const isCut = questions.length > mostPastQuestions
  return ok({ since, until, questions: questions.slice(0, mostPastQuestions), isCut })
}

/** What counts one thing after the other. */
export type Counting<One, Sum> = { add: (one: One) => void; sum: () => Sum }

/** As long as the page may stand still. */
const sliceMs = 12
/** So many are counted between two looks at the clock. */
const atATime = 20

/**
 * Counts many things in slices, so that the page answers meanwhile.
 * @param begin made anew whenever something else is to be counted: it has to stay the same until then.
 * @returns the sum of these once it is known; until then that of what was counted before.
 */
export function useCounted<One, Sum>(
  all: readonly One[] | undefined,
  begin: () => Counting<One, Sum>,
): { sum: Sum | undefined; isCounting: boolean } {
  const [counted, setCounted] = useState<{ of: readonly One[]; by: () => Counting<One, Sum>; sum: Sum }>()
  useEffect(() => {
    if (!all) return undefined
    const counting = begin()
    let next = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const slice = () => {
      const end = performance.now() + sliceMs
      while (next < all.length && performance.now() < end)
        for (const stop = Math.min(next + atATime, all.length); next < stop; next++) counting.add(all[next]!) // within its length
      if (next < all.length) timer = setTimeout(slice)
      else setCounted({ of: all, by: begin, sum: counting.sum() })
    }
    timer = setTimeout(slice)
    return () => clearTimeout(timer)
  }, [all, begin])
  return { sum: counted?.sum, isCounting: all !== undefined && (counted?.of !== all || counted.by !== begin) }
}
