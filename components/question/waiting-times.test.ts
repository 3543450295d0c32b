import { expect, test } from 'vitest'
import type { LiveTables } from '@/lib/live/live-state'
import { isOverdue } from '@/lib/live/overdue'
import { fixtureTables } from '../testing/fixture-tables'
import { needsPerson } from './questions'
import { countWaiting } from './waiting-times'

/** Those of the fixtures many times over, a minute apart. */
function many(): LiveTables['questions'] {
  const views = Object.values(fixtureTables().questions)
  return Object.fromEntries(
    Array.from({ length: 40 }, (_, minute) =>
      views.map((view, at) => {
        const raisedAt = new Date(Date.parse('2026-11-22T13:00:00Z') + ((minute * 7) % 40) * 60_000).toISOString()
        return [`${at}/${minute}`, { ...view, raisedAt }] as const
      }),
    ).flat(),
  )
}

test('what is counted from the times is what is counted one by one, at each moment and connection', () => {
  const questions = many()
  const connections = [undefined, ...new Set(Object.values(questions).map(({ connection }) => connection))]
  for (const of of connections)
    for (let minute = 0; minute < 60; minute += 1) {
      const now = Date.parse('2026-11-22T13:00:00Z') + minute * 60_000
      const open = Object.values(questions).filter(
        (one) => needsPerson(one) && (of ?? one.connection) === one.connection,
      )
      const overdue = open.filter((one) => isOverdue(one, now)).length
      expect(countWaiting(questions, now, of)).toEqual({ waiting: open.length, overdue })
    }
})

test('another table is counted anew', () => {
  const questions = many()
  const { waiting } = countWaiting(questions, 0)
  const [first] = Object.entries(questions).find(([, view]) => needsPerson(view)) ?? []
  const { [first ?? '']: _gone, ...fewer } = questions
  expect(countWaiting(fewer, 0).waiting).toBe(waiting - 1)
})
