import { clsx } from 'clsx'
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
