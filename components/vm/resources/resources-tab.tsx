'use client'

import { useState } from 'react'
import { formatClock, formatDateTime } from '@/lib/format/clock'
import type { VmResources } from '@/lib/hardware/vm-hardware'
import type { Known } from '@/lib/vsphere/known'
import { useAccount, useConsoleActions } from '../../console/console-context'
import { useIsOld } from '../../live/live-provider'
import { FactPanel, NotKnown } from '../../ui/facts'
import { ErrorNotice } from '../../ui/notice'
import { CpuidPanel } from '../cpuid/cpuid-panel'
import { useVmReading } from '../use-vm-reading'
import { VmNotRead } from '../vm-not-read'
import { disabledReason } from '../vm-row'
import type { VmTabProps } from '../vm-tab'
import { AllocationDialog } from './allocation-dialog'
import { CpuPanel } from './cpu-panel'
import { MemoryPanel } from './memory-panel'

/** The host moves its counters about every 20 s; asking more often shows nothing new. */
const counterMs = 20_000

/** What the VM is given and what it uses: memory, CPU, and the features of its CPUs. */
export function ResourcesTab({ row, run }: Pick<VmTabProps, 'row' | 'run'>) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const [editing, setEditing] = useState<'memory' | 'cpu'>()
  const { vm } = row
  const reading = useVmReading<Known<VmResources>>('vm-resources', vm, (key) => actions.readResources(key), counterMs)
  const { value: read, error, refetch } = reading
  const value = read?.known ? read.value : undefined
  const editReason = old
    ? 'Old data. Andon does not answer, so nothing can be started.'
    : run.busy
      ? 'Sent; wait for the reply.'
      : disabledReason('setAllocation', row, role)
  return (
    <div className="grid gap-4">
      {read && !read.known ? (
        <FactPanel title="Memory and CPU">
          <NotKnown what="What it is given and what it uses is" because={read.because} />
        </FactPanel>
      ) : !value ? (
        <VmNotRead row={row} error={error} onRetry={refetch} isAlone />
      ) : (
        <>
          {error && <ErrorNotice error={error} />}
          <div className="grid items-start gap-4 wide:grid-cols-2">
            <MemoryPanel resources={value} editReason={editReason} onEdit={() => setEditing('memory')} />
            <CpuPanel resources={value} editReason={editReason} onEdit={() => setEditing('cpu')} />
          </div>
          {!vm.lastKnown && (
            <p className="text-right text-xs text-ink-3">
              <time dateTime={value.readAt} title={formatDateTime(value.readAt)}>
                As the host counted at {formatClock(value.readAt)}
              </time>
              , read again every {counterMs / 1000} s
            </p>
          )}
        </>
      )}
      <CpuidPanel row={row} />
      {editing && value && (
        <AllocationDialog
          vm={vm}
          resource={editing}
          resources={value}
          onEdit={run.start}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  )
}
