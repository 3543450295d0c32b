import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dayOf, daysNear, inOrder, instantsOf, isDay, nearestName } from './days'

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

const now = Date.parse('2026-11-22T23:30:00Z') // half past midnight in Berlin

test('a day is the reader’s own', () => {
  expect(dayOf(now)).toBe('2026-11-23')
  expect(daysNear('today', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-23' })
  expect(daysNear('yesterday', '2026-11-23')).toEqual({ from: '2026-11-22', to: '2026-11-22' })
  expect(daysNear('week', '2026-11-23')).toEqual({ from: '2026-11-17', to: '2026-11-23' })
  expect(dayOf('soon')).toBeUndefined()
})

test('days are asked for from midnight to midnight, also when clocks are changed', () => {
  expect(instantsOf({ from: '2026-10-25', to: '2026-10-25' })).toEqual({
    from: '2026-10-24T22:00:00.000Z',
    to: '2026-10-25T23:00:00.000Z',
  })
  expect(instantsOf({ to: '2026-12-31' })).toEqual({ to: '2026-12-31T23:00:00.000Z' })
  expect(instantsOf({})).toEqual({})
})

test('yesterday is called so until midnight', () => {
  const days = daysNear('yesterday', '2026-11-01')
  expect(days).toEqual({ from: '2026-10-31', to: '2026-10-31' })
  expect(nearestName(days, '2026-11-01')).toBe('yesterday')
  expect(nearestName(days, '2026-10-31')).toBe('today')
  expect(nearestName(days, '2026-11-02')).toBeUndefined()
  expect(nearestName({ from: '2026-11-01' }, '2026-11-01')).toBeUndefined()
})

test('what is no day of a calendar is none', () => {
  for (const text of ['2026-02-30', '2026-13-01', '0202-11-22', '22.11.2026', '', '2026-11-22T00:00', null])
    expect(isDay(text)).toBe(false)
  expect(isDay('2024-02-29')).toBe(true)
})

test('two days the wrong way round are taken as they are meant', () => {
  expect(inOrder({ from: '2026-11-22', to: '2026-11-20' })).toEqual({ from: '2026-11-20', to: '2026-11-22' })
  expect(inOrder({ from: '2026-11-22' })).toEqual({ from: '2026-11-22' })
})
