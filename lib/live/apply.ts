import { assertNever } from '../assert-never'
import type { VmKey } from '../vsphere/ids'
import type { VmView } from '../vsphere/vm'
import { noteChanged } from './changed-rows'
import {
  emptyTables,
  heldTables,
  type HeldTables,
  type LiveMessage,
  type LiveState,
  type LiveTables,
  type ToldOp,
  type Topic,
} from './live-state'
import { Rows } from './rows'
import { patched } from './row-patch'
import { partsOf, topicOf, type Wanted } from './topics'

export type Applied =
  | { kind: 'state'; state: LiveState }
  | { kind: 'gap' }
  | { kind: 'begin-again' }
  | { kind: 'signed-out' }

/**
 * Applies one message to what a reader has. Pure: the given state is not changed, untouched tables and rows keep their
 * identity, so that React leaves their rows alone.
 */
export function applyMessage(known: LiveState | undefined, message: LiveMessage): Applied {
  const state = known ?? { at: '', topics: {}, tables: heldTables(emptyTables()) }
  switch (message.kind) {
    case 'snapshot': {
      const { topic, epoch, version, at } = message
      const topics = { ...state.topics, [topic]: { epoch, version } }
      // It may have been made a while ago.
      const latest = at > state.at ? at : state.at
      return { kind: 'state', state: { at: latest, topics, tables: replaceRows(state.tables, topic, message.tables) } }
    }
    case 'delta': {
      const { topic, epoch, from, version, at } = message
      const has = state.topics[topic]
      if (has?.epoch !== epoch || from > has.version) return { kind: 'gap' }
      if (version <= has.version) return { kind: 'state', state }
      const topics = { ...state.topics, [topic]: { epoch, version } }
      return { kind: 'state', state: { at, topics, tables: applyOps(state.tables, message.ops) } }
    }
    case 'heartbeat': {
      for (const [topic, version = 0] of Object.entries(message.places)) {
        const has = state.topics[topic as Topic] // the keys of `Places`
        if (has?.epoch !== message.epoch || has.version < version) return { kind: 'gap' }
      }
      return { kind: 'state', state: { ...keepOnly(state, (topic) => topic in message.places), at: message.at } }
    }
    case 'refused':
      return { kind: 'state', state }
    case 'begin-again':
    case 'signed-out':
      return { kind: message.kind }
    default:
      return assertNever(message, 'live message')
  }
}

/** Whether all has come that was asked for: what has not come yet is not none. */
export function isHeld(state: Pick<LiveState, 'topics' | 'tables'> | undefined, wanted: Wanted): boolean {
  const parts = partsOf(wanted)
  if (!state || !parts) return false
  const has = (topic: Topic) => state.topics[topic] !== undefined
  switch (parts.kind) {
    case 'board':
      return has('board')
    case 'vm':
      return has(`vm:${parts.vm}`)
    case 'table': {
      const { table, connection } = parts
      if (connection !== '*') return has(topicOf(table, connection))
      return has('board') && Object.values(state.tables.connections).every(({ id }) => has(topicOf(table, id)))
    }
    default:
      return assertNever(parts, 'topic')
  }
}

/** Whether there is an answer to who needs this: it has come, be it with more, or is about a connection that there is not. */
export function isAnswered(state: Pick<LiveState, 'topics' | 'tables'> | undefined, wanted: Wanted): boolean {
  if (!state || isHeld(state, wanted)) return state !== undefined
  const parts = partsOf(wanted)
  if (!parts || parts.kind === 'board' || parts.connection === '*') return false
  if (parts.kind === 'vm' && state.topics[topicOf('vms', parts.connection)]) return true
  return state.topics.board !== undefined && state.tables.connections[parts.connection] === undefined
}

/** The same without the topics that are not kept, and their rows. */
function keepOnly(state: LiveState, isKept: (topic: Topic) => boolean): LiveState {
  let { topics, tables } = state
  for (const topic of Object.keys(topics) as Topic[]) {
    if (isKept(topic)) continue
    const { [topic]: _dropped, ...rest } = topics
    topics = rest
    tables = replaceRows(tables, topic, keptRows({ topics, tables }, topic))
  }
  return topics === state.topics ? state : { ...state, topics, tables }
}

/** What stays of the rows of a topic that has gone: a VM may have come with another topic too. */
function keptRows(left: Pick<LiveState, 'topics' | 'tables'>, gone: Topic): Partial<LiveTables> {
  const parts = partsOf(gone)
  if (parts?.kind === 'vm') return left.topics[topicOf('vms', parts.connection)] ? rowsOf(left, gone) : {}
  if (parts?.kind !== 'table' || parts.table !== 'vms') return {}
  const ofOwn = Object.entries(rowsOf(left, gone).vms ?? {}).filter(([key]) => left.topics[`vm:${key as VmKey}`])
  return { vms: Object.fromEntries(ofOwn) }
}

/** The rows of a topic as they stand in the tables. */
export function rowsOf(state: Pick<LiveState, 'topics' | 'tables'>, topic: Topic): Partial<LiveTables> {
  const parts = partsOf(topic)
  if (!parts) return {}
  switch (parts.kind) {
    case 'board': {
      const { vms: _vms, hosts: _hosts, datastores: _datastores, ...board } = state.tables
      return board
    }
    case 'vm': {
      const vm = state.tables.vms.get(parts.vm)
      return { vms: vm ? { [parts.vm]: vm } : {} }
    }
    case 'table': {
      const { connection, table } = parts
      const all = table === 'vms' ? [...state.tables.vms] : Object.entries(state.tables[table])
      const rows = all.filter(([, row]) => row.connection === connection)
      return { [table]: Object.fromEntries(rows) }
    }
    default:
      return assertNever(parts, 'topic')
  }
}

/** Tables in which a topic has these rows and no others. */
function replaceRows(tables: HeldTables, topic: Topic, rows: Partial<LiveTables>): HeldTables {
  const parts = partsOf(topic)
  if (!parts) return tables
  switch (parts.kind) {
    case 'board': {
      const { vms, hosts, datastores } = tables
      return { ...emptyTables(), ...rows, vms, hosts, datastores }
    }
    case 'vm':
      return { ...tables, vms: tables.vms.with(new Map([[parts.vm, rows.vms?.[parts.vm]]])) }
    case 'table': {
      const { table, connection } = parts
      if (table === 'vms') {
        const others = [...tables.vms].filter(([, vm]) => vm.connection !== connection)
        return { ...tables, vms: Rows.of([...others, ...vmsOf(rows)]) }
      }
      const others = Object.entries(tables[table]).filter(([, row]) => row.connection !== connection)
      return { ...tables, [table]: { ...Object.fromEntries(others), ...rows[table] } }
    }
    default:
      return assertNever(parts, 'topic')
  }
}

const vmsOf = ({ vms = {} }: Partial<LiveTables>) => Object.entries(vms) as [VmKey, VmView][] // keyed by VmKey

/** Applies ops in order; each touched table is made anew once. */
function applyOps(tables: HeldTables, ops: readonly ToldOp[]): HeldTables {
  /** What becomes of the rows that they touch; undefined: it goes. */
  const touched = new Map<keyof HeldTables, Map<string, unknown>>()
  for (const op of ops) {
    const rows = touched.get(op.table) ?? new Map<string, unknown>()
    touched.set(op.table, rows)
    if (op.op !== 'patch') {
      rows.set(op.id, op.op === 'put' ? op.value : undefined)
      continue
    }
    for (const [id, values] of Object.entries(op.rows)) {
      const row = (rows.has(id) ? rows.get(id) : rowOf(tables, op.table, id)) as object | undefined // as all rows
      rows.set(id, row && patched(row, op, values))
    }
  }
  const next: HeldTables = { ...tables }
  for (const [table, rows] of touched) {
    if (table === 'vms') next.vms = tables.vms.with(rows as Map<VmKey, VmView | undefined>) // as it was told
    else Object.assign(next, { [table]: withRows(tables[table], rows) })
    noteChanged(tables[table], next[table], [...rows.keys()])
  }
  return next
}

const rowOf = (tables: HeldTables, table: keyof HeldTables, id: string): unknown =>
  table === 'vms' ? tables.vms.get(id as VmKey) : tables[table][id]

function withRows(table: Readonly<Record<string, unknown>>, rows: ReadonlyMap<string, unknown>) {
  const next = { ...table }
  for (const [id, row] of rows) {
    if (row === undefined) delete next[id]
    else next[id] = row
  }
  return next
}
