import { fork } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import type { LiveTables } from '@/lib/live/live-state'
import type { ReplicaOrder, ReplicaReply } from './replica'

/** One process of the console, which can be killed and frozen. */
export type Replica = {
  /** An operation of the console, by its name, as a person does it. Rejects when the process is gone. */
  ask(operation: string, ...given: unknown[]): Promise<unknown>
  tables(): Promise<LiveTables>
  metrics(): Promise<string>
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void
  /** Resolves when it is gone, however it goes. */
  readonly gone: Promise<void>
}

type Asked = ReplicaOrder extends infer Order ? (Order extends ReplicaOrder ? Omit<Order, 'id'> : never) : never

/** @param env `DATABASE_URL`, `ANDON_SECRET_KEY`, `ANDON_SEED_CONNECTIONS` and the like. */
export async function startReplica(env: Readonly<Record<string, string>>): Promise<Replica> {
  const child = fork(path.join(import.meta.dirname, 'replica.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (gave: unknown) => void; reject: (error: Error) => void }>()
  let asked = 0
  let isReady: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (isReady = resolve))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const isGone = new Error('the process is gone')
  void gone.then(() => waiting.forEach(({ reject }) => reject(isGone)))
  child.on('message', (reply: ReplicaReply) => {
    if (reply === 'ready') return isReady()
    const one = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('failed' in reply) one?.reject(new Error(reply.failed))
    else one?.resolve(reply.gave)
  })
  const send = (order: Asked) =>
    new Promise<unknown>((resolve, reject) => {
      if (!child.connected) return reject(isGone)
      asked += 1
      waiting.set(asked, { resolve, reject })
      child.send({ ...order, id: asked })
    })
  await Promise.race([ready, gone.then(() => Promise.reject(isGone))])
  return {
    ask: (operation, ...given) => send({ do: 'ask', operation, given }),
    tables: async () => (await send({ do: 'tables' })) as LiveTables, // what the program gives
    metrics: async () => (await send({ do: 'metrics' })) as string, // what the program gives
    signal: (signal) => void child.kill(signal),
    gone,
  }
}
