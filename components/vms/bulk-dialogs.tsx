'use client'

import type { Result, Verdict } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { useLive } from '../live/live-provider'
import { FormSubjectProvider } from '../ui/form-subject'
import { DeleteDialog, MigrateDialog, MoveDialog, SnapshotDialog } from '../vm/dialogs-later'
import type { VmRow } from '../vm/vm-row'
import { leftOutText, withoutGone, type BulkPlan } from './bulk'

type BulkDialogsProps = {
  /** As it was when the dialog was opened. */
  plan: BulkPlan
  /** Whether a VM is among those that are known. */
  isThere: (vm: VmKey) => boolean
  onStart: (plan: BulkPlan, request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** What is asked before something is done with several VMs. One that goes meanwhile is named, and it is about the others. */
export function BulkDialogs({ plan: opened, isThere, onStart, onClose }: BulkDialogsProps) {
  const connections = useLive(({ connections }) => connections)
  // Without contact nobody knows whether it is there.
  const isGone = (row: VmRow) => !isThere(row.key) && connections?.[row.vm.connection]?.state.at === 'live'
  const { plan, gone, partlyGone } = withoutGone(opened, isGone)
  return (
    <FormSubjectProvider subject={{ gone, partlyGone }}>
      <BulkDialog plan={plan} onStart={(request) => onStart(plan, request)} onClose={onClose} />
    </FormSubjectProvider>
  )
}

/** One of several that cannot go keeps the others from being asked to. */
function canPoolAll(vms: readonly VmView[]): Verdict {
  const templates = vms.filter(({ isTemplate }) => isTemplate === true)
  if (templates.length === 0) return { ok: true }
  return {
    ok: false,
    because:
      templates.length === vms.length
        ? 'A template is in no resource pool.'
        : `A template is in no resource pool, and ${templates.length === 1 ? `"${templates[0]?.name}" is one` : `${templates.length} of them are templates`}.`,
  }
}

type BulkDialogProps = {
  plan: BulkPlan
  onStart: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

function BulkDialog({ plan, onStart, onClose }: BulkDialogProps) {
  const [first, ...others] = plan.fits.map(({ vm }) => vm)
  if (!first) return null
  const vms = [first, ...others] as const
  const leftOut = plan.leftOut.length === 0 ? undefined : leftOutText(plan.leftOut)
  switch (plan.verb) {
    case 'createSnapshot':
      return (
        <SnapshotDialog
          vms={vms.map(({ name }) => name)}
          poweredOn={vms.some(({ powerState }) => powerState === 'poweredOn')}
          leftOut={leftOut}
          onTake={onStart}
          onClose={onClose}
        />
      )
    case 'destroy':
      return (
        <DeleteDialog
          vms={vms}
          leftOut={leftOut}
          onClose={onClose}
          onDelete={(how) => onStart({ verb: 'destroy', vmName: '', ...how })}
        />
      )
    case 'migrate':
      return <MigrateDialog vms={vms} leftOut={leftOut} onMigrate={onStart} onClose={onClose} />
    case 'moveToFolder':
      return <MoveDialog vms={vms} leftOut={leftOut} canPool={canPoolAll(vms)} onMove={onStart} onClose={onClose} />
    default:
      return null
  }
}
