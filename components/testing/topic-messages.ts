import { countVm, noCounts, subjectOf, volumeOf } from '@/lib/live/derived'
import type { BoardTables, InventoryCounts, LiveMessage, LiveTables, LongTable, Topic } from '@/lib/live/live-state'
import { longTables, topicOf } from '@/lib/live/topics'
import { connectionId, splitKey } from '@/lib/vsphere/ids'

type Snapshot = Extract<LiveMessage, { kind: 'snapshot' }>

/**
 * Tables as the stream would send them: each topic as a snapshot, with what a server derives from the long tables.
 * @param also connections that had rows before: what is left of them is nothing.
 */
export function snapshotsOf(
  tables: LiveTables,
  place: { epoch: string; version: number; at: string },
  also: Iterable<string> = [],
): [board: Snapshot, ...others: Snapshot[]] {
  const rows = longTables.flatMap((table) => Object.keys(tables[table]))
  const of = new Set([
    ...Object.keys(tables.connections),
    ...rows.flatMap((key) => splitKey(key)?.connection ?? []),
    ...also,
  ])
  const snapshot = (topic: Topic, own: Partial<LiveTables>): Snapshot => ({
    kind: 'snapshot',
    topic,
    ...place,
    tables: own,
  })
  const long = longTables.flatMap((table) =>
    [...of].map((one) => snapshot(topicOf(table, connectionId(one)), { [table]: partOf(counted(tables), table, one) })),
  )
  return [snapshot('board', boardOf(tables)), ...long]
}

const partOf = (tables: LiveTables, table: LongTable, connection: string) =>
  Object.fromEntries(Object.entries(tables[table]).filter(([, row]) => row.connection === connection))

function boardOf({ vms, hosts, datastores, ...board }: LiveTables): BoardTables {
  const counts: Record<string, InventoryCounts> = {}
  for (const vm of Object.values(vms)) counts[vm.connection] = countVm(counts[vm.connection] ?? noCounts(), vm, 1)
  const more = (table: 'hosts' | 'datastores', { connection }: { connection: string }) => {
    const known = counts[connection] ?? noCounts()
    counts[connection] = { ...known, [table]: known[table] + 1 }
  }
  for (const host of Object.values(hosts)) more('hosts', host)
  for (const datastore of Object.values(datastores)) more('datastores', datastore)
  const subjects = Object.fromEntries(Object.entries(vms).map(([key, vm]) => [key, subjectOf(vm)]))
  const volumes = Object.fromEntries(Object.entries(datastores).map(([key, one]) => [key, volumeOf(one)]))
  return { ...board, counts, subjects, volumes }
}

/** The hosts with how many VMs are on each. */
function counted(tables: LiveTables): LiveTables {
  const on = (key: string) => Object.values(tables.vms).filter(({ host }) => host?.key === key).length
  const hosts = Object.entries(tables.hosts).map(([key, host]) => [key, { ...host, vmCount: on(key) }])
  return { ...tables, hosts: Object.fromEntries(hosts) }
}
