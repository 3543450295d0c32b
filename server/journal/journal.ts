import type { RecordCheck } from '@/lib/contract/record-check'
import type { PastQuestionsPage, PastQuestionsWanted } from '@/lib/contract/past-questions'
import type { HistoryCount, HistoryFilter, HistoryPage, HistoryPeople } from '@/lib/contract/history'
import type { RunStep, RunView } from '@/lib/runs/run'
import type { ConnectionId, QuestionKey, RunId } from '@/lib/vsphere/ids'
import { createTurns } from '@/lib/turns'
import type { TaskView } from '@/lib/vsphere/task'
import type { Database, DatabaseAway } from './database'
import {
  appendedOf,
  entryRow,
  noteRow,
  openingRow,
  unkept,
  type Appended,
  type JournalEntry,
  type JournalNote,
  type NewRow,
  type RunOpening,
} from './entry'
import { checkRecord } from './check-record'
import { erasing, forgetWords, forgottenRow, referencesOf } from './forget-name'
import { countHistory } from './count-history'
import { readHistory } from './history'
import { readHistoryPeople } from './history-people'
import {
  readAnswers,
  readLastTime,
  readNotedTasks,
  readOpenQuestions,
  readQuestionEnd,
  type OpenQuestion,
} from './read-questions'
import { lastBefore, readAfter, type RecordedStep } from './read-after'
import { readGap, readNotedOfHost, type Gap, type NotedOfHost } from './read-host'
import { readPastQuestions } from './past-questions'
import { readStarts, type RecordedStart } from './read-starts'
import {
  readPresent,
  readRun,
  readRunsEndedSince,
  readRunsThatLeft,
  readUnfinishedRuns,
  type Present,
} from './read-runs'
import { followOthers } from './follow-others'
import { keepText, overdueText, readKeepDays, readOverdueMinutes, setsNumber } from './kept-settings'
import { readRows, type Portion } from './read-rows'
import { tellingOwnWrites, type OwnWrite } from './own-writes'
import { createRowWriter, type Fence, type Paused } from './row-writer'
import { removeOld } from './remove-old'
import { inTurn } from './sql-dialect'
import type { JournalDb } from './tables'

/**
 * The append-only record of runs, answers and settings. What is not in it has not been done: an entry is on the disk
 * when its promise resolves, and a call that it describes is sent after that. A rejection means that nothing was
 * written.
 */
export type Journal = {
  /**
   * Begins a run and gives it its number. `at` is ISO 8601, the time of its first step.
   * @param fence fails when this process may no longer write it.
   */
  openRun(opening: RunOpening, fence?: Fence): Promise<{ run: RunId; number: number; at: string; seq: number }>
  append(entry: JournalEntry, fence?: Fence): Promise<{ at: string; seq: number }>
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
  /** What was sent in answer to a question, and what became of it, oldest first. */
  readAnswers(question: QuestionKey): Promise<RunStep[]>
  /** A page of the questions of the last days, newest first, with what became of each. `only`: of these connections. */
  readPastQuestions(wanted: PastQuestionsWanted, only?: readonly ConnectionId[]): Promise<PastQuestionsPage>
  /** The last that it has of a question: that it is asked, or how it ended. */
  readQuestionEnd(question: QuestionKey): Promise<{ step: RunStep; vmName?: string } | undefined>
  /** The tasks of others that were noted last, newest first. */
  readNotedTasks(): Promise<Pick<TaskView, 'key' | 'queueTime'>[]>
  /** When nobody looked at a connection, since a time, as far as that has not been read back. */
  readGap(connection: ConnectionId, since: string): Promise<Gap | undefined>
  /** The tasks of others and the events of a connection's host that were noted, by when they happened. */
  readNotedOfHost(connection: ConnectionId, since: string): Promise<NotedOfHost>
  /** The calls that runs sent at or after a time (ISO 8601), oldest first, with the tasks that they began. */
  readStarts(since: string): Promise<RecordedStart[]>
  /** When the last entry was written; undefined when there is none. */
  readLastTime(): Promise<string | undefined>
  /** The steps after a row, of at most so many rows, in their order; `last`: the row that was read last. */
  readAfter(after: number, limit: number): Promise<{ steps: RecordedStep[]; last: number; rows: number }>
  /** The last row that was written before a time (ISO 8601); 0: none was. */
  lastBefore(at: string): Promise<number>
  /** Everything that is shown of runs, questions and tasks, as of one moment. */
  readPresent(since: { ended: string; alone: string }): Promise<Present>
  /**
   * Hears each entry that any process writes, in order, when it is on the disk and before the promise of its writer
   * resolves.
   */
  onAppended(listener: (appended: Appended) => void): () => void
  /** Hears of each row that this process writes, or cannot write; of no other's. For who counts. Returns how to stop. */
  onOwnWrite(listener: (own: OwnWrite) => void): () => void
  /** Resolves when those who listen have heard everything that was written before, by whichever process. */
  catchUp(): Promise<void>
  /**
   * Lets those who listen hear a step that is kept nowhere: how far something has come, or the end of a run that stopped
   * because the journal could not be written, and which the next life of the process takes up again.
   */
  tellUnkept(run: RunId, step: RunStep): void
  /**
   * Takes a person's name out of the record: what was done stays, without the name, and a row says that somebody was
   * forgotten. Whoever is called so later is another person to the record.
   * @returns whether the name was there.
   */
  forget(name: string, by: string): Promise<boolean>
  /** For how many days the record is kept; undefined: for ever. */
  readKeepDays(): Promise<number | undefined>
  /** Says so in the record, and keeps it for so long from then on. */
  setKeepDays(days: number | undefined, by: string): Promise<void>
  /** After how many minutes a question that waits is overdue. */
  readOverdueMinutes(): Promise<number>
  /** Says so in the record, and sets it. */
  setOverdueMinutes(minutes: number, by: string): Promise<void>
  /**
   * Removes what is older than it is kept, a portion at a time; what goes on, waits or is open stays.
   * @returns how many rows went.
   */
  removeOld(signal: AbortSignal): Promise<number>
  /** Goes through the whole record, in portions: whether it is what was written. */
  check(pause?: (rows: number, of: number) => Promise<void>): Promise<RecordCheck>
  /**
   * While the database cannot be written: what a person asks for is refused with its sentence, and everything else that
   * is to be written waits, and is written in its order when that is possible again.
   */
  paused(): Paused | undefined
  /** Hears that it is paused, or no longer. */
  onPaused(listener: () => void): () => void
  /** What waits for the database does so no longer: the process is about to end. */
  stopWaiting(): void
  /** Newest first; `nextBefore` of one page is `before` of the next. `only`: of these connections. */
  readHistory(filter: HistoryFilter, only?: readonly ConnectionId[]): Promise<HistoryPage>
  /** Of whom History can be asked. `only`: as above. */
  readHistoryPeople(only?: readonly ConnectionId[]): Promise<HistoryPeople>
  /** How many lines a filter finds, as far as they are counted. `only`: as above. */
  countHistory(filter: HistoryFilter, only?: readonly ConnectionId[]): Promise<HistoryCount>
  /** Rows as they are stored, a portion at a time: all of them oldest first, or those that a filter finds. `only`: as above. */
  readRows(filter: HistoryFilter, only?: readonly ConnectionId[]): AsyncGenerator<Portion>
}

/** Where other processes write too: the last row that is there, from which on they are heard. */
type Shared = { last: number }

/** @param database what `db` asks. `notice`: somebody else found that it cannot be written. */
export function createJournal(
  db: JournalDb,
  database: Pick<Database, 'batch' | 'dialect' | 'query' | 'onHint'>,
  options: {
    now: () => number
    warn: (text: string, error: unknown) => void
    shared?: Shared | undefined
    leisureMs?: number | undefined
  },
): { journal: Journal; notice(why: DatabaseAway): void; close(): void } {
  const { now, warn, shared } = options
  const time = () => new Date(now()).toISOString()
  const pages = createTurns()
  const counts = createTurns()
  const listeners = new Set<(appended: Appended) => void>()
  const onPaused = new Set<() => void>()
  let pausedNow: Paused | undefined

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

  const feed = shared && followOthers({ db, database, last: shared.last, warn, tell })
  const writer = createRowWriter({
    database,
    head: inTurn(database.dialect, 'journal'),
    tail: feed?.hint ?? [],
    leisureMs: options.leisureMs,
    written: (rows) => (feed ? feed.upTo(rows.at(-1)?.seq ?? 0) : rows.forEach((row) => tell(appendedOf(row)))),
    paused(why) {
      if (why) warn('the journal cannot be written for now', why)
      pausedNow = why && { since: pausedNow?.since ?? time(), sentence: why.message }
      for (const listener of onPaused) listener()
    },
  })

  const { write, onOwnWrite } = tellingOwnWrites((...row) => writer.write(...row), warn)

  async function append(row: NewRow, fence?: Fence): Promise<{ at: string; seq: number }> {
    const { at, seq } = await write(row, ...guards(fence))
    return { at, seq }
  }

  const readPage = (filter: HistoryFilter, only?: readonly ConnectionId[]) =>
    pages(async () => {
      const page = await readHistory(db, filter, only)
      // Many who search at once leave room between their pages for everybody else.
      await nextTurn()
      return page
    })

  const journal: Journal = {
    async openRun(opening, fence) {
      const { run, number, at, seq } = await write(openingRow(opening, time()), ...guards(fence))
      if (run === null || number === null) throw new Error('the journal gave a run no number')
      return { run, number, at, seq }
    },
    append: (entry, fence) => append(entryRow(entry, time()), fence),
    note: (note) => append(noteRow(note, time())),
    readRun: (run) => readRun(db, run),
    readUnfinishedRuns: () => readUnfinishedRuns(db),
    readRunsEndedSince: (at) => readRunsEndedSince(db, at),
    readRunsThatLeft: () => readRunsThatLeft(db),
    readOpenQuestions: () => readOpenQuestions(db),
    readAnswers: (question) => readAnswers(db, question),
    readQuestionEnd: (question) => readQuestionEnd(db, question),
    readNotedTasks: () => readNotedTasks(db),
    readGap: (connection, since) => readGap(db, connection, since),
    readNotedOfHost: (connection, since) => readNotedOfHost(db, connection, since),
    readStarts: (since) => readStarts(db, since),
    readLastTime: () => readLastTime(db),
    readAfter: (after, limit) => readAfter(db, after, limit),
    lastBefore: (at) => lastBefore(db, at),
    async readPresent(since) {
      const present = await readPresent(db, since)
      // Whoever begins with it hears nothing of it again.
      await feed?.upTo(present.seq)
      return present
    },
    onAppended(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onOwnWrite,
    async forget(name, by) {
      const named = await referencesOf(db, name)
      if (named.length === 0) return false
      const ids = named.map(({ id }) => id)
      await forgetWords(db, database, name, ids)
      for (const one of named) writer.dropName(one.name)
      await write(forgottenRow(ids, by, time()), erasing(ids))
      // Of what was written meanwhile.
      await forgetWords(db, database, name, ids)
      return true
    },
    check: (pause) => checkRecord(database, pause),
    readKeepDays: () => readKeepDays(db),
    async setKeepDays(days, by) {
      await write(noteRow({ by, text: keepText(days) }, time()), setsNumber('keep-days', days))
    },
    readOverdueMinutes: () => readOverdueMinutes(db),
    async setOverdueMinutes(minutes, by) {
      await write(noteRow({ by, text: overdueText(minutes) }, time()), setsNumber('overdue-minutes', minutes))
    },
    async removeOld(signal) {
      const days = await readKeepDays(db)
      if (days === undefined) return 0
      const before = new Date(now() - days * dayMs).toISOString()
      return removeOld(db, before, { write, now: time, signal })
    },
    async catchUp() {
      await feed?.catchUp()
    },
    tellUnkept(run, step) {
      tell({ is: 'step', seq: unkept, run, step })
      feed?.tellUnkept({ run, step })
    },
    paused: () => pausedNow,
    onPaused(listener) {
      onPaused.add(listener)
      return () => void onPaused.delete(listener)
    },
    stopWaiting: () => writer.stopWaiting(),
    readHistory: readPage,
    readHistoryPeople: (only) => counts(() => readHistoryPeople(db, only)),
    countHistory: (filter, only) => counts(() => countHistory(db, filter, only)),
    readPastQuestions: ({ days, before }, only) =>
      pages(() => readPastQuestions(db, { since: new Date(now() - days * dayMs).toISOString(), before, only })),
    readRows: (filter, only) => readRows(db, filter, readPage, only),
  }
  return { journal, notice: (why) => writer.notice(why), close: () => feed?.close() }
}

const dayMs = 24 * 3_600_000

const guards = (fence?: Fence): Fence[] => (fence ? [fence] : [])

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
