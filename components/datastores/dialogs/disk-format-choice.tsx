'use client'

import { useId } from 'react'
import { diskFormats, diskFormatWords, type DiskFormat } from '@/lib/files/file-request'
import { Radio } from '../../ui/field'

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
