import { expect, test } from 'vitest'
import { aBlockedRun, aFileRun, aRun, autoAnswer, person, serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import type { QuestionChoice } from '@/lib/vsphere/question'
import { connectionId } from '@/lib/vsphere/ids'
import { aTask, aVm } from '../testing/vm-fixtures'
import { entryLine } from './entry-line'
import { eventLabel } from './event-label'

const [append, , cancel] = serialQuestion.choices as [QuestionChoice, QuestionChoice, QuestionChoice] // of the fixture
const raised = (second: number) => stepAt(second, { kind: 'question-raised', question: serialQuestion })
const answered = (second: number, choice: QuestionChoice, by = person) =>
  stepAt(
    second,
    { kind: 'answered', question: serialQuestion.key, choice, isDefault: choice === append, afterMs: 112_000 },
    by,
  )
const ended = (outcome: Extract<ReturnType<typeof aRun>['state'], { at: 'ended' }>['outcome']) =>
  ({ at: 'ended', outcome, endedAt: '2026-11-22T14:02:04.000Z', following: false }) as const

const lineOf = (run: ReturnType<typeof aRun>) => entryLine({ kind: 'run', key: 'r', at: run.startedAt, run })

test('a run says how it ended, what was asked, who answered and how long it took', () => {
  const run = aRun({ state: ended({ kind: 'succeeded' }), steps: [raised(6), answered(9, append)] })
  expect(lineOf(run)).toMatchObject({
    name: 'build|agent "7"',
    task: 'Power on',
    outcome: 'Done',
    more: "Serial port output file exists: 'Append' by m.okafor, after 01:52",
    who: 'm.okafor',
    person: 'm.okafor',
    source: 'Andon',
    took: '02:04',
  })
})

test('a question that came back is told once, with each who answered', () => {
  const fault = { type: 'NoSpace', message: "No space left on 'scratch'.", chain: [] }
  const steps = [
    raised(1),
    answered(2, append, autoAnswer),
    raised(3),
    answered(4, append, autoAnswer),
    raised(5),
    answered(6, cancel),
  ]
  expect(lineOf(aRun({ state: ended({ kind: 'failed', fault }), steps })).more).toBe(
    "No space left on 'scratch'. Serial port output file exists: 2 x 'Append' (default) by auto-answer, then 'Cancel' by m.okafor, after 01:52",
  )
})

test('a run that is left blocked says that its question waits, and has not taken any time yet', () => {
  const { more, took } = lineOf(aBlockedRun())
  expect(more).toBe('Its question waits for an answer. Serial port output file exists')
  expect(took).toBeUndefined()
})

test('a file says what became of it and has no VM', () => {
  const run = aFileRun({ state: ended({ kind: 'succeeded' }) })
  const line = entryLine({ kind: 'run', key: 'r', at: run.startedAt, run })
  expect(line).not.toHaveProperty('vm')
  expect(line).not.toHaveProperty('more')
})

const vm = aVm('web-01')
const done = { state: 'success', queueTime: '2026-11-22T10:00:00Z', completeTime: '2026-11-22T10:06:48Z' } as const

test.each([
  [
    { startedBy: 'EXAMPLE\\j.meyer' },
    false,
    { who: 'EXAMPLE\\j.meyer', person: 'EXAMPLE\\j.meyer', source: 'outside Andon' },
  ],
  [{ startedBy: 'root' }, true, { who: 'root', source: 'host, read back' }],
  [
    { startedBy: 'root', reason: { kind: 'schedule', name: 'nightly' } as const },
    false,
    { who: 'nightly', source: 'schedule' },
  ],
  [
    { reason: { kind: 'alarm', name: 'Datastore full' } as const },
    true,
    { who: 'Datastore full', source: 'alarm, read back' },
  ],
  [{ reason: { kind: 'system' } as const }, false, { who: 'the host itself', source: 'outside Andon' }],
  [{}, false, { who: 'not known', source: 'outside Andon' }],
])('a task of others says whose it was, as far as its host says: %o', (changes, isReadBack, line) => {
  const task = aTask(vm, { ...done, ...changes })
  const readBack = isReadBack ? { readBack: true as const } : {}
  const told = entryLine({ kind: 'task', key: 't', at: task.queueTime, task, ...readBack })
  expect(told).toMatchObject({ name: 'web-01', task: 'Power on', outcome: 'Done', took: '06:48', ...line })
  expect(told.person).toBe('startedBy' in changes && !('reason' in changes) ? changes.startedBy : undefined)
})

test('what a host says has happened is quiet, and is called as people would', () => {
  const event = {
    id: 9,
    chain: 9,
    type: 'VmPoweredOnEvent',
    at: '',
    text: 'web-01 on esx is powered on',
    vmName: 'web-01',
    hostName: 'esx',
  }
  const note = {
    seq: 1,
    at: '',
    by: 'Andon',
    connection: connectionId('c1'),
    content: { kind: 'host-event', event, readBack: true },
  } as const
  expect(entryLine({ kind: 'note', key: 'n', at: '', note })).toMatchObject({
    name: 'web-01',
    host: 'esx',
    task: 'Event',
    outcome: 'VM powered on',
    more: event.text,
    source: 'host event, read back',
    quiet: true,
  })
  expect(eventLabel('DrsVmMigratedEvent')).toBe('Drs VM migrated')
  expect(eventLabel('VMFSDatastoreCreatedEvent')).toBe('VMFS datastore created')
  expect(eventLabel('esx.problem.vmfs.heartbeat.timedout')).toBe('esx.problem.vmfs.heartbeat.timedout')
})

test('a question that no run had says whose task asks and what, by nobody', () => {
  const event = {
    kind: 'question-noted',
    question: serialQuestion,
    origin: 'no task',
    raisedAt: '',
    hostName: 'esx',
  } as const
  const note = { seq: 1, at: '', by: 'Andon', content: { kind: 'event', event, vmName: 'web-01' } } as const
  const line = entryLine({ kind: 'note', key: 'n', at: '', note })
  expect(line).toMatchObject({
    name: 'web-01',
    task: 'No task',
    outcome: 'Question raised',
    more: 'Serial port output file exists',
    host: 'esx',
  })
  expect(line).not.toHaveProperty('who')
})
