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
  | { do: 'flush' | 'beat' | 'restart' }
  /** A reader goes on with what it has, and wants this from then on; or it begins anew. */
  | { do: 'want'; reader: number; wanted: Wanted[]; anew: boolean }
  /** Its stream breaks after so many messages of what it gets at first. */
  | { do: 'break'; reader: number; after: number }

const table = constantFrom(...(Object.keys(keys) as (keyof typeof keys)[]))
const row = nat(8)
const wanted = uniqueArray(constantFrom(...wantable), { minLength: 1, maxLength: 5 })
const happening: Arbitrary<Happening> = oneof(
  { weight: 6, arbitrary: record({ do: constant('put'), table, row, value: nat(99) }) },
  { weight: 2, arbitrary: record({ do: constant('remove'), table, row }) },
  record({ do: constantFrom('connect', 'disconnect'), connection: nat(2) }),
  { weight: 4, arbitrary: record({ do: constantFrom('flush', 'flush', 'flush', 'beat', 'restart') }) },
  { weight: 2, arbitrary: record({ do: constant('want'), reader: nat(2), wanted, anew: boolean() }) },
  record({ do: constant('break'), reader: nat(2), after: nat(4) }),
)

/** A hub that may be followed by another, as a server process by another, and readers of whatever is the one now. */
class World {
  #lives = 0
  hub = this.#newHub()
  readers: (LiveReader & { wanted: readonly Wanted[] })[] = []

  constructor() {
    for (let reader = 0; reader < 3; reader += 1) this.#join(reader, ['board', 'vms:*'])
  }

  #newHub(): Hub {
    this.#lives += 1
    return createHub({ epoch: `life-${this.#lives}`, now: () => 0 })
  }

  #join(reader: number, wants: readonly Wanted[], known?: LiveReader) {
    this.readers[reader] = {
      ...follow(this.hub, wants, { state: known?.state(), from: known?.resumeFrom(wants) }),
      wanted: wants,
    }
  }

  happen(one: Happening): void {
    const { hub } = this
    switch (one.do) {
      case 'put': {
        const key = keys[one.table][one.row % keys[one.table].length] ?? ''
        const [connection = ''] = key.split('/')
        // A connection has rows while it is there.
        if (one.table !== 'tasks' && !hub.get('connections', connection)) return
        hub.put(one.table, key, { key, connection, value: one.value } as never) // as a row
        return
      }
      case 'remove':
        return hub.remove(one.table, keys[one.table][one.row % keys[one.table].length] ?? '')
      case 'connect': {
        const id = connections[one.connection] ?? ''
        return hub.put('connections', id, { id } as ConnectionView) // only that it is there counts
      }
      case 'disconnect': {
        const id = connections[one.connection] ?? ''
        for (const [name, all] of Object.entries(keys) as [keyof typeof keys, string[]][])
          for (const key of all) if (key.startsWith(`${id}/`)) hub.remove(name, key)
        return hub.remove('connections', id)
      }
      case 'flush':
        return hub.flush()
      case 'beat':
        return hub.beat(() => true)
      case 'restart': {
        const before = hub.tables()
        this.hub = this.#newHub()
        for (const name of Object.keys(emptyTables()) as (keyof typeof before)[])
          for (const [key, value] of Object.entries(before[name])) this.hub.put(name, key, value as never) // of this table
        this.readers.forEach((reader, index) => this.#join(index, reader.wanted, reader))
        return
      }
      case 'want': {
        const before = this.readers[one.reader]
        before?.detach()
        return this.#join(one.reader, one.wanted, one.anew ? undefined : before)
      }
      case 'break': {
        const before = this.readers[one.reader]
        if (!before) return
        before.detach()
        const broken = follow(this.hub, before.wanted, {
          state: before.state(),
          from: before.resumeFrom(before.wanted),
          breakAfter: one.after,
        })
        broken.detach()
        return this.#join(one.reader, before.wanted, broken)
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
        world.hub.flush()
        for (const reader of world.readers) {
          const all = shareOfTables(world.hub.tables(), reader.wanted)
          const board = reader.wanted.includes('board')
          const { vms, hosts, datastores } = all
          expect(reader.tables()).toEqual(board ? all : { ...emptyTables(), vms, hosts, datastores })
        }
      }),
      { numRuns: 500 },
    )
  })
})
