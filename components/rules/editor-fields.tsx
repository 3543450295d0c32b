'use client'

import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'
import { StatusGlyph } from '../glyphs/status-glyph'
import { Badge } from '../ui/badge'

const rowClass =
  'grid gap-x-4 gap-y-1.5 border-t border-line px-4 py-3 text-sm/5 first:border-t-0 mid:grid-cols-[116px_minmax(0,1fr)]'

function Problem({ children }: { children: string | undefined }) {
  if (children === undefined) return null
  return (
    <p role="alert" className="flex items-start gap-1.5 text-xs text-fail-text">
      <StatusGlyph glyph="failed" className="mt-px size-3.5!" />
      {children}
    </p>
  )
}

type RowProps = { label: string; hint?: ReactNode; problem?: string | undefined }

/** One control with its label at the left. */
export function Row({
  label,
  hint,
  problem,
  children,
}: RowProps & {
  children: (control: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode
}) {
  const id = useId()
  return (
    <div className={rowClass}>
      <label htmlFor={id} className="pt-1.5 font-medium text-ink-2">
        {label}
      </label>
      <div className="grid min-w-0 gap-1.5">
        {children({ id, 'aria-describedby': `${id}-more`, 'aria-invalid': problem !== undefined })}
        <div id={`${id}-more`} className="grid gap-1 text-xs text-ink-3 empty:hidden">
          <Problem>{problem}</Problem>
          {hint && <p>{hint}</p>}
        </div>
      </div>
    </div>
  )
}

/** Several controls under one heading at the left. */
export function Group({ label, hint, problem, children }: RowProps & { children: ReactNode }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} aria-describedby={`${id}-more`} className={rowClass}>
      <span id={id} className="pt-1.5 font-medium text-ink-2">
        {label}
      </span>
      <div className="grid min-w-0 gap-1.5">
        {children}
        <div id={`${id}-more`} className="grid gap-1 text-xs text-ink-3 empty:hidden">
          <Problem>{problem}</Problem>
          {hint && <p>{hint}</p>}
        </div>
      </div>
    </div>
  )
}

/** One of several that may be ticked together. */
export function Chip({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label
      className={clsx(
        'inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-md border px-2.5 py-0.5 max-mid:min-h-11',
        checked ? 'border-link bg-select' : 'border-line-2 bg-raised',
      )}
    >
      <input type="checkbox" checked={checked} onChange={onChange} className="size-4 shrink-0 accent-solid" />
      <span className="min-w-0 wrap-anywhere">{label}</span>
    </label>
  )
}

type OptionProps = {
  name: string
  label: string
  means: string
  checked: boolean
  onChange: () => void
  tag?: string | undefined
  destructive?: boolean
}

/** One of the answers that a rule may give. */
export function Option({ name, label, means, checked, onChange, tag, destructive = false }: OptionProps) {
  return (
    <label
      className={clsx(
        'grid min-h-9 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-md border bg-raised px-2.5 py-1 hover:bg-hover max-mid:min-h-11',
        checked ? 'border-solid shadow-[inset_0_0_0_1px_var(--solid)]' : 'border-line-2',
      )}
    >
      <input type="radio" name={name} checked={checked} onChange={onChange} className="size-4 accent-solid" />
      <span className={clsx('flex min-w-0 flex-wrap items-baseline gap-x-2.5', destructive && 'text-fail-text')}>
        <span className="min-w-0 font-semibold wrap-anywhere">{label}</span>
        <span className={clsx('text-xs', !destructive && 'text-ink-3')}>{means}</span>
      </span>
      {tag && <Badge tone={destructive ? 'plain' : 'solid'}>{tag}</Badge>}
    </label>
  )
}
