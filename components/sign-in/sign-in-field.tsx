'use client'

import { clsx } from 'clsx'
import { useState, type ComponentProps, type KeyboardEvent } from 'react'
import { Icon } from '../glyphs/icon'

type SignInFieldProps = ComponentProps<'input'> & {
  id: string
  label: string
  hint?: string
  /** It was not taken. */
  refused?: boolean
}

/** One line of the forms in front of the console. */
export function SignInField({ label, id, hint, refused = false, className, ...rest }: SignInFieldProps) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className={clsx(boxClass, refused && refusedClass)}>
        <input
          id={id}
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-invalid={refused || undefined}
          aria-describedby={hint && `${id}-hint`}
          {...rest}
          className={clsx(inputClass, className)}
        />
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-2">
          {hint}
        </p>
      )}
    </div>
  )
}

/** A password, which can be shown; it says when Caps Lock is on. */
export function PasswordField({ label, id, refused = false, hint, ...rest }: SignInFieldProps) {
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  return (
    // Its last line is empty most of the time.
    <div className="-mb-2 grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className={clsx(boxClass, refused && refusedClass)}>
        <input
          id={id}
          required
          {...rest}
          type={shown ? 'text' : 'password'}
          aria-invalid={refused || undefined}
          aria-describedby={clsx(hint && `${id}-hint`, capsLock && `${id}-caps`) || undefined}
          onKeyUp={(event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))}
          onBlur={() => setCapsLock(false)}
          className={inputClass}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={`Show the ${label.toLowerCase()}`}
          onClick={() => setShown(!shown)}
          className="h-full rounded-md px-3 text-sm text-ink-2 hover:text-ink"
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-2">
          {hint}
        </p>
      )}
      <p id={`${id}-caps`} role="status" className="min-h-4 text-xs text-ink-2">
        {capsLock && (
          <span className="flex items-center gap-1.5">
            <Icon name="destructive" className="size-3.5!" />
            Caps Lock is on
          </span>
        )}
      </p>
    </div>
  )
}

const boxClass =
  'flex h-10 items-center rounded-md border border-line-2 bg-raised focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus max-mid:h-[46px]'
const refusedClass = 'border-fail-line! shadow-[inset_0_0_0_1px_var(--fail-line)]'
const inputClass = 'h-full min-w-0 flex-1 rounded-md bg-transparent px-3 text-base outline-none'
