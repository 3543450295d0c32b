'use client'

import { addable, busWords, mayAddController, storageControllers } from '@/lib/hardware/controllers'
import type { VmSetup } from '@/lib/hardware/device-can'
import { diskModes, type DevicePlace, type DiskMode } from '@/lib/hardware/device-request'
import { sizeUnits, type TypedSize } from '@/lib/format/disk-size'
import { formatCount } from '@/lib/format/quantity'
import { AmountField } from '../../ui/amount-field'
import { Field, NativeSelect } from '../../ui/field'

type SizeFieldProps = { form: TypedSize; onChange: (form: TypedSize) => void; error: string | undefined }

/** How large a disk is to be. `error`: what else is wrong with it than that it is no number. */
export const SizeField = ({ form, onChange, error }: SizeFieldProps) => (
  <AmountField
    label="Size"
    amount={form.size}
    unit={form.unit}
    units={sizeUnits}
    onAmount={(size) => onChange({ ...form, size })}
    onUnit={(unit) => onChange({ ...form, unit })}
    error={error}
  />
)

const modeWords: Record<DiskMode, { name: string; sentence: string }> = {
  persistent: { name: 'Persistent', sentence: 'What the guest writes stays. Snapshots include the disk.' },
  independent_persistent: {
    name: 'Independent, persistent',
    sentence: 'What the guest writes stays. Snapshots leave the disk out: a revert does not touch it.',
  },
  independent_nonpersistent: {
    name: 'Independent, not persistent',
    sentence: 'What the guest writes is lost when the VM is powered off. Snapshots leave the disk out.',
  },
}

export function ModeField({ mode, onChange }: { mode: DiskMode; onChange: (mode: DiskMode) => void }) {
  return (
    <Field label="Mode" hint={modeWords[mode].sentence}>
      {(control) => (
        <NativeSelect
          {...control}
          value={mode}
          onChange={(event) => onChange(diskModes.find((one) => one === event.target.value) ?? mode)}
        >
          {diskModes.map((one) => (
            <option key={one} value={one}>
              {modeWords[one].name}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}

/** The kinds of controllers, as the vSphere Client calls them. */
export const controllerNames: Readonly<Record<string, string>> = {
  ParaVirtualSCSIController: 'VMware Paravirtual',
  VirtualLsiLogicSASController: 'LSI Logic SAS',
  VirtualLsiLogicController: 'LSI Logic Parallel',
  VirtualBusLogicController: 'BusLogic Parallel',
  VirtualAHCIController: 'AHCI',
  VirtualNVMEController: 'NVMe',
  VirtualIDEController: 'IDE',
}

/** Where a disk is to hang, as the form holds it: ``, `key:1000`, `new:VirtualNVMEController`, and a unit. */
export type PlaceForm = { at: string; unit: string }

export const anyPlace: PlaceForm = { at: '', unit: '' }

export function placeOfForm({ at, unit }: PlaceForm): DevicePlace | undefined {
  const wanted = unit === '' ? {} : { unit: Number(unit) }
  if (at.startsWith('key:')) return { controller: Number(at.slice(4)), ...wanted }
  const newController = addable.find((one) => `new:${one}` === at)
  return newController && { newController, ...wanted }
}

type PlaceFieldProps = {
  setup: VmSetup
  form: PlaceForm
  onChange: (form: PlaceForm) => void
  error?: string | undefined
}

export function PlaceField({ setup, form, onChange, error }: PlaceFieldProps) {
  const controllers = storageControllers(setup.devices, setup.hardwareVersion)
  const chosen = controllers.find(({ key }) => `key:${key}` === form.at)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_96px] items-start gap-3">
      <Field label="Controller" error={error}>
        {(control) => (
          <NativeSelect
            {...control}
            value={form.at}
            onChange={(event) => onChange({ at: event.target.value, unit: '' })}
          >
            <option value="">First free place</option>
            {controllers.map(({ key, bus, number, type, free }) => (
              <option key={key} value={`key:${key}`} disabled={free.length === 0}>
                {busWords[bus]} {number}, {controllerNames[type] ?? type}
                {free.length === 0 ? ', full' : `, ${formatCount(free.length, 'place')} free`}
              </option>
            ))}
            {addable
              .filter((type) => mayAddController(type, setup.devices))
              .map((type) => (
                <option key={type} value={`new:${type}`}>
                  New controller: {controllerNames[type]}
                </option>
              ))}
          </NativeSelect>
        )}
      </Field>
      <Field label="Place">
        {(control) => (
          <NativeSelect
            {...control}
            value={form.unit}
            disabled={!chosen}
            onChange={(event) => onChange({ ...form, unit: event.target.value })}
          >
            <option value="">First</option>
            {chosen?.free.map((unit) => (
              <option key={unit} value={unit}>
                {chosen.number}:{unit}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </div>
  )
}
