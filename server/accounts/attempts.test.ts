import { expect, it } from 'vitest'
import { createAttempts } from './attempts'

it('forgives five failures, then lets one through each ten seconds', () => {
  let now = 0
  const attempts = createAttempts({ now: () => now })
  for (let failure = 0; failure < 5; failure++) {
    expect(attempts.waitMs('admin')).toBe(0)
    attempts.failed('admin')
  }
  expect(attempts.waitMs('admin')).toBe(10_000)
  now = 9_999
  expect(attempts.waitMs('admin')).toBe(1)
  now = 10_000
  expect(attempts.waitMs('admin')).toBe(0)
  attempts.failed('admin')
  expect(attempts.waitMs('admin')).toBe(10_000)
})

it('forgets failures with time and after a success, and counts each account for itself', () => {
  let now = 0
  const attempts = createAttempts({ now: () => now })
  for (let failure = 0; failure < 9; failure++) attempts.failed('a')
  expect(attempts.waitMs('b')).toBe(0)
  now = 90_000
  expect(attempts.waitMs('a')).toBe(0)
  for (let failure = 0; failure < 9; failure++) attempts.failed('a')
  attempts.succeeded('a')
  expect(attempts.waitMs('a')).toBe(0)
})
