import { sql, type Selectable } from 'kysely'
import type { HistoryFilter, HistoryNote, HistoryPage, NoteContent } from '@/lib/contract/history'
import { actorName } from '@/lib/runs/actor'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { actorOf, noteText, payloadOf } from './entry'
import { withNames } from './names'
import { readRuns } from './read-runs'
import type { JournalDb, JournalRow } from './tables'
import { wordsAsked } from './words'

const largestPage = 200
const usualPage = 50

/** So many lines are gathered and put in order; of words that more lines have, the newest are found by looking. */
const gathered = 10_000

/**
 * One page of what happened, newest first: runs by when they were asked for, and lines that are not runs. A run that
 * matches is given whole. `text` is found by its words, each from its beginning: in names of VMs and paths, actors,
 * operations, questions, answers and faults. `only`: lines of these connections, and none that is of no connection.
 */
export async function readHistory(
  db: JournalDb,
  filter: HistoryFilter,
  only?: readonly ConnectionId[],
): Promise<HistoryPage> {
  if (only?.length === 0) return { runs: [], notes: [] }
  const limit = Math.min(Math.max(1, Math.trunc(filter.limit ?? usualPage)), largestPage)
  let query = db.selectFrom('history as line').select(['line.seq', 'line.run'])
  if (filter.vm !== undefined) query = query.where('line.vm', '=', filter.vm)
  if (filter.connection !== undefined) query = query.where('line.connection', '=', filter.connection)
  if (only !== undefined) query = query.where('line.connection', 'in', only)
  if (filter.before !== undefined) query = query.where('line.seq', '<', filter.before)
  if (filter.outcome !== undefined) query = query.where('line.outcome', '=', filter.outcome)
  if (filter.text?.trim()) {
    const words = await rarestFirst(db, wordsAsked(filter.text))
    for (const [place, { word, lines }] of words.entries()) {
      const having = db.selectFrom('history_words as w').select('w.line').where(beginsWith(word))
      query =
        place === 0 && lines <= gathered
          ? query.where('line.seq', 'in', having)
          : query.where((eb) => eb.exists(having.where(sql<boolean>`w.line = line.seq`)))
    }
    if (words.length === 0 || words[0]?.lines === 0) return { runs: [], notes: [] }
  }
  const lines = await query
    .orderBy('line.seq', 'desc')
    .limit(limit + 1)
    .execute()
  const page = lines.slice(0, limit)
  const last = page.at(-1)
  const alone = page.filter(({ run }) => run === null).map(({ seq }) => seq)
  const notes = alone.length === 0 ? [] : await db.selectFrom('journal').selectAll().where('seq', 'in', alone).execute()
  return {
    runs: await readRuns(
      db,
      page.flatMap(({ run }) => run ?? []),
    ),
    notes: (await withNames(db, notes)).toSorted((a, b) => b.seq - a.seq).flatMap(noteOf),
    ...(lines.length > limit && last ? { nextBefore: last.seq } : {}),
  }
}

/** The words with how many lines have them, counted as far as it matters, the rarest first. */
async function rarestFirst(db: JournalDb, words: readonly string[]) {
  const counted = words.map(async (word) => {
    const some = db
      .selectFrom('history_words as w')
      .select('w.line')
      .where(beginsWith(word))
      .limit(gathered + 1)
    const { lines } = await db
      .selectFrom(some.as('some'))
      .select(({ fn }) => fn.countAll<number>().as('lines'))
      .executeTakeFirstOrThrow()
    return { word, lines }
  })
  return (await Promise.all(counted)).toSorted((a, b) => a.lines - b.lines)
}

/** Words are kept in the order of their code points, so those with one beginning stand together. */
const beginsWith = (word: string) => sql<boolean>`(w.word >= ${word} and w.word < ${word + '\u{10FFFF}'})`

function noteOf(row: Selectable<JournalRow>): HistoryNote[] {
  const content = noteContent(row)
  if (content === undefined) return []
  return [
    {
      seq: row.seq,
      at: row.at,
      by: actorName(actorOf(row)),
      content,
      ...(row.connection === null ? {} : { connection: row.connection }),
      ...(row.vm === null ? {} : { vm: row.vm }),
    },
  ]
}

function noteContent(row: Selectable<JournalRow>): NoteContent | undefined {
  const payload = payloadOf(row)
  const { event, vmName } = payload
  const text = noteText(payload)
  if (event?.kind === 'task-noted') return { kind: 'task', task: event.task }
  if (text !== undefined) return { kind: 'text', text }
  switch (event?.kind) {
    case 'question-noted':
    case 'answered':
    case 'answer-unconfirmed':
    case 'question-gone':
    case 'not-watched':
    case 'cancel-taken':
    case 'cancel-refused':
    case 'cancel-unanswered':
      return { kind: 'event', event, ...withoutUndefined({ vmName }) }
    default:
      return undefined
  }
}
