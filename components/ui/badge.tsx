import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type BadgeTone = 'plain' | 'solid' | 'wait' | 'fail'

const tones: Record<BadgeTone, string> = {
  plain: 'border-line-2 text-ink-2',
  solid: 'border-solid bg-solid text-solid-ink',
  wait: 'border-wait bg-wait font-semibold text-wait-ink knock-wait',
  fail: 'border-fail bg-fail font-semibold text-fail-ink knock-fail',
}

/** A word in a frame; lit in amber or red where a person is needed. */
export function Badge({
  tone = 'plain',
  children,
  className,
}: {
  tone?: BadgeTone
  children: ReactNode
  className?: string
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}

/** A key of the keyboard. */
export const Key = ({ children, className }: { children: ReactNode; className?: string }) => (
  <kbd
    className={clsx(
      'inline-block min-w-[18px] rounded-sm border border-line bg-surface px-1 text-center font-sans text-[12px]/4 font-medium text-ink-3',
      className,
    )}
  >
    {children}
  </kbd>
)
