'use client'

import { startRegistration } from '@simplewebauthn/browser'
import { useState } from 'react'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { NewPasskey, PasskeyRow } from '@/lib/contract/factors-input'
import { failed, type Result } from '@/lib/result'
import { Field, TextInput } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { passkeyFailure } from './passkeys-here'

type Calls = Pick<ConsoleActions, 'beginPasskey' | 'addPasskey'>

/** Asks for a name, then the browser for a device. */
export function AddPasskey({
  calls,
  suggested,
  onClose,
  onDone,
}: {
  calls: Calls
  /** A name to begin with. */
  suggested: string
  onClose: () => void
  onDone: () => void
}) {
  const [name, setName] = useState(suggested)
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      title="Add a passkey"
      description="Your browser asks where to keep it: on this device, on a phone, or on a security key. It signs you in without the password."
      verb="Add"
      width="narrow"
      onClose={onClose}
      send={() => {
        setTried(true)
        if (name.trim() === '') return undefined
        return addPasskey(calls, name.trim()).then((result) => {
          if (result.ok) onDone()
          return result
        })
      }}
    >
      <NameField name={name} onChange={setName} tried={tried} />
    </FormDialog>
  )
}

export function RenamePasskey({
  passkey,
  rename,
  onClose,
  onDone,
}: {
  passkey: PasskeyRow
  rename: ConsoleActions['renamePasskey']
  onClose: () => void
  onDone: () => void
}) {
  const [name, setName] = useState(passkey.name)
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      title={`Rename the passkey ${passkey.name}`}
      verb="Rename"
      width="narrow"
      onClose={onClose}
      send={() => {
        setTried(true)
        if (name.trim() === '') return undefined
        return rename(passkey.id, name.trim()).then((result) => {
          if (result.ok) onDone()
          return result
        })
      }}
    >
      <NameField name={name} onChange={setName} tried={tried} />
    </FormDialog>
  )
}

function NameField({ name, onChange, tried }: { name: string; onChange: (name: string) => void; tried: boolean }) {
  return (
    <Field
      label="Name"
      hint="To know it from your others, such as the device that it is on."
      error={tried && name.trim() === '' ? 'Enter a name.' : undefined}
    >
      {(control) => (
        <TextInput
          {...control}
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

async function addPasskey({ beginPasskey, addPasskey: add }: Calls, name: string): Promise<Result<null>> {
  const begun = await beginPasskey()
  if (!begun.ok) return begun
  const made = await startRegistration({ optionsJSON: begun.value.options }).catch(passkeyFailure)
  if ('sentence' in made) return failed(made)
  const { id, rawId, response } = made
  const { clientDataJSON, attestationObject, transports } = response
  // Extensions are not asked for; what browsers add beside these is not looked at.
  const passkey: NewPasskey = {
    id,
    rawId,
    type: 'public-key',
    response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
  }
  return await add({ step: begun.value.step, name, passkey })
}
