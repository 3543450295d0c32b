'use client'

import { useState, useId } from 'react'
import { diskName } from '@/lib/files/file-request'
import {
  diskAdapters,
  type DiskAdapter,
  type FileRequest,
  diskFormats,
  diskFormatWords,
  type DiskFormat,
} from '@/lib/files/file-request'
import { sizeUnits } from '@/lib/format/disk-size'
import type { Result } from '@/lib/result'
import { AmountField } from '../../ui/amount-field'
import { Field, NativeSelect, Radio } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { checkDiskForm, type DiskForm } from './disk-form'
import { ItemNameField } from './item-name-field'
import { whyNotName } from './new-folder-dialog'

const adapterWords: Record<DiskAdapter, string> = {
  lsiLogic: 'SCSI (LSI Logic)',
  busLogic: 'SCSI (BusLogic)',
  ide: 'IDE',
}

type CreateDiskDialogProps = {
  where: string
  /** Stored path. */
  folder: string
  freeBytes: number | undefined
  taken: ReadonlySet<string>
  initial: DiskForm
  onCreate: (request: FileRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** A new virtual disk in the open folder: name, size, format, adapter. */
export function CreateDiskDialog(props: CreateDiskDialogProps) {
  const [form, setForm] = useState(props.initial)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<DiskForm>) => setForm((now) => ({ ...now, ...part }))
  const checked = checkDiskForm(form, props.folder, props.freeBytes)
  const taken = whyNotName(diskName(form.name), props.taken)
  const errors: { name?: string; size?: string } = tried && !checked.ok ? checked : {}
  const send = () => {
    setTried(true)
    return checked.ok && taken === undefined ? props.onCreate(checked.request) : undefined
  }
  return (
    <FormDialog
      title="Create disk"
      description={<>In {props.where}. It is attached to a VM on the VM&apos;s Hardware tab.</>}
      verb="Create disk"
      send={send}
      onClose={props.onClose}
    >
      <ItemNameField
        label="Name"
        value={form.name}
        onChange={(name) => change({ name })}
        error={tried ? (errors.name ?? taken) : undefined}
        hint="Ends in .vmdk; that is added when it is missing."
      />
      <AmountField
        label="Size"
        amount={form.size}
        unit={form.unit}
        units={sizeUnits}
        onAmount={(size) => change({ size })}
        onUnit={(unit) => change({ unit })}
        error={errors.size}
        hint={checked.ok && checked.warning ? <span className="text-wait-text">{checked.warning}</span> : undefined}
      />
      <DiskFormatChoice value={form.format} onChange={(format) => format && change({ format })} />
      <Field label="Adapter" hint="Which controller the disk is made for.">
        {(control) => (
          <NativeSelect
            {...control}
            value={form.adapter}
            onChange={(event) => change({ adapter: event.target.value as DiskAdapter })} // the options are the adapters
          >
            {diskAdapters.map((adapter) => (
              <option key={adapter} value={adapter}>
                {adapterWords[adapter]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </FormDialog>
  )
}

type DiskFormatChoiceProps = {
  value: DiskFormat | undefined
  onChange: (format: DiskFormat | undefined) => void
  /** Offers to leave it as it is: what is chosen then. */
  keep?: string
}

/** How a disk takes its space, each with what that means. */
export function DiskFormatChoice({ value, onChange, keep }: DiskFormatChoiceProps) {
  const group = useId()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">Format</legend>
      {keep !== undefined && (
        <Radio name={group} label={keep} checked={value === undefined} onChange={() => onChange(undefined)} />
      )}
      {diskFormats.map((format) => (
        <Radio
          key={format}
          name={group}
          label={diskFormatWords[format].name}
          hint={diskFormatWords[format].sentence}
          checked={value === format}
          onChange={() => onChange(format)}
        />
      ))}
    </fieldset>
  )
}
