'use client'

import { useState } from 'react'
import { formatMiB } from '@/lib/format/quantity'
import { deviceCan, type VmSetup } from '@/lib/hardware/device-can'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { AmountField } from '../../ui/amount-field'
import { Field, TextInput } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'
import { checkHardware, hardwareForm, memoryUnits, type HardwareChange } from './hardware-form'
import { vmSetup } from './vm-setup'

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
  const setup = vmSetup(opened.vm, opened.detail)
  const { memoryMiB: memory, cpuCount: cpus } = checked.ok ? checked.change : {}
  const refused = {
    memory: whyNot(setup, withoutUndefined({ memoryMiB: memory })),
    cpus: whyNot(setup, withoutUndefined({ cpuCount: cpus })),
  }
  const changedMeanwhile = detail.changeVersion !== changeVersion

  const send = () => {
    setTried(true)
    if (!checked.ok || refused.memory !== undefined || refused.cpus !== undefined) return undefined
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
      <AmountField
        label="Memory"
        amount={form.memory}
        unit={form.unit}
        units={memoryUnits}
        onAmount={(amount) => setForm({ ...form, memory: amount })}
        onUnit={(unit) => setForm({ ...form, unit })}
        error={error?.memory ?? (tried ? refused.memory : undefined)}
      />
      <Field label="vCPU" error={error?.cpus ?? (tried ? refused.cpus : undefined)}>
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
      {error?.nothing !== undefined && (
        <p role="alert" className="text-sm text-ink-2">
          {error.nothing}
        </p>
      )}
    </FormDialog>
  )
}

/** Why the VM, as it stands, does not take the change. */
function whyNot(setup: VmSetup | undefined, change: HardwareChange): string | undefined {
  const verdict = setup && deviceCan({ verb: 'reconfigure', ...change }, setup)
  return verdict?.ok === false ? verdict.because : undefined
}

function coresWords({ coresPerSocket, autoCoresPerSocket }: VmDetail): string {
  if (autoCoresPerSocket === true) return ', cores per socket assigned at power-on'
  return coresPerSocket === undefined || coresPerSocket <= 1 ? '' : `, ${coresPerSocket} cores per socket`
}
