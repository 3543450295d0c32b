'use client'

import { clsx } from 'clsx'
import { formatHourMinute } from '@/lib/format/clock'
import { formatPercent } from '@/lib/format/quantity'
import type { ContactWith } from '@/lib/live/known-count'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { lampGlyph, lampWord, type Lamp } from '../connections/lamp'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import type { RunningRow } from '../run/board-rows'
import { formatAge, formatShortSpan } from '../words/age'
import { pageOf } from './plan'
import { shortLabel } from './tiles'

const pageText = ({ page, pages }: { page: number; pages: number }) => (pages > 1 ? `page ${page} of ${pages}` : '')

/** What runs, longest first. `unknown`: the connections whose tasks nobody knows now. */
export function WallRunning(props: {
  rows: RunningRow[]
  perPage: number
  turn: number
  unknown: ReadonlySet<string>
  contact: ContactWith
}) {
  const now = useServerNow()
  const shown = pageOf(props.rows, props.perPage, props.turn)
  return (
    <section className="wall-running">
      <h2>
        {props.rows.length > 0
          ? 'Running'
          : props.contact.with === 'none'
            ? 'What runs is not known'
            : 'Nothing is running'}
        {props.rows.length > 0 && <span>{props.rows.length}</span>}
        <span className="wall-pages">{pageText(shown)}</span>
      </h2>
      <ul>
        {shown.items.map((row) => {
          const unknown = props.unknown.has(row.connection)
          const percent = unknown ? undefined : row.percent
          return (
            <li key={row.id}>
              <b>{row.name}</b>
              <span className="is-kind">{shortLabel(row.label)}</span>
              <span className={clsx('wall-bar', percent === undefined && 'is-unknown')}>
                <span style={percent === undefined ? undefined : { width: `${percent}%` }} />
              </span>
              <span className="is-percent">{percent === undefined ? '–' : formatPercent(percent)}</span>
              <time dateTime={row.startedAt}>{formatAge(now - Date.parse(row.startedAt))}</time>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const lampClass: Record<Lamp['at'], string | undefined> = {
  live: undefined,
  connecting: undefined,
  waiting: 'is-waiting',
  overdue: 'is-urgent',
  lost: 'is-urgent',
  refused: 'is-urgent',
  another: 'is-urgent',
  certificate: 'is-urgent',
  'kept-off': undefined,
}

type ConnectionsProps = { lamps: { connection: ConnectionView; lamp: Lamp }[]; perPage: number; turn: number }

/** A lamp for every connection, and whether auto-answer answers there. */
export function WallConnections({ lamps, perPage, turn }: ConnectionsProps) {
  const now = useServerNow()
  const shown = pageOf(lamps, perPage, turn)
  return (
    <section className="wall-connections">
      <h2>
        Connections <span>{lamps.length}</span>
        <span className="wall-pages">{pageText(shown)}</span>
      </h2>
      <ul>
        {shown.items.map(({ connection, lamp }) => (
          <li key={connection.id} className={lampClass[lamp.at]}>
            <StatusGlyph glyph={lampGlyph[lamp.at]} plain />
            <b>{connection.name}</b>
            <span className="is-word">
              {lamp.at === 'lost' ? `No contact ${formatShortSpan(now - Date.parse(lamp.since))}` : lampWord(lamp, now)}
            </span>
            {lamp.at === 'another' || lamp.at === 'certificate' ? (
              // Nothing runs there that could be answered; what a person can do stands in its place.
              <span className="is-auto">{lamp.at === 'another' ? 'Accept in Settings' : 'See Settings'}</span>
            ) : (
              <span className={clsx('is-auto', !connection.autoAnswer.on && 'is-off')}>
                Auto-answer <b>{connection.autoAnswer.on ? 'on' : 'off'}</b>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export type Failure = { id: string; at: string; name: string; label: string; text: string }

/** On a calm wall there is room for what failed last. */
export function WallFailures({ failures }: { failures: Failure[] }) {
  if (failures.length === 0) return null
  return (
    <section className="wall-failures">
      <h2>Last failures</h2>
      <ul>
        {failures.slice(0, 3).map((failure) => (
          <li key={failure.id}>
            <StatusGlyph glyph="failed" plain />
            <span>{formatHourMinute(failure.at)}</span>
            <b>{failure.name}</b>
            <span>
              {failure.label}: {failure.text}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
