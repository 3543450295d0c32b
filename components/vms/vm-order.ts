import { sortNames } from '@/lib/names/sort-names'
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

/** Where rows stand in the order of their names, and of their keys where these are the same: ranks need no comparing. */
function placesByName(entries: readonly Entry[], ranks: ReadonlyMap<string, number>): number[] {
  const next = new Int32Array(ranks.size + 1)
  const rankOf = Int32Array.from(entries, ({ row }) => ranks.get(row.vm.name) ?? 0)
  for (const rank of rankOf) next[rank + 1] = (next[rank + 1] ?? 0) + 1
  let hasTwins = false
  for (let rank = 0; rank < ranks.size; rank += 1) {
    hasTwins ||= (next[rank + 1] ?? 0) > 1
    next[rank + 1] = (next[rank + 1] ?? 0) + (next[rank] ?? 0)
  }
  const places = Array.from(entries, () => 0)
  for (const [place, rank] of rankOf.entries()) {
    const at = next[rank] ?? 0
    places[at] = place
    next[rank] = at + 1
  }
  if (!hasTwins) return places
  const key = (place: number) => entries[place]?.row.key ?? ''
  return places.sort((a, b) => (rankOf[a] ?? 0) - (rankOf[b] ?? 0) || (key(a) < key(b) ? -1 : 1))
}

export type RowOrder = (rows: readonly VmRow[], sort: VmSort) => VmRow[]

type Entry = { row: VmRow; first: string | number | undefined }

/** The ranks of texts in the order of names, and those that had none before are put among them. */
function createRanks() {
  let sorted: string[] = []
  let ranks = new Map<string, number>()
  return (wanted: readonly string[]): ReadonlyMap<string, number> => {
    const added = new Set<string>()
    for (const text of wanted) if (!ranks.has(text)) added.add(text)
    if (added.size === 0) return ranks
    // What nobody has any more goes some day. The others stand in order already, which costs the sort next to nothing.
    const all = sorted.length > 2 * wanted.length ? new Set(wanted) : undefined
    const kept = all ? sorted.filter((text) => all.has(text)) : sorted
    sorted = sortNames([...kept, ...added])
    ranks = new Map(sorted.map((text, rank) => [text, rank]))
    return ranks
  }
}

/**
 * Makes a function that puts rows in order; rows that tie follow by name, then by key. Live data asks for it several
 * times a second with 10,000 rows, so it keeps the ranks of the texts of each column (comparing by locale is the slow part),
 * and the order itself as long as nothing that it depends on has changed.
 */
export function createRowOrder(): RowOrder {
  const ranksOf = new Map<SortColumn, ReturnType<typeof createRanks>>()
  let last: { sort: VmSort; entries: Entry[]; places: number[] } | undefined

  const rank = (column: SortColumn, texts: readonly string[]) => {
    const ranks = ranksOf.get(column) ?? createRanks()
    ranksOf.set(column, ranks)
    return ranks(texts)
  }

  const placesOf = (entries: readonly Entry[], sort: VmSort): number[] => {
    const names = rank(
      'name',
      entries.map(({ row }) => row.vm.name),
    )
    const texts = entries.map(({ first }) => first).filter((first) => typeof first === 'string')
    const firsts = texts.length > 0 && sort.column !== 'name' ? rank(sort.column, texts) : names
    const sign = sort.descending ? -1 : 1
    // What is last in both directions is the largest.
    const values = Float64Array.from(entries, ({ first }) =>
      first === undefined ? Infinity : sign * (typeof first === 'string' ? (firsts.get(first) ?? 0) : first),
    )
    const places = placesByName(entries, names)
    const value = (place: number) => values[place] ?? Infinity
    // Many columns have one value for most rows, and then there is nothing to sort. Infinity less itself is no number.
    if (!values.every((one) => one === values[0]))
      places.sort((a, b) => (value(a) === value(b) ? 0 : value(a) - value(b)))
    return places
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

/** Whether a row that was another before stands where it stood. */
export const sameSortValue = (before: VmRow, now: VmRow, { column }: VmSort): boolean =>
  sortValue[column](before) === sortValue[column](now) && before.vm.name === now.vm.name

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

/** Whether the order goes by what servers do not tell, so that of each VM it has to be read again. */
export const isByFigures = ({ column }: VmSort): boolean => column === 'cpu'

export const isRestless = ({ column }: VmSort): boolean => restless.has(column)

/**
 * Makes a function that decides in which order rows are shown. While a person is at the table (`held`), or the sorted
 * column is a restless one, rows keep their places; a new view, or leaving the table, puts them in order.
 * Asking twice with the same arguments gives the same order.
 */
export function createOrderKeeper() {
  let shown: readonly VmKey[] = []
  let forView: unknown
  return (wanted: readonly VmRow[], view: { sort: VmSort; id: unknown }, held: boolean): VmRow[] => {
    const keep = view.id === forView && (held || isRestless(view.sort))
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
