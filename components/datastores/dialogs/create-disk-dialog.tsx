'use client'

import { useState, useId } from 'react'
import { diskName } from '@/lib/files/check-file-request'
import {
  diskAdapters,
  type DiskAdapter,
  type FileRequest,
  diskFormats,
  diskFormatWords,
  type DiskFormat,
} from '@/lib/files/file-request'
import type { Result } from '@/lib/result'
import { Field, NativeSelect, TextInput, Radio } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { checkDiskForm, diskUnits, type DiskForm, type DiskUnit } from './disk-form'
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
      description={<>In {props.where}. Andon cannot attach it to a VM: that is done in the host&apos;s own client.</>}
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
      <div className="grid grid-cols-[minmax(0,1fr)_96px] items-start gap-3">
        <Field
          label="Size"
          error={errors.size}
          hint={checked.ok && checked.warning ? <span className="text-wait-text">{checked.warning}</span> : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              value={form.size}
              onChange={(event) => change({ size: event.target.value })}
              inputMode="decimal"
              autoComplete="off"
            />
          )}
        </Field>
        <Field label="Unit">
          {(control) => (
            <NativeSelect
              {...control}
              value={form.unit}
              onChange={(event) => change({ unit: event.target.value as DiskUnit })} // the options are the units
            >
              {diskUnits.map((unit) => (
                <option key={unit}>{unit}</option>
              ))}
            </NativeSelect>
          )}
        </Field>
      </div>
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
