'use client'

import { useMemo, useState } from 'react'
import { useAddressView } from '../pages/use-address-view'
import { Button } from '../ui/button'
import { Empty } from '../ui/placeholders'
import { usePhone } from '../ui/media'
import { BulkBar } from './bulk-bar'
import { useTableKeys, usePageKeys } from './table-keys'
import { useHiddenColumns } from './use-hidden-columns'
import { useSelection } from './use-selection'
import { useVmRows } from './use-vm-rows'
import { VmCards } from './vm-cards'
import { isFiltered, noFilter, type VmFilter } from './vm-filter'
import { VmFoot } from './vm-foot'
import { readViewQuery, writeViewQuery, type TableView } from './view-query'
import type { SortColumn } from './vm-order'
import { VmTable } from './vm-table'
import { VmTableSkeleton } from './vm-table-skeleton'
import { VmToolbar } from './vm-toolbar'

const tableAddress = { read: readViewQuery, write: writeViewQuery, textOf: ({ filter }: TableView) => filter.text }

/** All VMs of all connections: find, filter, sort, tick, act. */
export function VmsPage() {
  const [view, setView] = useAddressView(tableAddress)
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const [hidden, setHidden] = useHiddenColumns()
  const phone = usePhone()
  const { known, counted, all, counts, shown, oldOrder } = useVmRows(view, pointed || focused)
  const { selection, toggle, toggleAll, clear } = useSelection(all, shown)
  const keys = useTableKeys({ rows: shown, toggle })
  usePageKeys({ goBy: keys.goBy, clear: selection.keys.size > 0 ? clear : undefined })

  const filter = (change: Partial<VmFilter>) => setView((now) => ({ ...now, filter: { ...now.filter, ...change } }))
  const sort = (column: SortColumn, firstDescending: boolean) =>
    setView((now) => ({
      ...now,
      sort: { column, descending: now.sort.column === column ? !now.sort.descending : firstDescending },
    }))

  const selected = useMemo(
    () => [...selection.keys].map((key) => all.get(key)).filter((row) => row !== undefined),
    [selection, all],
  )
  const hiddenCount = useMemo(() => {
    if (selected.length === 0 || shown.length === counts.total) return 0
    const inSight = new Set(shown.map((row) => row.key))
    return selected.filter((row) => !inSight.has(row.key)).length
  }, [selected, shown, counts.total])

  const instead = !known ? (
    <VmTableSkeleton />
  ) : shown.length === 0 ? (
    <Nothing total={counts.total} filtered={isFiltered(view.filter)} onClear={() => filter(noFilter)} />
  ) : undefined

  return (
    <div className="flex flex-col mid:h-[calc(100dvh-var(--topbar-h))]">
      <VmToolbar
        counts={counted ? counts : undefined}
        rows={all}
        view={view}
        onFilter={filter}
        hidden={hidden}
        onHidden={setHidden}
      />
      {phone ? (
        <VmCards rows={shown} instead={instead} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrow keys move among the rows inside
        <div
          className="flex min-h-0 flex-1 flex-col"
          onKeyDown={keys.onKeyDown}
          onPointerEnter={() => setPointed(true)}
          onPointerLeave={() => setPointed(false)}
          onFocus={() => setFocused(true)}
          onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
        >
          <VmTable
            rows={shown}
            hidden={hidden}
            sort={view.sort}
            onSort={sort}
            selection={selection}
            onToggle={toggle}
            onToggleAll={toggleAll}
            current={keys.current}
            onCurrent={keys.setCurrent}
            focusWanted={keys.focusWanted}
            instead={instead}
          />
        </div>
      )}
      <BulkBar
        selected={selected}
        hiddenCount={hiddenCount}
        isThere={(vm) => !known || all.has(vm)}
        phone={phone}
        onClear={clear}
      />
      {counted && !phone && <VmFoot counts={counts} shown={shown.length} oldOrder={oldOrder} />}
    </div>
  )
}

function Nothing({ total, filtered, onClear }: { total: number; filtered: boolean; onClear: () => void }) {
  if (!filtered || total === 0) {
    return <Empty fact="No VM is known">Connections give their VMs as soon as they are live.</Empty>
  }
  return (
    <Empty fact="No VM matches">
      <p>
        Search and filters leave nothing. {total} {total === 1 ? 'VM is' : 'VMs are'} known.
      </p>
      <Button className="mt-2" onClick={onClear}>
        Clear search and filters
      </Button>
    </Empty>
  )
}
