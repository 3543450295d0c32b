import { describe, expect, test } from 'vitest'
import { formatAge, formatShortSpan, formatSpan, speakAge, oldFigures } from './age'

const s = 1000
const min = 60 * s
const h = 60 * min
const d = 24 * h

describe('an age', () => {
  test.each([
    [0, '00:00'],
    [999, '00:00'],
    [52 * s, '00:52'],
    [6 * min + 18 * s, '06:18'],
    [59 * min + 59 * s + 999, '59:59'],
    [h, '1 h 00 m'],
    [h + 2 * min + 59 * s, '1 h 02 m'],
    [23 * h + 59 * min, '23 h 59 m'],
    [2 * d + 4 * h, '2 d 04 h'],
  ])('%i ms is shown as %s', (ms, text) => expect(formatAge(ms)).toBe(text))

  test('of a moment that lies ahead is zero, as is one that is no number', () => {
    expect(formatAge(-5000)).toBe('00:00')
    expect(formatAge(Number.NaN)).toBe('00:00')
  })

  test.each([
    [1 * s, '1 second'],
    [12 * min + 41 * s, '12 minutes'],
    [h, '1 hour'],
    [2 * h + 1 * min, '2 hours 1 minute'],
    [3 * d, '3 days'],
  ])('%i ms is spoken as %s', (ms, text) => expect(speakAge(ms)).toBe(text))
})

describe('a span', () => {
  test.each([
    [8 * s, '8 s', '8 s'],
    [4 * min, '4 min', '4 min'],
    [4 * min + 12 * s, '4 min 12 s', '4 min'],
    [h + 2 * min, '1 h 02 min', '1 h'],
    [3 * d + 5 * h, '3 d', '3 d'],
  ])('%i ms is %s in a sentence and %s in a narrow place', (ms, long, short) => {
    expect(formatSpan(ms)).toBe(long)
    expect(formatShortSpan(ms)).toBe(short)
  })
})

test('figures look old after three minutes, and say since when; those of unknown age say nothing', () => {
  const now = Date.parse('2026-01-01T12:00:00Z')
  expect(oldFigures({}, now)).toBeUndefined()
  expect(oldFigures({ figuresAt: '2026-01-01T11:58:30Z' }, now)).toBeUndefined()
  expect(oldFigures({ figuresAt: '2026-01-01T11:54:00Z' }, now)).toBe('as of 6 min ago')
})
