'use client'

import { clsx } from 'clsx'
import { mayCreateVms } from '@/lib/accounts/role'
import { compareNames } from '@/lib/names/inventory-name'
import type { BoardTables, LiveTables } from '@/lib/live/live-state'
import { formatNumber } from '@/lib/format/quantity'
import { splitKey, type ConnectionId } from '@/lib/vsphere/ids'
import type { PowerState } from '@/lib/vsphere/vm'
import type { VmRow } from '../vm/vm-row'
import { useAccount } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { useLive, useLiveWith } from '../live/live-provider'
import { createVmPath } from '../pages/pages'
import { Button } from '../ui/button'
import { LinkButton } from '../ui/link-button'
import { Menu, MenuCheck, MenuLabel } from '../ui/menu'
import { SearchBox } from '../ui/search-box'
import { powerWords } from '../vm/power-state'
import type { TableView } from './view-query'
import type { ShowKind, VmCounts, VmFilter } from './vm-filter'
import { FilterList, type FilterOption } from './filter-list'
import { vmColumns } from './vm-columns'

type ToolbarProps = {
  /** Undefined until the first data: blank, never zero. */
  counts: VmCounts | undefined
  rows: ReadonlyMap<string, VmRow>
  view: TableView
  onFilter: (change: Partial<VmFilter>) => void
  hidden: Record<string, boolean>
  onHidden: (id: string, visible: boolean) => void
}

/** `rare`: not there while no VM is one of these. */
const chips: { kind: ShowKind; word: string; wideOnly?: true; rare?: true }[] = [
  { kind: 'waiting', word: 'Waiting' },
  { kind: 'running', word: 'Running' },
  { kind: 'unknown', word: 'Unknown', wideOnly: true },
  { kind: 'consolidate', word: 'Need consolidation', rare: true },
]

export function VmToolbar({ counts, rows, view, onFilter, hidden, onHidden }: ToolbarProps) {
  const { role } = useAccount()
  const mayCreate = mayCreateVms(role)
  const { filter } = view
  const connections = useLive(readConnections)
  const hosts = useChosenHosts(filter.hosts)
  const powers = () =>
    (Object.keys(powerWords) as PowerState[]) // the keys of a Record<PowerState, …>
      .map((value) => ({ value, label: powerWords[value].word, count: counts?.powers[value] ?? 0 }))
  const connectionCount = connections ? Object.keys(connections).length : 0
  const toggle = (kind: ShowKind) =>
    onFilter({ show: filter.show.includes(kind) ? filter.show.filter((one) => one !== kind) : [...filter.show, kind] })
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-3 mid:px-4 wide:px-5">
      <h1 className="mr-2 text-lg font-semibold">
        Virtual machines {counts && <span className="ml-0.5 font-medium text-ink-3">{formatNumber(counts.total)}</span>}
      </h1>
      <SearchBox
        label="Search virtual machines"
        placeholder="Name, address"
        value={filter.text}
        onChange={(text) => onFilter({ text })}
      />
      <FilterList
        label="Power"
        options={powers}
        nameOf={(state) => powerWords[state].word}
        chosen={filter.powers}
        onChange={(powers) => onFilter({ powers })}
      />
      <FilterList
        label="Host"
        options={() => countBy(rows, ({ vm }) => vm.host && [vm.host.key, vm.host.name])}
        nameOf={(key) => (hosts ? hosts[key]?.name : 'not known yet')}
        chosen={filter.hosts}
        onChange={(hosts) => onFilter({ hosts })}
      />
      {(connectionCount > 1 || filter.connections.length > 0) && (
        <FilterList
          label="Connection"
          options={() => countBy(rows, ({ vm, connection }) => [vm.connection, connection?.name ?? vm.connection])}
          nameOf={(id) => connections?.[id]?.name}
          chosen={filter.connections}
          onChange={(connections) => onFilter({ connections })}
        />
      )}
      {chips.map(({ kind, word, wideOnly, rare }) =>
        rare && !counts?.[kind] && !filter.show.includes(kind) ? null : (
          <Button
            key={kind}
            aria-pressed={filter.show.includes(kind)}
            onClick={() => toggle(kind)}
            className={clsx(
              'aria-pressed:border-link aria-pressed:bg-select',
              wideOnly && !filter.show.includes(kind) && 'max-wide:hidden',
            )}
          >
            {word} {counts && <span className="font-normal text-ink-3">{formatNumber(counts[kind])}</span>}
          </Button>
        ),
      )}
      <span className="ml-auto">
        <LinkButton href={createVmPath()} disabledReason={mayCreate.ok ? undefined : mayCreate.because}>
          Create VM
        </LinkButton>
      </span>
      <span className="max-mid:hidden">
        <Menu
          label="Columns"
          trigger={
            <Button square aria-label="Columns">
              <Icon name="columns" />
            </Button>
          }
        >
          <MenuLabel>Columns</MenuLabel>
          {vmColumns.map(({ id, meta, enableHiding }) =>
            id !== undefined && enableHiding !== false && meta ? (
              <MenuCheck key={id} checked={hidden[id] !== false} onChange={(visible) => onHidden(id, visible)}>
                {meta.label}
              </MenuCheck>
            ) : null,
          )}
        </Menu>
      </span>
    </div>
  )
}

const readConnections = ({ connections }: BoardTables) => connections
const readHosts = ({ hosts }: Pick<LiveTables, 'hosts'>) => hosts

/** The hosts of the connection whose host is chosen: one may have no VM in the list. */
function useChosenHosts([chosen]: readonly string[]): LiveTables['hosts'] | undefined {
  const of = chosen === undefined ? undefined : splitKey(chosen)?.connection
  return useLiveWith(of === undefined ? noNeeds : { hosts: of }, readHosts)
}

const noNeeds: { hosts?: ConnectionId } = {}

/** How many VMs are at each place, by the name of the place. @param place key and name of where a VM is */
function countBy(
  rows: ReadonlyMap<string, VmRow>,
  place: (row: VmRow) => [key: string, name: string] | undefined,
): FilterOption<string>[] {
  const places = new Map<string, FilterOption<string>>()
  for (const row of rows.values()) {
    const found = place(row)
    if (!found) continue
    const [value, label] = found
    const known = places.get(value)
    if (known) known.count += 1
    else places.set(value, { value, label, count: 1 })
  }
  return [...places.values()].sort((a, b) => compareNames(a.label, b.label))
}
