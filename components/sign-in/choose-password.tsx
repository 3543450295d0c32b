'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { shortestPassword } from '@/lib/accounts/password'
import type { SignInStage } from '@/lib/contract/factors-input'
import type { Result } from '@/lib/result'
import { DoorForm } from './door-form'
import { PasswordField, SignInField } from './sign-in-field'

type Chosen = { username: string; present: string; password: string }

type ChoosePasswordProps = {
  /** Whose password it is; undefined: whoever fills this in chooses a name too. */
  username: string | undefined
  /** Asks for the password that was given as well. */
  asksPresent?: boolean
  send: (chosen: Chosen) => Promise<Result<SignInStage | null>>
  next: string
}

type ReplaceGivenProps = {
  username: string
  change: (present: string, password: string) => Promise<Result<null>>
  next: string
}

/** In place of a password that an administrator has given. */
export function ReplaceGivenPassword({ username, change, next }: ReplaceGivenProps) {
  return (
    <ChoosePassword
      username={username}
      asksPresent
      send={({ present, password }) => change(present, password)}
      next={next}
    />
  )
}

/** Chooses a password, with the rules in sight; the server decides whether it is fit. */
export function ChoosePassword({ username, asksPresent = false, send, next }: ChoosePasswordProps) {
  const id = useId()
  const fields = useRef<Partial<Record<'present' | 'password', HTMLInputElement | null>>>({})
  const [refused, setRefused] = useState<'present' | 'password'>()
  const first = `${id}-${username === undefined ? 'user' : asksPresent ? 'present' : 'password'}`
  // This page has one purpose, and typing begins here.
  useEffect(() => document.getElementById(first)?.focus(), [first])
  return (
    <DoorForm
      verb="Set the password"
      doing="Setting the password"
      next={next}
      send={(entered) => {
        setRefused(undefined)
        return send({
          username: username ?? entered('username').trim(),
          present: entered('present'),
          password: entered('password'),
        })
      }}
      onRefused={({ code }) => {
        const field = code === 'wrong-password' ? 'present' : code === 'unfit' ? 'password' : undefined
        setRefused(field)
        if (field) fields.current[field]?.select()
      }}
    >
      {username === undefined ? (
        <SignInField id={`${id}-user`} label="Your user name" name="username" autoComplete="username" />
      ) : (
        // For password managers; who it is is known.
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      )}
      {asksPresent && (
        <PasswordField
          id={`${id}-present`}
          ref={(input) => void (fields.current.present = input)}
          refused={refused === 'present'}
          label="Password you were given"
          name="present"
          autoComplete="current-password"
        />
      )}
      <PasswordField
        id={`${id}-password`}
        ref={(input) => void (fields.current.password = input)}
        refused={refused === 'password'}
        label="New password"
        name="password"
        autoComplete="new-password"
        hint={`At least ${shortestPassword} characters, of any kind. Several words in a row are easy to remember.`}
      />
    </DoorForm>
  )
}
