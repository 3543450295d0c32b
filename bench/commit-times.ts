import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInThreads } from '../server/journal/open-database'

/** How long one row takes to be on the disk, ms each, as the journal writes it: in a thread, synced. */
export async function commitTimes(count: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'andon-commits-'))
  const database = await openInThreads(join(folder, 'rows.sqlite'))
  const times: number[] = []
  try {
    await database.batch([{ sql: 'create table rows (text text)', parameters: [] }])
    for (let row = 0; row < count; row += 1) {
      const start = performance.now()
      await database.batch([{ sql: 'insert into rows values (?)', parameters: ['x'.repeat(1_000)] }])
      times.push(performance.now() - start)
    }
  } finally {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
  return times
}
