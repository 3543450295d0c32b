import { array, assert, boolean, constantFrom, nat, oneof, property, record, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countVm, noCounts, subjectOf, volumeOf } from '@/lib/live/derived'
import type { DatastoreView, HostView, InventoryCounts, LiveTables } from '@/lib/live/live-state'
import { connectionId, datastoreKey, hostKey, moid, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import type { PowerState, VmView } from '@/lib/vsphere/vm'
import { withDerivedRows } from './derived-rows'
import { createHub } from './hub'

const connections = ['c1', 'c2'].map(connectionId)
const powers: PowerState[] = ['poweredOn', 'poweredOff', 'suspended', 'unknown']

const place = record({ connection: constantFrom(...connections), id: constantFrom('1', '2', '3').map(moid) })
const aVm = tuple(place, constantFrom(...powers), constantFrom('1', '2', undefined), boolean(), nat(2)).map(
  ([{ connection, id }, powerState, host, lastKnown, cpu]) => ({
    table: 'vms' as const,
    row: {
      key: vmKey(connection, id),
      connection,
      name: `vm ${id}`,
      powerState,
      cpuUsageMHz: cpu,
      ...(lastKnown && { lastKnown }),
      ...(host && { host: { key: hostKey(connection, moid(host)), name: host } }),
    } as VmView, // as much as is derived from
  }),
)
const aHost = place.map(({ connection, id }) => ({
  table: 'hosts' as const,
  row: { key: hostKey(connection, id), connection, name: id } as unknown as HostView, // as much as is derived from
}))
const aDatastore = tuple(place, nat(3)).map(([{ connection, id }, freeBytes]) => ({
  table: 'datastores' as const,
  row: {
    key: datastoreKey(connection, id),
    connection,
    name: id,
    storedName: id,
    freeBytes,
  } as unknown as DatastoreView, // as above
}))
const aTask = tuple(place, boolean()).map(([{ connection, id }, ofVm]) => ({
  table: 'tasks' as const,
  row: { key: taskKey(connection, id), connection, ...(ofVm && { vm: vmKey(connection, id) }) } as TaskView, // as above
}))
const change = record({
  is: constantFrom('put', 'put', 'remove'),
  of: oneof(aVm, aVm, aHost, aDatastore, aTask),
})

/** The same, from all rows at once. */
function derived({ vms, hosts, datastores, tasks }: LiveTables) {
  const counts: Record<string, InventoryCounts> = {}
  for (const vm of Object.values(vms)) counts[vm.connection] = countVm(counts[vm.connection] ?? noCounts(), vm, 1)
  for (const [table, rows] of Object.entries({ hosts, datastores }))
    for (const { connection } of Object.values(rows)) {
      const known = counts[connection] ?? noCounts()
      counts[connection] = { ...known, [table]: known[table as 'hosts' | 'datastores'] + 1 } // the keys above
    }
  const spokenOf = new Set<string | undefined>(Object.values(tasks).map(({ vm }) => vm))
  const subjects = Object.values(vms).filter(({ key }) => spokenOf.has(key))
  return {
    counts,
    subjects: Object.fromEntries(subjects.map((vm) => [vm.key, subjectOf(vm)])),
    volumes: Object.fromEntries(Object.values(datastores).map((one) => [one.key, volumeOf(one)])),
    onHosts: Object.fromEntries(
      Object.keys(hosts).map((key) => [key, Object.values(vms).filter(({ host }) => host?.key === key).length]),
    ),
  }
}

describe('what follows from the long tables', () => {
  it('is the same as counted from all rows, whatever came and went in whatever order', () => {
    assert(
      property(array(tuple(change, boolean()), { maxLength: 60 }), (changes) => {
        const hub = createHub({ epoch: 'e', now: () => 0 })
        const tables = withDerivedRows(hub)
        for (const [{ is, of }, isAlone] of changes) {
          if (is === 'put') tables.put(of.table, of.row.key, of.row)
          else tables.remove(of.table, of.row.key)
          if (isAlone) tables.settle()
        }
        tables.settle()
        const now = hub.tables()
        const { counts, subjects, volumes, onHosts } = derived(now)
        expect(now).toMatchObject({ counts, subjects, volumes })
        expect([now.counts, now.subjects, now.volumes].map((one) => Object.keys(one).length)).toEqual(
          [counts, subjects, volumes].map((one) => Object.keys(one).length),
        )
        expect(Object.fromEntries(Object.values(now.hosts).map(({ key, vmCount }) => [key, vmCount]))).toEqual(onHosts)
      }),
      { numRuns: 500 },
    )
  })
  it('does not change the board where only figures do', () => {
    const hub = createHub({ epoch: 'e', now: () => 0 })
    const tables = withDerivedRows(hub)
    const [connection = connectionId('c1')] = connections
    const vm = { key: vmKey(connection, moid('1')), connection, name: 'web', powerState: 'poweredOn' } as VmView // as above
    tables.put('vms', vm.key, vm)
    tables.put('tasks', 't1', { key: taskKey(connection, moid('t1')), connection, vm: vm.key } as TaskView) // as above
    tables.settle()
    hub.flush()
    const kinds: string[] = []
    const send = (bytes: Uint8Array) => void kinds.push(new TextDecoder().decode(bytes))
    hub.attach({ view: 'console', wanted: ['board'], owner: 's', send, end: () => {} })
    const before = kinds.length
    tables.put('vms', vm.key, { ...vm, cpuUsageMHz: 7, figuresAt: '2026-11-22T10:00:00Z' })
    tables.settle()
    hub.flush()
    expect(kinds).toHaveLength(before)
  })
})
