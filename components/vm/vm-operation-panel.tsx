'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { useMemo } from 'react'
import { assertNever } from '@/lib/assert-never'
import { formatDateTime } from '@/lib/format/clock'
import { actorName } from '@/lib/runs/actor'
import { runLabel } from '@/lib/runs/run-label'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { VmView } from '@/lib/vsphere/vm'
import { taskDetail, type HistoryEntry } from '../history/history-entries'
import { runDetail, sentence } from '../run/finished-words'
import { useHistory } from '../history/use-history'
import { runPath } from '../pages/pages'
import { QuestionPanel } from '../question/question-card'
import { RunPanel } from '../run/run-panel'
import { stillHeight } from '../run/panel-frame'
import { RunStateLabel, StateLabel } from '../run/run-state-label'
import { TaskPanel } from '../run/task-panel'
import type { VmAffairs } from './vm-operation'

type PanelProps = { vm: VmView; connection: ConnectionView | undefined; affairs: VmAffairs }

/** What goes on with the VM now, or what did last. */
export function VmOperationPanel({ vm, connection, affairs }: PanelProps) {
  const { operation, question } = affairs
  switch (operation.kind) {
    case 'run':
      return <RunPanel run={operation.run} connection={connection} task={operation.task} question={question} />
    case 'task':
      return <TaskPanel task={operation.task} question={question} />
    case 'question':
      return (
        question && (
          <section aria-label="Operation" className={clsx('panel overflow-hidden', stillHeight)}>
            <h2 className="sr-only">A question of this VM</h2>
            <QuestionPanel question={question} />
          </section>
        )
      )
    case 'idle':
      return <AtRest vm={vm} />
    default:
      return assertNever(operation, 'operation')
  }
}

/** Nothing goes on: what went on last, everybody's, in the room that a task will take. */
function AtRest({ vm }: { vm: VmView }) {
  const filter = useMemo(() => ({ vm: vm.key }), [vm.key])
  const { entries } = useHistory(filter, 20)
  const last = entries?.filter((entry) => entry.kind !== 'note').slice(0, 4)
  return (
    <section aria-label="Operation" className={clsx('panel text-sm', stillHeight)}>
      <p className="flex min-h-11 items-center border-b border-line px-3 font-medium mid:px-4">No task is running</p>
      {last && last.length > 0 && (
        <ul aria-label="Last tasks">
          {last.map((entry) => (
            <li
              key={entry.key}
              className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-b-0 mid:px-4"
            >
              <LastTask entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function LastTask({ entry }: { entry: HistoryEntry }) {
  if (entry.kind === 'note') return null
  const when = <time dateTime={entry.at}>{formatDateTime(entry.at)}</time>
  if (entry.kind === 'task') {
    const { label, word, glyph, detail } = taskDetail(entry.task)
    return (
      <>
        <span className="font-medium">{label}</span>
        <StateLabel glyph={glyph} word={word} />
        <span className="min-w-0 truncate text-ink-3">{sentence(detail)}</span>
        <span className="ml-auto text-xs text-ink-3 max-mid:ml-0">
          {when} {entry.task.startedBy && `by ${entry.task.startedBy}, `}outside Andon
        </span>
      </>
    )
  }
  const { run } = entry
  return (
    <>
      <span className="font-medium">{runLabel(run)}</span>
      <RunStateLabel run={run} />
      <span className="min-w-0 truncate text-ink-3">{runDetail(run)}</span>
      <span className="ml-auto text-xs text-ink-3 max-mid:ml-0">
        {when} by {actorName(run.actor)}
      </span>
      <Link href={runPath(run.id)} prefetch={false} className="link max-mid:py-2">
        Run {run.number}
      </Link>
    </>
  )
}
