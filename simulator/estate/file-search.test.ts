import { expect, test } from 'vitest'
import { matchesGlob } from './file-search'

test.each([
  ['a.vmdk', '*.vmdk', true],
  ['a.vmdk', '*', true],
  ['', '*', true],
  ['', '?', false],
  ['a.vmdk', 'a.vmdk', true],
  ['a.vmdk', 'a.vmd', false],
  ['a.vmdk', '?.vm*', true],
  ['vmware-12.log', 'vmware*.log', true],
  ['vmware-12.log', 'vmware*.lo', false],
  ['abcabd', '*ab?', true],
  ['a+b(c)', 'a+b(?)', true],
  ['axb', 'a.b', false],
])('"%s" against "%s": %s', (name, pattern, matches) => {
  expect(matchesGlob(name, pattern)).toBe(matches)
})

test('a pattern of many stars does not take for ever', () => {
  expect(matchesGlob('a'.repeat(255), `${'*a'.repeat(120)}*b`)).toBe(false)
})
