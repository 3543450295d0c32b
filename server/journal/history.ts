import type { Selectable } from 'kysely'
import type { HistoryFilter, HistoryNote, HistoryPage, NoteContent } from '@/lib/contract/history'
import { actorName } from '@/lib/runs/actor'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { actorOf, noteText, payloadOf } from './entry'
import { waysOf } from './history-ways'
import { withNames } from './names'
import { readRuns } from './read-runs'
import type { JournalDb, JournalRow } from './tables'

const largestPage = 200
const usualPage = 50

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
  const found = await Promise.all(
    (await waysOf(db, filter, only)).map((way) =>
      way
        .orderBy('at', 'desc')
        .orderBy('seq', 'desc')
        .limit(limit + 1)
        .execute(),
    ),
  )
  const lines = [...new Map(found.flat().map((line) => [line.seq, line])).values()].toSorted((a, b) =>
    a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq,
  )
  const page = lines.slice(0, limit)
  const last = page.at(-1)
  const alone = new Map(page.flatMap(({ seq, at, run }) => (run === null ? [[seq, at] as const] : [])))
  const notes =
    alone.size === 0
      ? []
      : await db
          .selectFrom('journal')
          .selectAll()
          .where('seq', 'in', [...alone.keys()])
          .execute()
  return {
    runs: await readRuns(
      db,
      page.flatMap(({ run }) => run ?? []),
    ),
    notes: (await withNames(db, notes))
      .flatMap((row) => noteOf(row, alone.get(row.seq) ?? row.at))
      .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq)),
    ...(lines.length > limit && last ? { nextBefore: last.seq } : {}),
  }
}

/** @param at when it happened. */
function noteOf(row: Selectable<JournalRow>, at: string): HistoryNote[] {
  const content = noteContent(row)
  if (content === undefined) return []
  return [
    {
      seq: row.seq,
      at,
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
  switch (event?.kind) {
    case undefined:
      return text === undefined ? undefined : { kind: 'text', text }
    case 'task-noted':
      return { kind: 'task', task: event.task, ...withoutUndefined({ readBack: event.readBack }) }
    case 'event-noted':
      return {
        kind: 'host-event',
        event: { ...event.event, text: text ?? event.event.text },
        ...withoutUndefined({ readBack: event.readBack }),
      }
    case 'read-back':
    case 'events-left-out':
      return { kind: 'gap', gap: event }
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
