import { describe, expect, test } from 'vitest'
import type { RunView, StepEvent } from '@/lib/runs/run'
import { aBlockedRun, anUpload, aRun, autoAnswer, person, serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import { moid, taskKey, connectionId } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import { refusalSentence } from './outcome-sentences'
import { stepLine } from './step-words'
import { readableSteps } from './timeline-steps'

const append = { key: '0', label: 'button.serial.file.append', summary: 'Append' }
const line = (event: StepEvent, run: RunView = aRun(), actor = person) =>
  stepLine(stepAt(10, event, actor), run, 'esx-edge-07')

test('a blocked run says what happened, in the words of the design guide', () => {
  const run = aBlockedRun()
  const lines = readableSteps(run.steps).map((step) => stepLine(step, run, 'esx-edge-07'))
  expect(lines.map(({ title, detail, raw }) => [title, detail ?? raw].filter(Boolean).join(': '))).toEqual([
    'Checked for a pending question: None. No other task is pending.',
    'PowerOnVM_Task started: task-4176, by m.okafor',
    '47 %',
    'Question raised: msg.serial.file.open',
    'Cancel requested: Because auto-answer was off at esx-edge-07',
    'The host refuses: PowerOnVM_Task is not cancelable',
    'Left blocked: The task is not cancelable.',
  ])
})

test('an upload says where its bytes went, and what became of them', () => {
  const run = anUpload()
  const temporary = 'iso/a.iso.1f2e.andon-upload'
  const said = (event: StepEvent) => line(event, run)
  expect(said({ kind: 'requested' })).toMatchObject({ title: 'Upload requested', detail: 'By m.okafor' })
  expect(said({ kind: 'writing', temporary, bytes: 2 ** 20 }).detail).toBe('1.0 MB to a.iso.1f2e.andon-upload')
  expect(said({ kind: 'placing', method: 'MoveDatastoreFile_Task' }).title).toBe('All of it has arrived')
  expect(said({ kind: 'cleared', temporary }).title).toBe('The temporary file is removed')
  expect(said({ kind: 'cleared', temporary, left: 'No contact.' })).toMatchObject({
    mark: 'failed',
    detail: 'a.iso.1f2e.andon-upload. No contact.',
  })
})

test('a run of a restored journal says from when on its record is missing', () => {
  expect(line({ kind: 'restored', until: '2026-11-22T14:40:00.000Z' })).toMatchObject({
    title: 'Restored from a backup',
    detail: expect.stringMatching(/^What was done after .*22.* is not in this record\.$/),
  })
})

describe('answers', () => {
  const event: StepEvent = {
    kind: 'answered',
    question: serialQuestion.key,
    choice: append,
    isDefault: true,
    afterMs: 100,
  }
  test('by auto-answer', () => {
    expect(line(event, aRun(), autoAnswer)).toMatchObject({
      title: "Answered 'Append' (default, by auto-answer)",
      detail: 'Waited 0.1 s',
    })
  })
  test('by a person', () => {
    expect(line({ ...event, afterMs: 112_000 })).toMatchObject({
      title: "Answered 'Append' by m.okafor",
      detail: 'After 01:52',
    })
  })
  test('a label that is an id gives way to its summary, a label that is text does not', () => {
    expect(choiceLabel(append)).toBe('Append')
    expect(choiceLabel({ key: '1', label: 'I copied it', summary: 'copied' })).toBe('I copied it')
    expect(choiceLabel({ key: '1', label: 'button.yes', summary: '' })).toBe('button.yes')
  })
})

describe('ends', () => {
  test('done says what is so now and how long it took', () => {
    expect(line({ kind: 'ended', outcome: { kind: 'succeeded' } })).toEqual({
      mark: 'done',
      title: 'Done',
      detail: 'The VM is on. Took 10 s.',
    })
  })
  test('cancelled says by whom and how far it had come', () => {
    expect(line({ kind: 'ended', outcome: { kind: 'cancelled', by: person } })).toMatchObject({
      title: 'Cancelled',
      detail: 'By m.okafor at 47 %. The host confirmed.',
    })
  })
  test('failed shows the sentence of the host unchanged', () => {
    const fault = { type: 'InvalidPowerState', message: 'The attempted operation cannot be performed.', chain: [] }
    expect(line({ kind: 'ended', outcome: { kind: 'failed', fault } }).detail).toBe(fault.message)
  })
  test('refused names what is in the way', () => {
    const task = taskKey(connectionId('c1'), moid('t'))
    const refusal = { why: 'task-unfinished', task, taskName: 'RemoveSnapshot_Task', progress: 61 } as const
    expect(refusalSentence(aRun(), { kind: 'refused', refusal })).toBe(
      'Power on was not started. RemoveSnapshot_Task has not ended (61 %).',
    )
  })
})

test('an operation of the guest has no task and says so', () => {
  expect(line({ kind: 'started', method: 'ShutdownGuest' })).toMatchObject({ title: 'ShutdownGuest accepted' })
})
