'use client'

import { clsx } from 'clsx'
import { useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import type { ConsoleError, Result } from '@/lib/result'
import { Icon } from '../glyphs/icon'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Notice } from '../ui/notice'

export type SignIn = (given: { username: string; password: string }) => Promise<Result<null>>

type SignInFormProps = {
  signIn: SignIn
  /** Where to go once it has worked: a path of this site. */
  next: string
}

/** User name and password. What was typed stays when it did not work; focus goes to what has to be changed. */
export function SignInForm({ signIn, next }: SignInFormProps) {
  const id = useId()
  const password = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const text = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value : ''
    }
    setBusy(true)
    setError(undefined)
    try {
      const result = await signIn({ username: text('username').trim(), password: text('password') })
      if (result.ok) {
        // A whole new page: nothing of an earlier session stays in memory.
        location.assign(next)
        return
      }
      setError(result.error)
      password.current?.focus()
      password.current?.select()
    } catch (cause) {
      setError({
        ...unreachable(cause),
        sentence: 'Andon does not answer.',
        wayOut: 'What you typed stays here. Try again.',
      })
    }
    setBusy(false)
  }

  const refused = error?.code === 'sign-in-refused'
  return (
    // Sent before this page is ready, what was typed must not become part of an address.
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      {error && (
        <Notice
          tone={error.code === 'sign-in-slowed' ? 'wait' : 'fail'}
          glyph={error.code === 'sign-in-slowed' ? 'stale' : error.blame === 'wire' ? 'noContact' : 'failed'}
          role="alert"
        >
          <strong className="font-semibold">{error.sentence}</strong> {error.wayOut}
        </Notice>
      )}
      <div className="grid gap-1">
        <label htmlFor={`${id}-user`} className="text-sm font-medium">
          User name
        </label>
        <div className={boxClass}>
          <input
            id={`${id}-user`}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- this page has one purpose, and typing begins here
            autoFocus
            className={inputClass}
          />
        </div>
      </div>
      <div className="grid gap-1">
        <label htmlFor={`${id}-password`} className="text-sm font-medium">
          Password
        </label>
        <div className={clsx(boxClass, refused && 'border-fail-line! shadow-[inset_0_0_0_1px_var(--fail-line)]')}>
          <input
            id={`${id}-password`}
            ref={password}
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            required
            aria-invalid={refused || undefined}
            aria-describedby={capsLock ? `${id}-caps` : undefined}
            onKeyUp={(event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))}
            onBlur={() => setCapsLock(false)}
            className={inputClass}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-label="Show the password"
            onClick={() => setShown(!shown)}
            className="h-full rounded-md px-3 text-sm text-ink-2 hover:text-ink"
          >
            {shown ? 'Hide' : 'Show'}
          </button>
        </div>
        <p id={`${id}-caps`} role="status" className="min-h-4 text-xs text-ink-2">
          {capsLock && (
            <span className="flex items-center gap-1.5">
              <Icon name="destructive" className="size-3.5!" />
              Caps Lock is on
            </span>
          )}
        </p>
      </div>
      <Button
        type="submit"
        tone="solid"
        size="large"
        className="-mt-2 w-full"
        disabledReason={busy ? 'Signing in' : undefined}
        reasonIsVisible
      >
        {busy ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  )
}

const boxClass =
  'flex h-10 items-center rounded-md border border-line-2 bg-raised focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus max-mid:h-11'
const inputClass = 'h-full min-w-0 flex-1 rounded-md bg-transparent px-3 text-base outline-none'
