'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { assertNever } from '@/lib/assert-never'
import { formatDateTime } from '@/lib/format/clock'
import { actorName } from '@/lib/runs/actor'
import { runLabel } from '@/lib/runs/run-label'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { VmView } from '@/lib/vsphere/vm'
import { runDetail } from '../history/history-entries'
import { useHistory } from '../history/use-history'
import { runPath } from '../pages/pages'
import { QuestionPanel } from '../question/question-card'
import { RunPanel } from '../run/run-panel'
import { RunStateLabel } from '../run/run-state-label'
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
          <section aria-label="Operation" className="panel overflow-hidden">
            <h2 className="sr-only">A question of this VM</h2>
            <QuestionPanel question={question} />
          </section>
        )
      )
    case 'idle':
      return <LastRun vm={vm} />
    default:
      return assertNever(operation, 'operation')
  }
}

/** Nothing goes on: the last run in one line. */
function LastRun({ vm }: { vm: VmView }) {
  const filter = useMemo(() => ({ vm: vm.key }), [vm.key])
  const { entries } = useHistory(filter, 20)
  const last = entries?.find((entry) => entry.kind === 'run')
  return (
    <section
      aria-label="Operation"
      className="panel flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm mid:px-4"
    >
      <span className="font-medium">No task is running</span>
      {last?.kind === 'run' && (
        <>
          <span className="text-ink-3">Last: {runLabel(last.run)}</span>
          <RunStateLabel run={last.run} />
          <span className="min-w-0 truncate text-ink-3">{runDetail(last.run)}</span>
          <span className="ml-auto text-xs text-ink-3 max-mid:ml-0">
            <time dateTime={last.run.startedAt}>{formatDateTime(last.run.startedAt)}</time> by{' '}
            {actorName(last.run.actor)}
          </span>
          <Link href={runPath(last.run.id)} prefetch={false} className="link max-mid:py-2">
            Run {last.run.number}
          </Link>
        </>
      )}
    </section>
  )
}
