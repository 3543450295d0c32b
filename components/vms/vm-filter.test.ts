import { describe, expect, test } from 'vitest'
import { hostKey, connectionId, moid } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { heldTables } from '@/lib/live/live-state'
import { aQuestion, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { createRowReader } from '../vm/vm-row'
import { countRows, isFiltered, matcher, noFilter, type VmFilter } from './vm-filter'

const host = { key: hostKey(connectionId('c1'), moid('host-2')), name: 'esx-fra-02' }
const waiting = aVm('db/primary', { storedName: 'db%2Fprimary', host })
const running = aVm('café-01', { powerState: 'poweredOff', consolidationNeeded: true })
const unknown = aVm('app-08', { powerState: 'unknown' })
const calm = aVm('100% test', { ipAddress: '10.10.9.18', powerState: 'suspended', connection: connectionId('c2') })

const rows = createRowReader()(
  heldTables(
    tablesOf({
      vms: [waiting, running, unknown, calm],
      tasks: [aTask(waiting), aTask(running)],
      questions: [aQuestion(waiting)],
    }),
  ),
)

function names(filter: Partial<VmFilter>): string[] {
  const matches = matcher({ ...noFilter, ...filter })
  return [...rows.values()].filter(matches).map((row) => row.vm.name)
}

describe('search', () => {
  test.each<[string, string, VmView]>([
    ['the plain name', 'DB/PRIM', waiting],
    ['the stored name', '%2f', waiting],
    ['a part of the host', 'fra-02', waiting],
    ['the address', '10.9.18', calm],
    ['a name written with a combining accent', 'cafe\u0301', running],
    ['two words in any order', 'test 100%', calm],
  ])('finds %s', (_what, text, vm) => {
    expect(names({ text })).toEqual([vm.name])
  })

  test('needs every word to be there', () => {
    expect(names({ text: 'db nothing' })).toEqual([])
  })
})

describe('filters', () => {
  test('a VM that waits is not also counted as running', () => {
    expect(names({ show: ['running'] })).toEqual(['café-01'])
    expect(names({ show: ['waiting', 'running'] })).toEqual(['db/primary', 'café-01'])
  })

  test('powers, hosts and connections narrow together', () => {
    expect(names({ powers: ['suspended', 'unknown'] })).toEqual(['app-08', '100% test'])
    expect(names({ hosts: [host.key] })).toEqual(['db/primary'])
    expect(names({ connections: ['c2'], powers: ['poweredOn'] })).toEqual([])
  })

  test('blanks in the search are not a filter', () => {
    expect(isFiltered({ ...noFilter, text: '  ' })).toBe(false)
    expect(isFiltered({ ...noFilter, show: ['unknown'] })).toBe(true)
  })
})

test('what a chip counts is exactly what it leaves', () => {
  const counts = countRows(rows.values())
  expect(counts).toMatchObject({ total: 4, waiting: 1, running: 1, unknown: 1, consolidate: 1 })
  expect(counts.powers).toEqual({ poweredOn: 1, poweredOff: 1, suspended: 1, unknown: 1 })
  for (const kind of ['waiting', 'running', 'unknown', 'consolidate'] as const)
    expect(names({ show: [kind] })).toHaveLength(counts[kind])
})
