import { runId, type RunId, type VmKey } from '@/lib/vsphere/ids'
import type { RunStep, RunView } from '@/lib/runs/run'
import { withoutUndefined } from '@/lib/without-undefined'
import { appendedOf, payloadOf, stepOf } from './entry'
import { withNames } from './names'
import type { JournalDb } from './tables'

/** A step of the journal, for who reads it from a place on. `opened`: the run that it begins. */
export type RecordedStep = {
  seq: number
  step: RunStep
  run?: RunId
  opened?: RunView
  vm?: VmKey
  vmName?: string
}

/** The steps after a row, at most so many rows of them, in their order; `last`: the row that was read last. */
export async function readAfter(
  db: JournalDb,
  after: number,
  limit: number,
): Promise<{ steps: RecordedStep[]; last: number; rows: number }> {
  const read = await db.selectFrom('journal').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
  const rows = await withNames(db, read)
  const steps = rows.flatMap((row): RecordedStep[] => {
    const step = stepOf(row)
    if (!step) return []
    const appended = appendedOf(row)
    const opened = appended?.is === 'opened' ? appended.run : undefined
    const run = row.run === null ? undefined : runId(row.run)
    const { vmName } = payloadOf(row)
    return [{ seq: row.seq, step, ...withoutUndefined({ run, opened, vm: row.vm ?? undefined, vmName }) }]
  })
  return { steps, last: rows.at(-1)?.seq ?? after, rows: rows.length }
}

/** The last row that was written before a time (ISO 8601); 0: none was. */
export async function lastBefore(db: JournalDb, at: string): Promise<number> {
  const row = await db
    .selectFrom('journal')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('at', '<', at)
    .executeTakeFirst()
  return row?.seq ?? 0
}
