/** The program of a thread that holds a SQLite file, so that the thread that serves people never waits for a disk. */
import { parentPort } from 'node:worker_threads'
import { answersMessage, statementsOf, type AnswersMessage, type BatchMessage } from './batch-message'
import type { Answer, Statement } from './database'
import { withoutUndefined } from '@/lib/without-undefined'
import { openSqliteFile, type SqliteFile } from './sqlite-file'

/** What the thread is asked, `open` first. Each order has one reply of its number, in the order of the orders. */
export type Order = { id: number } & (
  | { do: 'open'; file: string }
  | { do: 'batch'; batch: BatchMessage }
  | { do: 'query'; statement: Statement }
  | { do: 'close' }
)
export type Reply = { id: number; answers: AnswersMessage } | { id: number; failed: { message: string; code?: string } }

let file: SqliteFile | undefined

parentPort?.on('message', (order: Order) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(reply(order))
  if (order.do === 'close') parentPort?.close()
})

function reply(order: Order): Reply {
  const { id } = order
  try {
    return { id, answers: answersMessage(carryOut(order)) }
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) }
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    return { id, failed: { message, ...withoutUndefined({ code }) } }
  }
}

function carryOut(order: Order): Answer[] {
  switch (order.do) {
    case 'open':
      file = openSqliteFile(order.file)
      return []
    case 'batch':
      return opened().batch(statementsOf(order.batch))
    case 'query':
      return [opened().query(order.statement)]
    case 'close':
      file?.close()
      return []
  }
}

function opened(): SqliteFile {
  if (!file) throw new Error('the database is not open')
  return file
}
