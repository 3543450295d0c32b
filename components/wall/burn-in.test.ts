import { expect, test } from 'vitest'
import { burnInShift } from './burn-in'

test('the picture moves by 4 px over nine places within 27 minutes', () => {
  const places = Array.from({ length: 9 }, (_, i) => burnInShift(i * 180_000))
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(9)
  expect(Math.max(...places.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBe(4)
  expect(burnInShift(9 * 180_000)).toEqual(places[0])
})
