'use client'

import { useMemo, useState } from 'react'
import { knownCount } from '@/lib/live/known-count'
import type { VmKey } from '@/lib/vsphere/ids'
import { shallowEqual, useLiveWith, useOnServerClock } from '../live/live-provider'
import { createRowReader, type RowTables, type VmRow } from '../vm/vm-row'
import { oldFigures } from '../words/age'
import type { TableView } from './view-query'
import { createShownRows } from './shown-rows'
import { createRowCounter, type VmCounts } from './vm-filter'
import { isByFigures, type VmSort } from './vm-order'

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
  /** Since when the figures are that the order goes by, in words, where that is a while ago. */
  oldOrder: string | undefined
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
  const oldOrder = useOldOrder(all, view.sort)
  const order = useOrderedBy(view, oldOrder === undefined, held)
  const shown = useMemo(() => show(all, order, held), [all, order, held, show])
  const counted = tables !== undefined && knownCount(all.size, tables.connections) !== undefined
  return { known: tables !== undefined, counted, all, counts, shown, oldOrder }
}

/** Since when the figures are that the order goes by, of the oldest; undefined where they are fresh, or nobody sorts by them. */
function useOldOrder(all: ReadonlyMap<VmKey, VmRow>, sort: VmSort): string | undefined {
  const oldest = useMemo(() => (isByFigures(sort) ? oldestFigures(all.values()) : undefined), [all, sort])
  return (
    useOnServerClock((now) => (oldest === undefined ? '' : (oldFigures({ figuresAt: oldest }, now) ?? ''))) || undefined
  )
}

function oldestFigures(rows: Iterable<VmRow>): string | undefined {
  let oldest: string | undefined
  // Of one clock and in one form, so that the texts have the order of the times.
  for (const { vm } of rows)
    if (vm.figuresAt !== undefined && (oldest === undefined || vm.figuresAt < oldest)) oldest = vm.figuresAt
  return oldest
}

/** The view, as another one once its figures are fresh: the order is made anew then, unless somebody is at the table. */
function useOrderedBy(view: TableView, isFresh: boolean, held: boolean): TableView {
  const [was, setWas] = useState(isFresh)
  if (was !== isFresh && !held) setWas(isFresh)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- which one it is says that the order is to be made anew
  return useMemo(() => ({ ...view }), [view, was])
}
