import { DatabaseAway } from './database'

type Row = { seq: number }

/**
 * Tells the rows that all processes write, each once and in the order of their numbers. A hint says that it is time to
 * read; what is read is the truth, also when no hint comes.
 */
export type Feed = {
  /** Something may have been written. */
  hint(): void
  /** Resolves when everything has been told that was written before it was asked. */
  catchUp(): Promise<void>
  /** Resolves when this row has been told. */
  upTo(seq: number): Promise<void>
  close(): void
}

const rowsAtATime = 1_000
/** A hint may get lost. */
const lookEveryMs = 1_000

/**
 * @param last the row from which on is told.
 * @param read the rows after one, at most so many, in their order.
 */
export function createFeed<R extends Row>(options: {
  last: number
  read: (after: number, limit: number) => Promise<readonly R[]>
  tell: (row: R) => void
  warn: (text: string, error: unknown) => void
}): Feed {
  const { read, tell, warn } = options
  let { last } = options
  let reading: Promise<void> | undefined
  let again = false
  let closed = false
  let waiting: { seq: number; resolve: () => void }[] = []

  async function readOn(): Promise<void> {
    for (; again;) {
      again = false
      const rows = await read(last, rowsAtATime)
      if (closed) return
      for (const row of rows) {
        last = row.seq
        tell(row)
      }
      if (rows.length === rowsAtATime) again = true
      const told = waiting.filter(({ seq }) => seq <= last)
      waiting = waiting.filter(({ seq }) => seq > last)
      for (const { resolve } of told) resolve()
    }
  }

  /** One reading at a time: what is asked for meanwhile is read after it. */
  function look(): Promise<void> {
    again = true
    reading ??= Promise.resolve()
      .then(readOn)
      .finally(() => (reading = undefined))
    return reading
  }

  function hint(): void {
    look().catch((error: unknown) => {
      // That the database is away is said elsewhere.
      if (!(error instanceof DatabaseAway)) warn('the journal could not be read on', error)
    })
  }
  const timer = setInterval(hint, lookEveryMs)
  timer.unref()

  return {
    hint,
    catchUp: look,
    upTo: (seq) =>
      new Promise((resolve) => {
        if (seq <= last || closed) return resolve()
        waiting.push({ seq, resolve })
        hint()
      }),
    close() {
      closed = true
      clearInterval(timer)
      for (const { resolve } of waiting) resolve()
    },
  }
}
