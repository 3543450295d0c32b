'use client'

import { clsx } from 'clsx'
import { formatHourMinute } from '@/lib/format/clock'
import type { LiveTables } from '@/lib/live/live-state'
import { isOverdue } from '@/lib/live/overdue'
import { lastKnownAt } from '@/lib/vsphere/connection'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import type { WallTile } from '@/lib/wall/tiles'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useIsOld, useServerNow } from '../live/live-provider'
import { useReadText } from '../live/read-text'
import { formatAge } from '../words/age'
import { useFit } from './use-fit'
import { tileWords } from './wall-words'

/** How long the glyph of a new question blinks. */
const newMs = 30_000

type WallQuestionProps = {
  tile: WallTile
  /** The worst has the largest age, and says whose questions these are; the others are rows. */
  first: boolean
  connections: LiveTables['connections']
  /** How much room it has: with another one its words are chosen anew. */
  room: string
}

/** One question, or many that ask the same, as a lit slab. */
export function WallQuestion({ tile, first, connections, room }: WallQuestionProps) {
  const serverNow = useServerNow()
  const read = useReadText()
  const old = useIsOld()
  const { questions } = tile
  const [oldest] = questions
  // Without contact nobody knows whether it still waits: its slab is not lit, and its clock stands still.
  const asOf = lastKnownAt(connections[oldest.connection])
  const now = asOf === undefined ? serverNow : Date.parse(asOf)
  const overdue = isOverdue(oldest, now)
  const ageMs = now - Date.parse(oldest.raisedAt)
  const youngest = questions.at(-1) ?? oldest
  const isNew = !old && asOf === undefined && now - Date.parse(youngest.raisedAt) < newMs
  const { name, place, sentences, taken, beside, names } = tileWords(tile, connections, read)
  const isLong = ageMs >= 3_600_000
  return (
    <article
      className={clsx(
        'wall-q',
        !first && 'is-row',
        taken !== undefined && 'is-taken',
        asOf !== undefined ? 'is-lost' : overdue && 'is-overdue',
        isNew && 'is-new',
      )}
    >
      <div className="wall-slab">
        <span className="wall-state">
          <StatusGlyph glyph={overdue ? 'overdue' : 'waiting'} plain />
          <b className={clsx(!first && 'sr-only')}>
            {asOf !== undefined ? 'Waited' : overdue ? 'Overdue' : tile.kind === 'fold' ? 'Oldest' : 'Waiting'}
          </b>
        </span>
        <time dateTime={oldest.raisedAt} className={clsx(isLong && 'is-long')}>
          {formatAge(ageMs)}
        </time>
        {(old || asOf !== undefined) && first && <span>as of {formatHourMinute(now)}</span>}
      </div>
      <div className="wall-body">
        <p className="wall-who">
          <b className="is-name">{name}</b>
          <span className="is-place">{place}</span>
          {taken !== undefined ? (
            <span className="is-taken-by">
              <Icon name="hand" />
              <span className="sr-only">Taken by </span>
              {taken}
            </span>
          ) : (
            !first && <Fitting className="is-beside" of={beside} room={`${room} ${name} ${place}`} />
          )}
        </p>
        <Fitting className="wall-text" of={sentences} room={room} />
        {first &&
          (questions.length > 1 ? (
            names.length > 0 && <Fitting className="wall-names" of={names} room={room} />
          ) : (
            <Answers tile={tile} room={room} />
          ))}
      </div>
    </article>
  )
}

/** The first of these texts that has room. */
function Fitting({ of, className, room }: { of: readonly string[]; className: string; room: string }) {
  const [place, at] = useFit<HTMLSpanElement>([room, ...of].join('\n'), of.length - 1)
  return (
    <span ref={place} dir="auto" className={className}>
      {of[at]}
    </span>
  )
}

/** What can be answered to the one question; nothing where that has no room. */
function Answers({ tile: { questions }, room }: { tile: WallTile; room: string }) {
  const { choices } = describeQuestion(questions[0].question)
  const [place, at] = useFit<HTMLParagraphElement>([room, ...choices.map(({ label }) => label)].join('\n'), 1)
  if (choices.length === 0 || at === 1) return null
  return (
    <p ref={place} className="wall-answers">
      <span>Answers</span>
      {choices.map((choice) => (
        <span key={choice.key} className="wall-answer">
          {choice.destructive && <Icon name="destructive" />}
          {choice.label}
          {choice.isDefault && <i>default</i>}
        </span>
      ))}
    </p>
  )
}
