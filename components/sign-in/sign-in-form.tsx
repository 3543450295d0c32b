'use client'

import { useId, useRef, useState } from 'react'
import type { SignInStage } from '@/lib/contract/factors-input'
import type { SignInInput } from '@/lib/contract/settings-input'
import type { Result } from '@/lib/result'
import { Checkbox } from '../ui/field'
import { DoorForm } from './door-form'
import { PasskeyButton, type PasskeyCalls } from './passkey-button'
import { PasswordField, SignInField } from './sign-in-field'

export type SignIn = (given: SignInInput) => Promise<Result<SignInStage>>

type SignInFormProps = { signIn: SignIn; passkey: PasskeyCalls; next: string }

/** User name and password, or a passkey. Focus goes to what has to be changed. `next` is a path of this site. */
export function SignInForm({ signIn, passkey, next }: SignInFormProps) {
  const id = useId()
  const password = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState(false)
  return (
    <DoorForm
      verb="Sign in"
      doing="Signing in"
      next={next}
      instead={<PasskeyButton calls={passkey} next={next} />}
      send={(entered) => {
        setRefused(false)
        return signIn({
          username: entered('username').trim(),
          password: entered('password'),
          ...(entered('endOthers') !== '' && { endOthers: true }),
        })
      }}
      onRefused={({ code }) => {
        setRefused(code === 'sign-in-refused')
        password.current?.focus()
        password.current?.select()
      }}
    >
      <SignInField
        id={`${id}-user`}
        label="User name"
        name="username"
        autoComplete="username"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- this page has one purpose, and typing begins here
        autoFocus
      />
      <PasswordField
        id={`${id}-password`}
        ref={password}
        label="Password"
        name="password"
        autoComplete="current-password"
        refused={refused}
      />
      <Checkbox name="endOthers" label="End my sessions elsewhere" className="-mt-3" />
    </DoorForm>
  )
}
