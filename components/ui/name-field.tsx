'use client'

import type { ReactNode } from 'react'
import { encodeInventoryName } from '@/lib/names/inventory-name'
import { Field, TextInput } from './field'

type NameFieldProps = {
  name: string
  onChange: (name: string) => void
  error: string | undefined
  hint?: ReactNode
  placeholder?: string
  /** False: the server stores it as it is typed. */
  isEncoded?: boolean
  /** A VM of the same server is called so: said where no hint is given, and what is typed is still taken. */
  isTaken?: boolean
  /** The name is there already, and a key replaces it. */
  selected?: boolean
}

/** A name for something of the inventory, and how vSphere stores it where that is another text. */
export function NameField(props: NameFieldProps) {
  const { name, onChange, error, hint, placeholder, isEncoded = true, isTaken = false, selected = false } = props
  const stored = isEncoded ? encodeInventoryName(name) : name
  return (
    <Field
      label="Name"
      error={error}
      hint={
        hint ??
        (isTaken ? (
          <span className="text-wait-text">
            Another VM has this name. The host refuses a second one in the same folder of its inventory.
          </span>
        ) : stored === name ? undefined : (
          <>
            Stored by vSphere as <code className="raw text-ink-2!">{stored}</code>
          </>
        ))
      }
    >
      {(control) => (
        <TextInput
          {...control}
          value={name}
          onChange={(event) => onChange(event.target.value)}
          placeholder={placeholder}
          onFocus={(event) => selected && event.target.select()}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
        />
      )}
    </Field>
  )
}
