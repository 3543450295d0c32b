import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  option,
  property,
  record,
  uniqueArray,
  type Arbitrary,
} from 'fast-check'
import { expect, test } from 'vitest'
import { applyMessage, isHeld } from '@/lib/live/apply'
import {
  emptyTables,
  type HeldTables,
  type LiveMessage,
  type LiveState,
  type LiveTables,
  type TableName,
} from '@/lib/live/live-state'
import { longTables, partsOf, topicOf, type Wanted } from '@/lib/live/topics'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { fakeHubPorts } from '../testing/fake-hub-ports'
import { ModelServer } from '../testing/model-stream'
import { unposted, type Posted } from './feed'
import { createWorkerHub } from './worker-hub'

const url = 'https://andon/api/stream'
const connections = ['c1', 'c2'].map(connectionId)
const keys = connections.flatMap((one) => ['1', '2'].map((id) => vmKey(one, moid(id))))
const wantable: Wanted[] = ['vms:*', 'hosts:*', ...connections.map((one) => topicOf('vms', one))]

type Happening =
  | { do: 'put'; table: 'vms' | 'hosts' | 'tasks'; row: number; value: number | undefined }
  | { do: 'want'; tab: number; wanted: Wanted[] }
  | { do: 'open' | 'close'; tab: number }
  /** The stream breaks; the browser comes back to the same server, or to another that has the same rows. */
  | { do: 'break'; isOther: boolean }
  /** So many of the messages that are on their way arrive. */
  | { do: 'arrive'; count: number }

const tab = nat(2)
const happening: Arbitrary<Happening> = oneof(
  {
    weight: 4,
    arbitrary: record({
      do: constant('put'),
      table: constantFrom('vms', 'hosts', 'tasks'),
      row: nat(3),
      value: option(nat(99), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: record({ do: constant('want'), tab, wanted: uniqueArray(constantFrom(...wantable)) }),
  },
  record({ do: constantFrom('open', 'close'), tab }),
  record({ do: constant('break'), isOther: boolean() }),
  { weight: 4, arbitrary: record({ do: constant('arrive'), count: nat(5) }) },
)

/** A tab that keeps what it is given, as the page does. */
function openTab(worker: ReturnType<typeof createWorkerHub>) {
  let state: LiveState | undefined
  let wanted: readonly Wanted[] = ['board']
  const port = {
    post(said: Posted) {
      const event = unposted(said)
      if (event?.kind !== 'message') return
      const applied = applyMessage(state, event.message)
      if (applied.kind === 'state') state = applied.state
      else if (applied.kind === 'gap') worker.hear(port, { say: 'resync' })
    },
  }
  worker.hear(port, { say: 'hello', url, wanted })
  return {
    state: () => state,
    wanted: () => wanted,
    want(next: readonly Wanted[]) {
      wanted = ['board', ...next]
      worker.hear(port, { say: 'want', wanted })
    },
    close: () => worker.hear(port, { say: 'bye' }),
  }
}

/** A browser with tabs, a server, and a wire on which messages wait. */
class World {
  #fake = fakeHubPorts()
  #worker = createWorkerHub(this.#fake.ports)
  #lives = 1
  #server = this.#start()
  /** How many streams were opened when it was looked last. */
  #known = 0
  #wire: LiveMessage[] = []
  /** The browser has had all that a stream of this server begins with. */
  #hasSettled = false
  tabs: (ReturnType<typeof openTab> | undefined)[] = [openTab(this.#worker)]

  get tables() {
    return this.#server.tables
  }

  #start(rows: LiveTables = emptyTables()): ModelServer {
    const server = new ModelServer(`life-${this.#lives}`)
    this.#lives += 1
    for (const id of connections) server.change('connections', id, { id })
    for (const table of ['vms', 'hosts', 'tasks'] as const)
      for (const [id, row] of Object.entries(rows[table])) server.change(table, id, row)
    return server
  }

  /** A stream that was opened meanwhile begins; what was on the wire of the one before is lost with it. */
  look(): void {
    const { streams } = this.#fake
    if (streams.length === this.#known) return
    this.#known = streams.length
    if (this.#fake.stream.closed) return
    // Whoever has had all of this server goes on from there: nothing was missed, and nothing is sent twice.
    const query = new URL(this.#fake.stream.url).searchParams
    expect(query.get('from')?.startsWith(`${this.#server.epoch}:`) ?? false).toBe(this.#hasSettled)
    this.#wire = this.#server.first(query)
  }

  happen(one: Happening): void {
    this.look()
    switch (one.do) {
      case 'put': {
        const id = keys[one.row] ?? ''
        const connection = id.split('/')[0]
        const message = this.#server.change(
          one.table,
          id,
          one.value === undefined ? undefined : { key: id, connection, value: one.value },
        )
        if (message && this.#follows(one.table, connection)) this.#wire.push(message)
        return
      }
      case 'open':
        this.tabs[one.tab] ??= openTab(this.#worker)
        return
      case 'close':
        this.tabs[one.tab]?.close()
        this.tabs[one.tab] = undefined
        this.#hasSettled &&= this.tabs.some((left) => left !== undefined)
        return
      case 'want':
        return this.tabs[one.tab]?.want(one.wanted)
      case 'break':
        if (this.#known === 0 || this.#fake.stream.closed) return
        this.#fake.stream.broken(false)
        if (one.isOther) {
          this.#server = this.#start(this.tables)
          this.#hasSettled = false
        }
        // No longer than until it comes back: a stream that then says nothing would be taken for held back.
        for (let waited = 0; waited < 40 && this.#fake.stream.closed; waited += 1) this.#fake.pass(250)
        return
      case 'arrive':
        return this.arrive(one.count)
    }
  }

  #follows(table: TableName, connection: string | undefined): boolean {
    if (this.#known === 0 || this.#fake.stream.closed) return false
    const topics = new URL(this.#fake.stream.url).searchParams.get('topics')?.split(',') ?? []
    return [table === 'tasks' ? 'board' : '', `${table}:*`, `${table}:${connection}`].some((one) =>
      topics.includes(one),
    )
  }

  arrive(count: number): void {
    for (let arrived = 0; arrived < count; arrived += 1) {
      this.look()
      const next = this.#wire.shift()
      if (!next || this.#fake.stream.closed) return
      this.#fake.stream.send(next)
      this.#hasSettled ||= next.kind === 'heartbeat'
    }
  }
}

test('whatever tabs open, show and close, and however the stream breaks: each ends with what the server has of its topics', () => {
  assert(
    property(array(happening, { minLength: 5, maxLength: 50 }), (happenings) => {
      const world = new World()
      for (const one of happenings) world.happen(one)
      // The wire falls silent: all that is on its way arrives, and the browser comes back where it was away.
      for (let round = 0; round < 5; round += 1) {
        world.arrive(1_000)
        world.happen({ do: 'break', isOther: false })
      }
      world.arrive(1_000)
      for (const one of world.tabs) {
        if (!one) continue
        const state = one.state()
        for (const wanted of one.wanted()) {
          expect(isHeld(state, wanted)).toBe(true)
          expect(partOf(state && told(state.tables), wanted)).toEqual(partOf(world.tables, wanted))
        }
        // And nothing of what only other tabs show.
        for (const table of longTables) {
          const isWanted = one.wanted().some((wanted) => wanted.startsWith(table))
          if (!isWanted) expect(state && told(state.tables)[table]).toEqual({})
        }
      }
    }),
    { numRuns: 500 },
  )
})

const told = (tables: HeldTables): LiveTables => ({ ...tables, vms: Object.fromEntries(tables.vms) })

function partOf(tables: LiveTables | undefined, wanted: Wanted): unknown {
  const parts = partsOf(wanted)
  if (!tables || parts?.kind !== 'table') return tables && { connections: tables.connections, tasks: tables.tasks }
  const rows = Object.entries(tables[parts.table])
  return Object.fromEntries(rows.filter(([key]) => parts.connection === '*' || key.startsWith(`${parts.connection}/`)))
}
