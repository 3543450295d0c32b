import type { Transaction } from 'kysely'
import type { JournalDb, JournalTables } from './tables'

type Write = {
  work: (one: Transaction<JournalTables>) => Promise<void>
  done: () => void
  failed: (error: unknown) => void
}

/**
 * Writes that are asked for at the same moment go to the disk together: one commit, which is what costs, instead of one
 * each. 300 runs that take a step at once wait for one. A write resolves when its commit is on the disk; when a commit
 * fails, all of its writes reject and none was written.
 */
export function createGroupCommit(db: JournalDb) {
  let waiting: Write[] = []
  let scheduled = false

  async function flush(): Promise<void> {
    scheduled = false
    const writes = waiting
    waiting = []
    try {
      await db.transaction().execute(async (one) => {
        for (const { work } of writes) await work(one)
      })
      for (const { done } of writes) done()
    } catch (error) {
      for (const { failed } of writes) failed(error)
    }
  }

  return <Value>(work: (one: Transaction<JournalTables>) => Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      let value: { is: Value } | undefined
      waiting.push({
        work: async (one) => {
          value = { is: await work(one) }
        },
        done: () => (value ? resolve(value.is) : reject(new Error('a write was not made'))),
        failed: reject,
      })
      if (scheduled) return
      scheduled = true
      // After everything that became ready in this turn of the event loop.
      setImmediate(() => void flush())
    })
}
