import type { LiveMessage, LiveOp, LiveTables, TableName } from '@/lib/live/live-state'
import { encodeMessage, projectOps, projectTables, type ViewName } from './reader-view'

/** One open stream. `send` gets bytes that are shared between all readers: never write into them. */
export type Reader = {
  view: ViewName
  /** The session or display link behind the stream. */
  owner: string
  send(bytes: Uint8Array): void
  end(): void
}

/** Where a reader says it is; anything that is not of this epoch, or too old, gets a snapshot. */
export type ResumeFrom = { epoch: string; version: number }

export type Hub = {
  readonly epoch: string
  put: <T extends TableName>(table: T, id: string, value: LiveTables[T][string]) => void
  remove: (table: TableName, id: string) => void
  get<T extends TableName>(table: T, id: string): LiveTables[T][string] | undefined
  rows<T extends TableName>(table: T): ReadonlyMap<string, LiveTables[T][string]>
  /** The state as of now, for a page's first render. */
  tables(): LiveTables
  /** Brings the reader up to date at once, then sends it every change. Returns how to stop. */
  attach(reader: Reader, from?: ResumeFrom): () => void
  /** Sends what has changed since the last tick; called soon after `onPending`. */
  flush(): void
  /** Tells every reader that we are alive, and ends those whose session or link is no longer open. */
  beat(isOpen: (owner: string) => boolean): void
  /** Ends the streams of a session or link that has just ended. */
  endOwner(owner: string): void
  endAll(): void
  readonly readerCount: number
}

/**
 * All that is live, and everybody who looks at it. Changes are gathered, and leave as one delta each tick: encoded once
 * per view, the same bytes for all readers.
 */
export function createHub(options: {
  epoch: string
  now: () => number
  /** Asks for a `flush` soon: called when the first change since the last one arrives. */
  onPending?: () => void
}): Hub {
  const { epoch } = options
  const state = emptyMaps()
  const pending = new Map<string, LiveOp>()
  const ring = createRing({ maxDeltas: 2_000, maxOps: 50_000 })
  const readers = new Set<Reader>()
  let version = 1
  let quiet = true
  let snapshots: Partial<Record<ViewName, Uint8Array>> = {}

  const at = () => new Date(options.now()).toISOString()
  const tables = () =>
    // Same keys as `state`, whose type ties each to its values.
    Object.fromEntries(Object.entries(state).map(([name, rows]) => [name, Object.fromEntries(rows)])) as LiveTables

  function snapshot(view: ViewName): Uint8Array {
    flush()
    return (snapshots[view] ??= encodeMessage({
      kind: 'snapshot',
      epoch,
      version,
      at: at(),
      tables: projectTables(view, tables()),
    }))
  }

  const since = (known: number) => (known === version ? [] : ring.since(known))

  const encodeDelta = (view: ViewName, delta: Delta) =>
    encodeMessage({ kind: 'delta', epoch, ...delta, ops: projectOps(view, delta.ops) })

  function broadcast(encode: (view: ViewName) => Uint8Array): void {
    const encoded: Partial<Record<ViewName, Uint8Array>> = {}
    for (const reader of readers) reader.send((encoded[reader.view] ??= encode(reader.view)))
  }

  function gather(op: LiveOp): void {
    if (pending.size === 0) options.onPending?.()
    pending.set(`${op.table} ${op.id}`, op)
  }

  function flush(): void {
    if (pending.size === 0) return
    const delta: Delta = { from: version, version: version + 1, at: at(), ops: [...pending.values()] }
    pending.clear()
    version += 1
    snapshots = {}
    ring.push(delta)
    quiet = false
    broadcast((view) => encodeDelta(view, delta))
  }

  function end(reader: Reader, last?: LiveMessage): void {
    if (!readers.delete(reader)) return
    if (last) reader.send(encodeMessage(last))
    reader.end()
  }

  return {
    epoch,
    put(table, id, value) {
      const rows: Map<string, unknown> = state[table]
      if (rows.get(id) === value) return
      rows.set(id, value)
      gather({ op: 'put', table, id, value } as LiveOp) // table and value agree by this signature
    },
    remove(table, id) {
      if (state[table].delete(id)) gather({ op: 'remove', table, id })
    },
    get: (table, id) => state[table].get(id),
    rows: (table) => state[table],
    tables,
    attach(reader, from) {
      flush()
      const missed = from?.epoch === epoch ? since(from.version) : undefined
      if (missed) for (const delta of missed) reader.send(encodeDelta(reader.view, delta))
      else reader.send(snapshot(reader.view))
      // The encoded snapshot may have been made a while ago: this says that it still holds.
      reader.send(encodeMessage({ kind: 'heartbeat', epoch, version, at: at() }))
      readers.add(reader)
      return () => void readers.delete(reader)
    },
    flush,
    beat(isOpen) {
      for (const reader of readers) if (!isOpen(reader.owner)) end(reader, { kind: 'signed-out' })
      flush()
      if (quiet) broadcast(() => encodeMessage({ kind: 'heartbeat', epoch, version, at: at() }))
      quiet = true
    },
    endOwner(owner) {
      for (const reader of readers) if (reader.owner === owner) end(reader, { kind: 'signed-out' })
    },
    endAll() {
      for (const reader of readers) end(reader)
    },
    get readerCount() {
      return readers.size
    },
  }
}

type Rows = { [T in TableName]: Map<string, LiveTables[T][string]> }

const emptyMaps = (): Rows => ({
  connections: new Map(),
  vms: new Map(),
  hosts: new Map(),
  datastores: new Map(),
  questions: new Map(),
  tasks: new Map(),
  runs: new Map(),
})

type Delta = { from: number; version: number; at: string; ops: LiveOp[] }

type Ring = {
  push(delta: Delta): void
  /** The deltas that lead from `version` to now, or undefined when some of them are gone. */
  since(version: number): Delta[] | undefined
}

/** The latest deltas, so that a reader who was away for a moment catches up without a snapshot. */
function createRing(options: { maxDeltas: number; maxOps: number }): Ring {
  const deltas: Delta[] = []
  let opCount = 0
  return {
    push(delta) {
      deltas.push(delta)
      opCount += delta.ops.length
      while (deltas.length > options.maxDeltas || opCount > options.maxOps) {
        const dropped = deltas.shift()
        if (!dropped) return
        opCount -= dropped.ops.length
      }
    },
    since(version) {
      const first = deltas.findIndex((delta) => delta.from === version)
      return first < 0 ? undefined : deltas.slice(first)
    },
  }
}
