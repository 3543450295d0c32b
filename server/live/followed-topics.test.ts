import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  property,
  record,
  uniqueArray,
  type Arbitrary,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyTables } from '@/lib/live/live-state'
import { topicOf, type Wanted } from '@/lib/live/topics'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { connectionId, datastoreKey, hostKey, moid, vmKey } from '@/lib/vsphere/ids'
import { createHub, type Hub } from './hub'
import { everything, follow, shareOfTables, type LiveReader } from './testing/live-reader'

const connections = ['c1', 'c2', 'c3'].map(connectionId)
const ids = ['1', '2', '3'].map(moid)
const keys = {
  vms: connections.flatMap((one) => ids.map((id) => vmKey(one, id))),
  hosts: connections.flatMap((one) => ids.map((id) => hostKey(one, id))),
  datastores: connections.flatMap((one) => ids.map((id) => datastoreKey(one, id))),
  tasks: ['t1', 't2', 't3'],
}
const wantable: Wanted[] = [
  ...everything,
  ...connections.flatMap((one) => (['vms', 'hosts'] as const).map((table) => topicOf(table, one))),
  ...keys.vms.slice(0, 5).map((vm): Wanted => `vm:${vm}`),
]

/** What can happen, to the server's rows, to one reader, or to all. */
type Happening =
  | { do: 'put'; table: keyof typeof keys; row: number; value: number }
  | { do: 'remove'; table: keyof typeof keys; row: number }
  | { do: 'connect' | 'disconnect'; connection: number }
  /** Of one of the two servers; a server that restarts is another one, with the same rows. */
  | { do: 'flush' | 'beat' | 'restart'; server: number }
  /** A reader goes to the other server, as a browser whose replica has died. */
  | { do: 'move'; reader: number }
  /** A reader goes on with what it has, and wants this from then on; or it begins anew. */
  | { do: 'want'; reader: number; wanted: Wanted[]; anew: boolean }
  /** It comes again, perhaps to the other server, breaks after so many messages of what it gets at first, and comes back. */
  | { do: 'break'; reader: number; after: number; elsewhere: boolean }

const table = constantFrom(...(Object.keys(keys) as (keyof typeof keys)[]))
const row = nat(8)
const wanted = uniqueArray(constantFrom(...wantable), { minLength: 1, maxLength: 5 })
const happening: Arbitrary<Happening> = oneof(
  { weight: 6, arbitrary: record({ do: constant('put'), table, row, value: nat(99) }) },
  { weight: 2, arbitrary: record({ do: constant('remove'), table, row }) },
  record({ do: constantFrom('connect', 'disconnect'), connection: nat(2) }),
  { weight: 4, arbitrary: record({ do: constantFrom('flush', 'flush', 'flush', 'beat', 'restart'), server: nat(1) }) },
  record({ do: constant('move'), reader: nat(2) }),
  { weight: 2, arbitrary: record({ do: constant('want'), reader: nat(2), wanted, anew: boolean() }) },
  record({ do: constant('break'), reader: nat(2), after: nat(4), elsewhere: boolean() }),
)

/** Of several fields of which some are there at times only, so that two rows differ in any of them. */
const fieldsOf = (value: number) => ({
  size: value >> 4,
  ...(value % 3 > 0 && { power: value % 3 }),
  ...(value % 4 > 1 && { place: { of: value % 4 } }),
})

type At = { reader: LiveReader; wanted: readonly Wanted[]; server: number }

/** Two servers that hear of the same, each in its own time, and readers of the one or the other. */
class World {
  #lives = 0
  hubs: [Hub, Hub] = [this.#newHub(), this.#newHub()]
  readers: At[] = []

  constructor() {
    for (let reader = 0; reader < 3; reader += 1) this.#join(reader, { server: reader % 2, wanted: ['board', 'vms:*'] })
  }

  #newHub(): Hub {
    this.#lives += 1
    return createHub({ epoch: `life-${this.#lives}`, now: () => 0 })
  }

  #hub(server: number): Hub {
    return this.hubs[server % 2 === 0 ? 0 : 1]
  }

  #join(reader: number, { server, wanted }: Omit<At, 'reader'>, known?: LiveReader, breakAfter?: number) {
    const had = { state: known?.state(), from: known?.resumeFrom(wanted) }
    const followed = follow(this.#hub(server), wanted, { ...had, ...(breakAfter !== undefined && { breakAfter }) })
    this.readers[reader] = { reader: followed, wanted, server }
  }

  happen(one: Happening): void {
    switch (one.do) {
      case 'put': {
        const key = keys[one.table][one.row % keys[one.table].length] ?? ''
        const [connection = ''] = key.split('/')
        for (const hub of this.hubs) {
          // A connection has rows while it is there.
          if (one.table !== 'tasks' && !hub.get('connections', connection)) continue
          hub.put(one.table, key, { key, connection, ...fieldsOf(one.value) } as never) // as a row
        }
        return
      }
      case 'remove': {
        const key = keys[one.table][one.row % keys[one.table].length] ?? ''
        return this.hubs.forEach((hub) => hub.remove(one.table, key))
      }
      case 'connect': {
        const id = connections[one.connection] ?? ''
        return this.hubs.forEach((hub) => hub.put('connections', id, { id } as ConnectionView)) // only that it is there counts
      }
      case 'disconnect': {
        const id = connections[one.connection] ?? ''
        for (const hub of this.hubs) {
          for (const [name, all] of Object.entries(keys) as [keyof typeof keys, string[]][])
            for (const key of all) if (key.startsWith(`${id}/`)) hub.remove(name, key)
          hub.remove('connections', id)
        }
        return
      }
      case 'flush':
        return this.#hub(one.server).flush()
      case 'beat':
        return this.#hub(one.server).beat(() => true)
      case 'restart': {
        const before = this.#hub(one.server).tables()
        const hub = this.#newHub()
        this.hubs[one.server === 0 ? 0 : 1] = hub
        for (const name of Object.keys(emptyTables()) as (keyof typeof before)[])
          for (const [key, value] of Object.entries(before[name])) hub.put(name, key, value as never) // of this table
        this.readers.forEach((at, index) => at.server === one.server && this.#join(index, at, at.reader))
        return
      }
      case 'move':
      case 'want':
      case 'break': {
        const at = this.readers[one.reader]
        if (!at) return
        at.reader.detach()
        if (one.do === 'move') return this.#join(one.reader, { ...at, server: 1 - at.server }, at.reader)
        if (one.do === 'want')
          return this.#join(one.reader, { ...at, wanted: one.wanted }, one.anew ? undefined : at.reader)
        const server = one.elsewhere ? 1 - at.server : at.server
        this.#join(one.reader, { ...at, server }, at.reader, one.after)
        const broken = this.readers[one.reader]?.reader
        broken?.detach()
        return this.#join(one.reader, at, broken)
      }
    }
  }
}

describe('whatever happens', () => {
  it('every reader ends with exactly what the server has of its topics, and nothing of others', () => {
    assert(
      property(array(happening, { minLength: 5, maxLength: 60 }), (happenings) => {
        const world = new World()
        for (const one of happenings) world.happen(one)
        for (const hub of world.hubs) hub.flush()
        for (const { reader, wanted: wants, server } of world.readers) {
          const all = shareOfTables(world.hubs[server === 0 ? 0 : 1].tables(), wants)
          const board = wants.includes('board')
          const { vms, hosts, datastores } = all
          expect(reader.tables()).toEqual(board ? all : { ...emptyTables(), vms, hosts, datastores })
        }
      }),
      { numRuns: 500 },
    )
  })
})
