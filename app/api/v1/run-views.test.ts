import { expect, test } from 'vitest'
import { historyEntrySchema } from '@/lib/api/resources'
import type { HistoryNote, NoteContent } from '@/lib/contract/history'
import { aTask, aVm } from '@/components/testing/vm-fixtures'
import { apiHistory } from './run-views'

test('History says of each line where it comes from, who did it and whether it was read back', () => {
  const at = '2026-11-21T03:16:00.000Z'
  const gap = { from: at, to: '2026-11-21T03:24:00.000Z' }
  const event = { id: 7, chain: 7, type: 'VmSuspendedEvent', at, text: 'web-01 is suspended', userName: 'vpxuser' }
  const contents: NoteContent[] = [
    { kind: 'host-event', event, readBack: true },
    { kind: 'task', task: aTask(aVm('web-01'), { state: 'success', startedBy: 'j.meyer' }), readBack: true },
    { kind: 'gap', gap: { kind: 'events-left-out', ...gap, count: 12 } },
    { kind: 'event', event: { kind: 'not-watched', ...gap, because: 'no-contact' } },
    { kind: 'text', text: 'Auto-answer switched on' },
  ]
  const notes = contents.map((content, seq): HistoryNote => ({ seq, at, by: 'Andon', content }))
  const entries = apiHistory({ runs: [], notes }, (id) => id)
  expect(entries.map(({ kind, source, by, readBack }) => [kind, source, by, readBack])).toEqual([
    ['host-event', 'event', 'vpxuser', true],
    ['task', 'others', 'j.meyer', true],
    ['gap', 'gap', 'Andon', undefined],
    ['event', 'gap', 'Andon', undefined],
    ['note', 'andon', 'Andon', undefined],
  ])
  for (const entry of entries) expect(historyEntrySchema.safeParse(entry).error).toBeUndefined()
})
