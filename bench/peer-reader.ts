import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** What one reading of an inventory took, as the reader itself says: from its request to typed objects. */
export type Reading = { ms: number; cpuMs: number; objects: number }

/** A program that reads an inventory each time that it is told to. */
export type PeerReader = { read: () => Promise<Reading>; close: () => Promise<void> }

/**
 * Starts a reader of interop/peers: it prints one line when it has signed in, and one for each line that it gets. It ends with
 * its input.
 */
export async function startPeerReader(program: string, args: readonly string[]): Promise<PeerReader> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${program} ended`)
    return JSON.parse(value) as Reading // the readers are ours
  }
  await next()
  return {
    read() {
      child.stdin.write('\n')
      return next()
    },
    close: () =>
      new Promise((resolve) => {
        // One that has failed has ended before.
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.stdin.end()
      }),
  }
}
