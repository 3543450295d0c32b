import { expect, test } from 'vitest'
import { codeAt } from '../testing/other-authenticator'
import { stepOf } from './authenticators'

/** The secret of RFC 6238, appendix B, in base32: "12345678901234567890". */
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** Its table for SHA-1, the last six figures: what authenticators show. */
const table = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const

test.each(table)('at %d s the code of RFC 6238 is taken, as whose 30 seconds it is', (seconds, code) => {
  expect(codeAt(key, seconds * 1000)).toBe(code)
  expect(stepOf(key, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

test('a clock that is up to half a minute wrong does not matter, and more does', () => {
  const at = 1_234_567_890_000
  const step = Math.floor(at / 30_000)
  expect(stepOf(key, codeAt(key, at - 30_000), at)).toBe(step - 1)
  expect(stepOf(key, codeAt(key, at + 30_000), at)).toBe(step + 1)
  expect(stepOf(key, codeAt(key, at - 60_000), at)).toBeUndefined()
  expect(stepOf(key, codeAt(key, at + 60_000), at)).toBeUndefined()
})

test.each(['', '28708', '2870821', '28708a', 'x7kqp-abcde-fghjk', '287082 '.repeat(2)])('%j is no code', (typed) => {
  expect(stepOf(key, typed, 59_000)).toBeUndefined()
})
