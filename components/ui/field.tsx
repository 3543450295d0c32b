'use client'

import { clsx } from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { StatusGlyph } from '../glyphs/status-glyph'

export type FieldControl = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  /** Shown in place, in words, below the control. */
  error?: string | undefined
  /** Gets what ties the control to its label, hint and error: spread it onto the control. */
  children: (control: FieldControl) => ReactNode
  className?: string
}

/** A label, a control, a hint and an error that belong together. */
export function Field({ label, hint, error, children, className }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  return (
    <div className={clsx('grid gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': clsx(hint && hintId, error && errorId) || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {hint && (
        <p id={hintId} className="text-xs text-ink-2">
          {hint}
        </p>
      )}
    </div>
  )
}

/** What is wrong with a field or a group of them, in words. */
export const FieldError = ({ id, children }: { id?: string; children: ReactNode }) => (
  <p id={id} role="alert" className="flex items-start gap-1.5 text-xs text-fail-text">
    <StatusGlyph glyph="failed" className="size-3.5! mt-px" />
    {children}
  </p>
)

const control =
  'w-full rounded-md border border-line-2 bg-raised px-3 text-ink aria-invalid:border-fail-line aria-invalid:shadow-[inset_0_0_0_1px_var(--fail-line)]'

/** One line of text. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={clsx(control, 'h-9 max-mid:h-11', className)} />
}

/** Several lines of text. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={clsx(control, 'min-h-20 py-2', className)} />
}

/** A choice among few; the browser's own list. */
export function NativeSelect({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={clsx(control, 'h-9 pr-7! text-ellipsis max-mid:h-11', className)} />
}

type CheckProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }

/** A checkbox with its label to the right. */
export function Checkbox({ label, hint, className, ...rest }: CheckProps) {
  return <Tick {...rest} type="checkbox" label={label} hint={hint} className={className} />
}

/** One of a group of radio buttons; put them in a `fieldset` with a `legend`. */
export function Radio({ label, hint, className, ...rest }: CheckProps) {
  return <Tick {...rest} type="radio" label={label} hint={hint} className={className} />
}

function Tick({ label, hint, className, ...rest }: CheckProps & { type: 'checkbox' | 'radio' }) {
  const hintId = useId()
  return (
    <div className={clsx('text-sm', className)}>
      <label className="inline-flex min-h-6 items-center gap-2 max-mid:min-h-11">
        <input {...rest} aria-describedby={hint ? hintId : undefined} className="size-4 shrink-0 accent-solid" />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={hintId} className="pl-6 text-xs text-ink-2">
          {hint}
        </p>
      )}
    </div>
  )
}
