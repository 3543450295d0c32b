'use client'

import { clsx } from 'clsx'
import { useCallback, useId, useMemo, useState, type ReactNode } from 'react'
import { mostPastQuestions, pastDays, type PastDays } from '@/lib/contract/past-days'
import { formatDate } from '@/lib/format/clock'
import { formatCount, formatNumber } from '@/lib/format/quantity'
import type { BoardTables } from '@/lib/live/live-state'
import type { Rule } from '@/lib/rules/rule'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useAccount } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { shallowEqual, useLive } from '../live/live-provider'
import { rulesPath } from '../pages/pages'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/field'
import { Link } from '../ui/link'
import { ErrorNotice, Notice } from '../ui/notice'
import { Empty, ListSkeleton } from '../ui/placeholders'
import { saveFile } from '../ui/save-file'
import { SectionHead } from '../ui/sections'
import { formatSpan } from '../words/age'
import { whyNotExport } from '../words/export-words'
import { useConnectionName } from './connection-name'
import { useCounted, usePast, type Counting, type PastRecord } from './use-past'
import { useRules } from './use-rules'
import { judge, type Past } from './what-if'
import { differencesAsCsv } from './what-if-csv'
import { WhatIfFolds } from './what-if-folds'
import { WhatIfTable } from './what-if-table'
import { createTally, type WhatIf } from './what-if-tally'

const periods: Readonly<Record<PastDays, string>> = { 7: '7 days', 30: 'Last month', 90: '90 days' }

/** Settings → Rules → What if: the rules as they are. */
export function WhatIfOfRules() {
  const { rules, error } = useRules()
  return (
    <section aria-label="What if" className="grid gap-4">
      {error && <ErrorNotice error={error} />}
      {rules ? (
        <WhatIfPage
          rules={rules}
          place={
            <Link href={rulesPath} className="link max-mid:py-3.5">
              Rules
            </Link>
          }
        />
      ) : (
        !error && <ListSkeleton what="Reading the rules" />
      )}
    </section>
  )
}

type WhatIfPageProps = {
  rules: readonly Rule[]
  /** What was edited and is not saved yet, as a sentence. */
  edit?: string
  /** Where it leads back to. */
  place: ReactNode
}

/** What the questions of the last days would have got under these rules. Nothing is sent from it. */
export function WhatIfPage({ rules, edit, place }: WhatIfPageProps) {
  const [days, setDays] = useState<PastDays>(30)
  const [allOn, setAllOn] = useState(false)
  const [dryInUse, setDryInUse] = useState(true)
  const { past, error } = usePast(days)
  const dry = rules.filter(({ dryRun }) => dryRun)
  const used = useMemo(() => (dryInUse ? rules.map(inUse) : rules), [rules, dryInUse])
  const isOnNow = useIsOnNow()
  const { role } = useAccount()
  const nameOf = useConnectionName()
  const begin = useCallback(
    () => tallying({ rules: used, switches: allOn ? 'on' : 'as they were', isOnNow }),
    [used, allOn, isOnNow],
  )
  const { sum, isCounting } = useCounted(past?.questions, begin)
  const edits = [
    ...(edit === undefined ? [] : [edit]),
    ...(dryInUse && dry.length > 0 ? [`${formatCount(dry.length, 'rule')} out of dry run`] : []),
  ]
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <nav aria-label="Place" className="min-w-0 wrap-anywhere">
          {place} <span className="text-ink-3">/</span> What if
        </nav>
        <div role="group" aria-label="Period" className="ml-auto flex max-mid:ml-0">
          {pastDays.map((one) => (
            <Button
              key={one}
              aria-pressed={days === one}
              className="-ml-px rounded-none! first:ml-0 first:rounded-l-md! last:rounded-r-md! aria-pressed:bg-select"
              onClick={() => setDays(one)}
            >
              {periods[one]}
            </Button>
          ))}
        </div>
        <Button
          disabledReason={
            whyNotExport(role) ??
            (!sum || isCounting
              ? 'The questions are being counted.'
              : sum.different === 0
                ? 'There is no difference.'
                : undefined)
          }
          onClick={() =>
            sum &&
            saveFile(
              differencesAsCsv(
                sum.folds.flatMap(({ all }) => all),
                nameOf,
              ),
              csvName(past?.until),
              'text/csv; charset=utf-8',
            )
          }
        >
          <Icon name="download" className="size-3.5!" />
          Differences as CSV
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        <Checkbox
          checked={allOn}
          onChange={(event) => setAllOn(event.target.checked)}
          label="As if every switch had been on"
        />
        {dry.length > 0 && (
          <Checkbox
            checked={dryInUse}
            onChange={(event) => setDryInUse(event.target.checked)}
            label={`As if ${formatCount(dry.length, 'rule')} in dry run were in use`}
          />
        )}
      </div>
      {past?.isCut && (
        <Notice>
          These are the newest {formatNumber(mostPastQuestions)} questions of {periods[days].toLowerCase()}: there were
          more.
        </Notice>
      )}
      {!past || !sum ? (
        !error && <ListSkeleton what="Reading the questions of the record" />
      ) : sum.total === 0 ? (
        <Empty fact={`No question in the last ${days} days`} className="panel">
          <p>Here stands what the questions of the record would have got, once there are some.</p>
        </Empty>
      ) : (
        <Found past={past} found={sum} isCounting={isCounting} edits={edits} allOn={allOn} />
      )}
    </>
  )
}

type FoundProps = { past: PastRecord; found: WhatIf; isCounting: boolean; edits: readonly string[]; allOn: boolean }

function Found({ past, found, isCounting, edits, allOn }: FoundProps) {
  const head = useId()
  const differences = useId()
  const nameOf = useConnectionName()
  const [first, last] = [past.questions.at(-1)?.raisedAt ?? past.since, past.until]
  return (
    <div aria-busy={isCounting} className={clsx('grid gap-4', isCounting && 'opacity-60')}>
      <section aria-labelledby={head} className="panel">
        <h2 id={head} className="px-4 pt-3 text-lg/6 font-semibold">
          {formatNumber(found.total)} {found.total === 1 ? 'question' : 'questions'},{' '}
          {formatDate(past.isCut ? first : past.since)} to {formatDate(last)}, under the rules as{' '}
          {edits.length > 0 ? 'edited' : 'they are'}
        </h2>
        <p className="max-w-[88ch] px-4 pt-0.5 pb-3 text-sm text-pretty wrap-anywhere text-ink-2">
          {edits.length > 0 && `The edit: ${edits.join('; ')}. `}
          {allOn
            ? 'Every switch is taken for on. '
            : 'Switches as they were when each task started; for questions of other tasks, as they are now. '}
          Nothing is sent from this page; it asks the same function that decides live questions.
        </p>
        <dl className="grid grid-cols-2 border-t border-line wide:grid-cols-4">
          <Figure value={formatNumber(found.same)} name="the same as it was" />
          <Figure value={formatNumber(found.different)} name="different" />
          <Figure value={formatSpan(found.savedMs)} name="of waiting would have been saved" />
          <Figure
            value={formatNumber(found.otherwise)}
            name="where a person had chosen otherwise"
            isBad={found.otherwise > 0}
          />
        </dl>
      </section>
      <WhatIfTable found={found} />
      <section aria-labelledby={differences} className="grid gap-2">
        <SectionHead id={differences} title="Differences" count={found.different}>
          Riskiest first. The same change is one line
        </SectionHead>
        {found.folds.length > 0 ? (
          <WhatIfFolds folds={found.folds} nameOf={nameOf} />
        ) : (
          <p className="panel px-4 py-3 text-sm text-ink-2">Each question would get what it got.</p>
        )}
      </section>
    </div>
  )
}

const Figure = ({ value, name, isBad = false }: { value: string; name: string; isBad?: boolean }) => (
  <div className="flex flex-col-reverse justify-end border-line px-4 py-2.5 not-first:border-l max-wide:nth-3:border-l-0 max-wide:nth-[n+3]:border-t">
    <dt className="text-xs text-ink-3">{name}</dt>
    <dd className={clsx('text-xl font-semibold', isBad && 'text-fail-text')}>{value}</dd>
  </div>
)

/** @param at ISO 8601. */
const csvName = (at = '') => `andon-what-if-${at.slice(0, 19).replaceAll(':', '-')}Z.csv`

const inUse = (rule: Rule): Rule => {
  const { dryRun: _, ...used } = rule
  return used
}

function tallying(terms: Parameters<typeof judge>[1]): Counting<Past, WhatIf> {
  const { add, sum } = createTally()
  return { add: (question) => add(judge(question, terms)), sum }
}

const readSwitches = (tables: BoardTables) =>
  Object.fromEntries(Object.values(tables.connections).map(({ id, autoAnswer }) => [id, autoAnswer.on]))

/** The switches as they are, the same function as long as none is set. */
function useIsOnNow(): (connection: ConnectionId) => boolean {
  const switches = useLive(readSwitches, shallowEqual)
  return useCallback((connection) => switches?.[connection] ?? false, [switches])
}
