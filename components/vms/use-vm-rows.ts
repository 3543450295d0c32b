'use client'

import { useMemo, useState } from 'react'
import { knownCount } from '@/lib/live/known-count'
import type { VmKey } from '@/lib/vsphere/ids'
import { shallowEqual, useLiveWith } from '../live/live-provider'
import { createRowReader, type RowTables, type VmRow } from '../vm/vm-row'
import type { TableView } from './view-query'
import { createShownRows } from './shown-rows'
import { createRowCounter, type VmCounts } from './vm-filter'

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
  const [count] = useState(createRowCounter)
  const [show] = useState(createShownRows)

  const all = useMemo(() => (tables ? read(tables) : noRows), [tables, read])
  const counts = useMemo(() => count(all), [all, count])
  const shown = useMemo(() => show(all, view, held), [all, view, held, show])
  const counted = tables !== undefined && knownCount(all.size, tables.connections) !== undefined
  return { known: tables !== undefined, counted, all, counts, shown }
}
