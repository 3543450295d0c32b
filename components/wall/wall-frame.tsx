'use client'

import { clsx } from 'clsx'
import { formatClock, formatDay, formatHourMinute } from '@/lib/format/clock'
import type { ContactWith } from '@/lib/live/known-count'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { PowerState } from '@/lib/vsphere/vm'
import { formatShortSpan, formatSpan } from '../words/age'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLiveStatus, useLocalNow, useServerNow } from '../live/live-provider'
import type { WallPlan } from './plan'
import type { Failure } from './wall-lists'

type HeadProps = {
  waiting: number
  plan: WallPlan
  page: string
  contact: ContactWith
  /** The record cannot be written, so that nobody can answer. */
  paused: boolean
  /** The connections whose certificate changed, and nobody has said yet what becomes of them. */
  changed: readonly ConnectionView[]
}

/** Words in the middle of a wall that has nothing to show. */
export const Message = ({ title, text }: { title: string; text: string }) => (
  <main className="wall-message">
    <h1>
      <b>{title}</b>
    </h1>
    <p className="wall-quiet">{text}</p>
  </main>
)

export const linkEnded = {
  title: 'This display link no longer works',
  text: 'Make a new one in Settings, Displays.',
}

/** How many wait, how old the data is, and the clock: on every page, always in the same place. */
export function WallHead({ waiting, plan, page, contact, paused, changed }: HeadProps) {
  const status = useLiveStatus()
  const now = useServerNow()
  const isCalm = !paused && changed.length === 0
  const fresh = formatShortSpan(status.at === 'live' ? status.ageMs : 0)
  return (
    <header className="wall-head">
      <h1>
        {waiting === 0 && <StatusGlyph glyph={contact.with === 'none' ? 'noContact' : 'done'} plain />}
        {headline(waiting, contact, plan.longHead && changed.length === 0)}
      </h1>
      {paused && (
        <b role="alert" className="wall-paused">
          <StatusGlyph glyph="failed" plain />
          {plan.longHead ? 'Andon cannot write its record' : 'Andon cannot write'}
        </b>
      )}
      {!paused && changed.length > 0 && (
        <b role="alert" className="wall-paused">
          <StatusGlyph glyph="noContact" plain />
          <span className="is-name">{changedWords(changed, plan.longHead)}</span>
        </b>
      )}
      <span className="wall-quiet">
        {waiting === 0 && contact.with === 'some' ? `at ${contact.live} of ${contact.of} connections` : page}
      </span>
      <span className="wall-push" />
      <span className="wall-fresh">
        <StatusGlyph glyph="live" plain />
        <span>
          {/* While something is wrong with Andon, the age and the clock need the room. */}
          {plan.longHead && isCalm && 'data from '}
          {fresh} ago
        </span>
      </span>
      {plan.date && isCalm && <span className="wall-quiet">{formatDay(now)}</span>}
      <time className="wall-clock" dateTime={new Date(now).toISOString()}>
        {formatHourMinute(now)}
      </time>
    </header>
  )
}

function changedWords([first, ...others]: readonly ConnectionView[], long: boolean): string {
  if (others.length > 0) return `${others.length + 1} certificates changed`
  return long ? `Certificate changed: ${first?.name ?? ''}` : 'Certificate changed'
}

function headline(waiting: number, contact: ContactWith, long: boolean): string {
  if (waiting === 0 && contact.with === 'none') return long ? 'No contact: what waits is not known' : 'No contact'
  if (waiting === 0) return long ? 'No task waits for an answer' : 'No task waits'
  if (contact.with === 'none') return long ? `${waiting} waited when contact was lost` : `${waiting} waited`
  const count = `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`
  return long ? `${count} for an answer` : count
}

type StaleBarProps = { waiting: number | undefined; page: string; /** False on a narrow wall. */ long: boolean }

/** Instead of the head while the data is old: nobody may take this picture for the present. */
export function StaleBar({ waiting, page, long }: StaleBarProps) {
  const status = useLiveStatus()
  const now = useLocalNow()
  const server = useServerNow()
  const since = status.at === 'stale' || status.at === 'lost' ? status.since : now
  const known =
    waiting === undefined ? '' : ` At ${formatClock(server)}, ${waiting} waited${page === '' ? '' : `, ${page}`}`
  return (
    <div className="wall-stale" role="alert">
      <span className={clsx('is-hazard', !long && 'is-narrow')} />
      <p>
        <b>
          {waiting === undefined
            ? 'No data. Andon does not answer'
            : long
              ? 'Old data. Nothing here is current'
              : 'Old data'}
        </b>
        {long
          ? `No contact with Andon for ${formatSpan(now - since)}.${known}`
          : `Not current since ${formatHourMinute(server)}`}
      </p>
      <time className="wall-clock" dateTime={new Date(now).toISOString()}>
        {formatHourMinute(now)}
      </time>
    </div>
  )
}

const totals: { power: PowerState; word: string }[] = [
  { power: 'poweredOn', word: 'on' },
  { power: 'poweredOff', word: 'off' },
  { power: 'suspended', word: 'suspended' },
  { power: 'unknown', word: 'unknown' },
]

type FootProps = {
  /** Undefined: nobody has counted. */
  counts: Record<PowerState, number> | undefined
  failures: Failure[]
  turn: number
  turns: boolean
}

/** How many VMs are in which state, and what failed last; on a narrow wall they take turns. */
export function WallFoot({ counts, failures, turn, turns }: FootProps) {
  const at = failures.length === 0 ? 0 : turn % failures.length
  const failure = failures[at]
  const showFailure = failure !== undefined && (!turns || turn % 2 === 1)
  const showTotals = !turns || !showFailure
  return (
    <footer className={clsx('wall-foot', turns && 'is-one')}>
      {showTotals && (
        <div className="wall-totals">
          {totals.map(({ power, word }) => (
            <span key={power}>
              <StatusGlyph glyph={power} plain />
              <b>{counts?.[power].toLocaleString('en') ?? '–'}</b>
              {word}
            </span>
          ))}
        </div>
      )}
      {showFailure && (
        <div className="wall-failure">
          <StatusGlyph glyph="failed" plain />
          <span>
            Failed {formatHourMinute(failure.at)} <b>{failure.name}</b> {failure.text}
            {failures.length > 1 && `, ${at + 1} of ${failures.length}`}
          </span>
        </div>
      )}
    </footer>
  )
}
