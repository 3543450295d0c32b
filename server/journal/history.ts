import { sql, type Selectable } from 'kysely'
import type { HistoryFilter, HistoryNote, HistoryPage, NoteContent } from '@/lib/contract/history'
import { actorName } from '@/lib/runs/actor'
import { verbsCalled } from '@/lib/runs/verb'
import { withoutUndefined } from '@/lib/without-undefined'
import { actorOf, payloadOf } from './entry'
import { readRuns } from './read-runs'
import type { JournalDb, JournalRow } from './tables'

/** Kinds that say something by themselves when no run goes with them. */
const noteKinds = [
  'note',
  'question-noted',
  'answered',
  'answer-unconfirmed',
  'question-gone',
  'task-noted',
  'not-watched',
  'cancel-taken',
  'cancel-refused',
  'cancel-unanswered',
]

const largestPage = 200
const usualPage = 50

/**
 * One page of what happened, newest first: runs by when they were asked for, and lines that are not runs. A run that
 * matches is given whole. `text` is found in names of VMs and paths, actors, operations, questions, answers and faults.
 */
export async function readHistory(db: JournalDb, filter: HistoryFilter): Promise<HistoryPage> {
  const limit = Math.min(Math.max(1, Math.trunc(filter.limit ?? usualPage)), largestPage)
  let query = db
    .selectFrom('journal as head')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('head.kind', '=', 'requested'),
        eb.and([
          eb('head.run', 'is', null),
          filter.outcome === undefined ? eb('head.kind', 'in', noteKinds) : eb('head.outcome', '=', filter.outcome),
        ]),
      ]),
    )
  if (filter.vm !== undefined) query = query.where('head.vm', '=', filter.vm)
  if (filter.connection !== undefined) query = query.where('head.connection', '=', filter.connection)
  if (filter.before !== undefined) query = query.where('head.seq', '<', filter.before)
  if (filter.outcome !== undefined) {
    const { outcome } = filter
    query = query.where((eb) =>
      eb.or([
        eb('head.run', 'is', null),
        eb.exists(
          eb
            .selectFrom('journal as e')
            .select('e.seq')
            .whereRef('e.run', '=', 'head.run')
            .where('e.outcome', '=', outcome),
        ),
      ]),
    )
  }
  const text = filter.text?.trim()
  if (text) {
    query = query.where((eb) =>
      eb.or([
        holds('head', text),
        eb.exists(
          eb.selectFrom('journal as t').select('t.seq').whereRef('t.run', '=', 'head.run').where(holds('t', text)),
        ),
        // What people call the verbs is not in the journal.
        ...verbsCalled(text).map(
          (verb) => sql<boolean>`json_extract(head.payload, '$.opening.request.verb') = ${verb}`,
        ),
      ]),
    )
  }
  const heads = await query
    .orderBy('head.seq', 'desc')
    .limit(limit + 1)
    .execute()
  const page = heads.slice(0, limit)
  const last = page.at(-1)
  return {
    runs: await readRuns(
      db,
      page.flatMap(({ run }) => run ?? []),
    ),
    notes: page.flatMap((row) => (row.run === null ? noteOf(row) : [])),
    ...(heads.length > limit && last ? { nextBefore: last.seq } : {}),
  }
}

/**
 * Whether a line says a text: one of its values, or who did it. Most lines are told apart by the text of their JSON, in
 * which it is written as JSON writes it; of the others the values are looked at, since the words of a key say nothing.
 */
function holds(table: 'head' | 't', text: string) {
  const within = (column: 'payload' | 'actor') => {
    const json = sql.ref(`${table}.${column}`)
    return sql<boolean>`(${json} like ${likePattern(JSON.stringify(text).slice(1, -1))} escape '!' and exists (
      select 1 from json_tree(${json}) as part
      where part.type = 'text' and part.key not in ('kind', 'verb', 'do', 'what', 'ticket')
        and part.path not like '%.decided' and part.value like ${likePattern(text)} escape '!'))`
  }
  return sql<boolean>`(${within('payload')} or ${within('actor')})`
}

/** `%` and `_` are only themselves. */
const likePattern = (text: string) => `%${text.replace(/[!%_]/g, '!$&')}%`

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
  const { text, event, vmName } = payloadOf(row)
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
