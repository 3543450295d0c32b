import type { Only } from '@/lib/accounts/limited'
import {
  emptyTables,
  type LiveMessage,
  type LiveOp,
  type LiveTables,
  type Places,
  type TableName,
  type Topic,
} from '@/lib/live/live-state'
import { covers, longTables, partsOf, topicOf, topicOfRow, union, type Wanted } from '@/lib/live/topics'
import type { ConnectionId, VmKey } from '@/lib/vsphere/ids'
import { createLiveTopic, isDispensable, type LiveTopic, type Reader, type Seat } from './live-topic'
import { encodeMessage, epochOf, viewKey } from './reader-view'

/**
 * Where a reader says it is: it has followed up to `version` all that it wants, or only `held` of it. What is not of this
 * epoch, or too old, begins with a snapshot.
 */
export type ResumeFrom = { epoch: string; version: number; held?: readonly Wanted[] }

export type Hub = {
  readonly epoch: string
  put: <T extends TableName>(table: T, id: string, value: LiveTables[T][string]) => void
  remove: (table: TableName, id: string) => void
  get<T extends TableName>(table: T, id: string): LiveTables[T][string] | undefined
  rows<T extends TableName>(table: T): ReadonlyMap<string, LiveTables[T][string]>
  /** Everything as of now, in a copy: for tests and measuring. */
  tables(): LiveTables
  /** Brings the reader up to date at once, then sends it every change. Returns how to stop. */
  attach(reader: Reader, from?: ResumeFrom): () => void
  /** Sends what has changed since the last tick; called soon after `onPending`. */
  flush(): void
  /** Tells every reader that we are alive, and ends those whose session or link is no longer open. */
  beat(isOpen: (owner: string) => boolean): void
  /** Ends the streams of a session, token or link that has just ended. */
  endOwner(owner: string): void
  /** Has the readers of one that may see other connections now drop all that they have, and begin anew. */
  beginAgain(owner: string): void
  endAll(): void
  /** The owners of those who follow a list of the connection. */
  followers(table: 'vms' | 'hosts', connection: ConnectionId): ReadonlySet<string>
  /** Whether somebody of this owner follows anything. */
  isReader(owner: string): boolean
  readonly readerCount: number
}

/**
 * All that is live, by topic, and everybody who looks at it. Changes are gathered, and leave as one delta per topic and
 * tick: encoded once per view, the same bytes for all its readers.
 */
export function createHub(options: {
  epoch: string
  now: () => number
  /** Asks for a `flush` soon: called when the first change since the last one arrives. */
  onPending?: () => void
}): Hub {
  const { epoch } = options
  let count = 0
  const topics = new Map<Topic, LiveTopic>()
  const seats = new Set<Seat>()
  const changed = new Set<LiveTopic>()
  /** Connections that have come or gone since the last tick: who follows all of them follows these from then on, or until then. */
  const appeared = new Set<ConnectionId>()
  const gone = new Set<ConnectionId>()
  /** Topics that nobody needed at the last beat. */
  let idle = new Set<LiveTopic>()

  const at = () => new Date(options.now()).toISOString()

  function topic(name: Topic): LiveTopic {
    const known = topics.get(name)
    if (known) return known
    const parts = partsOf(name)
    // A number of its own: who followed one of this name that is gone has not followed this one.
    const made = createLiveTopic(name, epoch, (count += 1), parts?.kind === 'vm' ? get('vms', parts.vm) : undefined)
    topics.set(name, made)
    return made
  }

  function homeOf(table: TableName, id: string): LiveTopic {
    const name = topicOfRow(table, id)
    if (!name) throw new Error(`a row of ${table} whose id names no connection: ${id}`)
    return topic(name)
  }

  function get<T extends TableName>(table: T, id: string): LiveTables[T][string] | undefined {
    const name = topicOfRow(table, id)
    return name && topics.get(name)?.rows(table).get(id)
  }

  function rows<T extends TableName>(table: T): ReadonlyMap<string, LiveTables[T][string]> {
    if (topicOfRow(table, '') === 'board') return topic('board').rows(table)
    const own = [...topics.values()].filter(({ name }) => name.startsWith(`${table}:`))
    return new Map(own.flatMap((one) => [...one.rows(table)]))
  }

  function change(op: LiveOp): void {
    // One VM's topic is a window on its connection's, with changes of its own.
    const single = op.table === 'vms' ? topics.get(`vm:${op.id as VmKey}`) : undefined
    for (const home of [homeOf(op.table, op.id), ...(single ? [single] : [])]) {
      if (!home.take(op)) continue
      if (changed.size === 0) options.onPending?.()
      changed.add(home)
    }
  }

  function heartbeat({ joined, reader }: Seat): Uint8Array {
    const places: Places = Object.fromEntries([...joined.keys()].map(({ name, version }) => [name, version]))
    return encodeMessage({ kind: 'heartbeat', epoch: epochOf(epoch, reader), version: count, at: at(), places }, true)
  }

  /** The topics that there are of what is wanted, for who may see these connections only. */
  function resolve(wanted: Wanted, only: Only): Topic[] {
    const parts = partsOf(wanted)
    if (parts?.kind !== 'table' || parts.connection !== '*') return [wanted as Topic] // all others are topics
    const all = [...rows('connections').keys()] as ConnectionId[] // the keys of this table
    return all.filter((id) => only?.includes(id) ?? true).map((id) => topicOf(parts.table, id))
  }

  function join(seat: Seat, name: Topic, place?: number): void {
    const of = topic(name)
    if (seat.joined.has(of)) return
    seat.joined.set(of, of.version)
    of.seats.add(seat)
    const { reader } = seat
    const missed = place === undefined ? undefined : of.since(place)
    if (missed === 'nothing') return
    // One of several: only the heartbeat after all of them is a place to go on from.
    reader.send(missed ? of.encode(reader, missed, at(), false) : of.snapshot(reader, at()))
  }

  function flush(): void {
    if (changed.size === 0) return
    const deltas = [...changed].map((of) => ({ of, delta: of.release((count += 1)) }))
    changed.clear()
    // Before the board tells of a connection: to who follows all, no moment passes in which its VMs are not there.
    for (const connection of appeared) {
      // Who followed all of them before has not followed this one, whoever else may have waited for it.
      for (const table of longTables) topics.get(topicOf(table, connection))?.log.beginAt(count)
      for (const seat of seats) joinNew(seat, connection)
    }
    appeared.clear()
    for (const { of, delta } of deltas) {
      const encoded = new Map<string, Uint8Array>()
      for (const seat of of.seats) {
        if ((seat.joined.get(of) ?? 0) >= delta.version) continue
        const { reader } = seat
        seat.isQuiet = false
        const key = viewKey(reader)
        const bytes = encoded.get(key) ?? of.encode(reader, delta, at(), true)
        encoded.set(key, bytes)
        reader.send(bytes)
      }
    }
    for (const connection of gone) for (const seat of seats) leaveGone(seat, connection)
    gone.clear()
  }

  function leaveGone(seat: Seat, connection: ConnectionId): void {
    for (const table of longTables) {
      const of = topics.get(topicOf(table, connection))
      if (!of || seat.reader.wanted.includes(of.name)) continue
      seat.joined.delete(of)
      of.seats.delete(seat)
    }
  }

  function joinNew(seat: Seat, connection: ConnectionId): void {
    if (seat.reader.only?.includes(connection) === false) return
    for (const table of longTables)
      if (seat.reader.wanted.includes(`${table}:*`)) join(seat, topicOf(table, connection))
  }

  function leave(seat: Seat): boolean {
    for (const of of seat.joined.keys()) of.seats.delete(seat)
    return seats.delete(seat)
  }

  function end(seat: Seat, last?: LiveMessage): void {
    if (!leave(seat)) return
    if (last) seat.reader.send(encodeMessage(last))
    seat.reader.end()
  }

  function note(now: Set<ConnectionId>, noLonger: Set<ConnectionId>, connection: ConnectionId): void {
    noLonger.delete(connection)
    now.add(connection)
  }

  topic('board')
  return {
    epoch,
    put(table, id, value) {
      const before = get(table, id)
      if (before === value) return
      if (table === 'connections' && before === undefined) note(appeared, gone, id as ConnectionId) // the key of this table
      change({ op: 'put', table, id, value } as LiveOp) // table and value agree by this signature
    },
    remove(table, id) {
      if (get(table, id) === undefined) return
      if (table === 'connections') note(gone, appeared, id as ConnectionId) // the key of this table
      change({ op: 'remove', table, id })
    },
    get,
    rows,
    tables() {
      const all = Object.keys(emptyTables()) as TableName[] // its keys
      return Object.fromEntries(all.map((table) => [table, Object.fromEntries(rows(table))])) as LiveTables
    },
    attach(reader, from) {
      flush()
      const seat: Seat = { reader, joined: new Map(), isQuiet: true }
      const hasFollowed = (name: Topic) => from?.held === undefined || from.held.some((held) => covers(held, name))
      const mayResume = from?.epoch === epochOf(epoch, reader) && from.version <= count
      for (const wanted of union(reader.wanted)) {
        for (const name of resolve(wanted, reader.only))
          join(seat, name, mayResume && hasFollowed(name) ? from.version : undefined)
      }
      // An encoded snapshot may have been made a while ago: this says that it still holds.
      reader.send(heartbeat(seat))
      seats.add(seat)
      return () => void leave(seat)
    },
    flush,
    beat(isOpen) {
      for (const seat of seats) if (!isOpen(seat.reader.owner)) end(seat, { kind: 'signed-out' })
      flush()
      for (const seat of seats) {
        if (seat.isQuiet) seat.reader.send(heartbeat(seat))
        seat.isQuiet = true
      }
      const unread = [...topics.values()].filter(isDispensable)
      for (const one of unread) if (idle.has(one)) topics.delete(one.name)
      idle = new Set(unread)
    },
    endOwner(owner) {
      for (const seat of seats) if (seat.reader.owner === owner) end(seat, { kind: 'signed-out' })
    },
    beginAgain(owner) {
      for (const seat of seats) if (seat.reader.owner === owner) end(seat, { kind: 'begin-again' })
    },
    endAll() {
      for (const seat of seats) end(seat)
    },
    followers: (table, connection) =>
      new Set([...(topics.get(topicOf(table, connection))?.seats ?? [])].map(({ reader }) => reader.owner)),
    isReader: (owner) => [...seats].some(({ reader }) => reader.owner === owner),
    get readerCount() {
      return seats.size
    },
  }
}

/** The same for who reads it from elsewhere: before that it takes in what was left for later. */
export const upToDate = (hub: Hub, catchUp: () => void): Hub => {
  const caughtUp = () => (catchUp(), hub)
  return {
    ...hub,
    get: (table, id) => caughtUp().get(table, id),
    rows: (table) => caughtUp().rows(table),
    tables: () => caughtUp().tables(),
    attach: (reader, from) => caughtUp().attach(reader, from),
    get readerCount() {
      return hub.readerCount
    },
  }
}
