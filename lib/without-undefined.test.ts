import { expect, test } from 'vitest'
import { withoutUndefined } from './without-undefined'

test('fields that are undefined are left out, all others stay in their order', () => {
  const kept = withoutUndefined({ a: 1, b: undefined, c: null, d: false, e: '' })
  expect(Object.entries(kept)).toEqual([
    ['a', 1],
    ['c', null],
    ['d', false],
    ['e', ''],
  ])
  expect(withoutUndefined([undefined])).toEqual([undefined])
  expect(withoutUndefined('x' as unknown)).toBe('x')
})

test('a field that JavaScript treats specially is a field like any other', () => {
  const kept = withoutUndefined(JSON.parse('{"__proto__":{"polluted":true}}') as object)
  expect(Object.keys(kept)).toEqual(['__proto__'])
  expect(kept).not.toHaveProperty('polluted')
})
