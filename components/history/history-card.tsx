'use client'

import Link from 'next/link'
import { formatDateTime } from '@/lib/format/clock'
import { actorName } from '@/lib/runs/actor'
import { runLabel, runName } from '@/lib/runs/run-label'
import { splitKey, type ConnectionId } from '@/lib/vsphere/ids'
import { Icon } from '../glyphs/icon'
import { useConnectionWhereSeveral } from '../live/place'
import { runPath, vmPath } from '../pages/pages'
import { RunStateLabel, StateLabel } from '../run/run-state-label'
import { Name } from '../ui/name'
import { runDetail, sentence } from '../run/finished-words'
import { endedAt } from '../run/timeline-steps'
import { endOf, type HistoryEntry, NoteWords, taskDetail } from './history-entries'

/** One line of the history on a phone. */
export function HistoryCard({ entry, oneVm }: { entry: HistoryEntry; oneVm: boolean }) {
  const connection = useConnectionWhereSeveral(connectionOf(entry))
  const end = endOfEntry(entry)
  return (
    <li className="border-b border-line px-3 py-2 text-sm last:border-b-0">
      {entry.kind === 'run' ? (
        <RunCard entry={entry} oneVm={oneVm} />
      ) : entry.kind === 'task' ? (
        <TaskCard entry={entry} oneVm={oneVm} />
      ) : (
        <div className="flex items-start gap-1.5 text-ink-2">
          <Icon name="info" className="mt-0.5 text-ink-3" />
          <NoteWords note={entry.note} />
        </div>
      )}
      <p className="text-xs text-ink-3">
        <time dateTime={entry.at}>{formatDateTime(entry.at)}</time>
        {end !== undefined && (
          <>
            {' '}
            to <time dateTime={end}>{endOf(entry.at, end)}</time>
          </>
        )}{' '}
        by {byWhom(entry)}
        {connection !== undefined && `, ${connection}`}
      </p>
    </li>
  )
}

function endOfEntry(entry: HistoryEntry): string | undefined {
  if (entry.kind === 'task') return entry.task.completeTime
  return entry.kind === 'run' ? endedAt(entry.run) : undefined
}

function byWhom(entry: HistoryEntry): string {
  if (entry.kind === 'task') return `${entry.task.startedBy ?? 'somebody'}, outside Andon`
  return entry.kind === 'run' ? actorName(entry.run.actor) : entry.note.by
}

function connectionOf(entry: HistoryEntry): ConnectionId | undefined {
  if (entry.kind === 'task') return entry.task.connection
  return entry.kind === 'run' ? entry.run.connection : entry.note.vm && splitKey(entry.note.vm)?.connection
}

function TaskCard({ entry: { task }, oneVm }: { entry: Extract<HistoryEntry, { kind: 'task' }>; oneVm: boolean }) {
  const { label, word, glyph, detail } = taskDetail(task)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3">
        <Name
          name={oneVm ? label : `${label}: ${task.entityName}`}
          href={task.vm && vmPath(task.vm)}
          className="min-w-0 py-2"
        />
        <StateLabel glyph={glyph} word={word} className="ml-auto" />
      </div>
      <p className="text-ink-2 wrap-anywhere">{sentence(detail)}</p>
    </>
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
