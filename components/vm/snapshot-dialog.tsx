'use client'

import { useState, type FormEvent } from 'react'
import type { ConsoleError, Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import { checkInventoryName } from '@/lib/names/inventory-name'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Dialog } from '../ui/dialog'
import { Checkbox, Field, TextArea, TextInput } from '../ui/field'
import { ErrorNotice } from '../ui/notice'

type SnapshotRequest = Extract<RunRequest, { verb: 'createSnapshot' }>

type SnapshotDialogProps = {
  /** Names of the VMs that get one. */
  vms: readonly string[]
  /** Whether the memory can be part of it: only of a VM that is on. */
  poweredOn?: boolean
  onTake: (request: SnapshotRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** Name, description, memory, quiesce. What is typed stays when the server says no. */
export function SnapshotDialog({ vms, poweredOn = true, onTake, onClose }: SnapshotDialogProps) {
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [memory, setMemory] = useState(poweredOn)
  const [quiesce, setQuiesce] = useState(false)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const verdict = checkInventoryName(name, 'snapshot')
  const nameError = tried && !verdict.ok ? verdict.because : undefined

  const take = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!verdict.ok || busy) return
    setBusy(true)
    setError(undefined)
    try {
      const reply = await onTake({
        verb: 'createSnapshot',
        name,
        description,
        memory: memory && poweredOn,
        quiesce: quiesce && !memory,
      })
      if (reply.ok) return onClose()
      setError(reply.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    setBusy(false)
  }

  const [first] = vms
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={vms.length === 1 ? `Snapshot: ${first}` : `Snapshot of ${vms.length} VMs`}
      description="Keeps the disks as they are now, so that the VM can go back to this moment. It grows while the VM goes on writing."
      footer={
        <>
          <Button onClick={onClose} disabledReason={busy ? 'Sent; wait for the reply.' : undefined}>
            Cancel
          </Button>
          <Button
            type="submit"
            form="snapshot-form"
            tone="solid"
            disabledReason={busy ? 'Sent; wait for the reply.' : undefined}
          >
            {vms.length === 1 ? 'Take snapshot' : `Take ${vms.length} snapshots`}
          </Button>
        </>
      }
    >
      <form id="snapshot-form" className="grid gap-3" onSubmit={(event) => void take(event)} noValidate>
        <Field label="Name" error={nameError}>
          {(control) => (
            <TextInput {...control} value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
          )}
        </Field>
        <Field label="Description">
          {(control) => (
            <TextArea {...control} value={description} onChange={(event) => setDescription(event.target.value)} />
          )}
        </Field>
        <div className="grid gap-2">
          <Checkbox
            label="Memory"
            checked={memory && poweredOn}
            aria-disabled={!poweredOn || undefined}
            onChange={(event) => poweredOn && setMemory(event.target.checked)}
            hint={
              poweredOn
                ? 'Going back resumes the VM as it runs now. Takes longer and as much space as the VM has memory.'
                : 'The VM is not on, so there is no memory to keep.'
            }
          />
          <Checkbox
            label="Quiesce the guest's file systems"
            checked={quiesce && !(memory && poweredOn)}
            aria-disabled={(memory && poweredOn) || undefined}
            onChange={(event) => !(memory && poweredOn) && setQuiesce(event.target.checked)}
            hint={
              memory && poweredOn
                ? 'Not together with memory: the memory holds what is not on disk yet.'
                : 'VMware Tools write what is pending to disk first. Needs running VMware Tools.'
            }
          />
        </div>
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  )
}
