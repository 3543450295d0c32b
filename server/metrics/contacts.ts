import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { ConnectionState, ConnectionView } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { ConnectionsChange } from '../connections/contract'
import type { WireTap } from '../vsphere/wire-tap'
import type { Counted } from './counted'

const states = ['connecting', 'live', 'lost', 'refused'] as const satisfies readonly ConnectionState['at'][]

/**
 * What is counted for each connection, by its name: there are as many series as connections, and those of one that was
 * removed or has another name now are forgotten.
 */
export function countContacts(registry: Registry) {
  const registers = [registry]
  let counted: Counted | undefined
  /** Names that series may have. */
  const labelled = new Set<string>()

  const views = (): ConnectionView[] => [...(counted?.hub.rows('connections').values() ?? [])]
  /** Undefined: it has been removed, or is only tried. */
  function nameOf(id: ConnectionId): string | undefined {
    const name = counted?.connections.nameOf(id)
    if (name !== undefined) labelled.add(name)
    return name
  }

  const calls = new Counter({
    name: 'andon_calls_total',
    help: 'Calls of vim25 to a connection by how they ended; no-reply: none, or not a whole one, came back.',
    labelNames: ['connection', 'method', 'result'],
    registers,
  })
  const callSeconds = new Histogram({
    name: 'andon_call_duration_seconds',
    help: 'From a call to the end of its reply, if there was one; WaitForUpdatesEx waits for changes, and is to take long.',
    labelNames: ['connection', 'method'],
    buckets: [0.05, 0.25, 1, 5, 15, 60],
    registers,
  })
  const reconnects = new Counter({
    name: 'andon_reconnects_total',
    help: 'How often contact with a connection came back after it was lost.',
    labelNames: ['connection'],
    registers,
  })
  registry.registerMetric(
    new Gauge({
      name: 'andon_connection_state',
      help: 'Whether a connection is in this state: 1 or 0.',
      labelNames: ['connection', 'state'],
      registers: [],
      collect() {
        this.reset()
        for (const view of views())
          for (const at of states) this.set({ connection: view.name, state: at }, view.state.at === at ? 1 : 0)
      },
    }),
  )
  registry.registerMetric(
    new Gauge({
      name: 'andon_questions_waiting',
      help: 'Questions of a connection that wait for an answer.',
      labelNames: ['connection'],
      registers: [],
      collect() {
        this.reset()
        for (const { name, raised } of questions()) this.set({ connection: name }, raised.length)
      },
    }),
  )
  registry.registerMetric(
    new Gauge({
      name: 'andon_question_oldest_seconds',
      help: 'Since when the oldest of them is asked; 0 while none is.',
      labelNames: ['connection'],
      registers: [],
      collect() {
        this.reset()
        const now = counted?.now() ?? 0
        for (const { name, raised } of questions())
          this.set({ connection: name }, raised.length === 0 ? 0 : Math.max(0, (now - Math.min(...raised)) / 1_000))
      },
    }),
  )

  /** When what waits at each connection was raised, ms since the epoch. */
  function questions(): { name: string; raised: number[] }[] {
    const raised = new Map<ConnectionId, number[]>()
    for (const { connection, state: at, raisedAt } of counted?.hub.rows('questions').values() ?? [])
      if (at.at === 'waiting') raised.set(connection, [...(raised.get(connection) ?? []), Date.parse(raisedAt)])
    return views().map(({ id, name }) => ({ name, raised: raised.get(id) ?? [] }))
  }

  const watched = new Map<ConnectionId, () => void>()

  function onConnection(change: ConnectionsChange): void {
    if (change.kind === 'closed') {
      watched.get(change.id)?.()
      watched.delete(change.id)
      return
    }
    if (change.kind !== 'opened') return
    const { id, inventory } = change
    const name = nameOf(id)
    if (name !== undefined) reconnects.inc({ connection: name }, 0)
    let was = { live: false, lost: false }
    const stop = inventory.onChanges((changes) => {
      for (const { kind } of changes) if (kind === 'connection') was = contact(id, inventory.state, was)
    })
    watched.set(id, stop)
  }

  function contact(id: ConnectionId, { at }: ConnectionState, was: { live: boolean; lost: boolean }) {
    if (at !== 'live') return { ...was, lost: was.lost || (was.live && at !== 'connecting') }
    const name = was.lost ? nameOf(id) : undefined
    if (name !== undefined) reconnects.inc({ connection: name })
    return { live: true, lost: false }
  }

  return {
    tapOf: (id: ConnectionId): WireTap => ({
      exchange({ method }) {
        const began = performance.now()
        let status = 0
        function end(isWhole: boolean): void {
          const connection = nameOf(id)
          if (connection === undefined || method === undefined) return
          const result = isWhole ? (status === 200 ? 'ok' : 'fault') : 'no-reply'
          calls.inc({ connection, method, result })
          callSeconds.observe({ connection, method }, (performance.now() - began) / 1_000)
        }
        return {
          answered: (code) => void (status = code),
          ended: () => end(true),
          failed: () => end(false),
        }
      },
    }),
    follow(rooms: Counted): () => void {
      counted = rooms
      const stop = rooms.connections.onChanges(onConnection)
      return () => {
        stop()
        for (const one of watched.values()) one()
        counted = undefined
      }
    },
    /** Of connections that are gone or are called otherwise now. */
    async forgetRemoved(): Promise<void> {
      const present = new Set(views().map(({ name }) => name))
      const gone = [...labelled].filter((name) => !present.has(name))
      for (const name of gone) {
        labelled.delete(name)
        for (const metric of [calls, callSeconds, reconnects]) await forget(metric, name)
      }
    },
  }
}

async function forget(metric: Counter | Histogram, connection: string): Promise<void> {
  for (const { labels } of (await metric.get()).values) {
    if (labels['connection'] !== connection) continue
    const { le: _, ...own } = labels as Record<string, string | number>
    metric.remove(own)
  }
}
