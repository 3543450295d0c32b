import { expect, test } from 'vitest'
import type { HistoryFilter } from '@/lib/contract/history'
import { aBlockedRun, aRun } from '@/lib/testing/run-fixtures'
import type { ReadBack } from '@/lib/vsphere/host-history'
import { runId, connectionId, moid, questionKey } from '@/lib/vsphere/ids'
import { serialQuestion } from '@/lib/testing/run-fixtures'
import { aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { runDetail } from '../run/finished-words'
import { historyEntries, newerRuns, othersTasks } from './history-entries'
import { noteText } from './note-words'

const note = {
  seq: 9,
  at: '2026-11-22T13:30:00Z',
  by: 'ada',
  content: { kind: 'text', text: 'Auto-answer switched on' },
} as const
/** No datastore has a name here. */
const asItIs = (text: string) => text
const early = aRun({ id: runId('r1'), startedAt: '2026-11-22T13:00:00Z' })
const late = aRun({ id: runId('r2'), startedAt: '2026-11-22T14:00:00Z' })

test('runs and notes are one list, newest first, and nothing stands in it twice', () => {
  const pages = [
    { runs: [late], notes: [note] },
    { runs: [early], notes: [note] },
  ]
  expect(historyEntries(pages, {}).map(({ key }) => key)).toEqual(['run:r2', 'note:9', 'run:r1'])
})

test("a task of others belongs to its VM's history as long as it is known, and is found by its filters", () => {
  const vm = aVm('web-01')
  const ended = aTask(vm, { state: 'success', startedBy: 'EXAMPLE\\j.meyer', completeTime: '2026-11-22T10:01:00Z' })
  const failed = aTask(aVm('other'), { state: 'error', completeTime: '2026-11-22T10:02:00Z' })
  const ours = aTask(vm, { state: 'success', run: late.id, completeTime: '2026-11-22T10:03:00Z' })
  const tables = tablesOf({ tasks: [ended, failed, ours, aTask(vm)], runs: [late] })
  expect(othersTasks(tables, {})).toEqual([ended, failed])
  expect(othersTasks(tables, { vm: vm.key })).toEqual([ended])
  expect(othersTasks(tables, { outcome: 'failed' })).toEqual([failed])
  expect(othersTasks(tables, { text: 'J.MEYER' })).toEqual([ended])
  expect(othersTasks(tables, { connection: connectionId('c2') })).toEqual([])
  expect(othersTasks(tables, { person: 'EXAMPLE\\j.meyer', source: ['others'] })).toEqual([ended])
  expect(othersTasks(tables, { source: ['andon', 'gap'] })).toEqual([])
  expect(othersTasks(tables, { to: ended.queueTime })).toEqual([])
  expect(historyEntries([{ runs: [late], notes: [] }], {}, [ended]).map(({ kind }) => kind)).toEqual(['run', 'task'])
})

test('a task of others is in the journal a moment after its end, and stands in the list once', () => {
  const task = aTask(aVm('web-01'), { state: 'success', queueTime: '2026-11-22T10:00:00Z' })
  const noted = { seq: 7, at: task.queueTime, by: 'Andon', content: { kind: 'task', task } } as const
  const pages = [{ runs: [], notes: [noted] }]
  expect(historyEntries(pages, {}, [task])).toMatchObject([{ kind: 'task', task }])
  // A host that was started again counts its tasks anew.
  const later = { ...task, queueTime: '2026-11-22T12:00:00Z' }
  expect(historyEntries(pages, {}, [later])).toHaveLength(2)
})

test('a task of others that would stand on a page which is not loaded is left to that page', () => {
  const task = aTask(aVm('web-01'), { state: 'success', queueTime: '2026-11-22T12:00:00Z' })
  const page = { runs: [early], notes: [], nextBefore: 5 }
  expect(historyEntries([page], {}, [task]).map(({ kind }) => kind)).toEqual(['run'])
  expect(historyEntries([{ runs: [early], notes: [] }], {}, [task])).toHaveLength(2)
})

test('what is new is counted as far as it surely belongs there', () => {
  const pages = [{ runs: [early], notes: [] }]
  const live = { r9: aRun({ id: runId('r9'), number: 9_999, startedAt: '2026-11-22T14:00:00Z' }) }
  const count = (filter: HistoryFilter) => newerRuns(pages, live, filter).length
  expect([{}, { person: 'm.okafor' }, { from: '2026-11-22T14:00:00.000Z' }].map(count)).toEqual([1, 1, 1])
  const others: HistoryFilter[] = [
    { person: 'ada' },
    { to: '2026-11-22T14:00:00.000Z' },
    { source: ['others', 'gap'] },
    { outcome: 'failed' },
    { connection: connectionId('c2') },
    { text: 'Power on' },
  ]
  expect(others.map(count)).toEqual([0, 0, 0, 0, 0, 0])
})

test('a run that goes on is shown as it is now', () => {
  const now = { ...late, state: { at: 'running', percent: 88 } as const }
  const [first] = historyEntries([{ runs: [late], notes: [] }], { [late.id]: now })
  expect(first).toMatchObject({ run: now })
})

test('a run that was left blocked says whether its question still waits', () => {
  const run = aBlockedRun()
  expect(runDetail(run)).toBe('Its question waits for an answer')
  expect(runDetail(aRun())).toBeUndefined()
})

test('a note says what was changed, and what was done to tasks that Andon did not start', () => {
  const choice = { key: '0', label: 'button.serial.file.append', summary: 'Append' }
  const question = questionKey(connectionId('c1'), moid('vm-1'), '7')
  const answered = { kind: 'answered', question, choice, isDefault: true, afterMs: 3 } as const
  expect(noteText(note.content, asItIs)).toBe('Auto-answer switched on')
  expect(noteText({ kind: 'event', event: answered, vmName: 'web-01' }, asItIs)).toBe("Answered 'Append' for web-01")
  expect(noteText({ kind: 'event', event: { kind: 'cancel-taken' }, vmName: 'web-01' }, asItIs)).toBe(
    'Cancel requested for web-01. The host confirmed.',
  )
  expect(noteText({ kind: 'event', event: { kind: 'cancel-refused', reason: 'no' } }, asItIs)).toBe(
    'Cancel requested. The host refuses: no',
  )
  expect(noteText({ kind: 'event', event: { kind: 'cancel-unanswered' } }, asItIs)).toBe(
    'Cancel requested. No reply from the host. Outcome unknown.',
  )
})

test('a question without a run says what was asked and whose it was; one that went names nobody', () => {
  const noted = { kind: 'question-noted', question: serialQuestion, origin: 'foreign task', raisedAt: '' } as const
  expect(noteText({ kind: 'event', event: noted, vmName: 'web-01' }, asItIs)).toBe(
    `Question raised for web-01, of a task that was not started from Andon: ${serialQuestion.text} Answers: 'Append', 'Replace', 'Cancel'.`,
  )
  const gone = { kind: 'question-gone', question: serialQuestion.key, known: 'unknown' } as const
  expect(noteText({ kind: 'event', event: gone, vmName: 'web-01' }, asItIs)).toBe(
    'Question gone for web-01. It went away. Who answered it, if anybody did, is not known.',
  )
})

test('a time in which nobody looked is said', () => {
  const gap = { from: '2026-11-22T14:03:20Z', to: '2026-11-22T14:07:30Z' }
  const text = noteText({ kind: 'event', event: { kind: 'not-watched', ...gap, because: 'no-contact' } }, asItIs)
  expect(text).toMatch(
    /^Not watched from .* to .*: there was no contact\. Questions and tasks of others may be missing/,
  )
})

test('what was read back of it says how far the host had it, of each list', () => {
  const gap = { from: '2026-11-22T03:10:00Z', to: '2026-11-22T03:24:00Z' }
  const told = (tasks: ReadBack, events: ReadBack) =>
    noteText({ kind: 'gap', gap: { kind: 'read-back', ...gap, tasks, events } }, asItIs)
  const whole = { noted: 1, kept: { kind: 'whole' } } as const
  expect(told({ noted: 9, kept: { kind: 'whole' } }, whole)).toMatch(/^Read back from .*: 9 tasks\. 1 event\.$/)
  expect(told({ noted: 0, kept: { kind: 'nothing' } }, whole)).toContain('The host keeps no tasks that far.')
  expect(told({ noted: 0, kept: { kind: 'not-readable', reason: 'No right.' } }, whole)).toContain(
    'The tasks of that time cannot be read: No right.',
  )
  expect(told(whole, { noted: 2, kept: { kind: 'since', since: gap.to } })).toMatch(/2 events\. .* from before /)
  const until = { kind: 'until', until: gap.from, reason: 'Cut.' } as const
  expect(told(whole, { noted: 2, kept: until })).toMatch(/2 events\. Those after .* are not known: Cut\./)
  const left = { kind: 'events-left-out', ...gap, count: 12 } as const
  expect(noteText({ kind: 'gap', gap: left }, asItIs)).toMatch(/^12 events of the host from .* too many\.$/)
})

test('a host event is told in the words of the host, and by its type where it has none', () => {
  const event = { id: 7, chain: 7, type: 'VmPoweredOnEvent', at: '2026-11-22T03:10:00Z', text: 'web-01 is powered on' }
  expect(noteText({ kind: 'host-event', event }, asItIs)).toBe(event.text)
  expect(noteText({ kind: 'host-event', event: { ...event, text: ' ' } }, asItIs)).toBe('VmPoweredOnEvent')
})
