import type { Selectable } from 'kysely'
import { foldStep } from '@/lib/runs/fold-run'
import type { RunView } from '@/lib/runs/run'
import type { RunId } from '@/lib/vsphere/ids'
import { emptyRun, payloadOf, stepOf } from './entry'
import type { JournalDb, JournalRow } from './tables'

/** Outcomes after which a vSphere task may still go on. */
const following = ['left-blocked', 'answered-earlier', 'lost']

export async function readRun(db: JournalDb, run: RunId): Promise<RunView | undefined> {
  const [view] = await readRuns(db, [run])
  return view
}

/** The runs with these ids, in their order; one that is unknown, or cannot be read, is left out. */
export async function readRuns(db: JournalDb, runs: readonly string[]): Promise<RunView[]> {
  const steps = new Map<string, Selectable<JournalRow>[]>()
  for (let from = 0; from < runs.length; from += 500) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('run', 'in', runs.slice(from, from + 500))
      .orderBy('seq')
      .execute()
    for (const row of rows) {
      const key = row.run ?? ''
      steps.set(key, [...(steps.get(key) ?? []), row])
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

export async function readUnfinishedRuns(db: JournalDb): Promise<RunView[]> {
  const open = await db
    .selectFrom('journal as r')
    .select('r.run')
    .where('r.kind', '=', 'requested')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('journal as e').select('e.seq').whereRef('e.run', '=', 'r.run').where('e.kind', '=', 'ended'),
        ),
      ),
    )
    .orderBy('r.seq')
    .execute()
  const followed = await db
    .selectFrom('journal as r')
    .select('r.run')
    .where('r.outcome', 'in', following)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('journal as e')
            .select('e.seq')
            .whereRef('e.run', '=', 'r.run')
            .where('e.kind', '=', 'task-ended'),
        ),
      ),
    )
    .orderBy('r.seq')
    .execute()
  const views = await readRuns(
    db,
    [...open, ...followed].flatMap(({ run }) => run ?? []),
  )
  return views.filter(({ state }) => state.at !== 'ended' || state.following).sort((a, b) => a.number - b.number)
}

export async function readRunsEndedSince(db: JournalDb, at: string): Promise<RunView[]> {
  const rows = await db
    .selectFrom('journal')
    .select('run')
    .where('outcome', 'is not', null)
    .where('at', '>=', at)
    .orderBy('seq')
    .execute()
  return readRuns(
    db,
    rows.flatMap(({ run }) => run ?? []),
  )
}
