import { CompiledQuery, sql, type Kysely } from 'kysely'
import { lineOf, peopleOf, placeOf, rowOfLine, wordsOfLine } from './history-lines'
import { dialectOf } from './sql-dialect'
import type { JournalTables } from './tables'

const rowsAtATime = 5_000

/** Makes the lines of History from everything that is in the journal, as they were before they had a place. */
export async function writeAllLines(db: Kysely<JournalTables>): Promise<void> {
  const dialect = dialectOf(db)
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(rowsAtATime)
      .execute()
    for (const row of rows) {
      const line = lineOf(row, String(row.seq))
      if (!line) continue
      for (const one of [...rowOfLine(row, String(row.seq)), wordsOfLine(dialect, row, line)])
        await db.executeQuery(CompiledQuery.raw(one.sql, [...one.parameters]))
    }
    const end = rows.at(-1)
    if (!end) return
    last = end.seq
  }
}

const linesAtATime = 500
/** So often something is said of how far it is. */
const progressMs = 5_000

/**
 * Gives each line that has no place yet its place, and says who did something in it. Such lines are of a version of Andon
 * that knows of none.
 */
export async function placeLines(db: Kysely<JournalTables>, progress: (text: string) => void): Promise<void> {
  let placed = 0
  let saidAt = Date.now()
  for (let last = 0; ;) {
    const lines = await db
      .selectFrom('history')
      .select(['seq', 'run'])
      .where('source', 'is', null)
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(linesAtATime)
      .execute()
    const end = lines.at(-1)
    if (!end) return
    last = end.seq
    const firsts = await db
      .selectFrom('journal')
      .select(['seq', 'at', 'kind', 'run', 'actor', 'payload'])
      .where(
        'seq',
        'in',
        lines.map(({ seq }) => seq),
      )
      .execute()
    const runs = lines.flatMap(({ run }) => run ?? [])
    const steps = runs.length === 0 ? [] : await personsInRuns(db, runs)
    const lineOfRun = new Map(lines.map(({ run, seq }) => [run, seq]))
    const places = firsts.map((row) => ({ seq: row.seq, ...placeOf(row) }))
    const atOf = new Map(places.map(({ seq, at }) => [seq, at]))
    const people = [
      ...firsts.map((row) => ({ line: row.seq, row })),
      ...steps.map((row) => ({ line: lineOfRun.get(row.run) ?? 0, row: { ...row, kind: '', payload: '{}' } })),
    ].flatMap(({ line, row }) => peopleOf(row).map((person) => ({ person, line, at: atOf.get(line) ?? '' })))
    await sql`update history set at = v.column2, source = v.column3
      from (values ${sql.join(places.map(({ seq, at, source }) => sql`(cast(${seq} as bigint), ${at}, ${source})`))}) as v
      where history.seq = v.column1`.execute(db)
    if (people.length > 0)
      await db
        .insertInto('history_people')
        .values(people)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    placed += lines.length
    if (Date.now() - saidAt < progressMs) continue
    saidAt = Date.now()
    progress(`History is brought up to date: ${placed} of its lines.`)
  }
}

/** Who did anything in these runs, each once for each run. */
const personsInRuns = (db: Kysely<JournalTables>, runs: readonly NonNullable<JournalTables['journal']['run']>[]) =>
  db
    .selectFrom('journal')
    .select(['run', 'actor'])
    .distinct()
    .where('run', 'in', runs)
    .where((eb) => eb.or([eb('actor', 'like', '{"kind":"person"%'), eb('actor', 'like', '{"kind":"elsewhere"%')]))
    .execute()
