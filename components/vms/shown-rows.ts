import { changedRows } from '@/lib/live/changed-rows'
import type { VmKey } from '@/lib/vsphere/ids'
import type { VmRow } from '../vm/vm-row'
import type { TableView } from './view-query'
import { matcher } from './vm-filter'
import { createOrderKeeper, createRowOrder, isRestless, sameSortValue } from './vm-order'

type Rows = ReadonlyMap<VmKey, VmRow>

/**
 * Makes a function that says which rows are shown, and in which order. Live data asks for it several times a second with 10,000
 * rows, of which a hundred have changed: as long as these stay where they are, they alone are put in place of what they were.
 * `held`: somebody is at the table, and rows keep their places. Asking twice with the same arguments gives the same rows.
 */
export function createShownRows(): (all: Rows, view: TableView, held: boolean) => VmRow[] {
  const order = createRowOrder()
  const keep = createOrderKeeper()
  let last: { all: Rows; view: TableView; held: boolean; matches: (row: VmRow) => boolean; shown: VmRow[] } | undefined
  /** Where each row stands; undefined until somebody has to know. */
  let places: Map<VmKey, number> | undefined

  /** Undefined where a row comes, goes or moves. */
  const inPlace = (all: Rows, view: TableView, held: boolean): VmRow[] | undefined => {
    if (last?.view !== view || (last.held && !held)) return
    const changed = changedRows(last.all, all)
    if (!changed) return
    const { matches, shown } = last
    const staysAnyway = held || isRestless(view.sort)
    let next: VmRow[] | undefined
    for (const key of changed) {
      const [before, now] = [last.all.get(key), all.get(key)]
      if (before === now) continue
      if (!before || !now || matches(before) !== matches(now)) return
      if (!matches(now)) continue
      if (!staysAnyway && !sameSortValue(before, now, view.sort)) return
      places ??= new Map(shown.map((row, place) => [row.key, place]))
      const place = places.get(key)
      if (place === undefined) return
      next ??= [...shown]
      next[place] = now
    }
    return next ?? shown
  }

  return (all, view, held) => {
    const patched = inPlace(all, view, held)
    const matches = last?.view === view ? last.matches : matcher(view.filter)
    if (!patched) places = undefined
    const shown =
      patched ?? keep(order([...all.values()].filter(matches), view.sort), { sort: view.sort, id: view }, held)
    last = { all, view, held, matches, shown }
    return shown
  }
}
