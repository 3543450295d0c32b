import { expect, test } from 'vitest'
import { aBlockedRun, aRun } from '@/lib/testing/run-fixtures'
import { runId } from '@/lib/vsphere/ids'
import { historyEntries, runDetail } from './history-entries'

const note = { seq: 9, at: '2026-11-22T13:30:00Z', by: 'ada', text: 'Auto-answer switched on' }
const early = aRun({ id: runId('r1'), startedAt: '2026-11-22T13:00:00Z' })
const late = aRun({ id: runId('r2'), startedAt: '2026-11-22T14:00:00Z' })

test('runs and notes are one list, newest first, and nothing stands in it twice', () => {
  const pages = [
    { runs: [late], notes: [note] },
    { runs: [early], notes: [note] },
  ]
  expect(historyEntries(pages, {}).map(({ key }) => key)).toEqual(['run:r2', 'note:9', 'run:r1'])
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
