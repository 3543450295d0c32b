import { expect, test } from 'vitest'
import { isCode, mustHaveFactor, plainCode } from './second-factor'

test.each([
  ['nobody', 'admin', false],
  ['admins', 'operator', false],
  ['admins', 'admin', true],
  ['everybody', 'viewer', true],
] as const)('required of %s: an account of the role %s must have one: %s', (rule, role, must) => {
  expect(mustHaveFactor(rule, role)).toBe(must)
})

test('a code is the same however it was typed, and six figures', () => {
  expect(plainCode(' 123 456\n')).toBe('123456')
  expect(plainCode('１２３-４５６')).toBe('123456')
  expect(isCode('123456')).toBe(true)
  for (const no of ['', '12345', '1234567', '12345a', '٣٤٥٦٧٨']) expect(isCode(plainCode(no))).toBe(false)
})
