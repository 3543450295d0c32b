import { array, assert, integer, nat, option, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { Rows } from './rows'

const aKey = integer({ min: 1, max: 400 }).map((number) => `c1/vm-${number}`)
const changes = array(tuple(aKey, option(nat(9), { nil: undefined })), { maxLength: 60 })

test('rows that are changed are what a map would be, and those they were made from stay as they were', () => {
  assert(
    property(array(changes, { maxLength: 12 }), (rounds) => {
      const model = new Map<string, number>()
      let rows = Rows.of<string, number>([])
      const versions = [{ rows, wanted: new Map(model) }]
      for (const round of rounds) {
        for (const [key, value] of new Map(round)) {
          if (value === undefined) model.delete(key)
          else model.set(key, value)
        }
        rows = rows.with(new Map(round))
        versions.push({ rows, wanted: new Map(model) })
      }
      for (const { rows: version, wanted } of versions) {
        expect([...version]).toEqual([...wanted])
        expect(version.size).toBe(wanted.size)
        expect(new Map([...version.keys()].map((key) => [key, version.get(key)]))).toEqual(wanted)
        expect([...version.values()]).toEqual([...wanted.values()])
        expect(version.has('c1/vm-0')).toBe(false)
        const named = version.map((row, key) => `${key} ${row}`)
        expect([...named]).toEqual([...wanted].map(([key, row]) => [key, `${key} ${row}`]))
        const after = new Map([...wanted].map(([key, row]) => [key, `${key} ${row}`])).set('c1/vm-0', 'new')
        const more = named.with(new Map([['c1/vm-0', 'new']]))
        expect([...more]).toEqual([...after])
        expect(named.size).toBe(version.size)
      }
    }),
  )
})

test('of two rows with one key the later one counts, in the place of the first', () => {
  const rows = Rows.of<string, number>([
    ['c1/vm-1', 1],
    ['c1/vm-2', 2],
    ['c1/vm-1', 3],
  ])
  expect([...rows]).toEqual([
    ['c1/vm-1', 3],
    ['c1/vm-2', 2],
  ])
})
