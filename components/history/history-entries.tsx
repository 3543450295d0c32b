'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import type { HistoryFilter, HistoryNote, HistoryPage } from '@/lib/contract/history'
import type { LiveTables } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import { formatClock, formatDateTime } from '@/lib/format/clock'
import type { RunView } from '@/lib/runs/run'
import { splitKey, type VmKey } from '@/lib/vsphere/ids'
import { hasEnded, isSameTask, taskOutcome, type TaskView } from '@/lib/vsphere/task'
import { taskLabel } from '@/lib/vsphere/task-label'
import { useLiveWith } from '../live/live-provider'
import { useReadText } from '../live/read-text'
import { Said } from '../ui/said'
import { vmPath } from '../pages/pages'
import { finishedWords } from '../run/finished-words'
import { noteText } from './note-words'

/** One line of the history. */
export type HistoryEntry =
  | { kind: 'run'; key: string; at: string; run: RunView }
  | { kind: 'note'; key: string; at: string; note: HistoryNote }
  /** A task that was not started from Andon: as the journal has it, or, just ended, as the live tables do. */
  | { kind: 'task'; key: string; at: string; task: TaskView }

/**
 * Pages as one list, newest first.
 * @param live runs as the stream has them now: they go on while they are looked at.
 * @param others tasks that ended and were not started from Andon.
 */
export function historyEntries(
  pages: readonly HistoryPage[],
  live: Readonly<Record<string, RunView>>,
  others: readonly TaskView[] = [],
): HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>()
  const noted = new Map<string, TaskView[]>()
  for (const { runs, notes } of pages) {
    for (const run of runs) {
      const key = `run:${run.id}`
      entries.set(key, { kind: 'run', key, at: run.startedAt, run: live[run.id] ?? run })
    }
    for (const note of notes) {
      if (note.content.kind === 'task') {
        const { task } = note.content
        const key = `note:${note.seq}`
        entries.set(key, { kind: 'task', key, at: task.startTime ?? task.queueTime, task })
        noted.set(task.key, [...(noted.get(task.key) ?? []), task])
        continue
      }
      const key = `note:${note.seq}`
      entries.set(key, { kind: 'note', key, at: note.at, note })
    }
  }
  for (const task of others) {
    if (noted.get(task.key)?.some((one) => isSameTask(one, task))) continue
    const key = `task:${task.key}`
    entries.set(key, { kind: 'task', key, at: task.startTime ?? task.queueTime, task })
  }
  return [...entries.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : compareNames(b.key, a.key)))
}

/**
 * The tasks of others that belong to a history with this filter and that the live tables still hold: one that has just
 * ended is not in the journal yet.
 */
export function othersTasks(
  { tasks, runs }: Pick<LiveTables, 'tasks' | 'runs'>,
  filter: Pick<HistoryFilter, 'text' | 'outcome' | 'vm' | 'connection'>,
): TaskView[] {
  return Object.values(tasks).filter(
    (task) =>
      hasEnded(task) &&
      !(task.run && runs[task.run]) &&
      (filter.vm === undefined || task.vm === filter.vm) &&
      (filter.connection === undefined || task.connection === filter.connection) &&
      (filter.outcome === undefined || taskOutcome(task) === filter.outcome) &&
      (filter.text === undefined || holds(task, filter.text)),
  )
}

const holds = (task: TaskView, text: string) =>
  [task.entityName, taskLabel(task), task.startedBy ?? ''].some((one) => one.toLowerCase().includes(text.toLowerCase()))

/** How a task of somebody else ended, in the words of the Board. */
export const taskDetail = (task: TaskView) =>
  finishedWords({ kind: 'task', id: task.key, endedAt: task.completeTime ?? task.queueTime, task }, false)

/** An end beside its beginning: the clock alone on the same day. */
export const endOf = (at: string, end: string) =>
  new Date(at).toDateString() === new Date(end).toDateString() ? formatClock(end) : formatDateTime(end)

/** The words of a note, wherever it stands. */
export function NoteWords({ note: { content, connection, vm } }: { note: HistoryNote }) {
  const read = useReadText()
  const of = connection ?? (vm && splitKey(vm)?.connection)
  return (
    <span className="min-w-0 wrap-anywhere">
      <Said>{noteText(content, (text) => read(of, text))}</Said>
    </span>
  )
}

/** The VM that a note is about, by its name of today; nothing when it is not known any more. */
export function NoteVm({ vm: key }: { vm: VmKey | undefined }) {
  const needs = useMemo(() => ({ vms: key === undefined ? [] : [key] }), [key])
  const vm = useLiveWith(needs, ({ vms }) => (key === undefined ? undefined : vms[key]))
  return (
    vm && (
      <Link href={vmPath(vm.key)} prefetch={false} className="name font-medium!">
        {vm.name}
      </Link>
    )
  )
}
