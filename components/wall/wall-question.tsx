'use client'

import { clsx } from 'clsx'
import { formatHourMinute } from '@/lib/format/clock'
import { formatPercent } from '@/lib/format/quantity'
import type { QuestionView } from '@/lib/live/live-state'
import { lastKnownAt } from '@/lib/vsphere/connection'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { isOverdue } from '@/lib/live/overdue'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useIsOld, useLive, useServerNow } from '../live/live-provider'
import { useReadText } from '../live/read-text'
import { questionPlace } from '../question/questions'
import { formatAge } from '../words/age'
import { wallText, type Tile } from './tiles'

/** How long the glyph of a new question blinks. */
const newMs = 30_000

type WallQuestionProps = {
  tile: Tile
  /** The oldest has its text, its answers and the largest age; the younger ones one line each. */
  mini: boolean
  connectionName: string
  /** A narrow wall leaves out the task. */
  narrow: boolean
}

/** One question, or many of a kind, as a lit slab. */
export function WallQuestion({ tile, mini, connectionName, narrow }: WallQuestionProps) {
  const serverNow = useServerNow()
  // Without contact nobody knows whether it still waits: its slab is not lit, and its clock stands still.
  const asOf = useLive((tables) => lastKnownAt(tables.connections[connectionOf(tile)]))
  const now = asOf === undefined ? serverNow : Date.parse(asOf)
  const place = useLive((tables) =>
    tile.kind === 'one' ? questionPlace(tile.question, tables.connections) : undefined,
  )
  const read = useReadText()
  const old = useIsOld()
  const overdue = isOverdue(tile, now)
  const ageMs = now - Date.parse(tile.raisedAt)
  const name = tile.kind === 'one' ? tile.question.vmName : `${tile.count} wait`
  const where = tile.kind === 'one' ? (place ?? connectionName) : connectionName
  return (
    <article
      className={clsx(
        'wall-q',
        mini && 'is-mini',
        asOf !== undefined ? 'is-lost' : overdue && 'is-overdue',
        !old && asOf === undefined && ageMs < newMs && 'is-new',
      )}
    >
      <div className="wall-slab">
        <span className="wall-state">
          <StatusGlyph glyph={overdue ? 'overdue' : 'waiting'} plain />
          <b>{tile.kind === 'many' ? 'Oldest' : asOf !== undefined ? 'Waited' : overdue ? 'Overdue' : 'Waiting'}</b>
        </span>
        <time dateTime={tile.raisedAt} className={clsx(ageMs >= 3_600_000 && 'is-long')}>
          {formatAge(ageMs)}
        </time>
        {(old || asOf !== undefined) && !mini && <span>as of {formatHourMinute(now)}</span>}
      </div>
      <div className="wall-body">
        <p className="wall-who">
          <b className={clsx(name.length < 24 && 'is-short')}>{name}</b>
          <span>{where}</span>
          {!narrow && tile.kind === 'one' && <span className="is-task">{taskText(tile.question)}</span>}
        </p>
        <p dir="auto" className="wall-text">
          {wallText(tile.kind === 'one' ? tile.question : tile.oldest, read)}
        </p>
        {!mini && tile.kind === 'one' && <Answers question={tile.question} narrow={narrow} />}
      </div>
    </article>
  )
}

const connectionOf = (tile: Tile) => (tile.kind === 'one' ? tile.question.connection : tile.connection)

function taskText({ task }: QuestionView): string {
  if (!task) return ''
  return task.progress === undefined
    ? `${task.label}, stopped`
    : `${task.label}, stopped at ${formatPercent(task.progress)}`
}

function Answers({ question, narrow }: { question: QuestionView; narrow: boolean }) {
  const { choices } = describeQuestion(question.question)
  if (choices.length === 0) return <p className="wall-answers">The host offers no answer</p>
  return (
    <p className="wall-answers">
      <span>Answers</span>
      {choices.map((choice) => (
        <span key={choice.key} className="wall-answer">
          {choice.destructive && <Icon name="destructive" />}
          {choice.label}
          {choice.isDefault && <i>default</i>}
        </span>
      ))}
      {!narrow && !choices.some((choice) => choice.isDefault) && (
        <span className="wall-push text-right">no default</span>
      )}
    </p>
  )
}
