import { expect, test } from 'vitest'
import { contactWord, oldFigures } from './last-known'

test('a VM that its server has no contact with says what stands in the way, its own state first', () => {
  const word = (connectionState: string, hostState?: string) =>
    contactWord({ lastKnown: true, connectionState, ...(hostState !== undefined && { hostState }) })
  expect(word('disconnected', 'notResponding')).toBe('No contact')
  expect(['orphaned', 'inaccessible', 'invalid', 'quarantined'].map((state) => word(state))).toEqual([
    'Orphaned',
    'Inaccessible',
    'Invalid',
    'quarantined',
  ])
  expect(word('connected', 'notResponding')).toBe('Host not responding')
  expect(contactWord({ connectionState: 'unknown' })).toBeUndefined()
})

test('figures look old after three minutes, and say since when; those of unknown age say nothing', () => {
  const now = Date.parse('2026-01-01T12:00:00Z')
  expect(oldFigures({}, now)).toBeUndefined()
  expect(oldFigures({ figuresAt: '2026-01-01T11:58:30Z' }, now)).toBeUndefined()
  expect(oldFigures({ figuresAt: '2026-01-01T11:54:00Z' }, now)).toBe('as of 6 min ago')
})
