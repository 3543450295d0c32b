import type { Answer, Database, Statement } from './database'

type Write = {
  statements: readonly Statement[]
  done: (answers: Answer[]) => void
  failed: (error: unknown) => void
}

/**
 * Writes that are asked for at the same moment go to the disk together: one commit, which is what costs, instead of one
 * each. 300 runs that take a step at once wait for one. A write resolves when its commit is on the disk; when a commit
 * fails, all of its writes reject and none was written.
 */
export function createGroupCommit(database: Pick<Database, 'batch'>) {
  let waiting: Write[] = []
  let scheduled = false

  async function flush(): Promise<void> {
    scheduled = false
    const writes = waiting
    waiting = []
    try {
      const answers = await database.batch(writes.flatMap(({ statements }) => statements))
      let from = 0
      for (const { statements, done } of writes) done(answers.slice(from, (from += statements.length)))
    } catch (error) {
      for (const { failed } of writes) failed(error)
    }
  }

  /** @returns the answers to its statements, in their order. */
  return (statements: readonly Statement[]): Promise<Answer[]> =>
    new Promise((resolve, reject) => {
      waiting.push({ statements, done: resolve, failed: reject })
      if (scheduled) return
      scheduled = true
      // After everything that became ready in this turn of the event loop.
      setImmediate(() => void flush())
    })
}
