import { expect, test } from 'vitest'
import type { ConnectionState, ConnectionView } from '../vsphere/connection'
import { connectionId } from '../vsphere/ids'
import { contactWith, knownCount } from './known-count'

const since = '2026-01-01T00:00:00Z'
const states = {
  live: { at: 'live', since, lastAnswerAt: since },
  refused: { at: 'refused', since, reason: 'no' },
  connecting: { at: 'connecting', since },
  lost: { at: 'lost', since, reason: 'no' },
} satisfies Record<string, ConnectionState>

const these = (...ats: (keyof typeof states)[]): Record<string, ConnectionView> =>
  Object.fromEntries(
    ats.map((at, index) => {
      const id = connectionId(`c${index}`)
      const view = { id, name: id, kind: 'esx', user: 'root', state: states[at] } as const
      const endpoint = { transport: 'https', host: 'h', port: 443, trust: { kind: 'system' } } as const
      return [id, { ...view, endpoint, autoAnswer: { on: false, changedBy: 'x', changedAt: since } }]
    }),
  )

test('where nobody counted there is no count: none is known only of those that were heard', () => {
  expect(knownCount(0, these('live', 'live'))).toBe(0)
  expect(knownCount(0, {})).toBe(0)
  for (const at of ['refused', 'connecting', 'lost'] as const) {
    expect(knownCount(0, these('live', at))).toBeUndefined()
    expect(knownCount(7, these('live', at))).toBe(7)
  }
  expect(knownCount(0, these('live', 'refused'), 'c0')).toBe(0)
  expect(knownCount(0, these('live', 'refused'), 'c1')).toBeUndefined()
})

test('with how many of them there is contact', () => {
  expect(contactWith({})).toEqual({ with: 'all' })
  expect(contactWith(these('live'))).toEqual({ with: 'all' })
  expect(contactWith(these('live', 'lost', 'live'))).toEqual({ with: 'some', live: 2, of: 3 })
  expect(contactWith(these('connecting', 'lost'))).toEqual({ with: 'none' })
})
