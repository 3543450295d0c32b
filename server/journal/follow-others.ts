import { randomUUID } from 'node:crypto'
import type { RunStep } from '@/lib/runs/run'
import type { RunId } from '@/lib/vsphere/ids'
import type { Database, Statement } from './database'
import { appendedOf, unkept, type Appended } from './entry'
import { createFeed } from './feed'
import { withNames } from './names'
import { hintOf } from './sql-dialect'
import type { JournalDb } from './tables'

/** What is shown and not kept: how far a run of one process has come, for those who look at another. */
type Unkept = { run: RunId; step: RunStep }

const written = 'andon_journal'
const shown = 'andon_shown'

/** Hears what any process writes to the journal, this one too, in the order of its rows. */
export function followOthers(options: {
  db: JournalDb
  database: Pick<Database, 'batch' | 'dialect' | 'onHint'>
  last: number
  tell: (appended: Appended | undefined) => void
  warn: (text: string, error: unknown) => void
}) {
  const { db, database, last, tell, warn } = options
  const own = randomUUID()
  const feed = createFeed({
    last,
    warn,
    async read(after, limit) {
      const rows = db.selectFrom('journal').selectAll().where('seq', '>', after).orderBy('seq').limit(limit)
      return withNames(db, await rows.execute())
    },
    tell: (row) => tell(appendedOf(row)),
  })
  const stops = [
    database.onHint(written, () => feed.hint()),
    database.onHint(shown, (text) => {
      if (text === '') return
      const { from, run, step } = JSON.parse(text) as Unkept & { from: string } // as below
      if (from !== own) tell({ is: 'step', seq: unkept, run, step })
    }),
  ]
  return {
    /** What a batch ends with that writes rows. */
    hint: hintOf(database.dialect, written, 'rows') satisfies Statement[],
    catchUp: () => feed.catchUp(),
    upTo: (seq: number) => feed.upTo(seq),
    /** Shows it to those who look at other processes; nothing is lost when it does not get there. */
    tellUnkept(one: Unkept): void {
      const text = JSON.stringify({ from: own, ...one })
      database.batch(hintOf(database.dialect, shown, text)).catch(() => undefined)
    },
    close() {
      for (const stop of stops) stop()
      feed.close()
    },
  }
}
