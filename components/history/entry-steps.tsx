'use client'

import type { ReactNode } from 'react'
import { formatDateTime } from '@/lib/format/clock'
import { assertNever } from '@/lib/assert-never'
import type { HistoryNote } from '@/lib/contract/history'
import { vmOf, type RunView } from '@/lib/runs/run'
import type { VmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { runPath, vmPath } from '../pages/pages'
import { FaultDetails } from '../run/error-panel'
import { recordedStep } from '../run/recorded-step'
import { taskEntries } from '../run/task-entries'
import { RunTimeline, TimelineList } from '../run/timeline'
import { readableSteps } from '../run/timeline-steps'
import { Link } from '../ui/link'
import { Said } from '../ui/said'
import type { HistoryEntry } from './history-entries'
import { useHistoryWords } from './history-words-context'
import { noteText } from './note-words'

/** Whether there is more to see of a line than stands in it. */
export const hasSteps = (entry: HistoryEntry): boolean =>
  entry.kind !== 'note' ||
  entry.note.content.kind === 'host-event' ||
  (entry.note.content.kind === 'event' && entry.note.content.event.kind === 'question-noted')

/** What a line opens: the steps of a run, what a host told of a task, the whole of a question or of an event. */
export function EntrySteps({ entry }: { entry: HistoryEntry }) {
  switch (entry.kind) {
    case 'run':
      return <StepsOfRun run={entry.run} />
    case 'task':
      return <StepsOfTask task={entry.task} />
    case 'note':
      return <WholeNote note={entry.note} />
    default:
      return assertNever(entry, 'entry')
  }
}

function StepsOfRun({ run }: { run: RunView }) {
  const { nameOf } = useHistoryWords()
  return (
    <>
      <RunTimeline
        run={run}
        steps={readableSteps(run.steps)}
        connection={nameOf(run.connection)}
        below={recordedStep(run)}
      />
      <Ways vm={vmOf(run)?.key}>
        <Link href={runPath(run.id)} className="link max-mid:py-3">
          Run {run.number}
        </Link>
      </Ways>
    </>
  )
}

function StepsOfTask({ task }: { task: TaskView }) {
  return (
    <>
      <TimelineList entries={taskEntries(task)} />
      {task.fault && (
        <div className="px-3 mid:px-4">
          <FaultDetails fault={task.fault} />
        </div>
      )}
      <Ways vm={task.vm} />
    </>
  )
}

function WholeNote({ note: { content, connection, vm } }: { note: HistoryNote }) {
  const { read } = useHistoryWords()
  const event = content.kind === 'host-event' ? content.event : undefined
  return (
    <>
      <p className="px-3 py-2 text-sm wrap-anywhere whitespace-pre-line mid:px-4">
        <Said>{noteText(content, (text) => read(connection, text))}</Said>
        {event && (
          <span className="block text-xs text-ink-3">
            <code className="raw">{event.type}</code>, number {event.id} at its host, {formatDateTime(event.at)}
          </span>
        )}
      </p>
      <Ways vm={vm ?? event?.vm} />
    </>
  )
}

/** Where one can go from here. */
const Ways = ({ vm, children }: { vm: VmKey | undefined; children?: ReactNode }) =>
  (vm !== undefined || children !== undefined) && (
    <p className="flex flex-wrap gap-x-4 px-3 text-sm mid:px-4">
      {children}
      {vm !== undefined && (
        <Link href={vmPath(vm)} className="link max-mid:py-3">
          Open the VM
        </Link>
      )}
    </p>
  )
