import type { Selectable } from 'kysely'
import { leftBehind } from '@/lib/runs/fold-run'
import type { RunView } from '@/lib/runs/run'
import type { Statement } from './database'
import type { NewRow } from './entry'
import { readOpenQuestions } from './read-questions'
import { readRuns } from './read-runs'
import { removedRow } from './removed'
import type { JournalDb, JournalRow } from './tables'

type Row = Pick<Selectable<JournalRow>, 'seq' | 'at' | 'kind' | 'run' | 'question' | 'writer' | 'place' | 'hash'>

/** So few at a time that whoever writes meanwhile does not notice. */
const rowsAtATime = 300
/** What vouches for what is gone stays. */
const kept = new Set(['removed', 'forgotten'])

/**
 * Removes what is older than a time, a portion at a time: whole runs that have ended, that follow no task any more and
 * left no file behind; and what belongs to no run, unless it is about a question that is still open. Each portion goes
 * with a row that vouches for it, so that the rest can still be checked.
 * @param before ISO 8601
 * @param options.write writes a row, in one batch with the statements before it.
 * @returns how many rows went.
 */
export async function removeOld(
  db: JournalDb,
  before: string,
  options: {
    write: (row: NewRow, ...statements: Statement[]) => Promise<unknown>
    now: () => string
    signal: AbortSignal
  },
): Promise<number> {
  const { write, now, signal } = options
  const open = new Set((await readOpenQuestions(db)).map(({ question }) => question.key))
  const anchor = await db
    .selectFrom('journal')
    .select('seq')
    .where('kind', '=', 'anchored')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  /** Runs that were looked at and stay. */
  const stay = new Set<string>()
  let removed = 0
  for (let from = 0; !signal.aborted;) {
    const portion = await db
      .selectFrom('journal')
      .select(columns)
      .where('seq', '>', from)
      .orderBy('seq')
      .limit(rowsAtATime)
      .execute()
    const end = portion.at(-1)
    if (!end || portion.every(({ at }) => at >= before)) return removed
    from = end.seq
    const old = portion.filter((row) => row.at < before && !kept.has(row.kind) && row.seq !== anchor?.seq)
    const runs = [...new Set(old.flatMap(({ run }) => run ?? []))].filter((run) => !stay.has(run))
    const over = (await readRuns(db, runs)).filter((run) => isOver(run, before)).map(({ id }) => id)
    for (const run of runs) if (!over.includes(run)) stay.add(run)
    const rows: Row[] = [
      ...old.filter(({ run, question }) => run === null && (question === null || !open.has(question))),
      ...(over.length === 0 ? [] : await db.selectFrom('journal').select(columns).where('run', 'in', over).execute()),
    ]
    if (rows.length === 0) continue
    const links = rows.flatMap(({ writer, place, hash }) =>
      writer === null || place === null || hash === null ? [] : [{ writer, place, hash }],
    )
    await write(removedRow(links, rows.length, now()), ...removing(rows.map(({ seq }) => seq)))
    removed += rows.length
  }
  return removed
}

const columns = ['seq', 'at', 'kind', 'run', 'question', 'writer', 'place', 'hash'] as const

/** All of it is older, and nothing of it goes on. */
const isOver = (run: RunView, before: string) =>
  run.state.at === 'ended' &&
  !run.state.following &&
  leftBehind(run) === undefined &&
  run.steps.every(({ at }) => at < before)

/** The journal lets go of the rows that stand in this table, and of no others; it is empty again when the batch ends. */
function removing(seqs: readonly number[]): Statement[] {
  const those = '(select seq from removing)'
  return [
    { sql: `insert into removing (seq) values ${seqs.map(() => '(?)').join(', ')}`, parameters: seqs },
    ...[
      `delete from history_words where line in ${those}`,
      `delete from history_people where line in ${those}`,
      `delete from history where seq in ${those}`,
      `delete from journal where seq in ${those}`,
      'delete from removing',
    ].map((sql) => ({ sql, parameters: [] })),
  ]
}
