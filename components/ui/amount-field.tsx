'use client'

import type { ReactNode } from 'react'
import { Field, NativeSelect, TextInput } from './field'

type AmountFieldProps<Unit extends string> = {
  label: string
  /** As it is typed. */
  amount: string
  unit: Unit
  units: readonly Unit[]
  onAmount: (amount: string) => void
  onUnit: (unit: Unit) => void
  error?: string | undefined
  hint?: ReactNode
}

/** A number and the unit that it is in, side by side. */
export function AmountField<Unit extends string>(props: AmountFieldProps<Unit>) {
  const { label, amount, unit, units, onAmount, onUnit, error, hint } = props
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_96px] items-start gap-3">
      <Field label={label} error={error} hint={hint}>
        {(control) => (
          <TextInput
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            onChange={(event) => onAmount(event.target.value)}
          />
        )}
      </Field>
      <Field label="Unit">
        {(control) => (
          <NativeSelect
            {...control}
            value={unit}
            onChange={(event) => onUnit(units.find((one) => one === event.target.value) ?? unit)}
          >
            {units.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </NativeSelect>
        )}
      </Field>
    </div>
  )
}
