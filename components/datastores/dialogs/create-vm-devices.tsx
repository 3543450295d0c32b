'use client'

import type { ReactNode } from 'react'
import { mostNics, type NewVmOptions } from '@/lib/files/new-vm'
import { Button } from '../../ui/button'
import { Checkbox, Field, NativeSelect, TextInput } from '../../ui/field'
import { mayAddDisk, type CreateVmErrors, type CreateVmForm } from './create-vm-form'

export type Change = (part: Partial<CreateVmForm>) => void

type NewDisksProps = { form: CreateVmForm; onChange: Change; errors: CreateVmErrors['disks']; advised: number }

/** The disks of a VM that is to be made. `advised`: GB of one whose size is left empty. */
export function NewDisks({ form, onChange, errors, advised }: NewDisksProps) {
  const { disks } = form
  const edit = (at: number, part: Partial<CreateVmForm['disks'][number]>) =>
    onChange({ disks: disks.map((disk, index) => (index === at ? { ...disk, ...part } : disk)) })
  return (
    <Devices
      legend="Disks"
      add="Add a disk"
      onAdd={() => onChange({ disks: [...disks, { gib: '', thin: true }] })}
      whyNoMore={mayAddDisk(form) ? undefined : 'More disks are added once the VM is there, on its Hardware tab.'}
      note={disks.length === 0 ? 'No disk.' : `An empty size is ${advised} GB, as recommended.`}
    >
      {disks.map((disk, at) => (
        // Disks have no names yet: their place is all there is.
        <Device
          key={at}
          remove={`No disk ${at + 1}`}
          onRemove={() => onChange({ disks: disks.filter((_, index) => index !== at) })}
        >
          <Field label={`Disk ${at + 1}, GB`} error={errors?.[at]} className="min-w-32 flex-1">
            {(control) => (
              <TextInput
                {...control}
                inputMode="decimal"
                placeholder={String(advised)}
                value={disk.gib}
                onChange={(event) => edit(at, { gib: event.target.value })}
              />
            )}
          </Field>
          <Checkbox
            className="mt-7 max-mid:mt-6"
            label="Thin"
            checked={disk.thin}
            onChange={(event) => edit(at, { thin: event.target.checked })}
          />
        </Device>
      ))}
    </Devices>
  )
}

type NewCardsProps = { form: CreateVmForm; options: NewVmOptions; onChange: Change }

/** The network adapters of a VM that is to be made, each on a network of the host. */
export function NewCards({ form, options, onChange }: NewCardsProps) {
  const { networks } = form
  const [first] = options.networks
  const whyNoMore = !first
    ? 'The host has no network that this account may see.'
    : networks.length >= mostNics
      ? `A VM has ${mostNics} network adapters at most.`
      : undefined
  return (
    <Devices
      legend="Network"
      add="Add a network adapter"
      onAdd={() => first && onChange({ networks: [...networks, first.moid] })}
      whyNoMore={whyNoMore}
      note={networks.length === 0 ? 'No network.' : undefined}
    >
      {networks.map((network, at) => (
        // Adapters have no names yet: their place is all there is.
        <Device
          key={at}
          remove={`No network adapter ${at + 1}`}
          onRemove={() => onChange({ networks: networks.filter((_, index) => index !== at) })}
        >
          <Field label={`Network adapter ${at + 1}`} className="min-w-48 flex-1">
            {(control) => (
              <NativeSelect
                {...control}
                value={network}
                onChange={(event) =>
                  onChange({ networks: networks.map((one, index) => (index === at ? event.target.value : one)) })
                }
              >
                {options.networks.map(({ moid, name }) => (
                  <option key={moid} value={moid}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        </Device>
      ))}
    </Devices>
  )
}

type DevicesProps = {
  legend: string
  add: string
  onAdd: () => void
  whyNoMore: string | undefined
  note: string | undefined
  children: ReactNode
}

const Devices = ({ legend, add, onAdd, whyNoMore, note, children }: DevicesProps) => (
  <fieldset className="grid gap-2">
    <legend className="mb-1 text-sm font-semibold">{legend}</legend>
    {children}
    <span className="flex flex-wrap items-baseline gap-x-3">
      <Button size="small" onClick={onAdd} disabledReason={whyNoMore}>
        {add}
      </Button>
      {note !== undefined && <span className="text-xs text-ink-2">{note}</span>}
    </span>
  </fieldset>
)

type DeviceProps = { remove: string; onRemove: () => void; children: ReactNode }

const Device = ({ remove, onRemove, children }: DeviceProps) => (
  <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
    {children}
    <Button size="small" tone="quiet" className="mt-6.5 max-mid:mt-6" aria-label={remove} onClick={onRemove}>
      Remove
    </Button>
  </div>
)
