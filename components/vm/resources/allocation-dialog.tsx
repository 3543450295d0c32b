'use client'

import { useState } from 'react'
import type { VmResources } from '@/lib/hardware/vm-hardware'
import { memoryWords, type Allocation } from '@/lib/memory/allocation'
import { checkCpuAllocation, checkMemoryAllocation, type AllocationFinding } from '@/lib/memory/check-allocation'
import { sharesLevels, sharesOf } from '@/lib/memory/shares'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { Checkbox, Field, NativeSelect, TextInput } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'
import { allocationEffect, allocationForm, allocationOfForm, isSharesLevel, sameAllocation } from './allocation-form'

type AllocationDialogProps = {
  vm: VmView
  resource: 'memory' | 'cpu'
  resources: VmResources
  onEdit: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

const levelWords = { low: 'Low', normal: 'Normal', high: 'High' } as const

/**
 * Limit, reservation and shares. The form keeps the version of the configuration that it was opened with, so that the
 * host refuses instead of losing what somebody else changed meanwhile.
 */
export function AllocationDialog({ vm, resource, resources, onEdit, onClose }: AllocationDialogProps) {
  const [opened] = useState(resources)
  const isCpu = resource === 'cpu'
  const size = isCpu ? opened.cpuCount : opened.configuredMiB
  const [form, setForm] = useState(() => allocationForm(resource, opened[resource], size))
  const [tried, setTried] = useState(false)
  const unit = isCpu ? 'MHz' : 'MB'
  const isLocked = !isCpu && opened.reservationLockedToMax === true
  const wanted = allocationOfForm(form)
  const findings = check(resource, wanted, opened)
  const isFit = findings.every(({ weight }) => weight !== 'error')
  const isSame = isFit && sameAllocation(wanted, opened[resource])
  const says = (field: AllocationFinding['field'], weight: AllocationFinding['weight']) =>
    findings.find((finding) => finding.field === field && finding.weight === weight)?.because
  // A field that was only just emptied is not wrong yet; a number that is too large is.
  const errorOf = (field: AllocationFinding['field'], typed: string) =>
    tried || typed !== '' ? says(field, 'error') : undefined

  const send = () => {
    setTried(true)
    if (!isFit || isSame) return undefined
    const { changeVersion } = opened
    return onEdit({
      verb: 'setAllocation',
      [resource]: wanted,
      ...withoutUndefined({ changeVersion }),
    })
  }

  return (
    <FormDialog
      title={`${isCpu ? 'CPU' : 'Memory'} allocation: ${vm.name}`}
      description={
        isCpu
          ? `What the host gives to ${opened.cpuCount} vCPU. It counts at once, also while the VM runs.`
          : `What the host gives of the ${memoryWords(opened.configuredMiB)} that the guest sees. It counts at once, also while the VM runs.`
      }
      verb="Change allocation"
      send={send}
      onClose={onClose}
    >
      {resources.changeVersion !== opened.changeVersion && (
        <Notice tone="wait" role="status">
          Somebody has changed this VM since the form was opened. The host will refuse; close the form and open it
          again.
        </Notice>
      )}
      <Field
        label={`Reservation, ${unit}`}
        error={errorOf('reservation', form.reservation)}
        hint={
          isLocked
            ? 'All guest memory is reserved, and the host keeps the reservation at the configured memory.'
            : 'Always there for the VM. 0 guarantees nothing.'
        }
      >
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            autoComplete="off"
            readOnly={isLocked}
            value={form.reservation}
            onChange={(event) => setForm({ ...form, reservation: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-1.5">
        <Field
          label={`Limit, ${unit}`}
          error={form.unlimited ? undefined : errorOf('limit', form.limit)}
          hint="The most that it gets, whatever the host has free."
        >
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              autoComplete="off"
              readOnly={form.unlimited}
              placeholder={form.unlimited ? 'unlimited' : ''}
              value={form.unlimited ? '' : form.limit}
              onChange={(event) => setForm({ ...form, limit: event.target.value })}
            />
          )}
        </Field>
        <Checkbox
          label="Unlimited"
          checked={form.unlimited}
          onChange={(event) => setForm({ ...form, unlimited: event.target.checked })}
        />
      </div>
      <div className="grid grid-cols-2 items-start gap-2">
        <Field label="Shares" hint="The weight against other VMs when there is not enough for all.">
          {(control) => (
            <NativeSelect
              {...control}
              value={form.level}
              onChange={({ target: { value } }) =>
                setForm(
                  isSharesLevel(value)
                    ? { ...form, level: value, shares: String(sharesOf(resource, value, size)) }
                    : { ...form, level: 'custom' },
                )
              }
            >
              {sharesLevels.map((level) => (
                <option key={level} value={level}>
                  {levelWords[level]}
                </option>
              ))}
              <option value="custom">Custom</option>
            </NativeSelect>
          )}
        </Field>
        <Field label="Number of shares" error={form.level === 'custom' ? errorOf('shares', form.shares) : undefined}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              autoComplete="off"
              readOnly={form.level !== 'custom'}
              value={form.shares}
              onChange={(event) => setForm({ ...form, shares: event.target.value })}
            />
          )}
        </Field>
      </div>
      {isFit && (
        <div role="status" className="grid gap-1 rounded-lg border border-line bg-sunken px-3 py-2 text-sm text-ink-2">
          <strong className="font-semibold text-ink">What this does</strong>
          <ul className="grid gap-0.5">
            {allocationEffect(resource, wanted, size).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {isFit &&
        findings.map(({ field, because }) => (
          <Notice key={field} tone="wait">
            {because}
          </Notice>
        ))}
      {tried && isSame && (
        <p role="alert" className="text-sm text-ink-2">
          Nothing was changed.
        </p>
      )}
    </FormDialog>
  )
}

function check(resource: 'memory' | 'cpu', wanted: Allocation, opened: VmResources): AllocationFinding[] {
  const { configuredMiB, unreservedMiB, unreservedMHz, cpuCapacityMHz, memoryUsage } = opened
  if (resource === 'cpu') {
    return checkCpuAllocation(wanted, {
      ...withoutUndefined({ capacityMHz: cpuCapacityMHz, unreservedMHz }),
    })
  }
  return checkMemoryAllocation(wanted, {
    configuredMiB,
    ...withoutUndefined({ unreservedMiB, activeMiB: memoryUsage.activeMiB }),
  })
}
