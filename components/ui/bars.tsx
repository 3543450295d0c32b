import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { wholePercent } from '@/lib/format/quantity'

export type ProgressTone = 'running' | 'stopped-wait' | 'stopped-fail' | 'stopped-quiet'

type ProgressBarProps = {
  /** The accessible name, such as "files-archive: Move to nfs-muc-01". */
  label: string
  /** 0..100; undefined when the operation reports none. */
  percent: number | undefined
  tone?: ProgressTone
  className?: string
}

const fills: Record<ProgressTone, string> = {
  running: 'bg-bar',
  'stopped-wait': 'bar-stopped-wait',
  'stopped-fail': 'bar-stopped-fail',
  'stopped-quiet': 'bar-stopped-quiet',
}

/** How far something is; hatched when it stands still, sliding when it gives no percentage. */
export function ProgressBar({ label, percent, tone = 'running', className }: ProgressBarProps) {
  const value = percent === undefined ? undefined : wholePercent(percent)
  // A task that stands still and gave no percentage must not look as if it moved.
  const stopped = tone !== 'running'
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      aria-valuetext={value === undefined ? (stopped ? 'stopped' : 'no percentage given') : undefined}
      className={clsx('relative block h-1.5 min-w-10 overflow-hidden rounded-[1px] bg-track', className)}
    >
      {value === undefined && !stopped ? (
        <span className="bar-unknown absolute inset-y-0" />
      ) : (
        <span
          className={clsx('absolute inset-y-0 left-0 transition-[width] duration-(--dur-3) ease-linear', fills[tone])}
          style={{ width: `${value ?? 100}%` }}
        />
      )}
    </span>
  )
}

type MeterProps = {
  text: string
  /** 0..1 of the whole; undefined: not known, and no bar is drawn. */
  part: number | undefined
  /** Keeps the bar where the table is narrow. */
  always?: boolean
}

/** A number and how much of the whole it is. The bar repeats the text, so a screen reader hears only that. */
export function Meter({ text, part, always = false }: MeterProps) {
  const narrow = always ? '' : 'max-wide:hidden'
  return (
    <span
      className={clsx(
        'grid items-center justify-items-end gap-2',
        always ? 'grid-cols-[minmax(0,1fr)_40px]' : 'wide:grid-cols-[minmax(0,1fr)_40px]',
      )}
    >
      <span className={clsx('whitespace-nowrap', text === '–' && 'text-ink-3')}>{text}</span>
      {part === undefined ? (
        <span className={narrow} />
      ) : (
        <span
          aria-hidden="true"
          className={clsx('relative block h-1 w-10 overflow-hidden rounded-[1px] bg-track', narrow)}
        >
          <span
            className="absolute inset-y-0 left-0 bg-bar"
            style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }}
          />
        </span>
      )}
    </span>
  )
}

/** Figures that have not been heard of for a while look so, and say since when. @param since undefined while they are fresh. */
export function OldFigures({ since, children }: { since: string | undefined; children: ReactNode }) {
  if (since === undefined) return children
  return (
    <span className="block text-ink-3 italic" title={since}>
      {children}
      <span className="sr-only">, {since}</span>
    </span>
  )
}
