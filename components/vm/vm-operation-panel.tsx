'use client'

import { clsx } from 'clsx'
import { useMemo } from 'react'
import { assertNever } from '@/lib/assert-never'
import type { HistoryFilter } from '@/lib/contract/history'
import { formatClock, formatDateTime } from '@/lib/format/clock'
import { actorName } from '@/lib/runs/actor'
import { runLabel } from '@/lib/runs/run-label'
import { lastKnownAt, type ConnectionView } from '@/lib/vsphere/connection'
import type { VmView } from '@/lib/vsphere/vm'
import { taskDetail, type HistoryEntry } from '../history/history-entries'
import { runDetail, sentence } from '../run/finished-words'
import { useHistory } from '../history/use-history'
import { runPath, vmPath } from '../pages/pages'
import { StillQuestion } from '../question/still-question'
import { RunPanel } from '../run/run-panel'
import { PanelFrame, stillHeight } from '../run/panel-frame'
import { RunStateLabel, StateLabel } from '../run/run-state-label'
import { TaskPanel } from '../run/task-panel'
import { Link } from '../ui/link'
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
          <PanelFrame
            title="A question of this VM"
            glyph="waiting"
            word="No task is blocked"
            tone="text-wait-text"
            facts="the VM asks while it runs"
            still
            open={question}
          >
            <StillQuestion question={question} />
          </PanelFrame>
        )
      )
    case 'idle':
      return <AtRest vm={vm} connection={connection} />
    default:
      return assertNever(operation, 'operation')
  }
}

/** Nothing goes on: what went on last, everybody's, in the room that a task will take. */
function AtRest({ vm, connection }: Pick<PanelProps, 'vm' | 'connection'>) {
  // What its host says beside tasks would leave no room for them.
  const filter = useMemo((): HistoryFilter => ({ vm: vm.key, source: ['andon', 'others'] }), [vm.key])
  const { entries, error } = useHistory(filter, 20, 'at once')
  const last = entries?.filter((entry) => entry.kind !== 'note').slice(0, 4)
  const lastKnown = lastKnownAt(connection)
  const fact =
    lastKnown !== undefined
      ? `Whether a task is running is not known since ${formatClock(lastKnown)}`
      : vm.lastKnown
        ? 'Whether a task is running is not known'
        : 'No task is running'
  if (last?.length === 0 && !error) {
    return (
      <section
        aria-label="Operation"
        className={clsx(
          'panel grid content-center justify-items-center gap-1 px-4 py-3 text-center text-sm text-ink-2',
          stillHeight,
        )}
      >
        <strong className="text-base font-semibold text-ink">{fact}</strong>
        <p className="max-w-[72ch] text-balance">
          A task of this VM is shown here, with how far it is and what it asks. None is known yet: {whatIsKept}
        </p>
      </section>
    )
  }
  return (
    <section aria-label="Operation" className={clsx('panel flex flex-col text-sm', stillHeight)}>
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 border-b border-line px-3 mid:px-4">
        <p className="font-medium">{fact}</p>
        <Link href={`${vmPath(vm.key)}?tab=history`} scroll={false} className="link ml-auto max-mid:py-3">
          All of this VM in History
        </Link>
      </div>
      {error && <p className="px-3 py-2 text-ink-2 mid:px-4">What went on last could not be read.</p>}
      {last && last.length > 0 && (
        <>
          <ul aria-label="Last tasks">
            {last.map((entry) => (
              <li
                key={entry.key}
                className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1.5 max-mid:nth-3:hidden max-mid:nth-4:hidden mid:px-4"
              >
                <LastTask entry={entry} />
              </li>
            ))}
          </ul>
          <p className="mt-auto px-3 py-2.5 text-xs text-ink-3 max-mid:hidden mid:px-4">
            The last tasks, everybody’s: {whatIsKept}
          </p>
        </>
      )}
    </section>
  )
}

const whatIsKept =
  'Andon keeps what is started from here, and what others started and ended, as far as Andon saw it or its host still has it.'

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
      <Link href={runPath(run.id)} className="link max-mid:py-2">
        Run {run.number}
      </Link>
    </>
  )
}
