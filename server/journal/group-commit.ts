type Waiting<Write, Written> = {
  write: Write
  done: (written: Written) => void
  failed: (error: unknown) => void
}

/**
 * Writes that are asked for at the same moment go to the disk together: one commit, which is what costs, instead of one
 * each. 300 runs that take a step at once wait for one. Batches are written one at a time, in the order in which their
 * writes were asked for: each knows what the one before it has become.
 *
 * A batch that fails may fail because of one of its writes. So each is then written by itself: only that one rejects.
 * @param writeTogether writes all or nothing; gives what each write has become, in their order.
 */
export function createGroupCommit<Write, Written>(
  writeTogether: (writes: readonly Write[]) => Promise<readonly Written[]>,
): (write: Write) => Promise<Written> {
  let waiting: Waiting<Write, Written>[] = []
  let isBusy = false

  async function commit(batch: readonly Waiting<Write, Written>[]): Promise<void> {
    try {
      const written = await writeTogether(batch.map(({ write }) => write))
      for (const [index, { done }] of batch.entries()) done(written[index]!) // one for each write
    } catch (error) {
      if (batch.length === 1) return batch[0]?.failed(error)
      for (const one of batch) await commit([one])
    }
  }

  async function writeAll(): Promise<void> {
    isBusy = true
    while (waiting.length > 0) {
      // After everything that became ready in this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve))
      await commit(waiting.splice(0))
    }
    isBusy = false
  }

  return (write) =>
    new Promise((resolve, reject) => {
      waiting.push({ write, done: resolve, failed: reject })
      if (!isBusy) void writeAll()
    })
}
