import { expect, test } from 'vitest'
import { createSetsByKey } from './sets-by-key'

test('items are found by their key, in order, each once, and not when they were removed', () => {
  const sets = createSetsByKey<string, number>()
  for (const item of [2, 1, 2]) sets.add('a', item)
  sets.add('b', 3)
  expect([...sets.get('a')]).toEqual([2, 1])
  sets.remove('a', 2)
  sets.remove('a', 7)
  sets.remove('c', 1)
  expect([...sets.get('a')]).toEqual([1])
  sets.remove('a', 1)
  expect([...sets.get('a')]).toEqual([])
  sets.add('a', 4)
  expect([...sets.get('a'), ...sets.get('b')]).toEqual([4, 3])
})
