import { clsx } from 'clsx'
import type { Ref } from 'react'
import { Field, TextInput } from '../ui/field'

type CodeInputProps = {
  label: string
  hint?: string | undefined
  /** What is wrong with it, in words; `refused`: that stands elsewhere. */
  error?: string | undefined
  refused?: boolean
  /** As the fields in front of the console are. */
  large?: boolean
  value?: string
  onChange?: (value: string) => void
  ref?: Ref<HTMLInputElement>
  autoFocus?: boolean
}

/** A code of six figures, in one field, so that it can be pasted, filled in and read out. */
export function CodeInput({
  label,
  hint,
  error,
  refused = false,
  large = false,
  value,
  onChange,
  ref,
  autoFocus,
}: CodeInputProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <TextInput
          {...control}
          ref={ref}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          // Room for the blanks that people paste.
          maxLength={20}
          required
          aria-invalid={refused || control['aria-invalid']}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- asked for where the page has one purpose
          autoFocus={autoFocus}
          {...(value !== undefined && { value })}
          onChange={(event) => onChange?.(event.target.value)}
          className={clsx('font-mono tracking-[0.2em]', large && 'h-10! text-base max-mid:h-11!')}
        />
      )}
    </Field>
  )
}

type AnyCodeProps = { value: string; onChange: (value: string) => void; error: string | undefined }

/** A code of the authenticator or a recovery code, beside the password. */
export function AnyCode({ value, onChange, error }: AnyCodeProps) {
  return (
    <Field label="Code of the app, or a recovery code" error={error}>
      {(control) => (
        <TextInput
          {...control}
          className="font-mono"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
