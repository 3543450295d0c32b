import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Order, Reply } from './server-process'

const program = fileURLToPath(new URL('server-process.ts', import.meta.url))

export type ServerSide = {
  order: <Kind extends Reply['did']>(order: Extract<Order, { do: Kind }>) => Promise<Extract<Reply, { did: Kind }>>
  stop: () => Promise<void>
}

/** Starts the console's server side as a child; it ends when told so, or with us. */
export function startServerSide(): ServerSide {
  const child = fork(program, { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_ENV: 'production' } })
  return {
    order: (order) =>
      new Promise((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`the server side ended with ${code}`)))
        child.once('message', (message) => {
          child.removeAllListeners('exit')
          // It answers each order with one reply of the same kind; nothing else is sent.
          resolve(message as never)
        })
        child.send(order)
      }),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.send({ do: 'stop' } satisfies Order)
      }),
  }
}
