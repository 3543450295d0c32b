import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedRows, noteChanged } from './changed-rows'

type Table = Record<string, number>

/** A table made from another, and said to be. */
function next(before: Table, changes: Table): Table {
  const after = { ...before, ...changes }
  noteChanged(before, after, Object.keys(changes))
  return after
}

test('from a table to each later one, what has changed between them is named, or nobody says', () => {
  const steps = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat(9)), { maxLength: 100 })
  fc.assert(
    fc.property(steps, fc.nat(99), fc.nat(99), (changes, one, other) => {
      const tables: Table[] = [{ a: 0, b: 0, c: 0 }]
      for (const change of changes) tables.push(next(tables.at(-1) ?? {}, change))
      const [early, late] = [one, other].map((n) => n % tables.length).sort((a, b) => a - b)
      const [before, after] = [tables[early ?? 0] ?? {}, tables[late ?? 0] ?? {}]
      const said = changedRows(before, after)
      // The last 64 changes are remembered.
      if (tables.length - 1 - (early ?? 0) <= 64) expect(said).toBeDefined()
      for (const key of Object.keys(after)) if (said && before[key] !== after[key]) expect(said).toContain(key)
    }),
  )
})

test('a table of which two were made, and one that nobody knows, are compared row by row', () => {
  const first = { a: 0, b: 0 }
  const one = next(first, { a: 1 })
  const other = next(first, { b: 1 })
  expect(changedRows(one, other)).toBeUndefined()
  expect(changedRows(other, one)).toBeUndefined()
  expect(changedRows({ a: 0 }, one)).toBeUndefined()
  expect(changedRows(first, other)).toEqual(new Set(['b']))
  expect(changedRows(one, one)).toEqual(new Set())
  // Backwards nobody knows.
  expect(changedRows(other, first)).toBeUndefined()
})
