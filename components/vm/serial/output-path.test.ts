import { describe, expect, test } from 'vitest'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { freeOutputPath, storedOutputPath } from './output-path'

const folder = '[ssd%2f01] build_agent _7_'

describe('the output file of a serial port as it is typed', () => {
  test('a new file in a known folder: the folder as stored, the new name escaped', () => {
    expect(storedOutputPath('[ssd/01] build_agent _7_/console.log', [folder], [])).toBe(`${folder}/console.log`)
    const odd = storedOutputPath('[ssd/01] build_agent _7_/café "7".log', [folder], [])
    expect(odd.startsWith(`${folder}/`)).toBe(true)
    expect(odd).not.toContain('"')
  })

  test('a file that exists keeps its stored name, though it does not escape to it', () => {
    const stored = `${folder}/a%25b "7".log`
    expect(storedOutputPath(readDatastorePath(stored), [folder, stored], [])).toBe(stored)
    expect(storedOutputPath(stored, [folder, stored], [])).toBe(stored)
  })

  test('a file beside a known file lies in the same stored folder', () => {
    expect(storedOutputPath('[ssd/01] x/b.log', ['[ssd%2f01] x/a.log'], [])).toBe('[ssd%2f01] x/b.log')
  })

  test('a folder that nobody knows is escaped like a new one', () => {
    expect(storedOutputPath('[ds/2] logs/a.log', [folder], [])).toBe('[ds%2f2] logs/a.log')
  })

  test.each(['', 'serial.log', '[ds', '[] x', '[ds] dir/'])(
    '%j is no file: it is left for the check to name',
    (typed) => {
      expect(storedOutputPath(typed, [folder], [])).toBe(typed)
    },
  )

  test('a path that climbs out is not made harmless, so that it is refused', () => {
    expect(storedOutputPath('[ds] ../other/a.log', [], [])).toBe('[ds] ../other/a.log')
  })

  test('the next free name', () => {
    expect(freeOutputPath('[ds] vm', [], [])).toBe('[ds] vm/serial0.log')
    expect(freeOutputPath('[ds] vm', ['[ds] vm/serial0.log', '[ds] vm/other.log'], [])).toBe('[ds] vm/serial1.log')
    expect(freeOutputPath('nowhere', [], [])).toBe('')
  })

  test('a datastore whose name has a bracket: the names that there are tell where it ends', () => {
    const datastores = ['store (1)', 'store (1) [old]', 'ssd%2f[01]']
    const vm = '[store (1) [old]] a_vm'
    expect(freeOutputPath(vm, [], datastores)).toBe('[store (1) [old]] a_vm/serial0.log')
    expect(storedOutputPath('[store (1) [old]] a_vm/x.log', [vm], datastores)).toBe('[store (1) [old]] a_vm/x.log')
    expect(storedOutputPath('[store (1) [old]] logs/a"b.log', [], datastores)).toMatch(
      /^\[store \(1\) \[old\]\] logs\//,
    )
    expect(storedOutputPath('[ssd/[01]] logs/x.log', [vm], datastores)).toBe('[ssd%2f[01]] logs/x.log')
  })
})
