'use client'

import { clsx } from 'clsx'
import { assertNever } from '@/lib/assert-never'
import { formatClock } from '@/lib/format/clock'
import type { BoardTables } from '@/lib/live/live-state'
import { formatShortSpan } from '../words/age'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { useLive, useLiveStatus, useLocalNow, type LiveStatus } from '../live/live-provider'

type Said = { glyph: Glyph; word: string; detail: string; bad: boolean; /** More than fits. */ more?: string }

const liveCount = (tables: BoardTables) => {
  const all = Object.values(tables.connections)
  return `${all.filter((connection) => connection.state.at === 'live').length} of ${all.length}`
}

/** Whether what is on the screen is current, and how old it is. Read out only when that changes, not every second. */
export function LiveIndicator() {
  const status = useLiveStatus()
  const now = useLocalNow()
  const count = useLive(liveCount)
  const said = say(status, count, now)
  return (
    <div title={said.more} className="flex items-center gap-2 text-sm/4 whitespace-nowrap max-mid:order-2">
      <StatusGlyph
        glyph={said.glyph}
        className={clsx('knock-surface', said.bad ? 'text-fail-line' : said.glyph !== 'noContact' && 'text-bar')}
      />
      <span>
        <span className={clsx('block font-medium', said.bad && 'text-fail-text')}>{said.word}</span>
        <span className="block text-xs text-ink-3">{said.detail}</span>
      </span>
      <span role="status" className="sr-only">
        {said.word}
        {said.more && `. ${said.more}`}
      </span>
    </div>
  )
}

const heldBack =
  'Something between this browser and Andon, such as a proxy, holds the event stream back. Andon is asked again and again instead: what is shown is right, at most a few seconds old.'

function say(status: LiveStatus, count: string | undefined, now: number): Said {
  switch (status.at) {
    case 'connecting':
      return { glyph: 'queued', word: 'Connecting', detail: 'no data yet', bad: false }
    case 'live': {
      const [live, all] = count?.split(' of ') ?? []
      const from = `data from ${formatShortSpan(status.ageMs)} ago`
      const said = status.asked ? { detail: 'stream held back', more: heldBack } : { detail: from }
      return live === all
        ? { glyph: 'live', word: 'Live', ...said, bad: false }
        : { glyph: 'noContact', word: `${count} live`, ...said, bad: false }
    }
    case 'stale':
      return { glyph: 'stale', word: 'Stale', detail: `data from ${formatClock(status.since)}`, bad: true }
    case 'lost': {
      const again = status.retryAt === undefined ? 0 : status.retryAt - now
      return {
        glyph: 'noContact',
        word: status.because === undefined ? 'No contact' : 'No live data',
        detail: again > 500 ? `again in ${formatShortSpan(again + 500)}` : 'trying now',
        bad: true,
      }
    }
    case 'signed-out':
      return { glyph: 'queued', word: 'Signed out', detail: 'no data', bad: false }
    default:
      return assertNever(status, 'live status')
  }
}
