'use client'

import { useState } from 'react'
import { verbLabel, type Verb } from '@/lib/runs/verb'
import { useAccount } from '../../console/console-context'
import { Icon } from '../../glyphs/icon'
import { useIsOld } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { NotWhole } from '../../ui/facts'
import { Notice } from '../../ui/notice'
import { Empty } from '../../ui/placeholders'
import { VmNotRead } from '../vm-not-read'
import { disabledReason } from '../vm-row'
import type { VmTabProps } from '../vm-tab'
import { SnapshotDialog } from './snapshot-dialog'
import { SnapshotTable } from './snapshot-table'

/** The moments that the VM can go back to, as a tree, with where it stands now. */
export function SnapshotsTab({ row, detail, onRetry, run }: VmTabProps) {
  const { role } = useAccount()
  const old = useIsOld()
  const [taking, setTaking] = useState(false)
  const { vm } = row
  const reason = (verb: Verb) =>
    old
      ? 'Old data. Andon does not answer, so nothing can be started.'
      : run.busy
        ? 'Sent; wait for the reply.'
        : disabledReason(verb, row, role)

  if (!detail?.ok) return <VmNotRead row={row} error={detail?.error} onRetry={onRetry} isAlone />
  const { snapshots } = detail.value
  if (!snapshots.known) {
    return (
      <Empty fact="Whether this VM has snapshots is not known" className="panel">
        {snapshots.because}
      </Empty>
    )
  }
  const take = <TakeButton reason={reason('createSnapshot')} onTake={() => setTaking(true)} />
  return (
    <div className="grid gap-3">
      {vm.consolidationNeeded === true && (
        <Notice
          tone="wait"
          action={
            <Button onClick={() => run.press({ verb: 'consolidateDisks' })} disabledReason={reason('consolidateDisks')}>
              {verbLabel.consolidateDisks}
            </Button>
          }
        >
          The disks of this VM need consolidation: files of snapshots that are gone are still in use, and grow.
        </Notice>
      )}
      {snapshots.value.length === 0 ? (
        <Empty fact="This VM has no snapshot" className="panel">
          {take}
        </Empty>
      ) : (
        <SnapshotTable vm={vm} tree={snapshots.value} reason={reason} start={run.start} take={take} />
      )}
      <NotWhole unread={snapshots.unread} />
      {taking && (
        <SnapshotDialog
          vms={[vm.name]}
          poweredOn={vm.powerState === 'poweredOn'}
          onTake={run.start}
          onClose={() => setTaking(false)}
        />
      )}
    </div>
  )
}

const TakeButton = ({ reason, onTake }: { reason: string | undefined; onTake: () => void }) => (
  <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1.5">
    <Button onClick={onTake} disabledReason={reason} reasonIsVisible>
      <Icon name="snapshot" />
      Take snapshot
    </Button>
    {reason !== undefined && <p className="text-xs text-ink-3">{reason}</p>}
  </div>
)
