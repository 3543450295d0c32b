'use client'

import { useState } from 'react'
import { formatMiB } from '@/lib/format/quantity'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { Field, NativeSelect, TextInput } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'
import { checkHardware, hardwareForm } from './hardware-form'

type EditHardwareDialogProps = {
  vm: VmView
  detail: VmDetail
  onEdit: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/**
 * Memory and CPUs. The form keeps the version of the configuration that it was opened with: if somebody else changes the
 * VM meanwhile, the host refuses instead of losing that change, and the form says so before.
 */
export function EditHardwareDialog({ vm, detail, onEdit, onClose }: EditHardwareDialogProps) {
  const [opened] = useState({ vm, detail })
  const [form, setForm] = useState(() => hardwareForm(vm.memoryMiB, vm.cpuCount))
  const [tried, setTried] = useState(false)
  const { memoryMiB, cpuCount } = opened.vm
  const { coresPerSocket, autoCoresPerSocket, changeVersion } = opened.detail
  const checked = checkHardware(form, {
    ...withoutUndefined({ memoryMiB, cpuCount, coresPerSocket, autoCoresPerSocket }),
  })
  const error = tried && !checked.ok ? checked : undefined
  const changedMeanwhile = detail.changeVersion !== changeVersion

  const send = () => {
    setTried(true)
    if (!checked.ok) return undefined
    return onEdit({ verb: 'reconfigure', ...checked.change, ...withoutUndefined({ changeVersion }) })
  }

  return (
    <FormDialog
      title={`Memory and CPU: ${vm.name}`}
      description={`Now ${memoryMiB === undefined ? 'unknown memory' : formatMiB(memoryMiB)}, ${cpuCount ?? 'an unknown number of'} vCPU${coresWords(opened.detail)}. The host decides whether it has that much.`}
      verb="Change"
      send={send}
      onClose={onClose}
    >
      {changedMeanwhile && (
        <Notice tone="wait" role="status">
          Somebody has changed this VM since the form was opened. The host will refuse; close the form and open it
          again.
        </Notice>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_96px] items-start gap-2">
        <Field label="Memory" error={error?.memory}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="decimal"
              value={form.memory}
              onChange={(event) => setForm({ ...form, memory: event.target.value })}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label="Unit">
          {(control) => (
            <NativeSelect
              {...control}
              value={form.unit}
              onChange={(event) => setForm({ ...form, unit: event.target.value === 'MB' ? 'MB' : 'GB' })}
            >
              <option>GB</option>
              <option>MB</option>
            </NativeSelect>
          )}
        </Field>
      </div>
      <Field label="vCPU" error={error?.cpus}>
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            value={form.cpus}
            onChange={(event) => setForm({ ...form, cpus: event.target.value })}
            autoComplete="off"
          />
        )}
      </Field>
      {error?.nothing && (
        <p role="alert" className="text-sm text-ink-2">
          {error.nothing}
        </p>
      )}
    </FormDialog>
  )
}

function coresWords({ coresPerSocket, autoCoresPerSocket }: VmDetail): string {
  if (autoCoresPerSocket === true) return ', cores per socket assigned at power-on'
  return coresPerSocket === undefined || coresPerSocket <= 1 ? '' : `, ${coresPerSocket} cores per socket`
}
