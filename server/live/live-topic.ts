import type { Only } from '@/lib/accounts/limited'
import type { LiveMessage, LiveOp, LiveTables, TableName, Topic } from '@/lib/live/live-state'
import { partsOf, type Wanted } from '@/lib/live/topics'
import type { VmView } from '@/lib/vsphere/vm'
import { encodeMessage, epochOf, projectOps, projectRows, viewKey, type View, type ViewName } from './reader-view'
import { createTopicLog, type Delta, type TopicLog } from './topic-log'

/** One open stream. `send` gets bytes that are shared between all readers: never write into them. */
export type Reader = {
  view: ViewName
  /** It sees nothing but rows of these connections. */
  only?: Only
  /** It gets no names. */
  isMasked?: boolean
  /** What it follows. Nothing else is sent to it. */
  wanted: readonly Wanted[]
  /** The session or display link behind the stream. */
  owner: string
  send(bytes: Uint8Array): void
  end(): void
}

/** A reader, the topics that it has, and from which version on. */
export type Seat = { reader: Reader; joined: Map<LiveTopic, number>; isQuiet: boolean }

/** One topic: its rows as they are, what has changed since it was told last, and who follows it. */
export type LiveTopic = {
  readonly name: Topic
  /** The number of its last change that was told, from the one count of the hub. */
  readonly version: number
  readonly log: TopicLog
  readonly seats: Set<Seat>
  rows<T extends TableName>(table: T): ReadonlyMap<string, LiveTables[T][string]>
  /** How many rows of all its tables. */
  rowCount: () => number
  /** Takes a change in; it is told with the next `release`. */
  take: (op: LiveOp) => void
  /** All that was taken in, as one delta of this version. */
  release(version: number): Delta
  /** The topic as of its version, encoded once per view. */
  snapshot(view: View, at: string): Uint8Array
  /** @param isPlace who has read it has all up to its version, of all that it follows. */
  encode(view: View, delta: Delta, at: string, isPlace: boolean): Uint8Array
}

type Rows = Map<string, unknown>

/** @param vm of the topic of one VM: that VM, where there is one now. */
export function createLiveTopic(name: Topic, epoch: string, start: number, vm?: VmView): LiveTopic {
  const tables = new Map<TableName, Rows>()
  const pending = new Map<string, LiveOp>()
  let version = start
  /** Encoded, by view. */
  const snapshots = new Map<string, Uint8Array>()
  if (vm) rowsIn('vms').set(vm.key, vm)

  function rowsIn(table: TableName): Rows {
    const known = tables.get(table) ?? new Map()
    tables.set(table, known)
    return known
  }

  const encode = (view: View, message: Extract<LiveMessage, { topic: Topic }>, isPlace: boolean) =>
    encodeMessage(message.kind === 'delta' ? { ...message, ops: [...projectOps(view, message.ops)] } : message, isPlace)

  const rowCount = () => [...tables.values()].reduce((sum, { size }) => sum + size, 0)
  const log = createTopicLog(start, rowCount)

  return {
    name,
    get version() {
      return version
    },
    log,
    seats: new Set(),
    rows: <T extends TableName>(table: T) => rowsIn(table) as Map<string, LiveTables[T][string]>, // put as rows of this table
    rowCount,
    take(op) {
      if (op.op === 'put') rowsIn(op.table).set(op.id, op.value)
      else rowsIn(op.table).delete(op.id)
      pending.set(`${op.table} ${op.id}`, op)
    },
    release(next) {
      const delta: Delta = { from: version, version: next, ops: [...pending.values()] }
      version = next
      pending.clear()
      snapshots.clear()
      log.push(delta)
      return delta
    },
    snapshot(view, at) {
      const key = viewKey(view)
      const known = snapshots.get(key)
      if (known) return known
      const all = Object.fromEntries([...tables].map(([table, own]) => [table, projectRows(view, table, own)]))
      const of = { topic: name, epoch: epochOf(epoch, view), version, at }
      const made = encode(view, { kind: 'snapshot', ...of, tables: all }, false)
      snapshots.set(key, made)
      return made
    },
    encode: (view, delta, at, isPlace) =>
      encode(view, { kind: 'delta', topic: name, epoch: epochOf(epoch, view), ...delta, at }, isPlace),
  }
}

/** One that nobody needs any more: of a single VM, or of a connection that has nothing, or that there never was. */
export const isDispensable = ({ name, seats, rowCount }: LiveTopic): boolean =>
  seats.size === 0 && name !== 'board' && (partsOf(name)?.kind === 'vm' || rowCount() === 0)
