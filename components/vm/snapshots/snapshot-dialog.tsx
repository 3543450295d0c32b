'use client'

import { useState } from 'react'
import { checkInventoryName } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import { Checkbox } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { SnapshotFields } from './snapshot-fields'

type SnapshotDialogProps = {
  /** Names of the VMs that get one. */
  vms: readonly string[]
  /** Whether one of them is on: only then is there memory to keep, and something to quiesce. */
  poweredOn?: boolean
  /** Who of the selection is left out and why; a sentence. */
  leftOut?: string | undefined
  onTake: (request: Extract<RunRequest, { verb: 'createSnapshot' }>) => Promise<Result<unknown>>
  onClose: () => void
}

const keepsOne =
  'Keeps the disks as they are now, so that the VM can go back to this moment. It grows while the VM goes on writing.'
const keepsMany =
  'Keeps the disks of each as they are now, so that each can go back to this moment. They grow while the VMs go on writing.'

/** Name, description, memory, quiesce. */
export function SnapshotDialog({ vms, poweredOn = true, leftOut, onTake, onClose }: SnapshotDialogProps) {
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [memory, setMemory] = useState(poweredOn)
  const [quiesce, setQuiesce] = useState(false)
  const [tried, setTried] = useState(false)
  const verdict = checkInventoryName(name, 'snapshot')
  const withMemory = memory && poweredOn
  const [first] = vms
  const isOff = vms.length === 1 ? 'The VM is not on' : 'None of them is on'

  const send = () => {
    setTried(true)
    if (!verdict.ok) return undefined
    return onTake({ verb: 'createSnapshot', name, description, memory: withMemory, quiesce: quiesce && !withMemory })
  }

  return (
    <FormDialog
      title={vms.length === 1 ? `Snapshot: ${first}` : `Snapshot of ${vms.length} VMs`}
      description={`${vms.length === 1 ? keepsOne : keepsMany}${leftOut === undefined ? '' : ` Left out: ${leftOut}.`}`}
      verb={vms.length === 1 ? 'Take snapshot' : `Take ${vms.length} snapshots`}
      send={send}
      onClose={onClose}
    >
      <SnapshotFields
        name={name}
        onName={setName}
        error={tried && !verdict.ok ? verdict.because : undefined}
        description={description}
        onDescription={setDescription}
      />
      <div className="grid gap-2">
        <Checkbox
          label="Memory"
          checked={withMemory}
          aria-disabled={!poweredOn || undefined}
          onChange={(event) => poweredOn && setMemory(event.target.checked)}
          hint={
            poweredOn
              ? vms.length === 1
                ? 'Going back resumes the VM as it runs now. Takes longer, and as much space as the VM has memory.'
                : 'Of those that are on: going back resumes each as it runs now. Takes longer, and as much space as they have memory.'
              : `${isOff}, so there is no memory to keep.`
          }
        />
        <Checkbox
          label="Quiesce the guest's file systems"
          checked={quiesce && !withMemory}
          aria-disabled={withMemory || !poweredOn || undefined}
          onChange={(event) => !withMemory && poweredOn && setQuiesce(event.target.checked)}
          hint={
            withMemory
              ? 'Not together with memory: the memory holds what is not on disk yet.'
              : !poweredOn
                ? `${isOff}, so nothing is pending.`
                : 'VMware Tools write what is pending to disk first. Needs running VMware Tools.'
          }
        />
      </div>
    </FormDialog>
  )
}
