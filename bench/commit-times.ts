import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openInThreads } from '../server/journal/open-database'

/** As long as between two runs: a disk that is at work anyway takes the next row several times as fast. */
const restMs = 20

/** How long one row takes to be on the disk, ms each, as the journal writes it: in a thread, synced, each after a rest. */
export async function commitTimes(count: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'andon-commits-'))
  const database = await openInThreads(join(folder, 'rows.sqlite'))
  const times: number[] = []
  try {
    await database.batch([{ sql: 'create table rows (text text)', parameters: [] }])
    for (let row = 0; row < count; row += 1) {
      await pause(restMs)
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
