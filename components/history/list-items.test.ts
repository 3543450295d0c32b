/** The days of History as one list: where everything stands, whatever is open, is a number. */
import { expect, test } from 'vitest'
import { connectionId } from '@/lib/vsphere/ids'
import type { HistoryNote } from '@/lib/contract/history'
import { historyDays } from './history-days'
import { historyEntries } from './history-entries'
import { listItems } from './list-items'
import { historyRows } from './rows'

const note = (seq: number, at: string, text: string): HistoryNote => ({
  seq,
  at,
  by: 'Andon',
  connection: connectionId('c1'),
  content: { kind: 'text', text },
})
const alike = [5, 4, 3, 2].map((seq) => note(seq, `2026-11-21T03:0${seq}:00.000Z`, 'the same'))
const notes = [note(7, '2026-11-22T12:00:00.000Z', 'newest'), note(6, '2026-11-22T11:00:00.000Z', 'newer'), ...alike]
const days = historyDays(historyRows(historyEntries([{ runs: [], notes }], {})), false)
const placesWith = (...open: string[]) => listItems(days, new Set(open)).map(({ key, day, row }) => [key, day, row])

test('heads and rows are counted from the row of the columns on', () => {
  expect(placesWith()).toEqual([
    ['day:2026-11-22', 0, 2],
    ['note:7', 0, 3],
    ['note:6', 0, 4],
    ['day:2026-11-21', 1, 5],
    ['fold:note:5', 1, 6],
  ])
})

test('steps are a row more; what a fold holds follows it while it is open', () => {
  expect(placesWith('note:7', 'fold:note:5', 'note:4').slice(1)).toEqual([
    ['note:7', 0, 3],
    ['note:6', 0, 5],
    ['day:2026-11-21', 1, 6],
    ['fold:note:5', 1, 7],
    ['note:5', 1, 8],
    ['note:4', 1, 9],
    ['note:3', 1, 11],
    ['note:2', 1, 12],
  ])
})
