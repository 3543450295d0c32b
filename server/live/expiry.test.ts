import { expect, it } from 'vitest'
import { expired } from './expiry'
import { createHub } from './hub'

const minute = 60_000
const iso = (ms: number) => new Date(ms).toISOString()

/** Rows hold only what expiry reads. */
function hubWith(rows: { table: 'runs' | 'tasks' | 'questions'; id: string; row: object }[]) {
  const hub = createHub({ epoch: 'e', now: () => 0 })
  for (const { table, id, row } of rows) hub.put(table, id, row as never) // see above
  return hub
}

it('keeps what has ended for 15 minutes, and answered questions for 60 seconds', () => {
  const hub = hubWith([
    { table: 'runs', id: 'ended', row: { state: { at: 'ended', endedAt: iso(0), following: false } } },
    { table: 'tasks', id: 'ended', row: { completeTime: iso(0) } },
    { table: 'questions', id: 'answered', row: { state: { at: 'answered', answeredAt: iso(14 * minute) } } },
    { table: 'questions', id: 'gone', row: { state: { at: 'gone', goneAt: iso(14 * minute) } } },
  ])
  expect(expired(hub, 15 * minute - 1)).toEqual([])
  expect(expired(hub, 15 * minute).map(({ table, id }) => `${table} ${id}`)).toEqual([
    'runs ended',
    'tasks ended',
    'questions answered',
    'questions gone',
  ])
})

it('keeps what goes on, however old it is', () => {
  const hub = hubWith([
    { table: 'runs', id: 'running', row: { state: { at: 'running' } } },
    { table: 'runs', id: 'left-blocked', row: { state: { at: 'ended', endedAt: iso(0), following: true } } },
    { table: 'tasks', id: 'running', row: { queueTime: iso(0) } },
    { table: 'questions', id: 'waiting', row: { state: { at: 'waiting' }, raisedAt: iso(0) } },
  ])
  expect(expired(hub, 1_000 * minute)).toEqual([])
})
