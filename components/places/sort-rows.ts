import { compareNames } from '@/lib/names/inventory-name'
/** How rows are sorted: by which column, which way. */
export type Sort<Column extends string> = { column: Column; descending: boolean }

/**
 * Rows in order, ties by name. What is not known goes last in both directions. Texts compare as people sort them:
 * `esx-2` before `esx-10`.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => string | number | undefined,
  name: (row: Row) => string,
  descending: boolean,
): Row[] {
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x !== y) {
      if (x === undefined) return 1
      if (y === undefined) return -1
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : compareNames(String(x), String(y))
      if (order !== 0) return order * sign
    }
    return compareNames(name(a), name(b))
  })
}

/** The same column turns around, another one starts with its own first direction. */
export const nextSort = <Column extends string>(
  sort: Sort<Column>,
  column: Column,
  firstDescending: boolean,
): Sort<Column> => ({
  column,
  descending: sort.column === column ? !sort.descending : firstDescending,
})

/** Whether every word of what was typed is in one of the texts, whatever its case. */
export function matchesText(typed: string, texts: readonly (string | undefined)[]): boolean {
  const text = texts.join('\n').normalize('NFC').toLowerCase()
  return typed
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word))
}
