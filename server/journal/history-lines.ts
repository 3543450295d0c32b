import { sourceOfStep } from '@/lib/contract/history'
import type { StepEvent } from '@/lib/runs/run'
import type { DialectName, Statement } from './database'
import { payloadOf } from './entry'
import { lastCounted, textsOfJson } from './sql-dialect'
import type { HistoryRow, JournalRow } from './tables'
import { wordsOfRow } from './words'

type Row = Pick<JournalRow, 'at' | 'kind' | 'run' | 'outcome' | 'payload' | 'actor'>

/** Kinds that are a line of their own when no run goes with them. */
const aloneInHistory = new Set([
  'note',
  'forgotten',
  'question-noted',
  'answered',
  'answer-unconfirmed',
  'question-gone',
  'task-noted',
  'event-noted',
  'not-watched',
  'read-back',
  'events-left-out',
  'cancel-taken',
  'cancel-refused',
  'cancel-unanswered',
])

/** Whether a line of History begins with a row. */
export const isLineOfHistory = ({ kind, run }: Pick<Row, 'kind' | 'run'>): boolean =>
  kind === 'requested' || (run === null && aloneInHistory.has(kind))

/**
 * What brings the lines of History up to a row: statements that follow the one that writes it, in the same batch.
 * @param stored the same row as it is stored, with references for names.
 */
export function linesOf(dialect: DialectName, row: Row, stored: Pick<Row, 'kind' | 'actor' | 'payload'>): Statement[] {
  const line = lineOf(row, lastCounted[dialect])
  if (!line) return []
  const place = isLineOfHistory(row) ? placeOf(row) : undefined
  return [
    ...rowOfLine(row, lastCounted[dialect], place),
    wordsOfLine(dialect, row, line),
    ...peopleOf(stored).map((person) =>
      place
        ? {
            sql: `insert into history_people (person, at, line) select ?, ?, ${line.sql} where true on conflict do nothing`,
            parameters: [person, place.at],
          }
        : {
            sql: 'insert into history_people (person, at, line) select ?, at, seq from history where run = ? on conflict do nothing',
            parameters: [person, ...line.parameters],
          },
    ),
  ]
}

/**
 * The number of the line that a row belongs to, as SQL; undefined: it belongs to none.
 * @param written the number of the row, as SQL.
 */
export function lineOf(row: Pick<Row, 'kind' | 'run'>, written: string): Statement | undefined {
  if (isLineOfHistory(row)) return { sql: written, parameters: [] }
  return row.run === null ? undefined : { sql: '(select seq from history where run = ?)', parameters: [row.run] }
}

/**
 * The line that begins with a row, or the outcome that it gives to one.
 * @param written the number of the row, as SQL.
 * @param place absent: as the lines were before they had one.
 */
export function rowOfLine(row: Row, written: string, place?: Pick<HistoryRow, 'source'> & { at: string }): Statement[] {
  if (isLineOfHistory(row)) {
    const columns = 'seq, run, connection, vm, outcome'
    return [
      {
        sql: `insert into history (${columns}${place ? ', at, source' : ''}) select ${columns}${place ? ', ?, ?' : ''} from journal where seq = ${written}`,
        parameters: place ? [place.at, place.source] : [],
      },
    ]
  }
  const { outcome, run } = row
  return outcome === null ? [] : [{ sql: 'update history set outcome = ? where run = ?', parameters: [outcome, run] }]
}

/** The words by which a line is found. */
export const wordsOfLine = (dialect: DialectName, row: Row, line: Statement): Statement => ({
  sql: `insert into history_words (word, line) select value, ${line.sql} from ${textsOfJson[dialect]} where true on conflict do nothing`,
  parameters: [...line.parameters, JSON.stringify(wordsOfRow(row))],
})

/** Where a line stands in History, by its first row. */
export function placeOf({ at, payload }: Pick<Row, 'at' | 'payload'>) {
  const { event } = payloadOf({ payload })
  const happened = Date.parse(happenedAt(event) ?? '')
  // A host's clock may be set to any time; nothing is known before it has happened.
  const isBefore = happened <= Date.parse(at)
  return { at: isBefore ? new Date(happened).toISOString() : at, source: sourceOfStep(event) }
}

/** When it happened, where it is written down only afterwards. */
function happenedAt(event: StepEvent | undefined): string | undefined {
  switch (event?.kind) {
    case 'question-noted':
      return event.raisedAt
    case 'task-noted':
      return event.task.startTime ?? event.task.queueTime
    case 'event-noted':
      return event.event.at
    case 'not-watched':
    case 'read-back':
    case 'events-left-out':
      return event.to
    default:
      return undefined
  }
}

/** Who did something in a row, by the references that stand for their names: whoever only once set a switch did not. */
export function peopleOf({ kind, actor, payload }: Pick<Row, 'kind' | 'actor' | 'payload'>): string[] {
  const by = JSON.parse(actor) as Somebody
  const ofHost = kind === 'task-noted' || kind === 'event-noted' ? eventOf(payload) : undefined
  const names = [
    by.kind === 'person' || by.kind === 'elsewhere' ? by.name : undefined,
    ofHost?.task?.startedBy,
    ofHost?.event?.userName,
  ]
  return [...new Set(names.flatMap((name) => name?.nameOf ?? []))]
}

/** As rows are stored: see ./names.ts. */
type Name = { nameOf: string } | undefined
type Somebody = { kind: string; name?: Name }
const eventOf = (payload: string) =>
  (JSON.parse(payload) as { event?: { task?: { startedBy?: Name }; event?: { userName?: Name } } }).event
