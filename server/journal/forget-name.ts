import { isActorOf } from '@/lib/accounts/api-token'
import type { Actor } from '@/lib/runs/actor'
import type { Database, Statement } from './database'
import type { NewRow } from './entry'
import { namesIn, withNames } from './names'
import type { JournalDb } from './tables'
import { wordsOfRow } from './words'

const linesAtATime = 200

/** The row that says that somebody was forgotten, by the references that stand for the name. */
export const forgottenRow = (ids: readonly string[], by: string, at: string): NewRow => ({
  at,
  kind: 'forgotten',
  run: null,
  connection: null,
  vm: null,
  question: null,
  outcome: null,
  actor: JSON.stringify({ kind: 'person', name: by } satisfies Actor),
  payload: JSON.stringify({ text: 'A person was forgotten. What was done stays, without the name', forgotten: ids }),
})

export const forgottenIn = ({ payload }: { payload: string }): string[] =>
  (JSON.parse(payload) as { forgotten: string[] }).forgotten // written by the line above alone

export const erasing = (ids: readonly string[]): Statement => ({
  sql: `update names set name = null, salt = null where id in (${ids.map(() => '?').join(', ')})`,
  parameters: ids,
})

/** The references that stand for a person's name, and for the programs that the record names after them. */
export async function referencesOf(db: JournalDb, name: string): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .selectFrom('names')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('name', '=', name), eb('name', 'like', '%)')]))
    .execute()
  return rows.flatMap(({ id, name: one }) =>
    one !== null && (one === name || isActorOf(one, name)) ? [{ id, name: one }] : [],
  )
}

/**
 * Takes the words of a name off the lines of History that refer to it, unless something else in them has the same word.
 * A portion of lines at a time, so that nobody waits for all of a busy person's.
 */
export async function forgetWords(
  db: JournalDb,
  database: Pick<Database, 'batch'>,
  name: string,
  ids: readonly string[],
): Promise<void> {
  const words = wordsOfRow({ payload: JSON.stringify({ text: name }), actor: '{}' })
  const [word] = words
  if (word === undefined) return
  for (let from = 0; ;) {
    const lines = await db
      .selectFrom('history_words')
      .innerJoin('history', 'history.seq', 'history_words.line')
      .select(['history.seq', 'history.run'])
      .where('word', '=', word)
      .where('line', '>', from)
      .orderBy('line')
      .limit(linesAtATime)
      .execute()
    const end = lines.at(-1)
    if (!end) return
    from = end.seq
    const removals: Statement[] = []
    for (const line of lines) {
      const some = db.selectFrom('journal').selectAll()
      const rows = await (
        line.run === null ? some.where('seq', '=', line.seq) : some.where('run', '=', line.run)
      ).execute()
      if (!rows.some((row) => namesIn(row).some((id) => ids.includes(id)))) continue
      const others = new Set((await withNames(db, rows, ids)).flatMap(wordsOfRow))
      const gone = words.filter((one) => !others.has(one))
      if (gone.length === 0) continue
      const places = gone.map(() => '?').join(', ')
      removals.push({
        sql: `delete from history_words where line = ? and word in (${places})`,
        parameters: [line.seq, ...gone],
      })
    }
    if (removals.length > 0) await database.batch(removals)
  }
}
