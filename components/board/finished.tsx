'use client'

import { clsx } from 'clsx'
import { useMemo, useState } from 'react'
import { formatAgo, formatDateTime } from '@/lib/format/clock'
import type { BoardTables } from '@/lib/live/live-state'
import { runName, runRestAlone } from '@/lib/runs/run-label'
import type { RunId } from '@/lib/vsphere/ids'
import { useScope } from '../connections/scope'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { shallowEqual, useLive, useServerNow } from '../live/live-provider'
import { useConnectionWhereSeveral } from '../live/place'
import { runPath, vmPath } from '../pages/pages'
import { isOpenQuestion } from '../question/questions'
import { finishedRows, type FinishedRow } from '../run/finished-rows'
import { finishedWords, type FinishedWords } from '../run/finished-words'
import { Link } from '../ui/link'
import { Name } from '../ui/name'
import { Empty } from '../ui/placeholders'
import { finishedRow, FinishedSection, FinishedSkeleton, type FinishedProps } from './finished-room'
import { useHeldOrder, useFirst } from './long-list'

const readTables = ({ tasks, runs, questions }: BoardTables) => ({ tasks, runs, questions })

/**
 * What ended within the last 15 minutes, newest first.
 * @param props.isBusy much waits above: this takes little room.
 */
export function Finished({ isBusy }: FinishedProps) {
  const tables = useLive(readTables, shallowEqual)
  const now = useServerNow()
  const { connection } = useScope()
  const [held, setHeld] = useState(false)
  // Rows leave by the minute; every second would be work for nothing.
  const minute = Math.floor(now / 60_000) * 60_000
  const wanted = useMemo(
    () =>
      (tables ? finishedRows(tables, minute) : []).filter(
        (row) => connection === undefined || connectionOf(row) === connection,
      ),
    [tables, minute, connection],
  )
  const rows = useHeldOrder(wanted, (row) => row.id, held)
  const { shown, more } = useFirst(rows, isBusy ? 4 : 12)
  const asking = useMemo(() => runsThatAsk(tables?.questions ?? {}), [tables?.questions])
  return (
    <FinishedSection>
      {tables === undefined ? (
        <FinishedSkeleton />
      ) : rows.length === 0 ? (
        <Empty fact="Nothing in the last 15 minutes" className="panel" low={isBusy}>
          Older runs are in{' '}
          <Link href="/history" className="link">
            History
          </Link>
          .
        </Empty>
      ) : (
        <ul className="panel" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
          {shown.map((row) => (
            <Row key={row.id} row={row} words={finishedWords(row, row.kind === 'run' && asking.has(row.run.id))} />
          ))}
          {more}
        </ul>
      )}
    </FinishedSection>
  )
}

const connectionOf = (row: FinishedRow) => (row.kind === 'run' ? row.run.connection : row.task.connection)

const runsThatAsk = (questions: BoardTables['questions']): ReadonlySet<RunId> =>
  new Set(Object.values(questions).flatMap((question) => (isOpenQuestion(question) ? (question.run ?? []) : [])))

const glyphs: Record<FinishedWords['glyph'], Glyph> = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  blocked: 'leftBlocked',
  noContact: 'noContact',
}
const tones: Record<FinishedWords['glyph'], string> = {
  done: 'text-ink-2',
  cancelled: 'text-ink-2',
  failed: 'text-fail-text',
  noContact: 'text-fail-text',
  blocked: 'text-wait-text',
}

function Row({ row, words }: { row: FinishedRow; words: FinishedWords }) {
  const now = useServerNow()
  const name = row.kind === 'run' ? runName(row.run) : row.task.entityName
  const href = row.kind === 'run' ? runPath(row.run.id) : row.task.vm && vmPath(row.task.vm)
  const connection = useConnectionWhereSeveral(connectionOf(row))
  const rest = row.kind === 'run' ? runRestAlone(row.run) : undefined
  return (
    <li className={finishedRow}>
      <StatusGlyph glyph={glyphs[words.glyph]} {...(isGrey(words) ? { className: 'text-ink-2' } : {})} />
      <div className="grid min-w-0 gap-px">
        <span className="flex min-w-0 items-baseline gap-1.5">
          <Name name={name} href={href} truncate />
          <span className="shrink-0 text-ink-2">{words.label}</span>
          {rest && (
            <span className="min-w-0 truncate text-ink-3" title={rest}>
              {rest}
            </span>
          )}
          {connection && (
            <span className="min-w-0 truncate text-xs text-ink-3" title={connection}>
              {connection}
            </span>
          )}
        </span>
        <span className="truncate text-xs text-ink-3" title={words.detail}>
          <span className={clsx('font-medium', tones[words.glyph])}>{words.word}</span> {words.detail}
        </span>
      </div>
      <time dateTime={row.endedAt} title={formatDateTime(row.endedAt)} className="text-xs whitespace-nowrap text-ink-3">
        {formatAgo(row.endedAt, now)}
      </time>
    </li>
  )
}

const isGrey = (words: FinishedWords) => words.glyph === 'done' || words.glyph === 'cancelled'
