import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readViewQuery, writeViewQuery, type TableView } from './view-query'
import { noFilter, showKinds } from './vm-filter'
import { defaultSort, sortColumns } from './vm-order'

test('the plain view has an empty query', () => {
  expect(writeViewQuery({ filter: noFilter, sort: defaultSort }).toString()).toBe('')
  expect(readViewQuery(new URLSearchParams())).toEqual({ filter: noFilter, sort: defaultSort })
})

test('reads as people would write it', () => {
  const view = readViewQuery(new URLSearchParams('q=db&power=off,suspended&show=waiting&sort=-cpu&host=c1%2Fhost-2'))
  expect(view.filter).toEqual({
    text: 'db',
    powers: ['poweredOff', 'suspended'],
    hosts: ['c1/host-2'],
    connections: [],
    show: ['waiting'],
  })
  expect(view.sort).toEqual({ column: 'cpu', descending: true })
})

test('unknown words are left out, parameters of others stay', () => {
  const view = readViewQuery(new URLSearchParams('power=on,blue&show=everything&sort=price'))
  expect(view).toEqual({ filter: { ...noFilter, powers: ['poweredOn'] }, sort: defaultSort })
  expect(writeViewQuery(view, new URLSearchParams('tab=2&q=old')).toString()).toBe('tab=2&power=on')
})

test('every view survives the way through the address', () => {
  const view: fc.Arbitrary<TableView> = fc.record({
    filter: fc.record({
      text: fc.string(),
      powers: fc.uniqueArray(fc.constantFrom('poweredOn', 'poweredOff', 'suspended', 'unknown')),
      hosts: fc.array(fc.string()),
      connections: fc.array(fc.string()),
      show: fc.uniqueArray(fc.constantFrom(...showKinds)),
    }),
    sort: fc.record({ column: fc.constantFrom(...sortColumns), descending: fc.boolean() }),
  })
  fc.assert(
    fc.property(view, (one) => {
      expect(readViewQuery(new URLSearchParams(writeViewQuery(one).toString()))).toEqual(one)
    }),
  )
})
