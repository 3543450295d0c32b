'use client'

import { clsx } from 'clsx'
import type { DeliveryView, Try } from '@/lib/contract/signals-input'
import { formatDayClock } from '@/lib/format/clock'
import { Said } from '../ui/said'
import { seconds } from './route-row'

const failedTry = (one: Try) => !one.ok

/** A disc for what was taken, a red square for what was refused, a dashed ring for what is to come. */
export function Tries({ row: { tries, state } }: { row: DeliveryView }) {
  const words = [...tries.map(({ ok }) => (ok ? 'taken' : 'refused')), ...(state === 'waiting' ? ['to come'] : [])]
  if (words.length === 0) return <span className="text-ink-3">none</span>
  return (
    <span
      role="img"
      aria-label={`${words.length} ${words.length === 1 ? 'try' : 'tries'}: ${words.join(', ')}`}
      className="inline-flex max-w-40 flex-wrap items-center gap-[3px] mid:w-max"
    >
      {/* In their order: each try has its place. */}
      {words.map((word, place) => (
        <i
          key={place}
          className={clsx(
            'size-2 border-[1.5px]',
            word === 'taken' && 'rounded-full border-bar bg-bar',
            word === 'refused' && 'rounded-[1px] border-fail-line bg-fail',
            word === 'to come' && 'rounded-full border-dashed border-bar',
          )}
        />
      ))}
    </span>
  )
}

/** How it stands: taken, given up, or when it is tried again, with what was said last. */
export function ResultOf({ row: { tries, state, nextAt }, now }: { row: DeliveryView; now: number }) {
  const last = tries.at(-1)
  switch (state) {
    case 'taken':
      return (
        <span className="text-ink-2">
          {last ? seconds(last.ms) : ''}
          {tries.some(failedTry) && last ? `, taken ${formatDayClock(last.at, now)}` : ''}
        </span>
      )
    case 'given-up':
      return (
        <span className="font-medium text-fail-text">
          {tries.length === 0 ? 'Given up: its route is off or gone' : 'Given up after a day'}
          {last && !last.ok && <Why said={last.said} />}
        </span>
      )
    default:
      return (
        <span className={tries.length > 0 ? 'text-wait-text' : 'text-ink-2'}>
          {tries.length > 0 && nextAt !== undefined ? `Next try ${formatDayClock(nextAt, now)}` : 'On its way'}
          {last && !last.ok && <Why said={last.said} />}
        </span>
      )
  }
}

const Why = ({ said }: { said: string }) => (
  <small className="block text-xs font-normal text-ink-3">
    <Said>{said}</Said>
  </small>
)
