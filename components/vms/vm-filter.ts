import { formatNumber } from '@/lib/format/quantity'
import { changedRows } from '@/lib/live/changed-rows'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { VmKey } from '@/lib/vsphere/ids'
import { knownPower, type PowerState } from '@/lib/vsphere/vm'
import { contactWord } from '../vm/last-known'
import type { VmRow } from '../vm/vm-row'

export const showKinds = ['waiting', 'running', 'unknown', 'consolidate'] as const
export type ShowKind = (typeof showKinds)[number]

/** What the page's search and filters ask for. Empty lists ask for nothing in particular. */
export type VmFilter = {
  text: string
  powers: readonly PowerState[]
  hosts: readonly string[]
  connections: readonly string[]
  /** A row matches if it is any of these. */
  show: readonly ShowKind[]
}

export const noFilter: VmFilter = { text: '', powers: [], hosts: [], connections: [], show: [] }

export const isFiltered = (filter: VmFilter) =>
  filter.text.trim() !== '' ||
  filter.powers.length + filter.hosts.length + filter.connections.length + filter.show.length > 0

/** Whether a row is what a chip counts. A VM that waits is not also running: every count means the same everywhere. */
const isShown: Record<ShowKind, (row: VmRow) => boolean> = {
  waiting: (row) => row.question !== undefined,
  running: (row) => row.task !== undefined && row.question === undefined,
  unknown: (row) => knownPower(row.vm) === 'unknown',
  consolidate: (row) => row.vm.consolidationNeeded === true,
}

/**
 * A test for rows. The text is looked for in the plain name, the stored name, the address, the host and what stands in the
 * way of a VM without contact (`orphaned`), every word by itself, whatever its case and Unicode form.
 */
export function matcher(filter: VmFilter): (row: VmRow) => boolean {
  const words = fold(filter.text).split(/\s+/u).filter(Boolean)
  const powers = new Set<PowerState>(filter.powers)
  const hosts = new Set(filter.hosts)
  const connections = new Set(filter.connections)
  return (row) => {
    const { vm } = row
    if (powers.size > 0 && !powers.has(knownPower(vm))) return false
    if (hosts.size > 0 && !(vm.host && hosts.has(vm.host.key))) return false
    if (connections.size > 0 && !connections.has(vm.connection)) return false
    if (filter.show.length > 0 && !filter.show.some((kind) => isShown[kind](row))) return false
    if (words.length === 0) return true
    const text = searchText(row)
    return words.every((word) => text.includes(word))
  }
}

const fold = (text: string) => text.normalize('NFC').toLowerCase()

const texts = new WeakMap<VmRow, string>()

function searchText(row: VmRow): string {
  const known = texts.get(row)
  if (known !== undefined) return known
  const { vm } = row
  const text = fold([vm.name, vm.storedName, vm.ipAddress ?? '', vm.host?.name ?? '', contactWord(vm) ?? ''].join('\n'))
  texts.set(row, text)
  return text
}

export type VmCounts = Record<ShowKind, number> & {
  total: number
  powers: Record<PowerState, number>
  /** How many VMs there are at each connection that is not live. */
  silent: ReadonlyMap<ConnectionView, number>
}

/** Counts over all rows, not only over those that the filter leaves. */
export function countRows(rows: Iterable<VmRow>): VmCounts {
  const counts = {
    total: 0,
    waiting: 0,
    running: 0,
    unknown: 0,
    consolidate: 0,
    powers: { poweredOn: 0, poweredOff: 0, suspended: 0, unknown: 0 },
    silent: new Map<ConnectionView, number>(),
  }
  for (const row of rows) count(counts, row, 1)
  return counts
}

type OpenCounts = VmCounts & { silent: Map<ConnectionView, number> }

function count(counts: OpenCounts, row: VmRow, by: 1 | -1): void {
  const { connection } = row
  counts.total += by
  counts.powers[knownPower(row.vm)] += by
  for (const kind of showKinds) if (isShown[kind](row)) counts[kind] += by
  if (!connection || connection.state.at === 'live') return
  const left = (counts.silent.get(connection) ?? 0) + by
  if (left > 0) counts.silent.set(connection, left)
  else counts.silent.delete(connection)
}

/** Makes a function that counts rows; of those that were counted before only what has changed is counted anew. */
export function createRowCounter(): (rows: ReadonlyMap<VmKey, VmRow>) => VmCounts {
  let last: { rows: ReadonlyMap<VmKey, VmRow>; counts: VmCounts } | undefined
  return (rows) => {
    const changed = last && changedRows(last.rows, rows)
    if (!last || !changed) {
      last = { rows, counts: countRows(rows.values()) }
      return last.counts
    }
    const { counts, rows: before } = last
    const next = { ...counts, powers: { ...counts.powers }, silent: new Map(counts.silent) }
    for (const key of changed) {
      const [was, is] = [before.get(key), rows.get(key)]
      if (was) count(next, was, -1)
      if (is) count(next, is, 1)
    }
    last = { rows, counts: next }
    return next
  }
}

/** `208 on, 55 off, 5 suspended, 9 unknown`; states that nobody is in are left out, except on and off where any is known. */
export function powerStateText({ powers, total }: VmCounts): string {
  if (total > 0 && powers.unknown === total) return `${formatNumber(total)} unknown`
  const parts = [`${formatNumber(powers.poweredOn)} on`, `${formatNumber(powers.poweredOff)} off`]
  if (powers.suspended > 0) parts.push(`${formatNumber(powers.suspended)} suspended`)
  if (powers.unknown > 0) parts.push(`${formatNumber(powers.unknown)} unknown`)
  return parts.join(', ')
}
