import { compareNames } from '@/lib/names/inventory-name'
import type { VmKey } from '@/lib/vsphere/ids'
import { knownPower, type PowerState } from '@/lib/vsphere/vm'
import type { VmRow } from '../vm/vm-row'

export const sortColumns = [
  'question',
  'name',
  'power',
  'host',
  'cpu',
  'memory',
  'address',
  'task',
  'connection',
  'guest',
  'snapshots',
] as const
export type SortColumn = (typeof sortColumns)[number]
export type VmSort = { column: SortColumn; descending: boolean }

/** Questions first, the oldest on top, then by name. */
export const defaultSort: VmSort = { column: 'question', descending: true }

const powerRank: Record<PowerState, number> = { poweredOn: 0, suspended: 1, poweredOff: 2, unknown: 3 }

/** What a column sorts by. Undefined (nothing known, nothing there) goes last in both directions. */
const sortValue: Record<SortColumn, (row: VmRow) => string | number | undefined> = {
  // By age: raised earlier means more.
  question: (row) => (row.question ? -Date.parse(row.question.raisedAt) : undefined),
  name: (row) => row.vm.name,
  power: (row) => powerRank[knownPower(row.vm)],
  host: (row) => row.vm.host?.name,
  cpu: (row) => (row.vm.powerState === 'poweredOn' ? row.vm.cpuUsageMHz : undefined),
  memory: (row) => row.vm.memoryMiB,
  address: (row) => (row.vm.ipAddress ? addressKey(row.vm.ipAddress) : undefined),
  task: (row) => row.task?.progress ?? (row.task ? 0 : undefined),
  connection: (row) => row.connection?.name,
  guest: (row) => row.vm.guestFullName,
  snapshots: (row) => row.vm.snapshotCount,
}

/** Sorts 10.2 before 10.10. Anything but dotted IPv4 sorts as it is written. */
function addressKey(address: string): string {
  const parts = address.split('.')
  return parts.length === 4 ? parts.map((part) => part.padStart(3, '0')).join('.') : address
}

export type RowOrder = (rows: readonly VmRow[], sort: VmSort) => VmRow[]

type Entry = { row: VmRow; first: string | number | undefined }

/**
 * Makes a function that puts rows in order; rows that tie follow by name, then by key. Live data asks for it several
 * times a second with 10,000 rows, so it keeps the ranks of names (comparing by locale is the slow part), and the order
 * itself as long as nothing that it depends on has changed.
 */
export function createRowOrder(): RowOrder {
  let ranks = new Map<string, number>()
  let last: { sort: VmSort; entries: Entry[]; places: number[] } | undefined

  const rankTexts = (entries: readonly Entry[]) => {
    const wanted = new Set<string>()
    for (const { row, first } of entries) {
      wanted.add(row.vm.name)
      if (typeof first === 'string') wanted.add(first)
    }
    if ([...wanted].every((text) => ranks.has(text))) return
    const sorted = [...wanted].sort((a, b) => compareNames(a, b) || (a < b ? -1 : 1))
    ranks = new Map(sorted.map((text, rank) => [text, rank]))
  }

  const placesOf = (entries: readonly Entry[], sort: VmSort): number[] => {
    rankTexts(entries)
    const rank = (text: string) => ranks.get(text) ?? 0
    const keyed = entries.map(({ row, first }, place) => ({
      place,
      key: row.key,
      first: typeof first === 'string' ? rank(first) : first,
      name: rank(row.vm.name),
    }))
    const sign = sort.descending ? -1 : 1
    keyed.sort((a, b) => {
      if (a.first !== b.first) {
        if (a.first === undefined) return 1
        if (b.first === undefined) return -1
        return (a.first - b.first) * sign
      }
      return a.name - b.name || (a.key < b.key ? -1 : 1)
    })
    return keyed.map(({ place }) => place)
  }

  return (rows, sort) => {
    const value = sortValue[sort.column]
    const entries = rows.map((row) => ({ row, first: value(row) }))
    const places = last && sameOrder(last, entries, sort) ? last.places : placesOf(entries, sort)
    last = { sort, entries, places }
    return places.map((place) => entries[place]?.row).filter((row) => row !== undefined)
  }
}

const sameOrder = (last: { sort: VmSort; entries: Entry[] }, entries: readonly Entry[], sort: VmSort) =>
  last.sort.column === sort.column &&
  last.sort.descending === sort.descending &&
  last.entries.length === entries.length &&
  entries.every(({ row, first }, index) => {
    const known = last.entries[index]
    return known?.row.key === row.key && known.first === first && known.row.vm.name === row.vm.name
  })

/**
 * Keeps what a person looks at in place while data moves: keys that are still wanted stay in the order they had, new
 * ones come in behind the neighbour that they follow in the wanted order.
 */
export function holdOrder<Key>(shown: readonly Key[], wanted: readonly Key[]): Key[] {
  const wantedSet = new Set(wanted)
  const kept = new Set(shown.filter((key) => wantedSet.has(key)))
  if (kept.size === 0) return [...wanted]
  const following = new Map<Key | undefined, Key[]>()
  let neighbour: Key | undefined
  for (const key of wanted) {
    if (kept.has(key)) {
      neighbour = key
      continue
    }
    const list = following.get(neighbour)
    if (list) list.push(key)
    else following.set(neighbour, [key])
  }
  const held: Key[] = [...(following.get(undefined) ?? [])]
  for (const key of kept) held.push(key, ...(following.get(key) ?? []))
  return held
}

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
