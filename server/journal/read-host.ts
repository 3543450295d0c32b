import { setImmediate } from 'node:timers/promises'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { HostEvent } from '@/lib/vsphere/host-event'
import type { TaskView } from '@/lib/vsphere/task'
import { payloadOf } from './entry'
import type { JournalDb } from './tables'

/** What the record has of a connection's tasks of others and events; `readBack`: which of them were read back. */
export type NotedOfHost = {
  tasks: { task: TaskView; readBack: boolean }[]
  events: { event: HostEvent; readBack: boolean }[]
}

/** A time in which nobody looked at a connection, ISO 8601. */
export type Gap = { from: string; to: string }

const mostGaps = 100

/**
 * The time in which nobody looked at a connection and which has not been read back; several are told as one. Undefined:
 * there is none since a time.
 */
export async function readGap(db: JournalDb, connection: ConnectionId, since: string): Promise<Gap | undefined> {
  const rows = await db
    .selectFrom('history as line')
    .innerJoin('journal', 'journal.seq', 'line.seq')
    .select(['journal.payload'])
    .where('line.connection', '=', connection)
    .where('line.source', '=', 'gap')
    .where('line.at', '>=', since)
    .orderBy('line.at', 'desc')
    .orderBy('line.seq', 'desc')
    .limit(mostGaps)
    .execute()
  let gap: Gap | undefined
  for (const row of rows) {
    const { event } = payloadOf(row)
    if (event?.kind === 'read-back') break
    if (event?.kind !== 'not-watched') continue
    const from = gap === undefined || event.from < gap.from ? event.from : gap.from
    gap = { from: from < since ? since : from, to: gap?.to ?? event.to }
  }
  return gap
}

/** What is recorded of a connection's host since a time: by when it happened. */
export async function readNotedOfHost(db: JournalDb, connection: ConnectionId, since: string): Promise<NotedOfHost> {
  const noted: NotedOfHost = { tasks: [], events: [] }
  for (const source of ['others', 'event'] as const) {
    const rows = await db
      .selectFrom('history as line')
      .innerJoin('journal', 'journal.seq', 'line.seq')
      .select(['journal.payload'])
      .where('line.connection', '=', connection)
      .where('line.source', '=', source)
      .where('line.at', '>=', since)
      .where('journal.kind', 'in', ['task-noted', 'event-noted'])
      .orderBy('line.at', 'desc')
      .limit(mostNoted)
      .execute()
    for (const [place, row] of rows.entries()) {
      if (place % parsedAtATime === 0) await setImmediate()
      const { event } = payloadOf(row)
      if (event?.kind === 'task-noted') noted.tasks.push({ task: event.task, readBack: event.readBack ?? false })
      if (event?.kind === 'event-noted') noted.events.push({ event: event.event, readBack: event.readBack ?? false })
    }
  }
  return noted
}

/** Rows that are read between two looks at what else is to be done. */
const parsedAtATime = 100

/** Twice what is read back at one time: what came live stands among it. */
const mostNoted = 10_000
