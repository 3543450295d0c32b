import { expect, test } from 'vitest'
import { isOverdue, overdueAfter, overdueAtMs } from './overdue'

const raisedAt = '2026-11-22T14:00:00.000Z'
const at = Date.parse(raisedAt)

test('a question is overdue at the moment of the limit, and not before', () => {
  const overdueAt = overdueAfter(raisedAt, 90_000)
  expect(overdueAt).toBe('2026-11-22T14:01:30.000Z')
  const question = { raisedAt, ...(overdueAt !== undefined && { overdueAt }) }
  expect([isOverdue(question, at + 89_999), isOverdue(question, at + 90_000)]).toEqual([false, true])
})

test('where nobody says, it is ten minutes; a time that is none is never overdue', () => {
  expect(overdueAtMs({ raisedAt }) - at).toBe(600_000)
  expect(overdueAfter('soon', 1)).toBeUndefined()
  expect(isOverdue({ raisedAt: 'soon' }, at)).toBe(false)
})
