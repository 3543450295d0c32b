'use client'

import { useState } from 'react'
import type { DeviceRequest } from '@/lib/hardware/device-request'
import { withoutUndefined } from '@/lib/without-undefined'
import { Checkbox, Field, TextArea } from '../../ui/field'
import { DeviceForm, type DeviceDialogProps } from './device-form'

/** Whether a running VM can be given memory and CPUs. */
export function HotAddDialog(props: DeviceDialogProps) {
  const { hotAdd } = props.detail
  const [memory, setMemory] = useState(hotAdd?.memory ?? false)
  const [cpu, setCpu] = useState(hotAdd?.cpu ?? false)
  const request: DeviceRequest = {
    verb: 'setHotAdd',
    ...withoutUndefined({
      memory: memory === hotAdd?.memory ? undefined : memory,
      cpu: cpu === hotAdd?.cpu ? undefined : cpu,
    }),
  }
  return (
    <DeviceForm
      {...props}
      title="Hot-add"
      description="What can be added while the VM is on. Nothing can be taken away then, and the guest has to support it."
      verb="Change hot-add"
      request={request}
    >
      <Checkbox label="Memory" checked={memory} onChange={(event) => setMemory(event.target.checked)} />
      <Checkbox
        label="vCPUs"
        hint="The VM has no virtual NUMA then."
        checked={cpu}
        onChange={(event) => setCpu(event.target.checked)}
      />
    </DeviceForm>
  )
}

/** The VM's notes, as every client shows them. */
export function NoteDialog(props: DeviceDialogProps) {
  const [note, setNote] = useState(props.detail.note ?? '')
  return (
    <DeviceForm {...props} title="Notes" verb="Save notes" request={{ verb: 'setNote', note }}>
      <Field label="Notes" hint="Everybody who may see the VM reads them, in every client.">
        {(control) => (
          <TextArea {...control} rows={8} value={note} onChange={(event) => setNote(event.target.value)} dir="auto" />
        )}
      </Field>
    </DeviceForm>
  )
}
