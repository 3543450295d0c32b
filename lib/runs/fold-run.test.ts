import { expect, test } from 'vitest'
import { connectionId, moid, questionKey } from '../vsphere/ids'
import { aRun, autoAnswer, person, serialQuestion, stepAt } from '../testing/run-fixtures'
import { automaticAnswers, foldStep, givenTo, openQuestion, taskToFollow } from './fold-run'
import type { RunView, StepEvent } from './run'

const fold = (events: StepEvent[], run: RunView = aRun({ state: { at: 'checking' } })) =>
  events.reduce((view, event, second) => foldStep(view, stepAt(second, event)), run)

const raised: StepEvent = { kind: 'question-raised', question: serialQuestion, percent: 47 }
const append = { key: '0', label: 'Append', summary: 'Append' }
const answered: StepEvent = {
  kind: 'answered',
  question: serialQuestion.key,
  choice: append,
  isDefault: true,
  afterMs: 100,
}

test('the given view is not changed', () => {
  const before = aRun()
  const copy = structuredClone(before)
  foldStep(before, stepAt(1, raised))
  expect(before).toEqual(copy)
})

test('a run goes through its states as its steps say', () => {
  const states = [
    { kind: 'checked', found: 'nothing' },
    { kind: 'start-sent', method: 'PowerOnVM_Task' },
    { kind: 'started', method: 'PowerOnVM_Task' },
    { kind: 'progress', percent: 47 },
    raised,
    answered,
    { kind: 'cancel-sent', because: 'person' },
    { kind: 'cancel-refused', reason: 'no' },
    { kind: 'ended', outcome: { kind: 'succeeded' } },
  ] as const satisfies StepEvent[]
  let run = aRun({ state: { at: 'checking' } })
  const seen = states.map((event, second) => (run = foldStep(run, stepAt(second, event))).state)
  expect(seen).toMatchObject([
    { at: 'checking' },
    { at: 'starting' },
    { at: 'running' },
    { at: 'running', percent: 47 },
    { at: 'waiting', question: serialQuestion.key, percent: 47 },
    { at: 'running', percent: 47 },
    { at: 'cancelling', percent: 47 },
    { at: 'running', percent: 47 },
    { at: 'ended', outcome: { kind: 'succeeded' }, following: false },
  ])
})

test('with auto-answer off a question is the error at once; with it on, only when it was left to a person', () => {
  const on = aRun({ state: { at: 'checking' }, policy: { autoAnswer: true, setBy: 'r.nakamura' } })
  expect(fold([raised]).error).toEqual({ kind: 'question', question: serialQuestion })
  expect(fold([raised, answered], on).error).toBeUndefined()
  const left: StepEvent = { kind: 'not-answered', question: serialQuestion.key, because: 'no-default' }
  expect(fold([raised, left], on).error).toEqual({ kind: 'question', question: serialQuestion })
})

test('nothing replaces the first error', () => {
  const fault = { type: 'GenericVmConfigFault', message: 'no', chain: [] }
  const run = fold([raised, answered, { kind: 'ended', outcome: { kind: 'failed', fault } }])
  expect(run.error).toEqual({ kind: 'question', question: serialQuestion })
  expect(fold([{ kind: 'ended', outcome: { kind: 'failed', fault } }]).error).toEqual({ kind: 'fault', fault })
})

test('after the outcome only what became of the task changes the state', () => {
  const left = fold([raised, { kind: 'ended', outcome: { kind: 'left-blocked', because: 'not-cancelable' } }])
  expect(left.state).toMatchObject({ at: 'ended', following: true, percent: 47 })
  const later = foldStep(left, stepAt(9, answered, person))
  expect(later.state).toEqual(left.state)
  const over = foldStep(later, stepAt(10, { kind: 'task-ended', state: 'success' }))
  expect(over.state).toMatchObject({ outcome: { kind: 'left-blocked' }, following: false })
})

test('a run follows a task only when there is one', () => {
  const { task: _, ...without } = aRun({ state: { at: 'checking' } })
  const lost: StepEvent = { kind: 'ended', outcome: { kind: 'lost', reason: 'no contact' } }
  expect(foldStep(without, stepAt(1, lost)).state).toMatchObject({ following: false })
  expect(fold([lost]).state).toMatchObject({ following: true })
  expect(fold([{ ...lost, following: false }]).state).toMatchObject({ following: false })
  const own = aRun().task
  expect(taskToFollow(own, { kind: 'answered-earlier' })).toBeUndefined()
  expect(taskToFollow(own, { kind: 'cancelled', by: autoAnswer })).toBeUndefined()
})

test('the open question is the last one raised that has no answer', () => {
  expect(openQuestion(fold([raised]).steps)).toEqual(serialQuestion)
  expect(openQuestion(fold([raised, answered]).steps)).toBeUndefined()
  expect(openQuestion(fold([raised, { kind: 'cancel-sent', because: 'person' }]).steps)).toEqual(serialQuestion)
})

test('automatic answers are counted by question: people’s are not, an id that is new counts on, and a second try does not', () => {
  const key = (id: string) => questionKey(connectionId('c1'), moid('vm-7'), id)
  const ask = (id: string) => stepAt(0, { kind: 'question-raised', question: { ...serialQuestion, key: key(id) } })
  const sent = (id: string, by = autoAnswer) =>
    stepAt(1, { kind: 'answer-sent', question: key(id), choice: append, isDefault: true }, by)
  const given = automaticAnswers([ask('1'), sent('1'), sent('1'), ask('2'), sent('2'), sent('2', person)])
  expect(givenTo(serialQuestion, given)).toEqual({ same: 2, alike: 2, inRun: 2 })
  const other = { ...serialQuestion, text: serialQuestion.text.replace('serial0', 'serial1') }
  expect(givenTo(other, given)).toEqual({ same: 0, alike: 2, inRun: 2 })
  expect(givenTo({ ...serialQuestion, choices: [] }, given)).toEqual({ same: 0, alike: 0, inRun: 2 })
})

test('what was decided makes a question the error; where that was not recorded, that auto-answer was off', () => {
  const error = (event: StepEvent, autoAnswer: boolean) =>
    fold([event], aRun({ policy: { autoAnswer, setBy: 'r.nakamura' } })).error
  expect(error({ ...raised, decided: { do: 'block', because: 'no-default' } }, true)).toMatchObject({
    kind: 'question',
  })
  expect(error({ ...raised, decided: { do: 'answer', because: 'default' } }, true)).toBeUndefined()
  expect(error({ ...raised, decided: { do: 'leave', because: 'not-started-here' } }, false)).toBeUndefined()
  expect(error(raised, false)).toMatchObject({ kind: 'question' })
  expect(error(raised, true)).toBeUndefined()
})
