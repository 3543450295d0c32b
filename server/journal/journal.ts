import { sql } from 'kysely'
import type { HistoryFilter, HistoryPage } from '@/lib/contract/history'
import type { RunStep, RunView } from '@/lib/runs/run'
import type { RunId } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import {
  appendedOf,
  entryRow,
  noteRow,
  openingRow,
  runIdOf,
  unkept,
  type Appended,
  type JournalEntry,
  type JournalNote,
  type RunOpening,
} from './entry'
import { createGroupCommit } from './group-commit'
import { readHistory } from './history'
import { readLastTime, readNotedTasks, readOpenQuestions, type OpenQuestion } from './read-questions'
import { readStarts, type RecordedStart } from './read-starts'
import {
  readPresent,
  readRun,
  readRunsEndedSince,
  readRunsThatLeft,
  readUnfinishedRuns,
  type Present,
} from './read-runs'
import type { JournalDb, JournalRow } from './tables'

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
  note(note: JournalNote): Promise<{ at: string; seq: number }>
  readRun(run: RunId): Promise<RunView | undefined>
  /** Runs without an outcome, and those that still follow their task; oldest first. */
  readUnfinishedRuns(): Promise<RunView[]>
  /** Runs that ended at or after a time (ISO 8601), oldest first. */
  readRunsEndedSince(at: string): Promise<RunView[]>
  /** Runs whose temporary file could not be removed so far, oldest first. */
  readRunsThatLeft(): Promise<RunView[]>
  /** Questions that have neither been answered nor gone, oldest first. */
  readOpenQuestions(): Promise<OpenQuestion[]>
  /** The tasks of others that were noted last, newest first. */
  readNotedTasks(): Promise<Pick<TaskView, 'key' | 'queueTime'>[]>
  /** The calls that runs sent at or after a time (ISO 8601), oldest first, with the tasks that they began. */
  readStarts(since: string): Promise<RecordedStart[]>
  /** When the last entry was written; undefined when there is none. */
  readLastTime(): Promise<string | undefined>
  /** Everything that is shown of runs, questions and tasks, as of one moment. */
  readPresent(since: { ended: string; alone: string }): Promise<Present>
  /** Hears each entry, in order, when it is on the disk and before the promise of its writer resolves. */
  onAppended(listener: (appended: Appended) => void): () => void
  /**
   * Lets those who listen hear a step that is kept nowhere: how far something has come, or the end of a run that stopped
   * because the journal could not be written, and which the next life of the process takes up again.
   */
  tellUnkept(run: RunId, step: RunStep): void
  /** Newest first; `nextBefore` of one page is `before` of the next. */
  readHistory(filter: HistoryFilter): Promise<HistoryPage>
}

export function createJournal(db: JournalDb, now: () => number, warn: (text: string, error: unknown) => void): Journal {
  const time = () => new Date(now()).toISOString()
  const write = createGroupCommit(db)
  const listeners = new Set<(appended: Appended) => void>()

  function tell(appended: Appended | undefined): void {
    if (!appended) return
    for (const listener of listeners) {
      try {
        listener(appended)
      } catch (error) {
        // What is written is written: whoever wrote it must not take this for a failure.
        warn('a reader of the journal failed', error)
      }
    }
  }

  /** One statement, so that two processes never give the same number. */
  async function openRun(opening: RunOpening, at: string) {
    const number = sql<number>`(select coalesce(max(number), 0) + 1 from journal)`
    return write((one) =>
      one
        .insertInto('journal')
        .values({ ...openingRow(opening, at), number, run: sql<RunId>`'run-' || ${number}` })
        .returning(['seq', 'number'])
        .executeTakeFirstOrThrow(),
    )
  }

  async function insert(row: Omit<JournalRow, 'seq' | 'number'>): Promise<{ at: string; seq: number }> {
    const { seq } = await write((one) =>
      one
        .insertInto('journal')
        .values({ ...row, number: null })
        .returning('seq')
        .executeTakeFirstOrThrow(),
    )
    tell(appendedOf({ ...row, number: null, seq }))
    return { at: row.at, seq }
  }

  return {
    async openRun(opening) {
      const at = time()
      const { seq, number } = await openRun(opening, at)
      if (number === null) throw new Error('the journal gave a run no number')
      const run = runIdOf(number)
      tell(appendedOf({ ...openingRow(opening, at), run, number, seq }))
      return { run, number, at, seq }
    },
    append: (entry) => insert(entryRow(entry, time())),
    note: (note) => insert(noteRow(note, time())),
    readRun: (run) => readRun(db, run),
    readUnfinishedRuns: () => readUnfinishedRuns(db),
    readRunsEndedSince: (at) => readRunsEndedSince(db, at),
    readRunsThatLeft: () => readRunsThatLeft(db),
    readOpenQuestions: () => readOpenQuestions(db),
    readNotedTasks: () => readNotedTasks(db),
    readStarts: (since) => readStarts(db, since),
    readLastTime: () => readLastTime(db),
    readPresent: (since) => readPresent(db, since),
    onAppended(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tellUnkept: (run, step) => tell({ is: 'step', seq: unkept, run, step }),
    readHistory: (filter) => readHistory(db, filter),
  }
}
