import { expect, test } from 'vitest'
import { createSignInLimits, type Trying } from './sign-in-limits'

let now = 0
const guesser: Trying = { account: 'admin', source: '203.0.113.9' }

function limitsAfter(guesses: number, trying = guesser) {
  now = 0
  const limits = createSignInLimits(() => now)
  for (let guess = 0; guess < guesses; guess++) limits.charge(trying)
  return limits
}

test('five failures of a source at an account are forgiven, then one attempt each ten seconds', () => {
  expect(limitsAfter(4).waitMs(guesser)).toBe(0)
  const limits = limitsAfter(5)
  expect(limits.waitMs(guesser)).toBe(10_000)
  now = 9_999
  expect(limits.waitMs(guesser)).toBe(1)
  now = 10_000
  expect(limits.waitMs(guesser)).toBe(0)
  limits.charge(guesser)
  expect(limits.waitMs(guesser)).toBe(10_000)
})

test('whoever guesses keeps nobody out: not from elsewhere, not another account, not a proven browser beside the guesser', () => {
  const limits = limitsAfter(25)
  expect(limits.waitMs(guesser)).toBeGreaterThan(0)
  expect(limits.waitMs({ ...guesser, source: '203.0.113.10' })).toBe(0)
  expect(limits.waitMs({ ...guesser, account: 'anna' })).toBe(0)
  expect(limits.waitMs({ ...guesser, browser: 'b1' })).toBe(0)
})

test('a source that tries one name after the other is slowed as a source', () => {
  const limits = limitsAfter(0)
  for (let name = 0; name < 30; name++) limits.charge({ ...guesser, account: `name-${name}` })
  expect(limits.waitMs({ ...guesser, account: 'another' })).toBe(2_000)
  expect(limits.waitMs({ ...guesser, account: 'another', source: '203.0.113.10' })).toBe(0)
})

test('a proven browser is slowed too, by its own failures', () => {
  const proven = { ...guesser, browser: 'b1' }
  const limits = limitsAfter(10, proven)
  expect(limits.waitMs(proven)).toBe(10_000)
  expect(limits.waitMs({ ...proven, browser: 'b2' })).toBe(0)
})

test('a success forgives the account at this source, and pays back what it took from the source', () => {
  const limits = limitsAfter(4)
  limits.charge(guesser)
  limits.succeeded(guesser)
  expect(limits.waitMs(guesser)).toBe(0)
  for (let name = 0; name < 26; name++) limits.charge({ ...guesser, account: `name-${name}` })
  expect(limits.waitMs({ ...guesser, account: 'another' })).toBe(2_000)
})

test('what was not looked at costs nothing', () => {
  const limits = limitsAfter(4)
  for (let attempt = 0; attempt < 100; attempt++) {
    limits.charge(guesser)
    limits.refund(guesser)
  }
  expect(limits.waitMs(guesser)).toBe(0)
})

test('a million sources take no more room than twenty thousand, and the next one is still counted', () => {
  const limits = limitsAfter(0)
  for (let source = 0; source < 100_000; source++) limits.charge({ account: 'admin', source: String(source) })
  expect(limits.waitMs({ account: 'admin', source: 'another' })).toBeGreaterThan(0)
  expect(limits.waitMs({ account: 'admin', source: 'another', browser: 'b1' })).toBe(0)
  now = 1e12
  expect(limits.waitMs({ account: 'admin', source: 'another' })).toBe(0)
})
