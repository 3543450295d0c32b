/** Andon's reading of an inventory, and of the bytes alone, in a process of its own. Run by fork. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Pool } from 'undici'
import { objectsInView, type FilterSpec } from '../server/vsphere/filter-spec'
import { retrieve } from '../server/vsphere/retrieve'
import { Session } from '../server/vsphere/session'
import { asRef, refValue } from '../server/vsphere/wire-value'
import { cpuMs } from './cpu-time'
import { WireText } from './wire-text'

export type ReaderOrder =
  | { do: 'open'; url: string; user: string; password: string; properties: readonly string[] }
  | { do: 'read' }
  | { do: 'bytes' }
  | { do: 'stop' }
export type ReaderReply =
  | { did: 'open' }
  /** `longestMs`: how long the event loop was kept from anything else at most. */
  | { did: 'read'; ms: number; cpuMs: number; objects: number; longestMs: number }
  | { did: 'bytes'; ms: number; cpuMs: number; objects: number; bytes: number }

const reply = (message: ReaderReply) => process.send?.(message)
const delay = monitorEventLoopDelay({ resolution: 1 })
let session: Session | undefined
let spec: FilterSpec | undefined
let wire: WireText | undefined

process.on('message', (order: ReaderOrder) => void carryOut(order))

async function carryOut(order: ReaderOrder): Promise<void> {
  switch (order.do) {
    case 'open': {
      const { hostname: host, port, origin } = new URL(order.url)
      const endpoint = { transport: 'http', host, port: Number(port), trust: { kind: 'none' } } as const
      session = await Session.open(endpoint, order)
      const { content } = session
      if (!content.viewManager) throw new Error('no view manager')
      const parameters = { container: refValue(content.rootFolder), type: ['VirtualMachine'], recursive: true }
      const view = asRef(await session.call('CreateContainerView', content.viewManager, parameters))
      if (!view) throw new Error('no view')
      spec = {
        properties: [{ type: 'VirtualMachine', paths: order.properties }],
        objects: [objectsInView(view)],
      }
      wire = new WireText(new Pool(origin), content.propertyCollector)
      await wire.open(order, content)
      return void reply({ did: 'open' })
    }
    case 'read': {
      if (!session || !spec) return
      globalThis.gc?.()
      delay.reset()
      delay.enable()
      const took = await timed(() => (session && spec ? retrieve(session, spec) : []))
      delay.disable()
      // The histogram counts from one look to the next, which are a millisecond apart.
      return void reply({ did: 'read', ...took, longestMs: Math.max(0, delay.max / 1e6 - 1) })
    }
    case 'bytes': {
      globalThis.gc?.()
      let bytes = 0
      const took = await timed(async () => {
        bytes = (await wire?.read(spec?.properties[0]?.paths ?? [])) ?? 0
        return []
      })
      return void reply({ did: 'bytes', ...took, bytes })
    }
    case 'stop':
      await session?.close()
      await wire?.close()
      process.disconnect()
  }
}

async function timed(read: () => Promise<readonly unknown[]> | readonly unknown[]) {
  const before = cpuMs()
  const start = performance.now()
  const { length: objects } = await read()
  const ms = performance.now() - start
  return { ms, cpuMs: cpuMs() - before, objects }
}
