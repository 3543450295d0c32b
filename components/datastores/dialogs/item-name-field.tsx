'use client'

import { escapeDatastoreItem } from '@/lib/names/datastore-item'
import { Field, TextInput } from '../../ui/field'

type ItemNameFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  error: string | undefined
  hint?: string
  /** The name that it has now: left alone, nothing is escaped anew. */
  unchanged?: string
}

/** A plain name of a file or folder; how the datastore stores it is shown where that differs. */
export function ItemNameField({ label, value, onChange, error, hint, unchanged }: ItemNameFieldProps) {
  const stored = escapeDatastoreItem(value)
  return (
    <Field
      label={label}
      error={error}
      hint={
        value !== '' && value !== unchanged && stored !== value ? (
          <>
            Stored on the datastore as{' '}
            <code className="raw whitespace-pre-wrap! text-ink-2! wrap-anywhere">{stored}</code>
            {/["*<>:|?]/.test(value) && ' Datastores do not take " * < > : | ?, so each of them becomes an "_".'}
          </>
        ) : (
          hint
        )
      }
    >
      {(control) => (
        <TextInput
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onFocus={(event) => event.target.select()}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  )
}
