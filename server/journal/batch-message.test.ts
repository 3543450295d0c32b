import { expect, test } from 'vitest'
import { answersMessage, answersOf, batchMessage, statementsOf } from './batch-message'

test('a batch arrives as it was sent, and each of its statements goes over once', () => {
  const statements = ['insert', 'update', 'insert', 'insert'].map((sql, at) => ({ sql, parameters: [at, null, 'x'] }))
  const message = batchMessage(statements)
  expect(message.sql).toEqual(['insert', 'update'])
  expect(statementsOf(structuredClone(message))).toEqual(statements)
})

test('answers arrive as they were given: rows, numbers of changes, and nothing', () => {
  const answers = [
    { rows: [{ seq: 7 }], changes: 0 },
    { rows: [], changes: 3 },
    { rows: [], changes: 0 },
  ]
  expect(answersOf(structuredClone(answersMessage(answers)))).toEqual(answers)
})
