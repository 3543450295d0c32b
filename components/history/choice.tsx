'use client'

import { clsx } from 'clsx'
import { NativeSelect } from '../ui/field'

type ChoiceProps = {
  className: string
  label: string
  /** What it says while nothing is chosen. */
  any: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
  onChange: (value: string) => void
}

/** A filter by one of few values. */
export const Choice = ({ className, label, any, value, options, onChange }: ChoiceProps) => (
  <NativeSelect
    aria-label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    className={clsx('h-8! text-sm font-medium max-mid:h-11!', className)}
  >
    <option value="">{any}</option>
    {options.map(([id, name]) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </NativeSelect>
)
