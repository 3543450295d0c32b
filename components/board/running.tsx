'use client'

import { clsx } from 'clsx'
import { useMemo, useState } from 'react'
import { allows } from '@/lib/accounts/role'
import { formatPercent } from '@/lib/format/quantity'
import { contactWith, type ContactWith } from '@/lib/live/known-count'
import type { BoardTables, SubjectView } from '@/lib/live/live-state'
import { lastKnownAt, type ConnectionView } from '@/lib/vsphere/connection'
import { useScope } from '../connections/scope'
import { useAccount } from '../console/console-context'
import { StatusGlyph } from '../glyphs/status-glyph'
import { shallowEqual, useLive, useServerNow } from '../live/live-provider'
import { usePlaceText } from '../live/place'
import { runPath, vmPath } from '../pages/pages'
import { runningRows, type RunningRow } from '../run/board-rows'
import { Key } from '../ui/badge'
import { ProgressBar } from '../ui/bars'
import { Link } from '../ui/link'
import { Name } from '../ui/name'
import { Empty, Skeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'
import { formatAge } from '../words/age'
import { CancelCell } from './cancel-cell'
import { useHeldOrder, useFirst } from './long-list'

const readTables = ({ tasks, runs, questions, connections }: BoardTables) => ({ tasks, runs, questions, connections })

const emptyWords = {
  all: 'Nothing is running',
  some: 'Nothing is running where there is contact',
  none: 'What is running is not known',
}

/**
 * Everything that moves, whoever started it, longest first.
 * @param props.isBusy much waits above: this takes little room.
 */
export function Running({ isBusy = false }: { isBusy?: boolean }) {
  const tables = useLive(readTables, shallowEqual)
  const { connection } = useScope()
  const [held, setHeld] = useState(false)
  const wanted = useMemo(
    () =>
      (tables ? runningRows(tables) : []).filter((row) => connection === undefined || row.connection === connection),
    [tables, connection],
  )
  const rows = useHeldOrder(wanted, (row) => row.id, held)
  const { shown, more } = useFirst(rows, isBusy ? 4 : 40)
  return (
    <section aria-labelledby="running" className="grid gap-2">
      <SectionHead id="running" title="Running" count={rows.length > 0 ? rows.length : undefined}>
        {rows.length > 0 && 'Longest first'}
      </SectionHead>
      {tables === undefined ? (
        <RunningSkeleton />
      ) : rows.length === 0 ? (
        <NothingRuns contact={contactWith(tables.connections, connection)} isBusy={isBusy} />
      ) : (
        <ul className="panel" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
          {shown.map((row) => (
            <Row key={row.id} row={row} />
          ))}
          {more}
        </ul>
      )}
    </section>
  )
}

/** What to do about it is said to those who can. */
function NothingRuns({ contact, isBusy }: { contact: ContactWith; isBusy: boolean }) {
  const { role } = useAccount()
  return (
    <Empty fact={emptyWords[contact.with]} className="panel" low={isBusy}>
      {contact.with === 'none' ? (
        'There is no contact with a host.'
      ) : allows(role, 'operator') ? (
        <>
          Start something from{' '}
          <Link href="/vms" className="link">
            VMs
          </Link>
          <span className="max-mid:hidden pointer-coarse:hidden">
            , or press <Key>Ctrl K</Key>
          </span>
          .
        </>
      ) : (
        'Tasks of everybody are shown here while they run.'
      )}
    </Empty>
  )
}

const rowClass =
  'grid min-h-11 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 border-t border-line px-3 py-2.5 text-sm/4 first:border-t-0 mid:grid-cols-[16px_minmax(0,1.05fr)_minmax(0,1.25fr)_44px_52px_104px] mid:py-1'

function Row({ row }: { row: RunningRow }) {
  const vm = useLive((tables): SubjectView | undefined => (row.vm ? tables.subjects[row.vm] : undefined))
  const connection = useLive((tables): ConnectionView | undefined => tables.connections[row.connection])
  const serverNow = useServerNow()
  const lost = connection !== undefined && connection.state.at !== 'live'
  // A clock that runs on would say that the task does.
  const now = Date.parse(lastKnownAt(connection) ?? '') || serverNow
  const place = usePlaceText()({ connection: row.connection, host: vm?.host?.name })
  const where = [place, row.by && `by ${row.by}`].filter(Boolean).join(', ')
  const href = row.run ? runPath(row.run.id) : row.vm && vmPath(row.vm)
  return (
    <li className={rowClass}>
      <StatusGlyph glyph={lost ? 'unknown' : row.queued ? 'queued' : 'running'} className="text-bar" />
      <div className="grid min-w-0 gap-px">
        <Name name={row.name} href={href} truncate />
        <span className="truncate text-xs text-ink-3" title={where}>
          {where}
        </span>
      </div>
      <div className="grid min-w-0 gap-[5px] max-mid:col-start-2 max-mid:row-start-2">
        <span className="flex min-w-0 justify-between gap-2 text-xs">
          <span className="truncate" title={`${row.label}${row.rest ?? ''}`}>
            {row.label}
            {row.rest && <span className="text-ink-3">{row.rest}</span>}
          </span>
          <span className="shrink-0 text-ink-3">
            {lost ? 'unknown' : row.queued ? 'queued' : row.percent === undefined ? 'no percentage given' : ''}
          </span>
        </span>
        <ProgressBar
          label={`${row.name}: ${row.label}`}
          percent={row.queued ? (row.percent ?? 0) : row.percent}
          tone={lost ? 'stopped-quiet' : 'running'}
        />
      </div>
      <span
        className={clsx(
          'text-right whitespace-nowrap max-mid:hidden',
          (lost || row.percent === undefined) && 'text-ink-3',
        )}
      >
        {lost || row.percent === undefined ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="sr-only">{lost ? 'progress unknown' : 'no percentage'}</span>
          </>
        ) : (
          formatPercent(row.percent)
        )}
      </span>
      <time
        dateTime={row.startedAt}
        className="text-right whitespace-nowrap text-ink-2 max-mid:col-start-3 max-mid:row-start-1"
      >
        {formatAge(now - Date.parse(row.startedAt))}
      </time>
      <div className="flex justify-end text-right max-mid:col-start-3 max-mid:row-start-2">
        <CancelCell row={row} connection={connection} />
      </div>
    </li>
  )
}

function RunningSkeleton() {
  return (
    <ul className="panel skeleton-late" aria-hidden="true">
      {[60, 44, 52].map((width) => (
        <li key={width} className={rowClass}>
          <Skeleton className="size-4!" />
          <span style={{ width: `${width}%` }}>
            <Skeleton />
          </span>
          <Skeleton className="h-1.5! max-mid:hidden" />
          <Skeleton className="max-mid:hidden" />
          <Skeleton />
        </li>
      ))}
    </ul>
  )
}
