import { describe, expect, test } from 'vitest'
import { emptyTables, type LiveTables, type QuestionView } from '@/lib/live/live-state'
import type { RunView } from '@/lib/runs/run'
import { aFileRun, anUpload, aRun, person, serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { connectionId, moid, questionKey, runId, taskKey, vmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { lampOf, lampWord } from '../connections/lamp'
import { questionsByAge } from '../question/questions'
import { runningRows } from './board-rows'
import { finishedRows } from './finished-rows'
import { finishedWords } from './finished-words'

const c1 = connectionId('c1')
const now = Date.parse('2026-11-22T14:20:00.000Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()

const question = (id: string, seconds: number, changes: Partial<QuestionView> = {}): QuestionView => ({
  key: questionKey(c1, moid(id), '1'),
  connection: c1,
  vm: vmKey(c1, moid(id)),
  vmName: id,
  vmStoredName: id,
  question: { id: '1', text: 'Go on?', choices: [], messages: [] },
  text: 'Go on?',
  raisedAt: ago(seconds),
  state: { at: 'waiting', why: { why: 'no-choices' } },
  ...changes,
})

const task = (id: string, seconds: number, changes: Partial<TaskView> = {}): TaskView => ({
  key: taskKey(c1, moid(id)),
  connection: c1,
  vm: vmKey(c1, moid(id)),
  entityName: id,
  name: 'CloneVM_Task',
  descriptionId: 'VirtualMachine.clone',
  state: 'running',
  cancelable: true,
  cancelled: false,
  queueTime: ago(seconds),
  ...changes,
})

const tablesOf = (given: { tasks?: TaskView[]; questions?: QuestionView[]; runs?: RunView[] }): LiveTables => ({
  ...emptyTables(),
  tasks: Object.fromEntries((given.tasks ?? []).map((t) => [t.key, t])),
  questions: Object.fromEntries((given.questions ?? []).map((q) => [q.key, q])),
  runs: Object.fromEntries((given.runs ?? []).map((r) => [r.id, r])),
})

test('questions are ordered by age, oldest first, across connections', () => {
  const questions = [question('young', 5), question('old', 900), question('middle', 60)]
  const order = questionsByAge(tablesOf({ questions }).questions).map((q) => q.vmName)
  expect(order).toEqual(['old', 'middle', 'young'])
})

describe('running', () => {
  test('is everything that moves, longest first; what waits for an answer stands above instead', () => {
    const blocked = task('blocked', 400)
    const waits = question('blocked', 300, {
      task: { key: blocked.key, label: 'Clone', cancelable: false },
    })
    const tables = tablesOf({
      tasks: [task('short', 10), blocked, task('long', 500), task('done', 20, { state: 'success' })],
      questions: [waits],
    })
    expect(runningRows(tables).map((row) => row.name)).toEqual(['long', 'short'])
  })

  test('an answered question gives its task back to the list', () => {
    const going = task('going', 400)
    const answered = question('going', 300, {
      task: { key: going.key, label: 'Clone', cancelable: false },
      state: { at: 'answered', by: { kind: 'andon' }, answeredAt: ago(1), isDefault: true, afterMs: 5 },
    })
    expect(runningRows(tablesOf({ tasks: [going], questions: [answered] }))).toHaveLength(1)
  })

  test('a run and its task are one row, which keeps its id when the task appears', () => {
    const run = aRun({ startedAt: ago(3) })
    const before = runningRows(tablesOf({ runs: [run] }))
    const started = task('t', 2, { key: run.task ?? taskKey(c1, moid('x')), run: run.id, cancelable: false })
    const after = runningRows(tablesOf({ runs: [run], tasks: [started] }))
    expect(before.map((row) => row.id)).toEqual([`run:${run.id}`])
    expect(after.map((row) => row.id)).toEqual([`run:${run.id}`])
    expect(after[0]).toMatchObject({ label: 'Power on', by: 'm.okafor' })
  })

  test('cancel is offered, asked for, or not possible with the reason', () => {
    const rows = runningRows(
      tablesOf({
        tasks: [
          task('a', 3),
          task('b', 2, { cancelRequestedAt: ago(6) }),
          task('c', 1, { cancelable: false, name: 'ReconfigVM_Task' }),
        ],
      }),
    )
    expect(rows.map((row) => row.cancel)).toEqual([
      { at: 'offered', task: taskKey(c1, moid('a')) },
      { at: 'requested', since: ago(6) },
      { at: 'not-cancelable', because: 'ReconfigVM_Task is not cancelable' },
    ])
    const { cancelable: _, ...untold } = task('d', 1)
    expect(runningRows(tablesOf({ tasks: [untold] }))[0]?.cancel).toMatchObject({ at: 'offered' })
  })
})

describe('just finished', () => {
  const ended = (seconds: number) =>
    ({ at: 'ended', outcome: { kind: 'succeeded' }, endedAt: ago(seconds), following: false }) as const

  test('is newest first and forgets after 15 minutes', () => {
    const runs = [
      aRun({ id: runId('old'), vmName: 'old', state: ended(899) }),
      aRun({ id: runId('new'), vmName: 'new', state: ended(1) }),
      aRun({ id: runId('gone'), vmName: 'gone', state: ended(900) }),
    ]
    const rows = finishedRows(tablesOf({ runs }), now)
    expect(rows.map((row) => row.id)).toEqual(['run:new', 'run:old'])
  })

  test('a task that a run started is told once, as the run', () => {
    const run = aRun({ state: ended(5) })
    const its = task('t', 9, { state: 'success', completeTime: ago(5), run: run.id })
    const other = task('other', 9, { state: 'success', startTime: ago(9), completeTime: ago(4), startedBy: 'ada' })
    const rows = finishedRows(tablesOf({ runs: [run], tasks: [its, other] }), now)
    expect(rows.map((row) => row.kind)).toEqual(['task', 'run'])
    const [first] = rows
    expect(first && finishedWords(first, false)).toMatchObject({ word: 'Done', detail: 'in 5 s, by ada' })
  })

  test('says what auto-answer answered', () => {
    const answered = aRun({
      startedAt: ago(50),
      state: ended(41),
      steps: [
        {
          at: ago(45),
          actor: { kind: 'autoAnswer', setBy: 'r.nakamura' },
          event: {
            kind: 'answered',
            question: serialQuestion.key,
            choice: { key: '0', label: 'button.serial.file.append', summary: 'Append' },
            isDefault: true,
            afterMs: 10,
          },
        },
      ],
    })
    const [row] = finishedRows(tablesOf({ runs: [answered] }), now)
    expect(row && finishedWords(row, false).detail).toBe('in 9 s. Answered Append (default, by auto-answer)')
  })

  test('a cancelled task of somebody else is cancelled, not failed', () => {
    const fault = { type: 'RequestCanceled', message: 'Canceled', chain: [] }
    const tasks = [task('t', 9, { state: 'error', completeTime: ago(1), progress: 62, startedBy: 'd.ferreira', fault })]
    const [row] = finishedRows(tablesOf({ tasks }), now)
    expect(row && finishedWords(row, false)).toMatchObject({
      word: 'Cancelled',
      detail: 'by d.ferreira at 62 %. The host confirmed',
    })
  })
})

describe('what is done to files', () => {
  const upload = anUpload({ state: { at: 'running', percent: 40 } })
  const cancelOf = (run: RunView) => runningRows(tablesOf({ runs: [run] }))[0]?.cancel

  test('an upload runs where its path stands for a VM, and can be cancelled while bytes are on their way', () => {
    const [row] = runningRows(tablesOf({ runs: [upload] }))
    expect(row).toMatchObject({
      name: '[ssd-01] iso/a+b.iso',
      label: 'Upload',
      rest: ', 4.0 GB',
      percent: 40,
      by: 'm.okafor',
    })
    expect(row && 'vm' in row).toBe(false)
    expect(row?.cancel).toEqual({ at: 'offered', run: upload.id })
    const steps = [stepAt(1, { kind: 'cancel-sent', because: 'person' }, person)]
    expect(cancelOf({ ...upload, state: { at: 'cancelling' }, steps })).toEqual({
      at: 'requested',
      since: steps[0]?.at,
    })
    const placing = [stepAt(1, { kind: 'placing', method: 'MoveDatastoreFile_Task' })]
    expect(cancelOf({ ...upload, steps: placing })).toMatchObject({
      because: expect.stringContaining('taking the file over'),
    })
  })

  test('a task has one row with its run, in the words of the run', () => {
    const { vm: _vm, ...own } = task('t', 9, { name: 'DeleteDatastoreFile_Task', entityName: 'ssd-01' })
    const run = aFileRun({ state: { at: 'running' }, task: own.key })
    const rows = runningRows(tablesOf({ tasks: [{ ...own, run: run.id }], runs: [run] }))
    expect(rows).toMatchObject([
      { name: '[ssd-01] iso/a+b.iso', label: 'Delete', cancel: { at: 'offered', task: own.key } },
    ])
  })

  test('an upload that was cancelled needed no word of the host', () => {
    const state = {
      at: 'ended',
      outcome: { kind: 'cancelled', by: person },
      endedAt: ago(3),
      following: false,
    } as const
    const [row] = finishedRows(tablesOf({ runs: [anUpload({ state })] }), now)
    expect(row && finishedWords(row, false)).toMatchObject({
      word: 'Cancelled',
      label: 'Upload',
      detail: 'by m.okafor',
    })
  })
})

describe('a lamp', () => {
  const connection = (state: ConnectionView['state']): ConnectionView => ({
    id: c1,
    name: 'esx-1',
    kind: 'esx',
    endpoint: { transport: 'https', host: 'esx-1', port: 443, trust: { kind: 'system' } },
    user: 'root',
    autoAnswer: { on: false, changedBy: 'ada', changedAt: ago(9) },
    state,
  })
  const live = connection({ at: 'live', since: ago(9), lastAnswerAt: ago(1) })

  test('says the most urgent thing', () => {
    const one = tablesOf({ questions: [question('a', 5)] }).questions
    const two = tablesOf({ questions: [question('a', 5), question('b', 601)] }).questions
    expect(lampOf(live, {}, now)).toEqual({ at: 'live' })
    expect(lampOf(live, one, now)).toEqual({ at: 'waiting', count: 1 })
    expect(lampOf(live, two, now)).toEqual({ at: 'overdue', count: 1, waiting: 1 })
  })

  test('without contact nothing else is known', () => {
    const lost = connection({ at: 'lost', since: ago(250), reason: 'timed out' })
    const lamp = lampOf(lost, tablesOf({ questions: [question('a', 5)] }).questions, now)
    expect(lampWord(lamp, now)).toBe('No contact, 4 min')
  })
})
