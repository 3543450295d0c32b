import { Worker } from 'node:worker_threads'
import { writingError } from './data-file'
import { answersOf, batchMessage } from './batch-message'
import type { Answer, Database } from './database'
import { openSqliteFile } from './sqlite-file'
import type { Order, Reply } from './sqlite-thread'

/** A file of SQLite in this thread: for tools and tests, where nobody waits for anything else. */
export function openHere(path: string): Database {
  const file = openSqliteFile(path)
  const now = async <T>(work: () => T) => work()
  const told = <T>(work: () => T) => now(work).catch((error: unknown) => Promise.reject(toError(path, error)))
  return {
    dialect: 'sqlite',
    onHint: noHints,
    batch: (statements) => told(() => file.batch(statements)),
    query: (statement) => told(() => file.query(statement)),
    close: () => now(() => file.close()),
  }
}

/** A file of SQLite with a thread for writing and one for reading: a long search holds up no write, and neither holds us up. */
export async function openInThreads(path: string): Promise<Database> {
  const [writer, reader] = await Promise.all([openThread(path), openThread(path)])
  return {
    dialect: 'sqlite',
    onHint: noHints,
    batch: (statements) => writer.ask({ do: 'batch', batch: batchMessage(statements) }),
    // And nothing else of it: what Kysely compiles holds the tree that it was made of, which would be copied too.
    query: async ({ sql, parameters }) =>
      (await reader.ask({ do: 'query', statement: { sql, parameters } }))[0] ?? { rows: [], changes: 0 },
    async close() {
      await Promise.all([reader, writer].map((thread) => thread.close()))
    },
  }
}

const toError = (file: string, error: unknown): Error => {
  const told = writingError(file, error)
  return told instanceof Error ? told : new Error(String(told))
}

/** A file has one process. */
const noHints = () => () => undefined

type Asked<O = Order> = O extends Order ? Omit<O, 'id'> : never

async function openThread(file: string) {
  const worker = startThread()
  const waiting = new Map<number, { resolve: (answers: Answer[]) => void; reject: (error: Error) => void }>()
  let orders = 0
  let ended: Error | undefined

  function fail(error: Error): void {
    ended = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('answers' in reply) one?.resolve(answersOf(reply.answers))
    else one?.reject(toError(file, Object.assign(new Error(reply.failed.message), { code: reply.failed.code })))
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(ended ?? new Error('the database was closed')))

  const ask = (order: Asked) =>
    new Promise<Answer[]>((resolve, reject) => {
      if (ended) return reject(ended)
      orders += 1
      waiting.set(orders, { resolve, reject })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ ...order, id: orders } satisfies Order)
    })
  await ask({ do: 'open', file }).catch(async (error: unknown) => {
    await worker.terminate()
    throw error
  })
  return {
    ask,
    async close() {
      if (ended) return
      const exited = new Promise((resolve) => worker.once('exit', resolve))
      await ask({ do: 'close' })
      await exited
    },
  }
}

/** The build makes a program of its own of the thread; tests and tools run from the sources. */
function startThread(): Worker {
  if (process.env['NEXT_RUNTIME'] !== undefined) return new Worker(new URL('./sqlite-thread.ts', import.meta.url))
  const program = import.meta.url.replace(/[^/]*$/, 'sqlite-thread.ts')
  const code = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(program)})))`
  return new Worker(code, { eval: true, execArgv: [] })
}
