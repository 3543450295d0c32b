import { describe, expect, test } from 'vitest'
import { createOrderKeeper } from './order-keeper'
import { aVm } from '../testing/vm-fixtures'
import { defaultSort } from './vm-order'
import type { VmRow } from '../vm/vm-row'

const rows = (...names: string[]): VmRow[] =>
  names.map((name) => {
    const vm = aVm(name)
    return { key: vm.key, vm, connection: undefined, question: undefined, task: undefined }
  })
const names = (list: readonly VmRow[]) => list.map((row) => row.vm.name).join('')

describe('keeping rows in place', () => {
  const view = { sort: defaultSort, id: 1 }

  test('under the pointer nothing moves; when it leaves, the new order is taken', () => {
    const keep = createOrderKeeper()
    expect(names(keep(rows('a', 'b', 'c'), view, true))).toBe('abc')
    expect(names(keep(rows('c', 'a', 'b'), view, true))).toBe('abc')
    expect(names(keep(rows('c', 'a', 'b'), view, false))).toBe('cab')
  })

  test('a new view is in order at once, pointer or not', () => {
    const keep = createOrderKeeper()
    keep(rows('a', 'b'), view, true)
    expect(names(keep(rows('b', 'a'), { ...view, id: 2 }, true))).toBe('ba')
  })

  test('sorted by a restless column rows stay although nobody points at them', () => {
    const keep = createOrderKeeper()
    const cpu = { sort: { column: 'cpu', descending: true } as const, id: 1 }
    keep(rows('a', 'b'), cpu, false)
    expect(names(keep(rows('b', 'a', 'n'), cpu, false))).toBe('anb')
  })
})
