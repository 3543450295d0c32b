import { CompiledQuery, type Kysely } from 'kysely'
import type { DialectName, Statement } from './database'
import { dialectOf, lastCounted, textsOfJson } from './sql-dialect'
import type { JournalRow, JournalTables } from './tables'
import { wordsOfRow } from './words'

type Row = Pick<JournalRow, 'kind' | 'run' | 'outcome' | 'payload' | 'actor'>

/** Kinds that are a line of their own when no run goes with them. */
const aloneInHistory = new Set([
  'note',
  'forgotten',
  'question-noted',
  'answered',
  'answer-unconfirmed',
  'question-gone',
  'task-noted',
  'not-watched',
  'cancel-taken',
  'cancel-refused',
  'cancel-unanswered',
])

/** Whether a line of History begins with a row. */
export const isLineOfHistory = ({ kind, run }: Pick<Row, 'kind' | 'run'>): boolean =>
  kind === 'requested' || (run === null && aloneInHistory.has(kind))

/**
 * What brings the lines of History up to a row: statements that follow the one that writes it, in the same batch.
 * @param seq the row's number, where it is known; else the row is the one that was written last.
 */
export function linesOf(dialect: DialectName, row: Row, seq?: number): Statement[] {
  const { run, outcome } = row
  const isLine = isLineOfHistory(row)
  const written = seq === undefined ? lastCounted[dialect] : String(seq)
  const line = isLine ? written : '(select seq from history where run = ?)'
  const words = JSON.stringify(wordsOfRow(row))
  return [
    ...(isLine
      ? [
          {
            sql: `insert into history (seq, run, connection, vm, outcome) select seq, run, connection, vm, outcome from journal where seq = ${written}`,
            parameters: [],
          },
        ]
      : []),
    ...(outcome === null || isLine
      ? []
      : [{ sql: 'update history set outcome = ? where run = ?', parameters: [outcome, run] }]),
    ...(isLine || run !== null
      ? [
          {
            sql: `insert into history_words (word, line) select value, ${line} from ${textsOfJson[dialect]} where true on conflict do nothing`,
            parameters: isLine ? [words] : [run, words],
          },
        ]
      : []),
  ]
}

const rowsAtATime = 5_000

/** Makes the lines of History from everything that is in the journal. */
export async function writeAllLines(db: Kysely<JournalTables>): Promise<void> {
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(rowsAtATime)
      .execute()
    for (const row of rows)
      for (const { sql, parameters } of linesOf(dialectOf(db), row, row.seq)) {
        await db.executeQuery(CompiledQuery.raw(sql, [...parameters]))
      }
    const end = rows.at(-1)
    if (!end) return
    last = end.seq
  }
}
