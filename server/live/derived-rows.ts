import { countVm, noCounts, subjectOf, volumeOf } from '@/lib/live/derived'
import type { InventoryCounts, LiveTables, TableName } from '@/lib/live/live-state'
import { vmOf } from '@/lib/runs/run'
import { splitKey, type ConnectionId, type VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import type { Hub } from './hub'

type Tables = Pick<Hub, 'put' | 'remove' | 'get' | 'rows'>
/** `settle`: the numbers are put when all has been taken in that came together. */
type DerivedTables = Tables & { settle: () => void }
type Row<T extends TableName> = LiveTables[T][string]
/** One row before it changes, and as it is to be; undefined: there is none. */
type Change = {
  [T in TableName]: { table: T; id: string; before: Row<T> | undefined; row: Row<T> | undefined }
}[TableName]

/**
 * The hub's tables with what follows from them, so that nobody needs a long table for a number or a name: how much there
 * is at each connection, how many VMs are on each host, the VMs that the board speaks of, and the names of datastores.
 */
export function withDerivedRows(hub: Tables): DerivedTables {
  const counts = new Map<ConnectionId, InventoryCounts>()
  const onHost = new Map<string, number>()
  /** Counts and hosts of which another number is to be put: of thousands of VMs that come together, once. */
  const recounted = new Set<ConnectionId>()
  const moved = new Set<string>()
  /** How many rows of the board are about a VM. */
  const spokenOf = new Map<string, number>()

  function recount(connection: ConnectionId | undefined, change: (counts: InventoryCounts) => InventoryCounts): void {
    if (connection === undefined) return
    counts.set(connection, change(counts.get(connection) ?? noCounts()))
    recounted.add(connection)
  }

  function settle(): void {
    for (const connection of recounted) {
      const now = counts.get(connection)
      if (now && now.vms + now.hosts + now.datastores > 0) {
        hub.put('counts', connection, now)
      } else {
        counts.delete(connection)
        hub.remove('counts', connection)
      }
    }
    recounted.clear()
    for (const key of moved) {
      const host = hub.get('hosts', key)
      if (host) hub.put('hosts', key, { ...host, vmCount: onHost.get(key) ?? 0 })
    }
    moved.clear()
  }

  function onVm(before: VmView | undefined, vm: VmView | undefined): void {
    if (before && vm && isCountedAlike(before, vm)) return
    recount((vm ?? before)?.connection, (of) => {
      const without = before ? countVm(of, before, -1) : of
      return vm ? countVm(without, vm, 1) : without
    })
    if (before?.host?.key === vm?.host?.key) return
    moveHost(before?.host?.key, -1)
    moveHost(vm?.host?.key, 1)
  }

  function moveHost(key: string | undefined, by: 1 | -1): void {
    if (key === undefined) return
    const count = (onHost.get(key) ?? 0) + by
    if (count === 0) onHost.delete(key)
    else onHost.set(key, count)
    moved.add(key)
  }

  function speakOf(key: string | undefined, by: 1 | -1): void {
    if (key === undefined) return
    const count = (spokenOf.get(key) ?? 0) + by
    if (count === 0) spokenOf.delete(key)
    else spokenOf.set(key, count)
    showSubject(key)
  }

  function speakOfOther(before: VmKey | undefined, now: VmKey | undefined): void {
    if (before === now) return
    speakOf(now, 1)
    speakOf(before, -1)
  }

  function showSubject(key: string): void {
    const vm = spokenOf.has(key) ? hub.get('vms', key) : undefined
    if (vm) putIfOther('subjects', key, subjectOf(vm))
    else hub.remove('subjects', key)
  }

  function putIfOther<T extends 'subjects' | 'volumes'>(table: T, key: string, row: Row<T>): void {
    if (JSON.stringify(hub.get(table, key)) !== JSON.stringify(row)) hub.put(table, key, row)
  }

  function follow(change: Change): void {
    const { id } = change
    switch (change.table) {
      case 'vms':
        onVm(change.before, change.row)
        if (spokenOf.has(id)) showSubject(id)
        return
      case 'hosts':
      case 'datastores': {
        const { table } = change
        const by = (change.row ? 1 : 0) - (change.before ? 1 : 0)
        if (by !== 0) recount(splitKey(id)?.connection, (of) => ({ ...of, [table]: of[table] + by }))
        if (change.table === 'hosts') return
        if (change.row) putIfOther('volumes', id, volumeOf(change.row))
        else hub.remove('volumes', id)
        return
      }
      case 'questions':
      case 'tasks':
        return speakOfOther(change.before?.vm, change.row?.vm)
      case 'runs':
        return speakOfOther(change.before && vmOf(change.before)?.key, change.row && vmOf(change.row)?.key)
      default:
      // From the others nothing follows.
    }
  }

  return {
    get: hub.get,
    rows: hub.rows,
    settle,
    put(table, id, row) {
      const before = hub.get(table, id)
      const withCount = table === 'hosts' ? { ...row, vmCount: onHost.get(id) ?? 0 } : row
      hub.put(table, id, withCount)
      follow({ table, id, before, row } as Change) // by this signature
    },
    remove(table, id) {
      const before = hub.get(table, id)
      hub.remove(table, id)
      follow({ table, id, before, row: undefined } as Change) // by this signature
    },
  }
}

const isCountedAlike = (a: VmView, b: VmView) =>
  a.powerState === b.powerState && a.lastKnown === b.lastKnown && a.host?.key === b.host?.key
