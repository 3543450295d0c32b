'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { memo, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { lastKnownAt } from '@/lib/vsphere/connection'
import { taskLabel } from '@/lib/vsphere/task-label'
import type { QuestionView } from '@/lib/live/live-state'
import { isOverdue } from '@/lib/live/overdue'
import { useServerNow } from '../live/live-provider'
import { usePlaceText } from '../live/place'
import { vmPath } from '../pages/pages'
import { Name } from '../ui/name'
import { VmStateLabel } from '../vm/power-state'
import { noFigures, useTellLook } from '../vm/tell-look'
import type { VmRow } from '../vm/vm-row'
import { QuestionBadge } from './question-badge'
import { ConsolidationMark, knownAddress, TaskBar, taskProgress } from './vm-cells'

/** Heights are known beforehand, so that nothing jumps while one scrolls: name and host, then task, then question. */
const cardHeight = (row: VmRow | undefined) => 60 + (row?.task ? 28 : 0) + (row?.question ? 34 : 0)

/** On a phone each VM is a card, and the page scrolls. */
export function VmCards({ rows, instead }: { rows: VmRow[]; instead?: ReactNode }) {
  const list = useRef<HTMLUListElement>(null)
  useTellLook(noFigures)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const place = () => setTop(list.current ? list.current.getBoundingClientRect().top + scrollY : 0)
    place()
    addEventListener('resize', place)
    return () => removeEventListener('resize', place)
  }, [])
  // oxlint-disable-next-line react/incompatible-library -- its functions change by themselves; nothing here is memoized by them
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => cardHeight(rows[index]),
    // The height is part of the key: a question that comes makes the card another size.
    getItemKey: (index) => `${rows[index]?.key ?? index}:${cardHeight(rows[index])}`,
    overscan: 6,
    scrollMargin: top,
    initialRect: { width: 390, height: 844 },
  })
  return (
    <>
      <ul
        ref={list}
        aria-label="Virtual machines"
        className="relative border-t border-line bg-surface"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return row && <VmCard key={item.key} row={row} top={item.start - top} height={item.size} />
        })}
      </ul>
      {instead}
    </>
  )
}

const VmCard = memo(function VmCard({ row, top, height }: { row: VmRow; top: number; height: number }) {
  const { vm, task, question, connection } = row
  const asOf = lastKnownAt(connection)
  const placeOf = usePlaceText()
  const label = task && taskLabel(task)
  return (
    <li
      style={{ transform: `translateY(${top}px)`, height }}
      className="absolute inset-x-0 top-0 border-b border-line px-3 py-2"
    >
      {question && asOf === undefined && <CardEdge question={question} />}
      <div className="flex items-center gap-2">
        <span className="flex min-w-0 items-baseline gap-2">
          <Name
            name={vm.name}
            storedName={vm.storedName}
            problem={vm.nameProblem}
            href={vmPath(vm.key)}
            truncate
            className="py-0.5 font-medium!"
          />
          <ConsolidationMark vm={vm} />
        </span>
        <VmStateLabel vm={vm} className="ml-auto text-sm whitespace-nowrap" />
      </div>
      <div className="flex gap-2 text-sm text-ink-3">
        <span className="min-w-0 truncate">{placeOf({ connection: vm.connection, host: vm.host?.name })}</span>
        <span className="ml-auto">{knownAddress(vm) ?? '–'}</span>
      </div>
      {task && (
        <div className="mt-1 text-sm">
          <div className="flex gap-2">
            <span className="min-w-0 truncate">{label}</span>
            <span className="ml-auto">{taskProgress(row)}</span>
          </div>
          <TaskBar row={row} label={`${vm.name}: ${label}`} className="h-[3px]" />
        </div>
      )}
      {question && (
        <div className="mt-2">
          <QuestionBadge question={question} asOf={asOf} />
        </div>
      )}
    </li>
  )
})

function CardEdge({ question }: { question: QuestionView }) {
  const overdue = isOverdue(question, useServerNow())
  return <span aria-hidden="true" className={clsx('absolute inset-y-0 left-0 w-1', overdue ? 'bg-fail' : 'bg-wait')} />
}
