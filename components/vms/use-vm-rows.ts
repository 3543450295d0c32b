'use client'

import { useMemo, useState } from 'react'
import { knownCount } from '@/lib/live/known-count'
import type { VmKey } from '@/lib/vsphere/ids'
import { shallowEqual, useLiveWith } from '../live/live-provider'
import { createRowReader, type RowTables, type VmRow } from '../vm/vm-row'
import type { TableView } from './view-query'
import { countRows, matcher, type VmCounts } from './vm-filter'
import { createOrderKeeper, createRowOrder } from './vm-order'

const rowTables = ({ vms, connections, questions, tasks, runs }: RowTables) => ({
  vms,
  connections,
  questions,
  tasks,
  runs,
})
const allVms = { vms: 'all' } as const
const noRows: ReadonlyMap<VmKey, VmRow> = new Map()

export type VmRows = {
  /** False until the first snapshot: show a skeleton, never zero. */
  known: boolean
  /** False where none is known and a connection has not been heard: then nobody has counted. */
  counted: boolean
  all: ReadonlyMap<VmKey, VmRow>
  counts: VmCounts
  /** What the filter leaves, in the order on the screen. */
  shown: VmRow[]
}

/**
 * The rows of the table.
 * @param held somebody points at the table or has the focus in it: rows keep their places.
 */
export function useVmRows(view: TableView, held: boolean): VmRows {
  const tables = useLiveWith(allVms, rowTables, shallowEqual)
  const [read] = useState(createRowReader)
  const [order] = useState(() => createRowOrder())
  const [keep] = useState(createOrderKeeper)

  const all = useMemo(() => (tables ? read(tables) : noRows), [tables, read])
  const counts = useMemo(() => countRows(all.values()), [all])
  const wanted = useMemo(() => {
    const matches = matcher(view.filter)
    return order([...all.values()].filter(matches), view.sort)
  }, [all, view, order])
  const shown = useMemo(() => keep(wanted, { sort: view.sort, id: view }, held), [wanted, view, held, keep])
  const counted = tables !== undefined && knownCount(all.size, tables.connections) !== undefined
  return { known: tables !== undefined, counted, all, counts, shown }
}
