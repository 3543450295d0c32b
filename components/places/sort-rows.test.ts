import { expect, test } from 'vitest'
import { matchesText, nextSort, sortRows } from './sort-rows'

const rows = [
  { name: 'esx-10', free: 5 },
  { name: 'esx-2', free: undefined },
  { name: 'Esx-1', free: 9 },
]
const names = (list: typeof rows) => list.map((row) => row.name)
const byName = (row: { name: string }) => row.name

test('names sort as people sort them, the unknown goes last either way', () => {
  expect(names(sortRows(rows, byName, byName, false))).toEqual(['Esx-1', 'esx-2', 'esx-10'])
  expect(names(sortRows(rows, (row) => row.free, byName, false))).toEqual(['esx-10', 'Esx-1', 'esx-2'])
  expect(names(sortRows(rows, (row) => row.free, byName, true))).toEqual(['Esx-1', 'esx-10', 'esx-2'])
})

test('the same column turns around, another starts its own way', () => {
  expect(nextSort({ column: 'a', descending: false }, 'a', true)).toEqual({ column: 'a', descending: true })
  expect(nextSort<'a' | 'b'>({ column: 'a', descending: false }, 'b', true)).toEqual({ column: 'b', descending: true })
})

test('every word has to be there', () => {
  expect(matchesText('XEON esx', ['esx-2', 'Intel Xeon'])).toBe(true)
  expect(matchesText('epyc esx', ['esx-2', undefined])).toBe(false)
  expect(matchesText('  ', ['x'])).toBe(true)
  expect(matchesText('xx', ['x', 'x'])).toBe(false)
  expect(matchesText('CAF\u00c9', ['cafe\u0301-01'])).toBe(true)
})

test('ties go by name, upwards in both directions, and the rows that were given stay as they are', () => {
  const tied = [
    { name: 'b', free: 1 },
    { name: 'a', free: 1 },
    { name: 'c', free: 2 },
  ]
  const given = [...tied]
  expect(sortRows(tied, (row) => row.free, byName, false).map(byName)).toEqual(['a', 'b', 'c'])
  expect(sortRows(tied, (row) => row.free, byName, true).map(byName)).toEqual(['c', 'a', 'b'])
  expect(tied).toEqual(given)
})
