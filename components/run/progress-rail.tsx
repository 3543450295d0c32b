'use client'

import { clsx } from 'clsx'
import { formatPercent, wholePercent } from '@/lib/format/quantity'
import { formatClock } from '@/lib/format/clock'
import { StatusGlyph } from '../glyphs/status-glyph'

/** A question on the way to 100 %: where it came, when, and whether it still waits. */
export type RailMark = { percent: number; at: string; state: 'open' | 'overdue' | 'answered' }

type RailProps = {
  /** The accessible name: the operation. */
  label: string
  startedAt: string
  /** When the task came to its end; undefined while it goes on. */
  endedAt?: string | undefined
  /** 0..100; undefined: the operation reports none. */
  percent: number | undefined
  /** `stopped`: a question holds it up. `ended`: it stands where it came to. */
  state: 'running' | 'stopped' | 'done' | 'ended'
  /** The question that holds it up is overdue. */
  overdue?: boolean
  marks: readonly RailMark[]
  /** In a panel that keeps its height: close. */
  still?: boolean
  /** On a phone the question beside it needs the room. */
  besideQuestion?: boolean
}

/** How far an operation is, with a mark where each of its questions came. */
export function ProgressRail({
  label,
  startedAt,
  endedAt,
  percent,
  state,
  overdue = false,
  marks,
  still = false,
  besideQuestion = false,
}: RailProps) {
  const value = state === 'done' ? 100 : percent === undefined ? undefined : wholePercent(percent)
  const open = marks.findLast((mark) => mark.state !== 'answered')
  const told = open ?? marks.at(-1)
  // Without a percentage nobody knows where it stands; the label says so and no place is claimed.
  const nowhere = state === 'stopped' && value === undefined
  const stoppedTone = overdue ? 'text-fail-text' : 'text-wait-text'
  const stoppedAt = value === undefined ? 'stopped' : `stopped at ${formatPercent(value)}`
  return (
    <div className={clsx('px-3 mid:px-4', still ? 'pt-3 pb-1' : 'pt-4.5 pb-2', besideQuestion && 'max-mid:hidden')}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value}
        aria-valuetext={state === 'stopped' ? stoppedAt : value === undefined ? 'no percentage given' : undefined}
        className="relative h-1.5 rounded-[1px] bg-track"
      >
        {value === undefined && state === 'running' ? (
          <span className="absolute inset-0 overflow-hidden">
            <span className="bar-unknown absolute inset-y-0" />
          </span>
        ) : (
          <span
            className={clsx(
              'absolute inset-y-0 left-0 rounded-l-[1px] transition-[width] duration-(--dur-3) ease-linear',
              state === 'stopped' ? (overdue ? 'bar-stopped-fail' : 'bar-stopped-wait') : 'bg-bar',
            )}
            // One that stands nobody knows where is drawn whole, in the look of what is stopped; one that ended is not full.
            style={{ width: `${value ?? (state === 'stopped' ? 100 : 0)}%` }}
          />
        )}
        {marks.map((mark) => (
          <span
            key={`${mark.at}:${mark.percent}`}
            className="absolute top-1/2 -translate-1/2 bg-surface px-[3px]"
            style={{ left: inside(mark.percent) }}
          >
            <StatusGlyph
              glyph={mark.state === 'answered' ? 'questionRaised' : mark.state === 'overdue' ? 'overdue' : 'waiting'}
              className={clsx('size-[18px]!', mark.state === 'answered' && 'text-bar')}
            />
          </span>
        ))}
      </div>
      <div className="relative mt-2 h-4 text-xs text-ink-3">
        {nowhere && (
          <span className={clsx('absolute left-1/2 -translate-x-1/2 font-medium whitespace-nowrap', stoppedTone)}>
            stopped, the host gives no percentage
          </span>
        )}
        <span className={clsx('absolute left-0', told && told.percent < 24 && 'invisible', told && 'max-mid:hidden')}>
          {formatClock(startedAt)}
        </span>
        {told && (
          <span
            className={clsx(
              'absolute -translate-x-1/2 font-medium whitespace-nowrap',
              open ? stoppedTone : 'text-ink-2',
            )}
            style={{ left: `clamp(76px, ${told.percent}%, calc(100% - 76px))` }}
          >
            {open && state === 'stopped'
              ? `${stoppedAt}, ${formatClock(told.at)}`
              : `${formatPercent(told.percent)}, question, ${formatClock(told.at)}`}
          </span>
        )}
        <span className={clsx('absolute right-0', told && told.percent > 76 && 'invisible')}>
          {nowhere
            ? ''
            : endedAt === undefined
              ? '100 %'
              : state === 'done'
                ? `100 %, ${formatClock(endedAt)}`
                : formatClock(endedAt)}
        </span>
      </div>
    </div>
  )
}

/** A mark at the very end would stick out of the rail. */
const inside = (percent: number) => `clamp(12px, ${percent}%, calc(100% - 12px))`
