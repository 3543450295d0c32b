import { splitKey, type ConnectionId, type VmKey } from '../vsphere/ids'
import type { LongTable, TableName, Topic } from './live-state'

/** What a reader asks for: a topic, or a long table of all connections, of those to come too. */
export type Wanted = Topic | `${LongTable}:*`

export const longTables: readonly LongTable[] = ['vms', 'hosts', 'datastores']

/** The life of the server that an epoch is of: who is limited to some connections has epochs of their own in it. */
export const lifeOf = (epoch: string): string => epoch.split('_')[0] ?? epoch

export const topicOf = (table: LongTable, connection: ConnectionId): Topic => `${table}:${connection}`

/** The topic that a row belongs to. Undefined: its id names no connection. */
export function topicOfRow(table: TableName, id: string): Topic | undefined {
  if (!isLong(table)) return 'board'
  // Asked for with every row that comes: what stands behind the slash is not looked at.
  const end = id.indexOf('/')
  return end > 0 && end + 1 < id.length ? topicOf(table, id.slice(0, end) as ConnectionId) : undefined // it is made so
}

const isLong = (table: TableName): table is LongTable => table === 'vms' || table === 'hosts' || table === 'datastores'

/** A topic taken apart, as is what asks for several. */
export type TopicParts =
  | { kind: 'board' }
  | { kind: 'table'; table: LongTable; connection: ConnectionId | '*' }
  | { kind: 'vm'; vm: VmKey; connection: ConnectionId }

/** Reads what a reader asks for; undefined for anything else. */
export function partsOf(text: string): TopicParts | undefined {
  if (text === 'board') return { kind: 'board' }
  const colon = text.indexOf(':')
  const [kind, rest] = [text.slice(0, colon), text.slice(colon + 1)]
  if (kind === 'vm') {
    const at = /[,@]/.test(rest) ? undefined : splitKey(rest)
    return at && { kind, vm: rest as VmKey, connection: at.connection } // it is made like one
  }
  const table = longTables.find((one) => one === kind)
  return table && /^[^/:,@]+$/.test(rest) ? { kind: 'table', table, connection: rest as ConnectionId | '*' } : undefined
}

/** Whether who gets the one has all that the other tells. */
export function covers(one: Wanted, other: Wanted): boolean {
  if (one === other) return true
  const [a, b] = [partsOf(one), partsOf(other)]
  if (a?.kind !== 'table' || !b || b.kind === 'board') return false
  if (b.kind === 'table') return a.table === b.table && a.connection === '*'
  return a.table === 'vms' && (a.connection === '*' || a.connection === b.connection)
}

/** From so many single VMs of a connection on, all of them are asked for: an address has to stay short. */
const manyVms = 40

/** The same without what something else in it covers, in one order. */
export function union(wanted: Iterable<Wanted>): Wanted[] {
  const all = new Set(wanted)
  const singles = new Map<ConnectionId, number>()
  for (const one of all) {
    const parts = partsOf(one)
    if (parts?.kind === 'vm') singles.set(parts.connection, (singles.get(parts.connection) ?? 0) + 1)
  }
  for (const [connection, count] of singles) if (count >= manyVms) all.add(topicOf('vms', connection))
  return [...all].filter((one) => ![...all].some((other) => other !== one && covers(other, one))).sort()
}

/** Which rows of the long tables a screen needs: of all connections, of one, or those of these VMs. */
export type Needs = { vms?: Scope | readonly VmKey[]; hosts?: Scope; datastores?: Scope }
type Scope = 'all' | ConnectionId

/** What a screen with these needs asks for. The board is always part of it: it says which connections there are. */
export function wantedFor(needs: Needs): Wanted[] {
  const wanted: Wanted[] = ['board']
  for (const table of longTables) {
    const need = needs[table]
    if (need === undefined) continue
    if (typeof need !== 'string') wanted.push(...need.map((vm): Wanted => `vm:${vm}`))
    else wanted.push(need === 'all' ? `${table}:*` : topicOf(table, need))
  }
  return union(wanted)
}
