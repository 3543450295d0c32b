'use client'

import { clsx } from 'clsx'
import { formatHourMinute } from '@/lib/format/clock'
import { formatPercent } from '@/lib/format/quantity'
import { lampGlyph, type Lamp } from '../connections/lamp'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { useServerNow } from '../live/live-provider'
import type { RunningRow } from '../run/board-rows'
import { formatAge } from '../words/age'
import { oddOnes, oddWord, type Failure, type WallContact, type WallLamps } from './wall-facts'

type CalmProps = {
  lamps: WallLamps
  running: readonly RunningRow[]
  failures: readonly Failure[]
  /** The connections whose tasks nobody knows now. */
  unknown: ReadonlySet<string>
  contact: WallContact
  held: number
  /** As many lines as there is room for. */
  lines: number
}

/** A wall on which no question waits: what runs, longest first, and what failed last, as far as there is room. */
export function WallCalm({ lamps, running, failures, unknown, contact, held, lines }: CalmProps) {
  const now = useServerNow()
  const failed = failures.slice(0, Math.min(3, Math.max(0, lines - 2)))
  const odd = oddOnes(lamps)
  const named = odd.slice(0, odd.length <= mostOdd ? mostOdd : mostOdd - 1)
  const room = Math.max(1, lines - failed.length - Math.min(odd.length, mostOdd) - 1)
  const shown = running.length <= room ? running : running.slice(0, Math.max(0, room - 1))
  const isBare = running.length === 0 && failed.length === 0
  return (
    <main className={clsx('wall-calm', isBare && 'is-bare')} aria-label="What runs">
      {isBare && <StatusGlyph glyph={calmGlyph(contact, held)} plain />}
      <h2>{calmWords(running.length, contact, held)}</h2>
      {odd.length > 0 && (
        <ul aria-label="Connections that do not answer" className="wall-odd">
          {named.map(({ connection, lamp }) => (
            <li key={connection.id}>
              <StatusGlyph glyph={lampGlyph[lamp.at]} plain />
              <b className="is-name">{connection.name}</b> <span>{oddWord(lamp, now)}</span>{' '}
              <span className="is-kind">{wayOut[lamp.at]}</span>
            </li>
          ))}
          {named.length < odd.length && <li className="wall-quiet">and {odd.length - named.length} more</li>}
        </ul>
      )}
      <ul>
        {shown.map((row) => {
          const percent = unknown.has(row.connection) ? undefined : row.percent
          return (
            <li key={row.id}>
              <b className="is-name">{row.name || 'one VM'}</b>
              <span className="is-kind">{row.label}</span>
              <span className={clsx('wall-bar', percent === undefined && 'is-unknown')}>
                <span style={percent === undefined ? undefined : { width: `${percent}%` }} />
              </span>
              <span className="is-end">{percent === undefined ? '–' : formatPercent(percent)}</span>
              <time className="is-end" dateTime={row.startedAt}>
                {formatAge(now - Date.parse(row.startedAt))}
              </time>
            </li>
          )
        })}
        {shown.length < running.length && <li className="wall-quiet">and {running.length - shown.length} more</li>}
      </ul>
      {failed.length > 0 && (
        <ul aria-label="Last failures" className="wall-failed">
          {failed.map((failure) => (
            <li key={failure.id}>
              <StatusGlyph glyph="failed" plain />
              <span>{formatHourMinute(failure.at)}</span>
              <b className="is-name">{failure.name || 'one VM'}</b>
              <span className="is-kind">
                {failure.label}
                {failure.text !== '' && `: ${failure.text}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}

/** Of those that do not answer, so many lines. */
const mostOdd = 4

/** What a person can do about it, elsewhere. */
const wayOut: Partial<Record<Lamp['at'], string>> = {
  another: 'Accept in Settings',
  certificate: 'See Settings',
  refused: 'See Settings',
}

function calmGlyph(contact: WallContact, held: number): Glyph {
  if (contact.with === 'nobody') return 'unknown'
  if (contact.with === 'none') return 'noContact'
  return held > 0 ? 'waiting' : 'done'
}

function calmWords(running: number, contact: WallContact, held: number): string {
  if (contact.with === 'nobody') return 'Settings says what is shown here'
  if (running > 0) return `Running ${running.toLocaleString('en')}`
  if (contact.with === 'none') return 'What runs is not known'
  if (held > 0) return held === 1 ? 'One task asks whether to start' : `${held} tasks ask whether to start`
  return contact.with === 'some'
    ? `Nothing is running at ${contact.live} of ${contact.of} connections`
    : 'Nothing is running'
}
