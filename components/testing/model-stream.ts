/**
 * For tests: the server's end of the stream as the messages' contract says it, as simple as it can be: it keeps every
 * change for ever, and sends what was missed change by change.
 */
import {
  emptyTables,
  type LiveMessage,
  type LiveOp,
  type LiveTables,
  type Places,
  type TableName,
  type Topic,
} from '@/lib/live/live-state'
import { partsOf, topicOf, topicOfRow, type Wanted } from '@/lib/live/topics'
import type { ConnectionId } from '@/lib/vsphere/ids'

type Change = { topic: Topic; from: number; version: number; op: LiveOp }

export class ModelServer {
  #count = 1
  #versions = new Map<Topic, number>([['board', 1]])
  #changes: Change[] = []
  tables: LiveTables = emptyTables()

  readonly epoch: string

  constructor(epoch: string) {
    this.epoch = epoch
  }

  /** Changes one row. Returns what those are sent who follow its topic. */
  change(table: TableName, id: string, value: unknown): LiveMessage | undefined {
    const topic = topicOfRow(table, id)
    if (!topic || (value === undefined && !(id in this.tables[table]))) return undefined
    const { [id]: _before, ...others } = this.tables[table] as Record<string, unknown>
    this.tables = { ...this.tables, [table]: value === undefined ? others : { ...others, [id]: value } }
    const op = (value === undefined ? { op: 'remove', table, id } : { op: 'put', table, id, value }) as LiveOp // of this table
    const change = { topic, from: this.#versions.get(topic) ?? 0, version: (this.#count += 1), op }
    this.#versions.set(topic, change.version)
    this.#changes.push(change)
    return this.#delta(change)
  }

  /** What a stream begins with, for the query of its address. */
  first(query: URLSearchParams): LiveMessage[] {
    const wanted = (query.get('topics') ?? 'board').split(',') as Wanted[] // a hub wrote it
    const [epoch, version, held] = (query.get('from') ?? '').split(/:(\d+):?/)
    const has = (one: Wanted) => epoch === this.epoch && (held === '' || held?.split(',').includes(one) === true)
    const topics = new Map<Topic, boolean>()
    for (const one of wanted) for (const topic of this.#topicsOf(one)) topics.set(topic, has(one))
    const messages = [...topics].flatMap(([topic, isHeld]) =>
      isHeld ? this.#missed(topic, Number(version)) : [this.#snapshot(topic)],
    )
    return [...messages, this.beat([...topics.keys()])]
  }

  beat(topics: readonly Topic[]): LiveMessage {
    const places: Places = Object.fromEntries(topics.map((topic) => [topic, this.#versions.get(topic) ?? 0]))
    return { kind: 'heartbeat', epoch: this.epoch, version: this.#count, at: '', places }
  }

  #topicsOf(wanted: Wanted): Topic[] {
    const parts = partsOf(wanted)
    if (parts?.kind !== 'table' || parts.connection !== '*') return [wanted as Topic] // all others are topics
    return Object.keys(this.tables.connections).map((id) => topicOf(parts.table, id as ConnectionId)) // its keys
  }

  #missed(topic: Topic, place: number): LiveMessage[] {
    return this.#changes
      .filter((change) => change.topic === topic && change.version > place)
      .map((change) => this.#delta(change))
  }

  #delta({ topic, from, version, op }: Change): LiveMessage {
    return { kind: 'delta', topic, epoch: this.epoch, from, version, at: '', ops: [op] }
  }

  #snapshot(topic: Topic): LiveMessage {
    const parts = partsOf(topic)
    const version = this.#versions.get(topic) ?? 0
    const { vms, hosts, datastores, ...board } = this.tables
    const long = { vms, hosts, datastores }
    const rows = (of: object, connection: string) =>
      Object.fromEntries(Object.entries(of).filter(([key]) => key.startsWith(`${connection}/`)))
    const tables =
      parts?.kind === 'table'
        ? { [parts.table]: rows(long[parts.table], parts.connection) }
        : parts?.kind === 'board'
          ? board
          : {}
    return { kind: 'snapshot', topic, epoch: this.epoch, version, at: '', tables }
  }
}
