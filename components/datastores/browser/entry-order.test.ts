import { describe, expect, test } from 'vitest'
import { moid, vmKey, connectionId } from '@/lib/vsphere/ids'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import { filterEntries, orderEntries, type EntrySort } from './entry-order'

const entry = (name: string, changes: Partial<DatastoreEntry> = {}): DatastoreEntry => ({
  storedName: name,
  name,
  lossy: false,
  kind: 'file',
  ...changes,
})
const names = (entries: readonly DatastoreEntry[], sort: EntrySort) =>
  orderEntries(entries, sort).map(({ name }) => name)

describe('the order of a folder', () => {
  const entries = [
    entry('b10.log', { sizeBytes: 5, modifiedAt: '2026-01-02T00:00:00Z', kind: 'log' }),
    entry('zeta', { kind: 'folder' }),
    entry('b9.log', { sizeBytes: 900, modifiedAt: '2026-01-03T00:00:00Z', kind: 'log' }),
    entry('alpha', { kind: 'folder' }),
    entry('a.iso', { kind: 'iso' }),
  ]

  test('folders come first whichever way, and numbers count as numbers', () => {
    expect(names(entries, { column: 'name', descending: false })).toEqual([
      'alpha',
      'zeta',
      'a.iso',
      'b9.log',
      'b10.log',
    ])
    expect(names(entries, { column: 'size', descending: true })).toEqual([
      'alpha',
      'zeta',
      'b9.log',
      'b10.log',
      'a.iso',
    ])
    expect(names(entries, { column: 'size', descending: false })).toEqual([
      'alpha',
      'zeta',
      'b10.log',
      'b9.log',
      'a.iso',
    ])
  })

  test('what has no date goes last in both directions; kinds sort by their words', () => {
    expect(names(entries, { column: 'date', descending: true }).at(-1)).toBe('a.iso')
    expect(names(entries, { column: 'date', descending: false }).at(-1)).toBe('a.iso')
    expect(names(entries, { column: 'kind', descending: true }).slice(2)).toEqual(['b9.log', 'b10.log', 'a.iso'])
  })

  test('ten thousand entries come out whole, each once, in order', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => entry(`frame-${(i * 7919) % 10_000}.png`))
    const ordered = names(many, { column: 'name', descending: false })
    expect(ordered).toHaveLength(10_000)
    expect(ordered.every((name, i) => name === `frame-${i}.png`)).toBe(true)
  })
})

describe('the filter', () => {
  const vm = { key: vmKey(connectionId('c'), moid('1')), name: 'db/primary' }
  const entries = [
    entry('café 100%.iso', { storedName: 'caf+w6k- 100+JQ-25.iso', kind: 'iso' }),
    entry('db', { storedName: 'db+JQ-2fprimary', kind: 'folder', vm }),
    entry('x.vmdk', { kind: 'disk' }),
  ]
  const found = (typed: string) => filterEntries(entries, typed).map(({ name }) => name)

  test('finds every word in plain name, stored name, kind or VM, whatever the case and accent form', () => {
    expect(found('CAFE\u0301 100%')).toEqual(['café 100%.iso'])
    expect(found('+w6k-')).toEqual(['café 100%.iso'])
    expect(found('virtual disk')).toEqual(['x.vmdk'])
    expect(found('db/prim')).toEqual(['db'])
    expect(found('iso disk')).toEqual([])
  })

  test('blanks alone filter nothing', () => expect(found('  ')).toHaveLength(3))
})
