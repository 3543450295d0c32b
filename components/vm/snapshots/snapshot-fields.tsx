'use client'

import { Field, TextArea, TextInput } from '../../ui/field'

type SnapshotFieldsProps = {
  name: string
  onName: (name: string) => void
  error: string | undefined
  description: string
  onDescription: (description: string) => void
}

/** What a snapshot is called, and what it is for. */
export function SnapshotFields({ name, onName, error, description, onDescription }: SnapshotFieldsProps) {
  return (
    <>
      <Field label="Name" error={error}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            onChange={(event) => onName(event.target.value)}
            autoComplete="off"
            dir="auto"
          />
        )}
      </Field>
      <Field label="Description">
        {(control) => (
          <TextArea
            {...control}
            value={description}
            onChange={(event) => onDescription(event.target.value)}
            dir="auto"
          />
        )}
      </Field>
    </>
  )
}
