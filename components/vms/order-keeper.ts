import type { VmKey } from '@/lib/vsphere/ids'
import { holdOrder, type VmSort } from './vm-order'
import type { VmRow } from '../vm/vm-row'

/** Columns whose values change by themselves all the time: re-sorting by them would never come to rest. */
const restless: ReadonlySet<VmSort['column']> = new Set(['cpu', 'task'])

/**
 * Makes a function that decides in which order rows are shown. While a person is at the table (`held`), or the sorted
 * column is a restless one, rows keep their places; a new view, or leaving the table, puts them in order.
 * Asking twice with the same arguments gives the same order.
 */
export function createOrderKeeper() {
  let shown: readonly VmKey[] = []
  let forView: unknown
  return (wanted: readonly VmRow[], view: { sort: VmSort; id: unknown }, held: boolean): VmRow[] => {
    const keep = view.id === forView && (held || restless.has(view.sort.column))
    forView = view.id
    if (!keep) {
      shown = wanted.map((row) => row.key)
      return [...wanted]
    }
    const rows = new Map(wanted.map((row) => [row.key, row]))
    shown = holdOrder(shown, [...rows.keys()])
    return shown.map((key) => rows.get(key)).filter((row) => row !== undefined)
  }
}
