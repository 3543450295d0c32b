import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heldTables } from '@/lib/live/live-state'
import { aQuestion, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { createRowReader, type VmRow } from '../vm/vm-row'
import { createRowOrder, defaultSort, holdOrder, sortColumns, type VmSort, createOrderKeeper } from './vm-order'

const order = createRowOrder()

function sorted(tables: Parameters<typeof tablesOf>[0], sort: VmSort): string[] {
  return order([...createRowReader()(heldTables(tablesOf(tables))).values()], sort).map((row) => row.vm.name)
}

describe('order of the VM table', () => {
  test('by default the oldest question is on top, then names with numbers counted', () => {
    const [young, old] = [aVm('a-young'), aVm('z-old')]
    const tables = {
      vms: [aVm('web-10'), aVm('web-9'), young, aVm('Web-1'), old],
      questions: [
        aQuestion(young, { raisedAt: '2026-11-22T10:05:00Z' }),
        aQuestion(old, { raisedAt: '2026-11-22T10:00:00Z' }),
      ],
    }
    expect(sorted(tables, defaultSort)).toEqual(['z-old', 'a-young', 'Web-1', 'web-9', 'web-10'])
  })

  test('what is not known goes last, whichever way the column is sorted', () => {
    const vms = [
      aVm('none', { powerState: 'unknown', cpuUsageMHz: 900 }),
      aVm('low', { cpuUsageMHz: 100 }),
      aVm('high', { cpuUsageMHz: 800 }),
    ]
    expect(sorted({ vms }, { column: 'cpu', descending: false })).toEqual(['low', 'high', 'none'])
    expect(sorted({ vms }, { column: 'cpu', descending: true })).toEqual(['high', 'low', 'none'])
  })

  test('addresses sort as numbers', () => {
    const vms = [aVm('b', { ipAddress: '10.10.0.1' }), aVm('a', { ipAddress: '10.2.0.1' }), aVm('c')]
    expect(sorted({ vms }, { column: 'address', descending: false })).toEqual(['a', 'b', 'c'])
  })

  test('a task without a percentage still sorts before no task', () => {
    const [unknown, none] = [aVm('unknown'), aVm('none')]
    const { progress: _left, ...task } = aTask(unknown)
    expect(sorted({ vms: [none, unknown], tasks: [task] }, { column: 'task', descending: true })).toEqual([
      'unknown',
      'none',
    ])
  })

  test('every column sorts every row, and the same rows always come out the same', () => {
    const vms = fc.uniqueArray(
      fc.record({ name: fc.string({ minLength: 1, maxLength: 4 }), cpu: fc.option(fc.nat(5)) }),
      {
        selector: (one) => one.name,
      },
    )
    fc.assert(
      fc.property(vms, fc.constantFrom(...sortColumns), fc.boolean(), (list, column, descending) => {
        const all = list.map(({ name, cpu }) => aVm(name, cpu === null ? {} : { cpuUsageMHz: cpu }))
        const there = sorted({ vms: all }, { column, descending })
        const back = sorted({ vms: [...all].reverse() }, { column, descending })
        expect(there).toEqual(back)
        expect(new Set(there)).toEqual(new Set(list.map((one) => one.name)))
      }),
    )
  })
})

describe('holding the order', () => {
  test('rows keep their places, lost ones leave, new ones come behind their neighbour', () => {
    expect(holdOrder(['c', 'a', 'b', 'x'], ['n', 'a', 'b', 'm', 'c'])).toEqual(['n', 'c', 'a', 'b', 'm'])
  })

  test('with nothing in common the wanted order is taken', () => {
    expect(holdOrder(['x'], ['a', 'b'])).toEqual(['a', 'b'])
    expect(holdOrder([], ['a', 'b'])).toEqual(['a', 'b'])
  })

  test('holds exactly the wanted keys, kept ones in their old order', () => {
    const keys = fc.uniqueArray(fc.nat(20))
    fc.assert(
      fc.property(keys, keys, (shown, wanted) => {
        const held = holdOrder(shown, wanted)
        expect(held).toHaveLength(wanted.length)
        expect(new Set(held)).toEqual(new Set(wanted))
        const kept = (list: number[]) => list.filter((key) => shown.includes(key) && wanted.includes(key))
        if (kept(shown).length > 0) expect(kept(held)).toEqual(kept(shown))
      }),
    )
  })
})

test('the order that is kept is given up as soon as a value, a name or the rows change', () => {
  const keep = createRowOrder()
  const rows = (names: [string, number][]) =>
    names.map(([name, cpuUsageMHz]) => {
      const vm = aVm(name, { cpuUsageMHz })
      return { key: vm.key, vm, connection: undefined, question: undefined, task: undefined }
    })
  const cpu = { column: 'cpu', descending: true } as const
  const names = (list: Parameters<typeof keep>[0], sort: VmSort = cpu) => keep(list, sort).map((row) => row.vm.name)
  expect(
    names(
      rows([
        ['a', 1],
        ['b', 2],
      ]),
    ),
  ).toEqual(['b', 'a'])
  expect(
    names(
      rows([
        ['a', 1],
        ['b', 2],
      ]),
    ),
  ).toEqual(['b', 'a'])
  expect(
    names(
      rows([
        ['a', 3],
        ['b', 2],
      ]),
    ),
  ).toEqual(['a', 'b'])
  expect(
    names(
      rows([
        ['a', 3],
        ['b', 2],
        ['c', 9],
      ]),
    ),
  ).toEqual(['c', 'a', 'b'])
  expect(
    names(
      rows([
        ['a', 3],
        ['b', 2],
        ['c', 9],
      ]),
      { ...cpu, descending: false },
    ),
  ).toEqual(['b', 'a', 'c'])
})

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
