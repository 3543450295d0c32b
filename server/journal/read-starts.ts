import { runId, type RunId, type TaskKey } from '@/lib/vsphere/ids'
import { payloadOf } from './entry'
import type { JournalDb } from './tables'

/** A call that a run sent and that may have begun a task. `task` once it is known; `isRefused`: surely none. */
export type RecordedStart = { run: RunId; method: string; task?: TaskKey; isRefused?: true }

/** More rows than ten minutes can bring, so that a journal of years is not gone through. */
const lately = 100_000

/** The calls that runs sent at or after a time (ISO 8601), oldest first, also those that remove or place a temporary file. */
export async function readStarts(db: JournalDb, since: string): Promise<RecordedStart[]> {
  const last = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const rows = await db
    .selectFrom('journal')
    .select(['run', 'kind', 'outcome', 'payload'])
    .where('kind', 'in', ['start-sent', 'started', 'held', 'placing', 'cleared', 'ended'])
    .where('seq', '>', (last?.seq ?? 0) - lately)
    .where('at', '>=', since)
    .orderBy('seq')
    .execute()
  type Start = RecordedStart & { isPlain?: true }
  const starts: Start[] = []
  /** The last one of each run. */
  const lastOf = new Map<RunId, Start>()
  const begin = (start: Start) => {
    starts.push(start)
    lastOf.set(start.run, start)
  }
  for (const row of rows) {
    const { event } = payloadOf(row)
    if (row.run === null || !event) continue
    const run = runId(row.run)
    const sent = lastOf.get(run)
    switch (event.kind) {
      case 'start-sent':
        begin({ run, method: event.method, isPlain: true })
        break
      case 'placing':
        begin({ run, method: event.method })
        break
      case 'started':
        if (sent && event.task) sent.task = event.task
        else begin({ run, method: event.method, ...(event.task ? { task: event.task } : {}) })
        break
      case 'cleared':
        begin({ run, method: 'DeleteDatastoreFile_Task' })
        break
      case 'held':
        // It was written down, and not sent.
        if (sent) sent.isRefused = true
        break
      case 'ended':
        if (sent?.isPlain && row.outcome === 'failed') sent.isRefused = true
        break
      default:
    }
  }
  return starts
}
