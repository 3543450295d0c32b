'use client'

import { clsx } from 'clsx'
import { formatClock, formatDay, formatHourMinute } from '@/lib/format/clock'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { useLiveStatus, useLocalNow, useServerNow } from '../live/live-provider'
import { formatShortSpan, formatSpan } from '../words/age'
import { useFit } from './use-fit'
import type { WallContact } from './wall-facts'

type HeadProps = {
  waiting: number
  overdue: number
  /** From 0, of so many. */
  page: number
  pages: number
  contact: WallContact
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

const count = (n: number) => n.toLocaleString('en')

/** How many wait, how old the data is, and the clock: on every page, always in the same place. What there is no room for goes. */
export function WallHead({ waiting, overdue, page, pages, contact, paused, changed }: HeadProps) {
  const status = useLiveStatus()
  const now = useServerNow()
  const fresh = formatShortSpan(status.at === 'live' ? status.ageMs : 0)
  const titles = headlines(waiting, contact)
  const alarm = paused ? 'paused' : changed.length > 0 ? 'changed' : 'none'
  const words = [titles[0], overdue, pages, alarm, changed.length, contact.with].join()
  const [place, gone] = useFit<HTMLElement>(words, 5)
  const has = { dots: gone < 1, date: gone < 2, from: gone < 3, title: gone < 4, long: gone < 5 }
  return (
    <header ref={place} className="wall-head">
      <h1>
        {waiting === 0 && <StatusGlyph glyph={headGlyph[contact.with]} plain />}
        {has.title ? titles[0] : titles[1]}
      </h1>
      {overdue > 0 && (
        <b className="wall-overdue">
          <StatusGlyph glyph="overdue" plain />
          {count(overdue)} overdue
        </b>
      )}
      {alarm === 'paused' && (
        <b role="alert" className="wall-overdue">
          <StatusGlyph glyph="failed" plain />
          {has.long ? 'Andon cannot write its record' : 'Andon cannot write'}
        </b>
      )}
      {alarm === 'changed' && (
        <b role="alert" className="wall-overdue">
          <StatusGlyph glyph="noContact" plain />
          {changedWords(changed, has.long)}
        </b>
      )}
      {pages > 1 && (
        <span className="wall-quiet">
          {page + 1} of {pages}
        </span>
      )}
      {pages > 1 && has.dots && (
        <span aria-hidden="true" className="wall-dots">
          {Array.from({ length: pages }, (_, at) => (
            <i key={at} className={clsx(at === page && 'is-on')} />
          ))}
        </span>
      )}
      {waiting === 0 && contact.with === 'some' && has.long && (
        <span className="wall-quiet">
          at {contact.live} of {contact.of} connections
        </span>
      )}
      <span className="wall-push" />
      <span className="wall-fresh">
        <StatusGlyph glyph="live" plain />
        <span>
          {has.from && 'data from '}
          {fresh} ago
        </span>
      </span>
      {has.date && <span className="wall-quiet">{formatDay(now)}</span>}
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

/** Of a wall on which nothing waits. */
const headGlyph: Readonly<Record<WallContact['with'], Glyph>> = {
  all: 'done',
  some: 'done',
  none: 'noContact',
  nobody: 'unknown',
}

/** In full, and in short. */
function headlines(waiting: number, contact: WallContact): [long: string, short: string] {
  if (waiting === 0 && contact.with === 'none') return ['No contact: what waits is not known', 'No contact']
  if (contact.with === 'nobody') return ['No connection is shown here', 'No connection']
  if (waiting === 0) return ['No task waits for an answer', 'No task waits']
  if (contact.with === 'none') return [`${count(waiting)} waited when contact was lost`, `${count(waiting)} waited`]
  const short = `${count(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`
  return [short, short]
}

type StaleBarProps = { waiting: number | undefined; page: number; pages: number }

/** Instead of the head while the data is old: nobody may take this picture for the present. */
export function StaleBar({ waiting, page, pages }: StaleBarProps) {
  const status = useLiveStatus()
  const now = useLocalNow()
  const server = useServerNow()
  const since = status.at === 'stale' || status.at === 'lost' ? status.since : now
  const [place, at] = useFit<HTMLDivElement>(`${waiting} ${pages}`, 1)
  const long = at === 0
  const known =
    waiting === undefined
      ? ''
      : ` At ${formatClock(server)}, ${count(waiting)} waited${pages > 1 ? `, page ${page + 1} of ${pages}` : ''}`
  const title = long ? 'Old data. Nothing here is current' : 'Old data'
  return (
    <div ref={place} className="wall-stale" role="alert">
      <span className={clsx('is-hazard', !long && 'is-narrow')} />
      <p>
        <b>{waiting === undefined ? 'No data. Andon does not answer' : title}</b>
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
