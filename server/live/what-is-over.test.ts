import { describe, expect, it } from 'vitest'
import { createHub } from './hub'
import { whatIsOver } from './what-is-over'

describe('what is over', () => {
  const minute = 60_000
  const iso = (ms: number) => new Date(ms).toISOString()

  /** Rows hold only what is looked at. */
  function hubWith(rows: { table: 'runs' | 'tasks' | 'questions'; id: string; row: object }[]) {
    const some = createHub({ epoch: 'e', now: () => 0 })
    for (const { table, id: key, row } of rows) some.put(table, key, { id: key, key, ...row } as never) // see above
    return some
  }

  it('stays for 15 minutes, and an answered question for 60 seconds', () => {
    const some = hubWith([
      { table: 'runs', id: 'ended', row: { state: { at: 'ended', endedAt: iso(0), following: false }, steps: [] } },
      { table: 'tasks', id: 'ended', row: { completeTime: iso(0) } },
      { table: 'questions', id: 'answered', row: { state: { at: 'answered', answeredAt: iso(14 * minute) } } },
      { table: 'questions', id: 'gone', row: { state: { at: 'gone', goneAt: iso(14 * minute) } } },
    ])
    expect(whatIsOver(some, 15 * minute - 1)).toEqual([])
    expect(whatIsOver(some, 15 * minute).map(({ table, id: key }) => `${table} ${key}`)).toEqual([
      'runs ended',
      'tasks ended',
      'questions answered',
      'questions gone',
    ])
  })

  it('of a run that was left blocked, counts from the end of its task', () => {
    const steps = [{ at: iso(27 * minute), event: { kind: 'task-ended', state: 'success' } }]
    const row = { state: { at: 'ended', endedAt: iso(0), following: false }, steps }
    const some = hubWith([{ table: 'runs', id: 'left-blocked', row }])
    expect(whatIsOver(some, 42 * minute - 1)).toEqual([])
    expect(whatIsOver(some, 42 * minute)).toHaveLength(1)
  })

  it('is not what goes on, however old that is', () => {
    const some = hubWith([
      { table: 'runs', id: 'running', row: { state: { at: 'running' } } },
      { table: 'runs', id: 'left-blocked', row: { state: { at: 'ended', endedAt: iso(0), following: true } } },
      { table: 'tasks', id: 'running', row: { queueTime: iso(0) } },
      { table: 'questions', id: 'waiting', row: { state: { at: 'waiting' }, raisedAt: iso(0) } },
    ])
    expect(whatIsOver(some, 1_000 * minute)).toEqual([])
  })
})
