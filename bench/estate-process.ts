/** A simulated vCenter in a process of its own, so that what it costs is not counted as Andon's. Run by fork. */
import { startSimulator } from '../simulator/start/start-simulator'
import { cpuMs } from './cpu-time'
import { beginProfile } from './profile'

export type EstateOrder =
  /** `mostObjects`: that one reply tells of. */
  | { do: 'start'; vms: number; mostObjects?: number }
  | { do: 'count' }
  | { do: 'rename' }
  | { do: 'change'; count: number; apartMs: number }
  | { do: 'stop' }
export type EstateReply =
  | { did: 'start'; url: string; user: string; password: string; ms: number; rssMiB: number }
  /** `calls` and `cpuMs` since the count before, `ms` ago. */
  | { did: 'count'; calls: number; logins: number; cpuMs: number; ms: number }
  /** Every VM, in one turn. */
  | { did: 'rename' }
  | { did: 'change' }

let host: Awaited<ReturnType<typeof startSimulator>> | undefined
let counted = 0
let cpuBefore = cpuMs()
let countedAt = performance.now()
let endProfile: (() => Promise<void>) | undefined
const reply = (message: EstateReply) => process.send?.(message)

process.on('message', (order: EstateOrder) => void carryOut(order))

async function carryOut(order: EstateOrder): Promise<void> {
  switch (order.do) {
    case 'start': {
      const start = performance.now()
      const { vms, mostObjects } = order
      host = await startSimulator({ product: 'vcenter', vms, activity: false, quirks: { mostObjects } })
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
      await endProfile?.()
      endProfile = await beginProfile('estate')
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
    case 'change': {
      const vms = host?.world.byType('VirtualMachine').slice(0, order.count) ?? []
      for (const [n, { ref }] of vms.entries()) {
        host?.world.update(ref, { 'guest.ipAddress': `10.9.${n >> 8}.${n & 255}` })
        await new Promise((resolve) => setTimeout(resolve, order.apartMs))
      }
      return void reply({ did: 'change' })
    }
    case 'stop':
      await host?.close()
      process.disconnect()
  }
}
