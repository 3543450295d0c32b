/** A simulated vCenter in a process of its own, so that what it costs is not counted as Andon's. Run by fork. */
import { startSimulator } from '../simulator/start/start-simulator'
import { cpuMs } from './cpu-time'

export type EstateOrder = { do: 'start'; vms: number } | { do: 'count' } | { do: 'rename' } | { do: 'stop' }
export type EstateReply =
  | { did: 'start'; url: string; user: string; password: string; ms: number; rssMiB: number }
  /** `calls` and `cpuMs` since the count before, `ms` ago. */
  | { did: 'count'; calls: number; logins: number; cpuMs: number; ms: number }
  /** Every VM, in one turn. */
  | { did: 'rename' }

let host: Awaited<ReturnType<typeof startSimulator>> | undefined
let counted = 0
let cpuBefore = cpuMs()
let countedAt = performance.now()
const reply = (message: EstateReply) => process.send?.(message)

process.on('message', (order: EstateOrder) => void carryOut(order))

async function carryOut(order: EstateOrder): Promise<void> {
  switch (order.do) {
    case 'start': {
      const start = performance.now()
      host = await startSimulator({ product: 'vcenter', vms: order.vms, activity: false })
      const ms = performance.now() - start
      const { url, user, password } = host
      return void reply({
        did: 'start',
        url,
        user,
        password,
        ms,
        rssMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
      })
    }
    case 'count': {
      const calls = host?.calls ?? []
      const since = calls.length - counted
      counted = calls.length
      const logins = calls.filter(({ method }) => method === 'Login').length
      const spent = cpuMs() - cpuBefore
      cpuBefore = cpuMs()
      const ms = performance.now() - countedAt
      countedAt += ms
      return void reply({ did: 'count', calls: since, logins, cpuMs: spent, ms })
    }
    case 'rename': {
      const vms = host?.world.byType('VirtualMachine') ?? []
      for (const { ref, props } of vms) host?.world.update(ref, { name: `${String(props['name'])} again` })
      return void reply({ did: 'rename' })
    }
    case 'stop':
      await host?.close()
      process.disconnect()
  }
}
