import type { HistoryDay } from './history-days'
import type { HistoryEntry } from './history-entries'
import type { Gap } from './gaps'

/** What stands in the list one under the other: heads of days too, so that a place in it is a number. */
export type ListItem = {
  key: string
  /** Which of the days it is of. */
  day: number
  /** Its number among the rows of the table, from 1 on; the steps of an open row are one more. */
  row: number
} & (
  | { kind: 'head' }
  | { kind: 'entry'; entry: HistoryEntry; isOpen: boolean }
  | { kind: 'fold'; entries: readonly [HistoryEntry, ...HistoryEntry[]]; isOpen: boolean }
  | { kind: 'gap'; gap: Gap }
)

/** Without its place. */
type Plain<Item> = Item extends unknown ? Omit<Item, 'day' | 'row'> : never

/**
 * The days as one list. @param open the keys of rows that show their steps, and of folds that show their lines; the first row
 * of the table has its columns.
 */
export function listItems(days: readonly HistoryDay[], open: ReadonlySet<string>): ListItem[] {
  const items: ListItem[] = []
  let row = 2
  for (const [day, { day: name = '', rows }] of days.entries()) {
    const put = (item: Plain<ListItem>) => {
      items.push({ ...item, day, row })
      row += item.kind === 'entry' && item.isOpen ? 2 : 1
    }
    const putEntry = (entry: HistoryEntry) => put({ kind: 'entry', key: entry.key, entry, isOpen: open.has(entry.key) })
    put({ kind: 'head', key: `day:${name}` })
    for (const one of rows) {
      switch (one.kind) {
        case 'entry':
          putEntry(one.entry)
          break
        case 'fold': {
          const isOpen = open.has(one.key)
          put({ kind: 'fold', key: one.key, entries: one.entries, isOpen })
          if (isOpen) one.entries.forEach(putEntry)
          break
        }
        default:
          put({ kind: 'gap', key: one.key, gap: one.gap })
      }
    }
  }
  return items
}
