'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { withoutUndefined } from '@/lib/without-undefined'
import { TextInput } from '../ui/field'
import { daysNear, isDay, isOwnChoice, nearDays, nearestName, type Day, type Days, type NearDays } from './days'

type DaysProps = {
  days: Days
  today: Day | undefined
  onChange: (days: Days) => void
  /** Whether its two fields are shown. */
  open: boolean
  onOpen: (open: boolean) => void
}

const words: Record<NearDays, string> = { today: 'Today', yesterday: 'Yesterday', week: '7 days' }

const part =
  'flex h-full flex-1 items-center justify-center px-3 text-sm font-medium whitespace-nowrap text-ink-2 -outline-offset-3 not-first:border-l not-first:border-line hover:bg-hover aria-pressed:bg-select aria-pressed:font-semibold aria-pressed:text-ink aria-expanded:bg-select aria-expanded:text-ink'

/** Which days: one press for those that are near, two fields for others. A second press takes the choice back. */
export function DaysFilter({ days, today, onChange, open, onOpen }: DaysProps) {
  const chosen = today === undefined ? undefined : nearestName(days, today)
  return (
    <span
      role="group"
      aria-label="Days"
      className="inline-flex h-8 overflow-clip rounded-md border border-line-2 bg-raised max-mid:h-11.5 max-mid:w-full"
    >
      {nearDays.map((near) => (
        <button
          key={near}
          type="button"
          aria-pressed={chosen === near}
          onClick={() => {
            onOpen(false)
            if (today !== undefined) onChange(chosen === near ? {} : daysNear(near, today))
          }}
          className={part}
        >
          {words[near]}
        </button>
      ))}
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
        className={clsx(part, isOwnChoice(days, today) && 'font-semibold')}
      >
        From, to
      </button>
    </span>
  )
}

/** The first and the last day, as dates. One that is moved past the other takes it along. */
export function DaysFields({ days: { from, to }, onChange }: Pick<DaysProps, 'days' | 'onChange'>) {
  const put = (next: { from: Day | undefined; to: Day | undefined }) => onChange(withoutUndefined(next))
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <DayField label="From" day={from} onChange={(day) => put({ from: day, to: later(day, to) })} />
      <DayField label="To" day={to} onChange={(day) => put({ from: earlier(from, day), to: day })} />
    </span>
  )
}

const later = (from: Day | undefined, to: Day | undefined) => (from && to && to < from ? from : to)
const earlier = (from: Day | undefined, to: Day | undefined) => (from && to && from > to ? to : from)

type DayFieldProps = { label: string; day: Day | undefined; onChange: (day: Day | undefined) => void }

/** While somebody types, what stands in it may be no day yet. */
function DayField({ label, day, onChange }: DayFieldProps) {
  const [shown, show] = useState({ day, text: day ?? '' })
  if (shown.day !== day) show({ day, text: day ?? '' })
  return (
    <label className="flex items-center gap-1.5 text-sm">
      {label}
      <TextInput
        type="date"
        value={shown.text}
        onChange={({ target: { value } }) => {
          const next = isDay(value) ? value : undefined
          show({ day: next ?? day, text: value })
          if (next !== day && (next !== undefined || value === '')) onChange(next)
        }}
        className="w-36! mid:h-8!"
      />
    </label>
  )
}
