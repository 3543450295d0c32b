/** The simulated hosts of a campaign in a process of their own, with the record of what came to them. Run by fork. */
import { createRandom } from '../simulator/world/random'
import { startSimulator } from '../simulator/start/start-simulator'
import { hostNames, hostOptions, type HostName } from './host-plan'
import { recordHost, type HostRecord } from './host-record'

export type HostAddress = { name: HostName; url: string; user: string; password: string }

export type HostOrder = { do: 'start'; size: number; speed: number; seed: number } | { do: 'read' } | { do: 'stop' }
export type HostReply =
  | { did: 'start'; hosts: HostAddress[] }
  | { did: 'read'; records: HostRecord[] }
  | { did: 'stop' }

const running = new Map<HostName, { read: () => HostRecord; close: () => Promise<void> }>()

process.on('message', (order: HostOrder) => void carryOut(order).then((reply) => process.send?.(reply)))
process.once('disconnect', () => process.exit())

async function carryOut(order: HostOrder): Promise<HostReply> {
  switch (order.do) {
    case 'start': {
      const hosts: HostAddress[] = []
      const random = createRandom(order.seed)
      for (const name of hostNames) {
        const host = await startSimulator(hostOptions(order.size, order.speed))
        const record = recordHost(host, random)
        running.set(name, { read: () => record.read(name), close: () => host.close() })
        hosts.push({ name, url: host.url, user: host.user, password: host.password })
      }
      return { did: 'start', hosts }
    }
    case 'read':
      return { did: 'read', records: [...running.values()].map(({ read }) => read()) }
    case 'stop':
      await Promise.all([...running.values()].map(({ close }) => close()))
      return { did: 'stop' }
  }
}
