'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { formatPercent } from '@/lib/format/quantity'
import { lastKnownAt } from '@/lib/vsphere/connection'
import { knownPower, type VmView } from '@/lib/vsphere/vm'
import { taskLabel } from '@/lib/vsphere/task-label'
import type { QuestionView } from '@/lib/live/live-state'
import { isOverdue } from '@/lib/live/overdue'
import { Icon } from '../glyphs/icon'
import { useOnServerClock } from '../live/live-provider'
import { useConnectionWhereSeveral } from '../live/place'
import { vmPath } from '../pages/pages'
import { Meter, OldFigures, ProgressBar, type ProgressTone } from '../ui/bars'
import { Name } from '../ui/name'
import { VmStateLabel } from '../vm/power-state'
import type { VmRow } from '../vm/vm-row'
import { oldFigures } from '../words/age'
import { QuestionBadge } from './question-badge'

type CellProps = { row: VmRow; /** Whether the row is the one that Tab reaches. */ tabIndex: 0 | -1 }

/** Nothing known, or nothing there. */
const Dash = () => <span className="text-ink-3">–</span>

export function NameCell({ row, tabIndex }: CellProps) {
  const { vm } = row
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <Name
        name={vm.name}
        storedName={vm.storedName}
        problem={vm.nameProblem}
        href={vmPath(vm.key)}
        truncate
        className="font-medium!"
        tabIndex={tabIndex}
      />
      <ConsolidationMark vm={vm} />
    </span>
  )
}

/** That the host wants the disks consolidated, beside the name: nobody looks for it where nothing is to be seen. */
export const ConsolidationMark = ({ vm }: { vm: VmRow['vm'] }) =>
  vm.consolidationNeeded === true && (
    <span title="The disks need consolidation" className="shrink-0 self-center text-wait-text">
      <Icon name="snapshot" className="size-3.5!" />
      <span className="sr-only">, disks need consolidation</span>
    </span>
  )

export const PowerCell = ({ row }: CellProps) => <VmStateLabel vm={row.vm} className="whitespace-normal" />

/** Two hosts of different connections may have the same name: where there are several, the connection stands below. */
export function HostCell({ row: { vm } }: CellProps) {
  const several = useConnectionWhereSeveral(vm.connection)
  const connection = several === vm.host?.name ? undefined : several
  if (!vm.host && connection === undefined) return <Dash />
  return (
    <span title={[vm.host?.name, connection].filter(Boolean).join(', ')}>
      <span className="block truncate">{vm.host?.name ?? <Dash />}</span>
      {connection !== undefined && <span className="block truncate text-xs/4 text-ink-3">{connection}</span>}
    </span>
  )
}

export function CpuCell({ row }: CellProps) {
  const { powerState, cpuUsageMHz, cpuMaxMHz, lastKnown } = row.vm
  if (powerState !== 'poweredOn' || cpuUsageMHz === undefined || lastKnown) return <Meter text="–" part={undefined} />
  const part = cpuMaxMHz === undefined || cpuMaxMHz === 0 ? undefined : cpuUsageMHz / cpuMaxMHz
  return (
    <Aged row={row}>
      <Meter text={(cpuUsageMHz / 1000).toFixed(1)} part={part} />
    </Aged>
  )
}

function Aged({ row, children }: { row: VmRow; children: ReactNode }) {
  const since = useOnServerClock((now) => oldFigures(row.vm, now) ?? '')
  return <OldFigures since={since || undefined}>{children}</OldFigures>
}

/** MiB as a bare number of GB, for a column whose head says the unit. */
const gigabytes = (mebibytes: number, digits: number) => {
  const amount = mebibytes / 1024
  if (mebibytes % 1024 === 0) return String(amount)
  // A machine of 16 MB has more than nothing.
  return amount < 0.1 ? String(Number(amount.toPrecision(1))) : amount.toFixed(digits)
}

export function MemoryCell({ row }: CellProps) {
  const { powerState, memoryMiB, memoryUsageMiB, lastKnown } = row.vm
  if (powerState === 'unknown' || memoryMiB === undefined) return <Meter text="–" part={undefined} />
  if (powerState !== 'poweredOn' || memoryUsageMiB === undefined || lastKnown)
    return <Meter text={gigabytes(memoryMiB, 1)} part={undefined} />
  return (
    <Aged row={row}>
      <Meter
        text={`${(memoryUsageMiB / 1024).toFixed(1)} of ${gigabytes(memoryMiB, 1)}`}
        part={memoryMiB === 0 ? undefined : memoryUsageMiB / memoryMiB}
      />
    </Aged>
  )
}

/** The address that a VM is known to have now. */
export const knownAddress = (vm: VmView): string | undefined =>
  knownPower(vm) === 'unknown' ? undefined : vm.ipAddress || undefined

export function AddressCell({ row }: CellProps) {
  const address = knownAddress(row.vm)
  return address === undefined ? <Dash /> : <span title={address}>{address}</span>
}

export function TaskCell({ row }: CellProps) {
  const { task, vm } = row
  if (!task) return null
  const label = taskLabel(task)
  return (
    <span className="grid grid-cols-[minmax(0,1fr)_36px] items-center gap-x-2 gap-y-0.5 wide:grid-cols-[minmax(0,1fr)_72px_36px]">
      <span className="truncate" title={label}>
        {label}
      </span>
      <span className="max-wide:order-last max-wide:col-span-2">
        <TaskBar row={row} label={`${vm.name}: ${label}`} className="min-w-0! max-wide:h-[3px]" />
      </span>
      <span className="text-right">{taskProgress(row)}</span>
    </span>
  )
}

/** How far the row's task is; without contact nobody knows. */
export function taskProgress({ task, connection }: VmRow): string {
  if (!task) return ''
  if (lastKnownAt(connection) !== undefined) return 'unknown'
  return task.progress !== undefined ? formatPercent(task.progress) : task.state === 'queued' ? 'queued' : ''
}

/** The bar of a row's task; hatched while its question waits. */
export function TaskBar({ row, label, className }: { row: VmRow; label: string; className?: string }) {
  const { task, question, connection } = row
  if (!task) return null
  if (lastKnownAt(connection) !== undefined) {
    return <ProgressBar label={label} percent={task.progress} tone="stopped-quiet" className={clsx(className)} />
  }
  if (!question) return <ProgressBar label={label} percent={task.progress} className={clsx(className)} />
  return <StoppedBar label={label} percent={task.progress} question={question} className={clsx(className)} />
}

function StoppedBar({
  question,
  ...rest
}: {
  label: string
  percent: number | undefined
  question: QuestionView
  className: string
}) {
  const overdue = useOnServerClock((now) => isOverdue(question, now))
  const tone: ProgressTone = overdue ? 'stopped-fail' : 'stopped-wait'
  return <ProgressBar {...rest} tone={tone} />
}

export const QuestionCell = ({ row, tabIndex }: CellProps) =>
  row.question ? <QuestionBadge question={row.question} asOf={lastKnownAt(row.connection)} tabIndex={tabIndex} /> : null

export const ConnectionCell = ({ row }: CellProps) => row.connection?.name ?? <Dash />

export const GuestCell = ({ row }: CellProps) =>
  row.vm.guestFullName ? <span title={row.vm.guestFullName}>{row.vm.guestFullName}</span> : <Dash />

export const SnapshotsCell = ({ row }: CellProps) => (!row.vm.snapshotCount ? <Dash /> : String(row.vm.snapshotCount))
