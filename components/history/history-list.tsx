'use client'

import Link from 'next/link'
import { formatDateTime } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { actorName } from '@/lib/runs/actor'
import { vmOf, type RunView } from '@/lib/runs/run'
import { runLabel, runName, runRestAlone } from '@/lib/runs/run-label'
import { splitKey, type ConnectionId } from '@/lib/vsphere/ids'
import { Icon } from '../glyphs/icon'
import { runPath, vmPath } from '../pages/pages'
import { useConnectionWhereSeveral } from '../live/place'
import { RunStateLabel, StateLabel } from '../run/run-state-label'
import { Button } from '../ui/button'
import { Name } from '../ui/name'
import { ErrorNotice } from '../ui/notice'
import { Empty, Loading, Skeleton } from '../ui/placeholders'
import { Said } from '../ui/said'
import { Table, Td, Th, Tr, usePhone } from '../ui/table'
import { HistoryCard } from './history-card'
import { runDetail, sentence } from '../run/finished-words'
import { endedAt } from '../run/timeline-steps'
import { endOf, type HistoryEntry, NoteVm, NoteWords, taskDetail } from './history-entries'
import type { History } from './use-history'

type HistoryListProps = {
  history: History
  /** What to say when there is nothing. */
  empty: { fact: string; more?: string }
  /** On a VM's own page its name in every line says nothing. */
  oneVm?: boolean
}

/** Runs, and what happened beside them, newest first. */
export function HistoryList({ history, empty, oneVm = false }: HistoryListProps) {
  const { entries, error, newer, hasMore, busy, more, refresh } = history
  const phone = usePhone()
  if (!entries && error) {
    return (
      <div className="grid justify-items-start gap-2">
        <ErrorNotice error={error} className="w-full" />
        <Button onClick={refresh}>Read again</Button>
      </div>
    )
  }
  if (!entries) return <HistorySkeleton />
  return (
    <div className="grid gap-3">
      {newer > 0 && (
        <Button onClick={refresh} className="justify-self-start">
          Show {formatCount(newer, 'newer run')}
        </Button>
      )}
      {entries.length === 0 && newer > 0 ? null : entries.length === 0 ? (
        <Empty fact={empty.fact} className="panel">
          {empty.more}
        </Empty>
      ) : phone ? (
        <ul aria-label="History" className="panel">
          {entries.map((entry) => (
            <HistoryCard key={entry.key} entry={entry} oneVm={oneVm} />
          ))}
        </ul>
      ) : (
        <Table aria-label="History">
          <thead>
            <tr>
              <Th className="w-0">When</Th>
              {!oneVm && <Th className="min-w-36">VM or path</Th>}
              <Th>What</Th>
              <Th>Outcome</Th>
              <Th>By</Th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <HistoryRow key={entry.key} entry={entry} oneVm={oneVm} />
            ))}
          </tbody>
        </Table>
      )}
      {error && <ErrorNotice error={error} />}
      {hasMore && (
        <Button
          onClick={more}
          disabledReason={busy ? 'The next page is on its way.' : undefined}
          className="justify-self-center"
        >
          Show older
        </Button>
      )}
    </div>
  )
}

/** When it began, and when it came to its end where that is known. */
const When = ({ at, endedAt }: { at: string; endedAt?: string | undefined }) => (
  <span className="whitespace-nowrap text-ink-3">
    <time dateTime={at}>{formatDateTime(at)}</time>
    {endedAt !== undefined && (
      <span className="block text-xs">
        to <time dateTime={endedAt}>{endOf(at, endedAt)}</time>
      </span>
    )}
  </span>
)

function HistoryRow({ entry, oneVm }: { entry: HistoryEntry; oneVm: boolean }) {
  if (entry.kind === 'note') return <NoteRow entry={entry} oneVm={oneVm} />
  if (entry.kind === 'task') return <TaskRow entry={entry} oneVm={oneVm} />
  const { run } = entry
  const detail = runDetail(run)
  const rest = runRestAlone(run)
  return (
    <Tr>
      <Td>
        <When at={run.startedAt} endedAt={endedAt(run)} />
      </Td>
      {!oneVm && (
        <Td>
          <SubjectLink run={run} />
          <AtConnection of={run.connection} />
        </Td>
      )}
      <Td>
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{runLabel(run)}</span>
          {rest && (
            <span className="wrap-anywhere text-ink-2">
              <Said>{rest}</Said>
            </span>
          )}
          <Link href={runPath(run.id)} prefetch={false} className="link text-xs whitespace-nowrap">
            Run {run.number}
          </Link>
        </span>
      </Td>
      <Td>
        <RunStateLabel run={run} />
        {detail && (
          <span className="block text-xs wrap-anywhere text-ink-3">
            <Said>{detail}</Said>
          </span>
        )}
      </Td>
      <Td className="whitespace-nowrap text-ink-2">{actorName(run.actor)}</Td>
    </Tr>
  )
}

/** Where it was, wherever there is more than one connection: many hosts are called `localhost.localdomain`. */
function AtConnection({ of }: { of: ConnectionId | undefined }) {
  const name = useConnectionWhereSeveral(of)
  return name === undefined ? null : <span className="block text-xs text-ink-3">{name}</span>
}

/** A task that somebody else started: what the host told of it. */
function TaskRow({ entry: { task }, oneVm }: { entry: Extract<HistoryEntry, { kind: 'task' }>; oneVm: boolean }) {
  const { word, glyph, label, detail } = taskDetail(task)
  return (
    <Tr>
      <Td>
        <When at={task.startTime ?? task.queueTime} endedAt={task.completeTime} />
      </Td>
      {!oneVm && (
        <Td>
          <Name name={task.entityName} href={task.vm && vmPath(task.vm)} className="font-medium! wrap-anywhere" />
          <AtConnection of={task.connection} />
        </Td>
      )}
      <Td>
        <span className="font-medium">{label}</span>
      </Td>
      <Td>
        <StateLabel glyph={glyph} word={word} />
        <span className="block text-xs wrap-anywhere text-ink-3">{sentence(detail)}</span>
      </Td>
      <Td className="text-ink-2">
        <span className="wrap-anywhere">{task.startedBy ?? 'not known'}</span>
        <span className="block text-xs text-ink-3">outside Andon</span>
      </Td>
    </Tr>
  )
}

/** A VM has a page of its own; for a file it is the run that says more. */
function SubjectLink({ run }: { run: RunView }) {
  const vm = run.kind === 'vm' ? vmOf(run) : undefined
  return (
    <Link href={vm ? vmPath(vm.key) : runPath(run.id)} prefetch={false} className="name font-medium! wrap-anywhere">
      {runName(run)}
    </Link>
  )
}

function NoteRow({ entry, oneVm }: { entry: Extract<HistoryEntry, { kind: 'note' }>; oneVm: boolean }) {
  const { note } = entry
  return (
    <Tr>
      <Td>
        <When at={entry.at} />
      </Td>
      {!oneVm && (
        <Td>
          <NoteVm vm={note.vm} />
          {note.vm && <AtConnection of={splitKey(note.vm)?.connection} />}
        </Td>
      )}
      <Td colSpan={2} className="text-ink-2">
        <span className="flex items-start gap-1.5">
          <Icon name="info" className="mt-0.5 text-ink-3" />
          <NoteWords note={note} />
        </span>
      </Td>
      <Td className="whitespace-nowrap text-ink-2">{note.by}</Td>
    </Tr>
  )
}

function HistorySkeleton() {
  return (
    <div className="panel skeleton-late">
      <Loading what="Loading history" />
      {['w-52', 'w-64', 'w-44', 'w-56', 'w-48'].map((width) => (
        <div key={width} className="flex h-9 items-center gap-8 border-b border-line px-3 last:border-b-0">
          <Skeleton className="w-28" />
          <Skeleton className={width} />
          <Skeleton className="ml-auto w-20" />
        </div>
      ))}
    </div>
  )
}
