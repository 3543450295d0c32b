'use client'

import { clsx } from 'clsx'
import { useEffect, useMemo, useRef, useState } from 'react'
import { formatCount, formatNumber } from '@/lib/format/quantity'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { actorName } from '@/lib/runs/actor'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { useLive, useServerNow } from '../live/live-provider'
import { SearchBox } from '../ui/search-box'
import { formatAge } from '../words/age'
import { NameAndPlace, Reason, Rows } from './group-rows'
import { describedQuestion } from './question-file'
import { whyNotAllowed } from './use-answer'

const readTables = ({ questions, connections, subjects }: BoardTables) => ({ questions, connections, subjects })
const sameTables = (a: ReturnType<typeof readTables>, b: ReturnType<typeof readTables>) =>
  a.questions === b.questions && a.connections === b.connections && a.subjects === b.subjects

/**
 * Why one of those on a list cannot be answered with the others now. Those that can have none.
 * @param isSame whether what is asked now is still what the list shows.
 */
export function useWhyNot(
  shown: readonly QuestionView[],
  isSame: (now: QuestionView, shown: QuestionView) => boolean,
): ReadonlyMap<QuestionKey, string> {
  const tables = useLive(readTables, sameTables)
  return useMemo(() => {
    const reasons = new Map<QuestionKey, string>()
    for (const one of shown) {
      const { key, connection, vm } = one
      const view = tables?.connections[connection]
      const reason =
        whyGone(tables?.questions[key], (now) => isSame(now, one)) ??
        (view && view.state.at !== 'live' ? 'No contact with its host' : undefined) ??
        whyNotAllowed(view, tables?.subjects[vm]?.roles)
      if (reason !== undefined) reasons.set(key, reason)
    }
    return reasons
  }, [shown, tables, isSame])
}

/** Undefined: it still waits, and asks what the list shows. */
function whyGone(now: QuestionView | undefined, isSame: (question: QuestionView) => boolean): string | undefined {
  if (!now) return 'No longer asked'
  const { state } = now
  if (state.at === 'answered') {
    const { choices } = describedQuestion(now)
    const label = choices.find(({ key }) => key === state.choiceKey)?.label
    return label === undefined ? 'Already answered' : `Already '${label}' by ${actorName(state.by)}`
  }
  if (state.at === 'gone') return 'No longer asked'
  if (state.at === 'sending') return 'Being answered'
  return isSame(now) ? undefined : 'Asks something else now'
}

type TickListProps = {
  shown: readonly QuestionView[]
  /** Why some of them cannot be ticked. */
  reasons: ReadonlyMap<QuestionKey, string>
  unticked: ReadonlySet<QuestionKey>
  onTick: (keys: readonly QuestionKey[], on: boolean) => void
  hint: string
  /** What else is said of each. */
  more: (question: QuestionView) => readonly (string | undefined)[]
}

/** Those that would be answered by one press, all of them ticked at first; each can be taken out. */
export function TickList({ shown, reasons, unticked, onTick, hint, more }: TickListProps) {
  const connections = useLive((tables) => tables.connections)
  const [find, setFind] = useState('')
  const able = shown.filter(({ key }) => !reasons.has(key))
  const ticked = able.filter(({ key }) => !unticked.has(key)).length
  const words = find.trim().toLowerCase()
  const rows = words === '' ? shown : shown.filter(({ vmName }) => vmName.toLowerCase().includes(words))
  const all = useRef<HTMLInputElement>(null)
  const some = ticked > 0 && ticked < able.length
  useEffect(() => {
    if (all.current) all.current.indeterminate = some
  }, [some])
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2">
        <label className="flex min-h-6 items-center gap-2 max-mid:min-h-11">
          <input
            ref={all}
            type="checkbox"
            className="size-4 shrink-0 accent-solid"
            checked={ticked > 0}
            onChange={({ target }) =>
              onTick(
                able.map(({ key }) => key),
                target.checked,
              )
            }
          />
          <span>
            <strong className="font-semibold">{formatNumber(ticked)}</strong> of {formatNumber(shown.length)} ticked
          </span>
        </label>
        <span className="text-ink-3">{hint}</span>
        {shown.length > 24 && (
          <span className="ml-auto max-mid:basis-full">
            <SearchBox
              label={`Find among ${formatNumber(shown.length)} VMs`}
              placeholder={`Find among ${formatNumber(shown.length)} VMs`}
              value={find}
              onChange={setFind}
            />
          </span>
        )}
      </div>
      <Rows count={rows.length} label={formatCount(rows.length, 'VM')}>
        {(index) => {
          const question = rows[index]
          if (!question) return null
          const reason = reasons.get(question.key)
          const isOn = reason === undefined && !unticked.has(question.key)
          const place = connections?.[question.connection]?.name ?? question.connection
          return (
            <label
              className={clsx(
                'grid h-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2 rounded-sm px-2',
                reason === undefined && 'hover:bg-hover',
              )}
            >
              <input
                type="checkbox"
                className="size-4 accent-solid"
                checked={isOn}
                aria-disabled={reason !== undefined || undefined}
                aria-label={`${question.vmName} at ${place}${reason === undefined ? '' : `: ${reason}`}`}
                onChange={({ target }) => reason === undefined && onTick([question.key], target.checked)}
              />
              <NameAndPlace question={question} off={!isOn} more={more(question)} />
              {reason === undefined ? <Age question={question} /> : <Reason text={reason} />}
            </label>
          )
        }}
      </Rows>
    </>
  )
}

/** By itself, since it is drawn again every second. */
function Age({ question }: { question: QuestionView }) {
  return (
    <time dateTime={question.raisedAt} className="text-xs text-ink-3">
      {formatAge(useServerNow() - Date.parse(question.raisedAt))}
    </time>
  )
}
