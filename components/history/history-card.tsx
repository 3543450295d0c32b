'use client'

import Link from 'next/link'
import { formatDateTime } from '@/lib/format/clock'
import { actorName } from '@/lib/runs/actor'
import { runLabel, runName } from '@/lib/runs/run-label'
import { Icon } from '../glyphs/icon'
import { runPath } from '../pages/pages'
import { RunStateLabel } from '../run/run-state-label'
import { runDetail, type HistoryEntry, noteText } from './history-entries'

/** One line of the history on a phone. */
export function HistoryCard({ entry, oneVm }: { entry: HistoryEntry; oneVm: boolean }) {
  const by = entry.kind === 'run' ? actorName(entry.run.actor) : entry.note.by
  return (
    <li className="border-b border-line px-3 py-2 text-sm last:border-b-0">
      {entry.kind === 'run' ? (
        <RunCard entry={entry} oneVm={oneVm} />
      ) : (
        <div className="flex items-start gap-1.5 text-ink-2">
          <Icon name="info" className="mt-0.5 text-ink-3" />
          <span className="min-w-0 wrap-anywhere">{noteText(entry.note.content)}</span>
        </div>
      )}
      <p className="text-xs text-ink-3">
        <time dateTime={entry.at}>{formatDateTime(entry.at)}</time> by {by}
      </p>
    </li>
  )
}

function RunCard({ entry: { run }, oneVm }: { entry: Extract<HistoryEntry, { kind: 'run' }>; oneVm: boolean }) {
  const detail = runDetail(run)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3">
        <Link href={runPath(run.id)} prefetch={false} className="name min-w-0 py-2">
          {runLabel(run)}
          {!oneVm && `: ${runName(run)}`}
          <span className="sr-only">, run {run.number}</span>
        </Link>
        <RunStateLabel run={run} className="ml-auto" />
      </div>
      {detail && <p className="text-ink-2 wrap-anywhere">{detail}</p>}
    </>
  )
}
