import { describe, expect, test } from 'vitest'
import { dropGone, emptySelection, extendTo, toggleAll, toggleKey, type Selection } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const none: Selection = emptySelection
const keys = (selection: Selection) => [...selection.keys].join('')

describe('selection of rows', () => {
  test('a range with Shift goes either way from the last tick', () => {
    expect(keys(extendTo(toggleKey(none, 'b'), order, 'd'))).toBe('bcd')
    expect(keys(extendTo(toggleKey(none, 'd'), order, 'b'))).toBe('bcd')
  })

  test('a range shrinks and turns around without leaving ticks behind', () => {
    const wide = extendTo(toggleKey(none, 'c'), order, 'e')
    expect(keys(extendTo(wide, order, 'd'))).toBe('cd')
    expect([...extendTo(wide, order, 'a').keys].sort((x, y) => x.localeCompare(y)).join('')).toBe('abc')
  })

  test('a range from a tick that was taken away takes ticks away', () => {
    const all = toggleAll(none, order)
    expect(keys(extendTo(toggleKey(all, 'b'), order, 'd'))).toBe('ae')
  })

  test('with the anchor filtered away Shift is a plain tick', () => {
    expect(keys(extendTo(toggleKey(none, 'b'), ['c', 'd'], 'd'))).toBe('bd')
  })

  test('all and none concern what is on the screen; hidden ticks stay', () => {
    const hidden = toggleKey(none, 'z')
    expect(keys(toggleAll(hidden, order))).toBe('zabcde')
    expect(keys(toggleAll(toggleAll(hidden, order), order))).toBe('z')
  })

  test('a second press of the same row takes its tick away', () => {
    expect(keys(toggleKey(toggleKey(none, 'c'), 'c'))).toBe('')
  })

  test('what no longer exists is no longer ticked', () => {
    const two = toggleKey(toggleKey(none, 'a'), 'b')
    expect(keys(dropGone(two, (key) => key !== 'a'))).toBe('b')
    expect(dropGone(two, () => true)).toBe(two)
  })
})
