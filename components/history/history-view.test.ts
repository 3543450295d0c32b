import { expect, test } from 'vitest'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { filterOf, readHistoryView, wholeHistory, writeHistoryView, type HistoryView } from './history-view'

const vm = vmKey(connectionId('c1'), moid('vm/7'))
const view: HistoryView = {
  text: 'R&D',
  vm,
  person: 'EXAMPLE\\j.meyer',
  connection: connectionId('c1'),
  outcome: 'failed',
  days: { from: '2026-11-20', to: '2026-11-21' },
  others: false,
  events: false,
}

test('an address says all of it and is read back to the same; what else it says stays', () => {
  const query = writeHistoryView(view, new URLSearchParams('tab=history&outcome=lost'))
  expect(readHistoryView(new URLSearchParams(query.toString()))).toEqual(view)
  expect(query.get('tab')).toBe('history')
  expect(writeHistoryView(wholeHistory, query).toString()).toBe('tab=history')
  expect(readHistoryView(new URLSearchParams())).toEqual(wholeHistory)
})

test('what nobody can mean is left out', () => {
  const query = new URLSearchParams('vm=x&outcome=constructor&from=soon&to=2026-02-30&person=&connection=&others=1')
  expect(readHistoryView(query)).toEqual(wholeHistory)
})

test('the server is asked for that and no more', () => {
  expect(filterOf(wholeHistory)).toEqual({})
  expect(filterOf(view)).toMatchObject({
    text: 'R&D',
    vm,
    person: 'EXAMPLE\\j.meyer',
    connection: 'c1',
    outcome: 'failed',
    source: ['andon', 'gap'],
  })
  expect(Object.keys(filterOf({ ...wholeHistory, days: view.days }))).toEqual(['from', 'to'])
  expect(filterOf({ ...wholeHistory, events: false })).toEqual({ source: ['andon', 'others', 'gap'] })
})
