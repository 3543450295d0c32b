'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { allows } from '@/lib/accounts/role'
import {
  afterBroken,
  headText,
  problemSentence,
  type RecordCheck,
  type RecordChecked,
} from '@/lib/contract/record-check'
import { formatDayClock } from '@/lib/format/clock'
import { formatCount, formatNumber, formatPercent, wholePercent } from '@/lib/format/quantity'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useServerNow } from '../live/live-provider'
import { Button, CopyButton } from '../ui/button'
import { Notice } from '../ui/notice'

const key = ['record-check']
/** While a check goes on. */
const lookEveryMs = 1_000
/** More are counted: whoever has to look at them has the command. */
const mostSaid = 5

/** Whether the record is what Andon wrote: a quiet line when it is, and a loud one when it is not. */
export function RecordLine() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const { role } = useAccount()
  const now = useServerNow()
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => actions.readRecordCheck(),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.ok && state.data.value.going ? lookEveryMs : false),
  })
  if (!data?.ok) return null
  const checked = data.value
  const isBroken = checked.last && 'check' in checked.last && checked.last.check.problemCount > 0
  const begin = async () => {
    queries.setQueryData(key, await actions.checkRecord())
  }
  return (
    <section aria-label="The record" className="mt-3 grid gap-2">
      {isBroken && checked.last && 'check' in checked.last && <Broken check={checked.last.check} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
        <span role={checked.going ? undefined : 'status'} className="min-w-0 wrap-anywhere">
          {sentenceOf(checked, now)}
        </span>
        {checked.last && 'check' in checked.last && checked.last.check.head && (
          <Head head={headText(checked.last.check.head)} />
        )}
        <Button
          tone="quiet"
          size="small"
          onClick={() => void begin()}
          disabledReason={
            checked.going
              ? 'The record is being checked.'
              : allows(role, 'admin')
                ? undefined
                : 'Only an administrator has the record checked.'
          }
        >
          Check now
        </Button>
      </div>
    </section>
  )
}

/** Kept elsewhere, it proves later that nothing up to there was changed. */
const Head = ({ head }: { head: string }) => (
  <span
    className="flex min-w-0 items-center gap-2"
    title="Keep it elsewhere: with it, npm run journal:verify proves later that nothing up to there was cut off or written anew."
  >
    <span>
      Head <code className="font-mono">{`${head.slice(0, 24)}…`}</code>
    </span>
    <CopyButton text={head} label="Copy the head of the record" />
  </span>
)

function Broken({ check: { problems, problemCount } }: { check: RecordCheck }) {
  const said = problems.slice(0, mostSaid)
  return (
    <Notice tone="fail" role="alert">
      <strong className="font-semibold">The record is not what Andon wrote.</strong>
      <ul className="my-1 list-disc pl-5">
        {said.map((problem) => (
          <li key={problemSentence(problem)}>{problemSentence(problem)}</li>
        ))}
        {problemCount > said.length && (
          <li>And {problemCount - said.length} more: npm run journal:verify says which.</li>
        )}
      </ul>
      {afterBroken}
    </Notice>
  )
}

function sentenceOf({ going, last }: RecordChecked, now: number): string {
  if (going) {
    const percent = going.of === 0 ? 0 : wholePercent((100 * going.rows) / going.of)
    return `The record is being checked: ${formatPercent(percent)}.`
  }
  if (!last) return 'The record has not been checked since Andon was started.'
  const at = formatDayClock(last.at, now)
  if ('unread' in last) return `The record could not be checked at ${at}. ${last.unread}`
  const { rows, problemCount, removed, forgotten } = last.check
  const parts = [
    problemCount === 0 ? 'none changed' : formatCount(problemCount, 'problem'),
    ...(removed > 0 ? [`${formatCount(removed, 'row')} removed because of their age`] : []),
    ...(forgotten > 0 ? [`${formatCount(forgotten, 'person', 'people')} forgotten`] : []),
  ]
  return `The record was checked at ${at}: ${formatNumber(rows)} ${rows === 1 ? 'row' : 'rows'}, ${parts.join(', ')}.`
}
