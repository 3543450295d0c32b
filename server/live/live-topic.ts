import type { Only } from '@/lib/accounts/limited'
import type { LiveOp, LiveTables, TableName, Topic } from '@/lib/live/live-state'
import { partsOf, type Wanted } from '@/lib/live/topics'
import { changedFields, isPatched, toldOps, type RowChange } from '@/lib/live/row-patch'
import type { VmView } from '@/lib/vsphere/vm'
import { encodeMessage, epochOf, projectOps, projectRows, viewKey, type View, type ViewName } from './reader-view'
import { createTopicLog, note, type Delta, type TopicLog, type Touched, type TouchedBetween } from './topic-log'

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
  readonly log: Pick<TopicLog, 'beginAt'>
  /** All that changed after `place` as one delta, or undefined when that is not known any more. */
  since(place: number): Delta | 'nothing' | undefined
  readonly seats: Set<Seat>
  rows<T extends TableName>(table: T): ReadonlyMap<string, LiveTables[T][string]>
  /** How many rows of all its tables. */
  rowCount: () => number
  /** Takes a change in, which is told with the next `release`. @returns whether there is anything to tell. */
  take: (op: LiveOp) => boolean
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
  const pending = new Map<string, Touched>()
  let version = start
  /** Encoded, by view. */
  const snapshots = new Map<string, Uint8Array>()
  if (vm) rowsIn('vms').set(vm.key, vm)

  function rowsIn(table: TableName): Rows {
    const known = tables.get(table) ?? new Map()
    tables.set(table, known)
    return known
  }

  /** Of an own row that was there and stays: which fields. */
  function fieldsChanged(op: LiveOp, before: unknown): ReadonlySet<string> | undefined {
    if (op.op === 'remove' || !isPatched(op.table) || typeof before !== 'object' || before === null) return undefined
    return changedFields(before, op.value)
  }

  const deltaOf = ({ from, version: to, rows }: TouchedBetween): Delta => ({
    from,
    version: to,
    ops: rows.map(({ table, id, fields }): RowChange => {
      const value = rowsIn(table).get(id)
      if (value === undefined) return { op: 'remove', table, id }
      return { op: 'put', table, id, value, ...(fields && { fields }) } as RowChange // a row of this table
    }),
  })

  const rowCount = () => [...tables.values()].reduce((sum, { size }) => sum + size, 0)
  const log = createTopicLog(start, rowCount)

  return {
    name,
    get version() {
      return version
    },
    log,
    since(place) {
      const missed = log.since(place)
      return typeof missed === 'object' ? deltaOf(missed) : missed
    },
    seats: new Set(),
    rows: <T extends TableName>(table: T) => rowsIn(table) as Map<string, LiveTables[T][string]>, // put as rows of this table
    rowCount,
    take(op) {
      const { table, id } = op
      const own = rowsIn(table)
      const fields = fieldsChanged(op, own.get(id))
      if (op.op === 'put') own.set(id, op.value)
      else own.delete(id)
      if (fields?.size === 0) return false
      note(pending, { table, id, fields })
      return true
    },
    release(next) {
      const touched = { from: version, version: next, rows: [...pending.values()] }
      version = next
      pending.clear()
      snapshots.clear()
      log.push(touched)
      return deltaOf(touched)
    },
    snapshot(view, at) {
      const key = viewKey(view)
      const known = snapshots.get(key)
      if (known) return known
      const all = Object.fromEntries([...tables].map(([table, own]) => [table, projectRows(view, table, own)]))
      const of = { topic: name, epoch: epochOf(epoch, view), version, at }
      const made = encodeMessage({ kind: 'snapshot', ...of, tables: all })
      snapshots.set(key, made)
      return made
    },
    encode(view, { ops, ...between }, at, isPlace) {
      const of = { topic: name, epoch: epochOf(epoch, view), ...between, at }
      return encodeMessage({ kind: 'delta', ...of, ops: toldOps(projectOps(view, ops)) }, isPlace)
    },
  }
}

/** One that nobody needs any more: of a single VM, or of a connection that has nothing, or that there never was. */
export const isDispensable = ({ name, seats, rowCount }: LiveTopic): boolean =>
  seats.size === 0 && name !== 'board' && (partsOf(name)?.kind === 'vm' || rowCount() === 0)
