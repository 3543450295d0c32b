import { describe, expect, test } from 'vitest'
import type { RunState } from '@/lib/runs/run'
import { aRun, serialQuestion } from '@/lib/testing/run-fixtures'
import { runId } from '@/lib/vsphere/ids'
import { aQuestion, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { vmAffairs } from './vm-operation'

const vm = aVm('db')
const question = aQuestion(vm)
const done: RunState = {
  at: 'ended',
  outcome: { kind: 'succeeded' },
  endedAt: '2026-11-22T10:00:09Z',
  following: false,
}
const run = (number: number, state: RunState) =>
  aRun({ id: runId(`r${number}`), number, vm: vm.key, state, startedAt: `2026-11-22T10:00:0${number}Z` })
const operation = (lists: Parameters<typeof tablesOf>[0]) =>
  vmAffairs(vm.key, tablesOf({ vms: [vm], ...lists })).operation

describe('what the page of a VM shows', () => {
  test('the run that goes on, before a newer one that has ended', () => {
    const active = run(1, { at: 'running', percent: 5 })
    expect(operation({ runs: [run(2, done), active] })).toEqual({ kind: 'run', run: active, task: undefined })
  })

  test('a run that was left blocked still goes on', () => {
    const left = run(1, {
      at: 'ended',
      outcome: { kind: 'left-blocked', because: 'not-cancelable' },
      endedAt: 'x',
      following: true,
    })
    expect(operation({ runs: [left, run(2, done)] })).toMatchObject({ run: { number: 1 } })
  })

  test('a run that was refused because of the open question, although a task of others waits', () => {
    const refusal = { why: 'question-pending', question: { ...serialQuestion, key: question.key } } as const
    const refused = run(1, { at: 'ended', outcome: { kind: 'refused', refusal }, endedAt: 'x', following: false })
    const task = aTask(vm)
    expect(operation({ runs: [refused], tasks: [task], questions: [question] })).toMatchObject({
      kind: 'run',
      run: refused,
    })
    expect(operation({ runs: [refused], tasks: [task] })).toMatchObject({ kind: 'task', task })
  })

  test('a run that was cancelled because of a question that its VM asks on, and not one that got over it', () => {
    const error = { kind: 'question', question: { ...serialQuestion, key: question.key } } as const
    const cancelled = { kind: 'cancelled', by: { kind: 'autoAnswer', setBy: 'admin' } } as const
    const ended = { ...run(1, { at: 'ended', outcome: cancelled, endedAt: 'x', following: false }), error }
    expect(operation({ runs: [ended], questions: [question] })).toMatchObject({ kind: 'run', run: ended })
    expect(operation({ runs: [{ ...run(1, done), error }], questions: [question] })).toEqual({ kind: 'question' })
  })

  test('a run that asks a person first, unless something really goes on', () => {
    const held = run(3, { at: 'held' })
    const task = aTask(vm)
    expect(operation({ runs: [held, run(2, done)] })).toEqual({ kind: 'run', run: held, task: undefined })
    expect(operation({ runs: [held], tasks: [task] })).toEqual({ kind: 'task', task })
    expect(operation({ runs: [held], questions: [question] })).toEqual({ kind: 'question' })
    expect(vmAffairs(vm.key, tablesOf({ vms: [vm], runs: [held], tasks: [task] })).held).toBe(held)
  })

  test('a task of others, the blocked one first', () => {
    const early = aTask(vm, { queueTime: '2026-11-22T09:00:00Z' })
    const late = aTask(vm, { queueTime: '2026-11-22T09:30:00Z' })
    const asked = { ...question, task: { key: early.key, label: 'Power on', cancelable: false } }
    expect(operation({ tasks: [late, early] })).toEqual({ kind: 'task', task: late })
    expect(operation({ tasks: [late, early], questions: [asked] })).toEqual({ kind: 'task', task: early })
  })

  test('a question without a task stands alone', () => {
    expect(operation({ questions: [question], runs: [run(1, done)] })).toEqual({ kind: 'question' })
  })

  test('when nothing goes on, what came last; a run keeps its own task', () => {
    const task = aTask(vm, { state: 'success', queueTime: '2026-11-22T10:00:03Z' })
    const own = { ...run(2, done), task: task.key }
    expect(operation({ runs: [own], tasks: [task] })).toEqual({ kind: 'run', run: own, task })
    expect(operation({ runs: [run(2, done)], tasks: [task] })).toEqual({ kind: 'task', task })
    expect(operation({})).toEqual({ kind: 'idle' })
  })

  test('what belongs to another VM does not count', () => {
    const other = aVm('other')
    expect(operation({ tasks: [aTask(other)], questions: [aQuestion(other)] })).toEqual({ kind: 'idle' })
  })
})
