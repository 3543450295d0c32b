import { DatabaseAway } from './database'

type Waiting<Write, Written> = {
  write: Write
  done: (written: Written) => void
  failed: (error: unknown) => void
}

type Ports<Write, Written> = {
  /** Writes all or nothing; gives what each write has become, in their order. */
  writeTogether: (writes: readonly Write[]) => Promise<readonly Written[]>
  /** Asked when nobody knows whether the last ones were written: what they have become, or that they were not. */
  lookAgain: () => Promise<readonly Written[] | undefined>
  /** Writes what says nothing, to see whether that is possible. */
  probe: () => Promise<unknown>
  /** Whether a write waits while the database cannot be written; else it is refused. */
  waits: (write: Write) => boolean
  /** Whether nobody waits for a write: it goes along with the next one, or alone after so long, ms. 0: at once. */
  leisureMs?: (write: Write) => number
  /** Told why nothing can be written, and when it can again. */
  onPause: (why: DatabaseAway | undefined) => void
  /** Between two tries. */
  retryMs: number
}

export type GroupCommit<Write, Written> = {
  write(write: Write): Promise<Written>
  /** Somebody else found that the database cannot be written: nothing is, until it can be again. */
  notice(why: DatabaseAway): void
  /** What waits for the database does so no longer, and rejects. */
  stopWaiting(): void
}

/**
 * Writes that are asked for at the same moment go to the disk together: one commit, which is what costs, instead of one
 * each. 300 runs that take a step at once wait for one. Batches are written one at a time, in the order in which their
 * writes were asked for: each knows what the one before it has become.
 *
 * A batch that fails may fail because of one of its writes. So each is then written by itself: only that one rejects.
 * While the database cannot be written at all (a full disk, a server that is away), writes are kept in their order and
 * tried again and again; those that do not wait are refused at once.
 */
export function createGroupCommit<Write, Written>(ports: Ports<Write, Written>): GroupCommit<Write, Written> {
  type Batch = readonly Waiting<Write, Written>[]
  const { writeTogether, lookAgain, probe, waits, leisureMs = () => 0, onPause, retryMs } = ports
  let waiting: Waiting<Write, Written>[] = []
  let isBusy = false
  let isClosing = false
  let paused: DatabaseAway | undefined
  let wake: (() => void) | undefined
  let leisure: NodeJS.Timeout | undefined

  /** Those that wait; the others are refused. */
  function refuseOthers(batch: Batch, error: unknown): Waiting<Write, Written>[] {
    for (const one of batch) if (!waits(one.write)) one.failed(error)
    return batch.filter(({ write }) => waits(write))
  }

  function pause(error: DatabaseAway): void {
    paused = error
    onPause(error)
    waiting = refuseOthers(waiting, error)
  }

  function resume(): void {
    if (!paused) return
    paused = undefined
    onPause(undefined)
  }

  const nextTry = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, retryMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function commit(batch: Batch): Promise<void> {
    let left = batch
    for (let isUnsure = false; left.length > 0;) {
      try {
        const found = isUnsure ? await lookAgain() : undefined
        isUnsure = false
        const written = found ?? (await writeTogether(left.map(({ write }) => write)))
        resume()
        for (const [index, { done }] of left.entries()) done(written[index]!) // one for each write
        return
      } catch (error) {
        if (!(error instanceof DatabaseAway) || isClosing) return failEach(left, error)
        isUnsure ||= error.code === 'DATABASE_UNSURE'
        pause(error)
        // What may have been written is not refused before that is known.
        if (!isUnsure) left = refuseOthers(left, error)
        if (left.length > 0) await nextTry()
      }
    }
  }

  async function failEach(batch: Batch, error: unknown): Promise<void> {
    if (!isClosing) resume()
    if (batch.length === 1 || isClosing) {
      for (const { failed } of batch) failed(error)
      return
    }
    for (const one of batch) await commit([one])
  }

  function begin(): void {
    clearTimeout(leisure)
    leisure = undefined
    if (!isBusy) void writeAll()
  }

  async function writeAll(): Promise<void> {
    isBusy = true
    while (waiting.length > 0 || paused) {
      if (waiting.length > 0) {
        // After everything that became ready in this turn of the event loop.
        await new Promise((resolve) => setImmediate(resolve))
        await commit(waiting.splice(0))
      } else if (!isClosing) {
        await nextTry()
        await probe().then(resume, () => undefined)
      } else resume()
    }
    isBusy = false
  }

  return {
    write: (write) =>
      new Promise((resolve, reject) => {
        if (paused && (isClosing || !waits(write))) return reject(paused)
        waiting.push({ write, done: resolve, failed: reject })
        const ms = isBusy || isClosing ? 0 : leisureMs(write)
        if (ms > 0) leisure ??= setTimeout(begin, ms)
        else begin()
      }),
    notice(why) {
      if (paused || isClosing) return
      pause(why)
      begin()
    },
    stopWaiting() {
      isClosing = true
      wake?.()
      if (leisure) begin()
    },
  }
}
