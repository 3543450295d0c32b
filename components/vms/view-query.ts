import type { PowerState } from '@/lib/vsphere/vm'
import { noFilter, showKinds, type ShowKind, type VmFilter } from './vm-filter'
import { defaultSort, sortColumns, type SortColumn, type VmSort } from './vm-order'

/** What the address of the page says about the table, so that a view can be sent to a colleague or kept as a bookmark. */
export type TableView = { filter: VmFilter; sort: VmSort }

const powerWords: Record<PowerState, string> = {
  poweredOn: 'on',
  poweredOff: 'off',
  suspended: 'suspended',
  unknown: 'unknown',
}
const powerByWord = new Map(Object.entries(powerWords).map(([state, word]) => [word, state as PowerState]))

/** Reads a query string; whatever it does not know it leaves out, since anybody can type an address. */
export function readViewQuery(query: URLSearchParams): TableView {
  const sort = query.get('sort') ?? ''
  const column = sort.replace(/^-/u, '')
  return {
    filter: {
      ...noFilter,
      text: query.get('q') ?? '',
      powers: known(query.get('power'), (word) => powerByWord.get(word)),
      hosts: query.getAll('host'),
      connections: query.getAll('connection'),
      show: known(query.get('show'), (word) => showKinds.find((kind) => kind === word)),
    },
    sort: isSortColumn(column) ? { column, descending: sort.startsWith('-') } : defaultSort,
  }
}

/** The shortest query that `readViewQuery` reads back to the same view; other parameters of the address are kept. */
export function writeViewQuery(view: TableView, rest: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const query = new URLSearchParams(rest)
  for (const name of ['q', 'power', 'host', 'connection', 'show', 'sort']) query.delete(name)
  const { filter, sort } = view
  if (filter.text !== '') query.set('q', filter.text)
  if (filter.powers.length > 0) query.set('power', filter.powers.map((state) => powerWords[state]).join(','))
  for (const host of filter.hosts) query.append('host', host)
  for (const connection of filter.connections) query.append('connection', connection)
  if (filter.show.length > 0) query.set('show', filter.show.join(','))
  if (sort.column !== defaultSort.column || sort.descending !== defaultSort.descending) {
    query.set('sort', (sort.descending ? '-' : '') + sort.column)
  }
  return query
}

const isSortColumn = (text: string): text is SortColumn => (sortColumns as readonly string[]).includes(text)

function known<Value extends PowerState | ShowKind>(
  text: string | null,
  of: (word: string) => Value | undefined,
): Value[] {
  const values = (text ?? '').split(',').map(of)
  return [...new Set(values.filter((value) => value !== undefined))]
}
