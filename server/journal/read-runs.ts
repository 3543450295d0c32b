import type { Selectable } from 'kysely'
import { foldStep } from '@/lib/runs/fold-run'
import type { RunView } from '@/lib/runs/run'
import type { RunId } from '@/lib/vsphere/ids'
import { appendedOf, emptyRun, payloadOf, stepOf, type Appended } from './entry'
import { withNames } from './names'
import { jsonAt } from './sql-dialect'
import type { JournalDb, JournalRow } from './tables'

/** Outcomes after which a vSphere task may still go on. */
const following = ['left-blocked', 'answered-earlier', 'lost']

export async function readRun(db: JournalDb, run: RunId): Promise<RunView | undefined> {
  const [view] = await readRuns(db, [run])
  return view
}

/**
 * The runs with these ids, in their order; one that is unknown, or cannot be read, is left out.
 * @param upTo the last row that counts; all when it is not given.
 */
export async function readRuns(
  db: JournalDb,
  runs: readonly RunId[],
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<RunView[]> {
  const steps = new Map<string, Selectable<JournalRow>[]>()
  for (let from = 0; from < runs.length; from += 500) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('run', 'in', runs.slice(from, from + 500))
      .where('seq', '<=', upTo)
      .orderBy('seq')
      .execute()
    for (const row of await withNames(db, rows)) {
      const key = row.run ?? ''
      const before = steps.get(key)
      if (before) before.push(row)
      else steps.set(key, [row])
    }
  }
  return runs.flatMap((run) => foldRows(steps.get(run) ?? []) ?? [])
}

function foldRows([first, ...rest]: readonly Selectable<JournalRow>[]): RunView | undefined {
  if (!first || first.number === null) return undefined
  const { opening } = payloadOf(first)
  if (!opening) return undefined
  let view = emptyRun(opening, first.number, first.at)
  for (const row of [first, ...rest]) {
    const step = stepOf(row)
    if (step) view = foldStep(view, step)
  }
  return view
}

/** @param upTo the last row that counts: a run that ended after it has not ended yet. */
export async function readUnfinishedRuns(db: JournalDb, upTo = Number.MAX_SAFE_INTEGER): Promise<RunView[]> {
  const open = await db
    .selectFrom('history')
    .select('run')
    .where('outcome', 'is', null)
    .where('run', 'is not', null)
    .execute()
  const endedSince = await db
    .selectFrom('journal')
    .select('run')
    .where('seq', '>', upTo)
    .where('outcome', 'is not', null)
    .execute()
  const followed = await db
    .selectFrom('history as r')
    .select('r.run')
    .where('r.outcome', 'in', following)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('journal as e')
            .select('e.seq')
            .whereRef('e.run', '=', 'r.run')
            .where('e.kind', '=', 'task-ended')
            .where('e.seq', '<=', upTo),
        ),
      ),
    )
    .execute()
  const runs = new Set([...open, ...endedSince, ...followed].flatMap(({ run }) => run ?? []))
  const views = await readRuns(db, [...runs], upTo)
  return views.filter(({ state }) => state.at !== 'ended' || state.following).sort((a, b) => a.number - b.number)
}

export async function readRunsEndedSince(
  db: JournalDb,
  at: string,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<RunView[]> {
  const rows = await db
    .selectFrom('journal')
    .select('run')
    .where('outcome', 'is not', null)
    .where('at', '>=', at)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .execute()
  return readRuns(
    db,
    rows.flatMap(({ run }) => run ?? []),
    upTo,
  )
}

/** Runs whose temporary file could not be removed so far, oldest first. */
export async function readRunsThatLeft(db: JournalDb): Promise<RunView[]> {
  const rows = await db
    .selectFrom('journal as c')
    .select('c.run')
    .where('c.kind', '=', 'cleared')
    .where(jsonAt(db, 'c.payload', 'event', 'left'), 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('journal as later')
            .select('later.seq')
            .whereRef('later.run', '=', 'c.run')
            .where('later.kind', '=', 'cleared')
            .whereRef('later.seq', '>', 'c.seq'),
        ),
      ),
    )
    .orderBy('c.seq')
    .execute()
  return readRuns(
    db,
    rows.flatMap(({ run }) => run ?? []),
  )
}

/** The number of the row that was written last; 0 when there is none. */
export async function readLastSeq(db: JournalDb): Promise<number> {
  const last = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return last?.seq ?? 0
}

/** What `readPresent` gives: everything that a reader needs to begin with, as of one moment. */
export type Present = {
  /** Unfinished runs, those that follow their task, and those that ended lately; oldest first. */
  runs: RunView[]
  /** What was lately done to questions and tasks that Andon did not start, oldest first. */
  alone: Extract<Appended, { is: 'alone' }>[]
  /** The last row that is in this; what is appended after it comes by `onAppended`. */
  seq: number
}

/** More rows than an hour can bring, so that a journal of years is not gone through. */
const lately = 100_000

const aloneKinds = [
  'answer-sent',
  'answered',
  'answer-not-taken',
  'answer-unconfirmed',
  'question-gone',
  'answered-elsewhere',
  'question-taken',
  'question-let-go',
  'cancel-sent',
  'cancel-taken',
  'cancel-refused',
  'cancel-too-late',
  'cancel-unanswered',
]

/** Whatever is written meanwhile: everything is read as it was at the row that was the last one. */
export async function readPresent(db: JournalDb, since: { ended: string; alone: string }): Promise<Present> {
  const seq = await readLastSeq(db)
  const unfinished = await readUnfinishedRuns(db, seq)
  const known = new Set(unfinished.map(({ id }) => id))
  const ended = await readRunsEndedSince(db, since.ended, seq)
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('run', 'is', null)
    .where('kind', 'in', aloneKinds)
    .where('seq', '>', seq - lately)
    .where('seq', '<=', seq)
    .where('at', '>=', since.alone)
    .orderBy('seq')
    .execute()
  const alone = (await withNames(db, rows)).flatMap((row) => appendedOf(row) ?? [])
  return {
    runs: [...ended.filter(({ id }) => !known.has(id)), ...unfinished].sort((a, b) => a.number - b.number),
    alone: alone.filter((one) => one.is === 'alone'),
    seq,
  }
}
