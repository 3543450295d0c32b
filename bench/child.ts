import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

type Kinded = { do: string }
type Done = { did: string }

/** A program of the bench in a process of its own, which answers each order with one reply of the same kind. */
export type Child<Order extends Kinded, Reply extends Done> = {
  order: <Kind extends Reply['did']>(order: Extract<Order, { do: Kind }>) => Promise<Extract<Reply, { did: Kind }>>
  stop: () => Promise<void>
}

/**
 * Starts a program that stands in this folder. It ends when told so, or with us.
 * @param env what is set besides our own environment.
 */
export function startChild<Order extends Kinded, Reply extends Done>(
  file: string,
  env: Record<string, string> = {},
): Child<Order, Reply> {
  const program = fileURLToPath(new URL(file, import.meta.url))
  const child = fork(program, {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  })
  return {
    order: (order) =>
      new Promise((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
        child.once('message', (message) => {
          child.removeAllListeners('exit')
          // It answers each order with one reply of the same kind; nothing else is sent.
          resolve(message as never)
        })
        child.send(order)
      }),
    stop: () =>
      new Promise((resolve) => {
        // One that has failed has ended before.
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.send({ do: 'stop' })
      }),
  }
}
