import { expect, test } from 'vitest'
import { contactWord } from './last-known'

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
