'use client'

import { clsx } from 'clsx'
import { useId, type ReactNode } from 'react'
import { Tooltip } from './tooltip'

type SwitchProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  /** The accessible name, such as "Auto-answer". */
  label: string
  describedBy?: string
  /** On its way to the server: the thumb is held in the middle. */
  busy?: boolean
  disabledReason?: string | undefined
  className?: string
}

/** A setting that takes effect at once. It shows what the server holds, not what was wished for. */
export function Switch({ checked, onChange, label, describedBy, busy, disabledReason, className }: SwitchProps) {
  const reasonId = useId()
  const off = disabledReason !== undefined
  const button = (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      aria-busy={busy || undefined}
      aria-disabled={off || undefined}
      aria-describedby={clsx(describedBy, off && reasonId) || undefined}
      onClick={() => !off && !busy && onChange(!checked)}
      className={clsx(
        'relative shrink-0 rounded-full before:absolute before:-inset-x-2 before:-inset-y-3',
        off && 'cursor-not-allowed!',
        className,
      )}
    >
      <SwitchTrack at={busy ? 'held' : checked ? 'on' : 'off'} faint={off} />
    </button>
  )
  // In the same place with a reason and without, so that it keeps the focus.
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      {off && (
        <span id={reasonId} className="sr-only">
          {disabledReason}
        </span>
      )}
    </>
  )
}

/** The drawing of a switch; `mixed` when it stands for several that disagree. */
export function SwitchTrack({
  at,
  faint = false,
}: {
  at: 'on' | 'off' | 'mixed' | 'held'
  faint?: boolean
}): ReactNode {
  const lit = at === 'on' || at === 'mixed'
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'relative block h-5 w-9 shrink-0 rounded-full border-[1.5px] transition-colors duration-(--dur-2)',
        lit ? 'border-solid bg-solid' : 'border-ink-3 bg-raised',
        faint && 'opacity-60',
      )}
    >
      <span
        className={clsx(
          'absolute transition-[translate,background-color] duration-(--dur-2) ease-out',
          at === 'mixed'
            ? 'top-[7.25px] left-[10.5px] h-[2.5px] w-3 rounded-[1px] bg-solid-ink'
            : 'top-[2.5px] left-[2.5px] size-3 rounded-full',
          at === 'on' && 'translate-x-4 bg-solid-ink',
          at === 'off' && 'bg-ink-3',
          at === 'held' && 'translate-x-2 bg-ink-3',
        )}
      />
    </span>
  )
}
