import { sql } from 'kysely'
import type { HistoryFilter, HistoryPage } from '@/lib/console-actions'
import type { RunView } from '@/lib/runs/run'
import type { ConnectionId, RunId, VmKey } from '@/lib/vsphere/ids'
import { entryRow, openingRow, runIdOf, type JournalEntry, type RunOpening } from './entry'
import { readHistory } from './history'
import { readRun, readRunsEndedSince, readUnfinishedRuns } from './read-runs'
import type { JournalDb } from './tables'

/**
 * The append-only record of runs, answers and settings. What is not in it has not been done: an entry is on the disk
 * when its promise resolves, and a call that it describes is sent after that. A rejection means that nothing was
 * written.
 */
export type Journal = {
  /** Begins a run and gives it its number. `at` is ISO 8601, the time of its first step. */
  openRun(opening: RunOpening): Promise<{ run: RunId; number: number; at: string; seq: number }>
  append(entry: JournalEntry): Promise<{ at: string; seq: number }>
  /** A readable line that is not a run: a setting that somebody changed. */
  note(note: { by: string; text: string; connection?: ConnectionId; vm?: VmKey }): Promise<{ at: string; seq: number }>
  readRun(run: RunId): Promise<RunView | undefined>
  /** Runs without an outcome, and those that still follow their task; oldest first. */
  readUnfinishedRuns(): Promise<RunView[]>
  /** Runs that ended at or after a time (ISO 8601), oldest first. */
  readRunsEndedSince(at: string): Promise<RunView[]>
  /** Newest first; `nextBefore` of one page is `before` of the next. */
  readHistory(filter: HistoryFilter): Promise<HistoryPage>
}

export function createJournal(db: JournalDb, now: () => number): Journal {
  const time = () => new Date(now()).toISOString()
  return {
    async openRun(opening) {
      const at = time()
      // One statement, so that two processes never give the same number.
      const number = sql<number>`(select coalesce(max(number), 0) + 1 from journal)`
      const row = await db
        .insertInto('journal')
        .values({
          ...openingRow(opening, at),
          number,
          run: sql<string>`'run-' || ${number}`,
        })
        .returning(['seq', 'number'])
        .executeTakeFirstOrThrow()
      if (row.number === null) throw new Error('the journal gave a run no number')
      return { run: runIdOf(row.number), number: row.number, at, seq: row.seq }
    },
    async append(entry) {
      const at = time()
      const { seq } = await db
        .insertInto('journal')
        .values({ ...entryRow(entry, at), number: null })
        .returning('seq')
        .executeTakeFirstOrThrow()
      return { at, seq }
    },
    async note({ by, text, connection, vm }) {
      const at = time()
      const { seq } = await db
        .insertInto('journal')
        .values({
          at,
          kind: 'note',
          run: null,
          number: null,
          connection: connection ?? null,
          vm: vm ?? null,
          question: null,
          outcome: null,
          actor: JSON.stringify({ kind: 'person', name: by }),
          payload: JSON.stringify({ text }),
        })
        .returning('seq')
        .executeTakeFirstOrThrow()
      return { at, seq }
    },
    readRun: (run) => readRun(db, run),
    readUnfinishedRuns: () => readUnfinishedRuns(db),
    readRunsEndedSince: (at) => readRunsEndedSince(db, at),
    readHistory: (filter) => readHistory(db, filter),
  }
}
