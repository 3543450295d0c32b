import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { HostRecord } from './host-record'
import type { HostAddress, HostOrder, HostReply } from './host-process'

const program = fileURLToPath(new URL('host-process.ts', import.meta.url))

export type SimulatedHosts = {
  addresses: readonly HostAddress[]
  read(): Promise<HostRecord[]>
  stop(): Promise<void>
}

/** Starts the simulated hosts as a child; it ends when told so, or with us. */
export async function startHosts(estate: { size: number; speed: number; seed: number }): Promise<SimulatedHosts> {
  const child = fork(program, { execArgv: ['--import', 'tsx'] })

  /** One order at a time; its reply is of the same kind. */
  const order = <Kind extends HostReply['did']>(wanted: Extract<HostOrder, { do: Kind }>) =>
    new Promise<Extract<HostReply, { did: Kind }>>((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`the simulated hosts ended with ${code}`))
      child.once('exit', onExit)
      child.once('message', (reply) => {
        child.off('exit', onExit)
        resolve(reply as Extract<HostReply, { did: Kind }>) // it answers each order with a reply of its kind
      })
      child.send(wanted)
    })

  const { hosts } = await order({ do: 'start', ...estate })
  return {
    addresses: hosts,
    read: async () => (await order({ do: 'read' })).records,
    async stop() {
      await order({ do: 'stop' })
      child.disconnect()
    },
  }
}
