import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aBlockedRun, aRun, autoAnswer, serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import type { HostEvent } from '@/lib/vsphere/host-event'
import { connectionId, runId } from '@/lib/vsphere/ids'
import { aTask, aVm } from '../testing/vm-fixtures'
import { historyDays } from './history-days'
import type { HistoryEntry } from './history-entries'
import { historyRows } from './rows'

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

const runOf = (id: string, at: string, changes = {}): HistoryEntry => ({
  kind: 'run',
  key: id,
  at,
  run: aRun({ id: runId(id), startedAt: at, ...changes }),
})

let seq = 0
function eventOf(at: string, type: string, connection = 'c1'): HistoryEntry {
  seq += 1
  const event: HostEvent = { id: seq, chain: seq, type, at, text: `${type} ${seq}` }
  const note = {
    seq,
    at,
    by: 'Andon',
    connection: connectionId(connection),
    content: { kind: 'host-event', event },
  } as const
  return { kind: 'note', key: `note:${seq}`, at, note }
}

function gapOf(from: string, to: string): HistoryEntry {
  seq += 1
  const event = { kind: 'not-watched', from, to, because: 'andon-stopped' } as const
  const note = { seq, at: to, by: 'Andon', connection: connectionId('c1'), content: { kind: 'event', event } } as const
  return { kind: 'note', key: `note:${seq}`, at: to, note }
}

test('days are the reader’s own, newest first; the last one is not known to be whole while there is more', () => {
  const entries = [
    runOf('r3', '2026-11-22T10:00:00Z'),
    runOf('r2', '2026-11-21T23:30:00Z'), // half past midnight in Berlin
    runOf('r1', '2026-11-21T22:30:00Z'),
  ]
  const days = historyDays(historyRows(entries), true)
  expect(days.map(({ day, count, isWhole }) => [day, count, isWhole])).toEqual([
    ['2026-11-22', 2, true],
    ['2026-11-21', 1, false],
  ])
  expect(historyDays(historyRows(entries), false).every(({ isWhole }) => isWhole)).toBe(true)
  expect(historyDays([], true)).toEqual([])
})

test('a day says what of it has to be known', () => {
  const vm = aVm('web-01')
  const failed = aTask(vm, { state: 'error', fault: { type: 'NoSpace', message: 'No space left.', chain: [] } })
  const [choice] = serialQuestion.choices
  if (!choice) throw new Error('a question has choices')
  const raised = stepAt(6, { kind: 'question-raised', question: serialQuestion })
  const answered = stepAt(
    7,
    { kind: 'answered', question: serialQuestion.key, choice, isDefault: true, afterMs: 3 },
    autoAnswer,
  )
  const blocked = aBlockedRun()
  const entries: HistoryEntry[] = [
    { kind: 'run', key: 'b', at: blocked.startedAt, run: blocked },
    runOf('a', '2026-11-22T13:00:00Z', { steps: [raised, answered] }),
    { kind: 'task', key: 't', at: '2026-11-22T12:00:00Z', task: failed },
  ]
  expect(historyDays(historyRows(entries), false).map(({ summary }) => summary)).toEqual([
    '1 failed, 1 left blocked, 2 questions, 1 answered by auto-answer',
  ])
  expect(historyDays(historyRows([runOf('r', '2026-11-22T13:00:00Z')]), false)[0]?.summary).toBe('')
})

test('many equal events are one row that counts each; what comes between them, or another host, parts them', () => {
  const many = [1, 2, 3, 4, 5].map((n) => eventOf(`2026-11-22T10:0${9 - n}:00Z`, 'UserLoginSessionEvent'))
  const rows = historyRows([...many, eventOf('2026-11-22T10:03:00Z', 'UserLoginSessionEvent', 'c2')])
  expect(rows.map(({ kind }) => kind)).toEqual(['fold', 'entry'])
  expect(historyDays(rows, false)[0]?.count).toBe(6)
  const [a, b, c, d] = many
  if (!a || !b || !c || !d) throw new Error('five were made')
  expect(historyRows([a, b, runOf('r', '2026-11-22T10:06:30Z'), c, d])).toHaveLength(5)
  expect(historyRows([a, b, c])).toHaveLength(3)
  // Its key stays while older ones come to it.
  expect(historyRows(many)[0]?.key).toBe(historyRows(many.slice(0, 4))[0]?.key)
})

test('a gap stands where it ended, is no entry, and parts what it lies between', () => {
  const rows = historyRows([
    runOf('after', '2026-11-22T03:30:00Z'),
    gapOf('2026-11-22T03:10:00Z', '2026-11-22T03:24:00Z'),
    runOf('within', '2026-11-22T03:16:00Z'),
  ])
  expect(rows.map(({ kind, key }) => (kind === 'gap' ? kind : key))).toEqual(['after', 'gap', 'within'])
  expect(historyDays(rows, false)[0]?.count).toBe(2)
})

test('what says no time at all does not stand under a day', () => {
  const days = historyDays(historyRows([runOf('r', '2026-11-22T03:30:00Z'), runOf('x', '')]), false)
  expect(days.map(({ day }) => day)).toEqual(['2026-11-22', undefined])
})
