import { expect, test } from 'vitest'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { filterOf, isNarrowed, readHistoryView, usualView, writeHistoryView, type HistoryView } from './history-view'

const vm = vmKey(connectionId('c1'), moid('vm/7'))
const view: HistoryView = {
  text: 'R&D',
  vm,
  person: 'EXAMPLE\\j.meyer',
  connection: connectionId('c1'),
  outcome: 'failed',
  days: { from: '2026-11-20', to: '2026-11-21' },
  others: false,
  events: true,
}

test('an address says all of it and is read back to the same; what else it says stays', () => {
  const query = writeHistoryView(view, new URLSearchParams('tab=history&outcome=lost'))
  expect(readHistoryView(new URLSearchParams(query.toString()))).toEqual(view)
  expect(query.get('tab')).toBe('history')
  expect(writeHistoryView(usualView, query).toString()).toBe('tab=history')
  expect(readHistoryView(new URLSearchParams())).toEqual(usualView)
})

test('what nobody can mean is left out', () => {
  const query = new URLSearchParams('vm=x&outcome=constructor&from=soon&to=2026-02-30&person=&connection=&others=1')
  expect(readHistoryView(query)).toEqual(usualView)
})

test('the server is asked for that and no more', () => {
  expect(filterOf({ ...usualView, events: true })).toEqual({})
  expect(filterOf(usualView)).toEqual({ source: ['andon', 'others', 'gap'] })
  expect(filterOf(view)).toMatchObject({
    text: 'R&D',
    vm,
    person: 'EXAMPLE\\j.meyer',
    connection: 'c1',
    outcome: 'failed',
    source: ['andon', 'event', 'gap'],
  })
  expect(Object.keys(filterOf({ ...usualView, events: true, days: view.days }))).toEqual(['from', 'to'])
})

test('more than the usual leaves nothing out', () => {
  expect([usualView, { ...usualView, events: true }].map(isNarrowed)).toEqual([false, false])
  const narrow: HistoryView[] = [
    { ...usualView, others: false },
    { ...usualView, person: 'ada' },
    { ...usualView, days: view.days },
  ]
  expect(narrow.map(isNarrowed)).toEqual([true, true, true])
})
