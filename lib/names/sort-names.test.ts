import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { compareNames } from './inventory-name'
import { sortNames } from './sort-names'

const bySlowWay = (names: readonly string[]) => [...names].sort((a, b) => compareNames(a, b) || (a < b ? -1 : 1))

test('names have the order in which the collator of this language puts them, whatever they consist of', () => {
  const piece = oneof(
    {
      weight: 6,
      arbitrary: constantFrom('web', 'Web', 'db', 'a', 'B', '-', '_', '.', ' ', '0', '00', '1', '2', '07', '10'),
    },
    { weight: 1, arbitrary: constantFrom('é', 'ß', '%2f', '/', '(', '№', '²', 'İ', '99999999999999999999') },
    { weight: 1, arbitrary: string({ unit: 'grapheme', maxLength: 3 }) },
  )
  const name = array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  assert(
    property(array(name, { maxLength: 30 }), (names) => {
      expect(sortNames(names)).toEqual(bySlowWay(names))
    }),
    { numRuns: 2_000 },
  )
})

test('a number counts as a number however many digits it has', () => {
  expect(sortNames(['esx-10', 'esx-2', 'esx-1000000', 'esx-02', 'esx', 'esx.2', 'esxa', 'ESX-2'])).toEqual([
    'esx',
    'esx-02',
    'esx-2',
    'ESX-2',
    'esx-10',
    'esx-1000000',
    'esx.2',
    'esxa',
  ])
})
