import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { GapTold, HistoryNote } from '@/lib/contract/history'
import { connectionId } from '@/lib/vsphere/ids'
import type { KeptOf, ReadBack } from '@/lib/vsphere/host-history'
import { gapWords } from './gap-words'
import { gapsOf } from './gaps'

beforeEach(() => vi.stubEnv('TZ', 'UTC'))
afterEach(() => vi.unstubAllEnvs())

let seq = 0
const at = (clock: string) => `2026-11-21T${clock}Z`

function noteOf(connection: string, to: string, content: HistoryNote['content']): HistoryNote {
  seq += 1
  return { seq, at: to, by: 'Andon', connection: connectionId(connection), content }
}

function notWatched(
  connection: string,
  from: string,
  to: string,
  because: 'andon-stopped' | 'no-contact' = 'andon-stopped',
) {
  const event = { kind: 'not-watched', from: at(from), to: at(to), because } as const
  return noteOf(connection, at(to), { kind: 'event', event })
}

const whole = (noted: number): ReadBack => ({ noted, kept: { kind: 'whole' } })
const kept = (noted: number, of: KeptOf): ReadBack => ({ noted, kept: of })

function readBack(
  connection: string,
  from: string,
  to: string,
  told: Pick<Extract<GapTold, { kind: 'read-back' }>, 'tasks' | 'events'>,
) {
  return noteOf(connection, at(to), { kind: 'gap', gap: { kind: 'read-back', from: at(from), to: at(to), ...told } })
}

const words = (notes: HistoryNote[]) =>
  gapsOf(notes).map((gap) => {
    const { fact, known } = gapWords(gap, (id) => `esx-${id}`)
    return `${fact} ${known}`.trim()
  })

test('several connections share the time in which Andon was down, and each says what was read back', () => {
  const nothing = kept(0, { kind: 'nothing' })
  expect(
    words([
      notWatched('a', '03:10:20', '03:24:10'),
      notWatched('b', '03:10:25', '03:24:40'),
      notWatched('lab', '03:10:22', '03:24:12'),
      readBack('a', '03:10:20', '03:24:10', { tasks: whole(9), events: whole(0) }),
      readBack('b', '03:10:25', '03:24:40', { tasks: whole(1), events: whole(12) }),
      readBack('lab', '03:10:22', '03:24:12', { tasks: nothing, events: nothing }),
    ]),
  ).toEqual([
    'Andon was down 03:10 to 03:24. Read back afterwards: esx-a 9 tasks, esx-b 1 task and 12 events. esx-lab keeps no history that far.',
  ])
})

test('one that was not reached with the others has its own time', () => {
  expect(words([notWatched('a', '03:10:00', '03:24:00'), notWatched('b', '03:10:05', '03:52:00')])).toEqual([
    'Andon was down 03:10 to 03:24. esx-b was not watched from 03:10 to 03:52. What others did at esx-a and esx-b meanwhile may be missing.',
  ])
})

test('two times of one connection stay two, and what was read back goes to its own', () => {
  const told = readBack('a', '03:10:00', '03:24:00', { tasks: whole(2), events: whole(0) })
  expect(words([notWatched('a', '05:00:00', '05:10:00'), notWatched('a', '03:10:00', '03:24:00'), told])).toEqual([
    'Andon was down 05:00 to 05:10. What others did at esx-a meanwhile may be missing.',
    'Andon was down 03:10 to 03:24. Read back afterwards: esx-a 2 tasks.',
  ])
})

test('without contact, those share a time that lost and found it together', () => {
  expect(
    words([
      notWatched('a', '03:10:00', '03:24:00', 'no-contact'),
      notWatched('b', '03:10:10', '03:24:30', 'no-contact'),
      notWatched('c', '03:00:00', '03:24:00', 'no-contact'),
    ]).map((text) => text.split('. ')[0]),
  ).toEqual(['No contact with esx-a and esx-b from 03:10 to 03:24', 'No contact with esx-c from 03:00 to 03:24'])
})

test('a short time is told in seconds, one over midnight with its days', () => {
  expect(words([notWatched('a', '03:10:02', '03:10:40', 'no-contact')])[0]).toMatch(/from 03:10:02 to 03:10:40\./)
  const event = {
    kind: 'not-watched',
    from: at('23:50:00'),
    to: '2026-11-22T00:10:00Z',
    because: 'andon-stopped',
  } as const
  expect(words([noteOf('a', event.to, { kind: 'event', event })])[0]).toMatch(
    /^Andon was down 21 Nov 2026 23:50:00 to 22 Nov 2026 00:10:00\./,
  )
})

test.each<[string, ReadBack, ReadBack, string]>([
  [
    'part',
    kept(3, { kind: 'since', since: at('03:15:00') }),
    kept(0, { kind: 'since', since: at('03:15:00') }),
    'Read back afterwards: esx-a 3 tasks. esx-a keeps no history from before 03:15.',
  ],
  [
    'tasks alone',
    whole(0),
    kept(0, { kind: 'nothing' }),
    'Read back afterwards: esx-a nothing new. esx-a keeps no events that far.',
  ],
  [
    'nothing it shows',
    kept(0, { kind: 'not-readable', reason: 'Not allowed.' }),
    whole(0),
    'Read back afterwards: esx-a nothing new. The tasks of esx-a cannot be read: Not allowed.',
  ],
  [
    'the first of many',
    kept(500, { kind: 'until', until: at('03:12:00'), reason: 'There are too many.' }),
    whole(4),
    'Read back afterwards: esx-a 500 tasks and 4 events. No tasks of esx-a after 03:12: There are too many.',
  ],
])('what a host has only in part is said: %s', (_, tasks, events, said) => {
  expect(
    words([notWatched('a', '03:10:00', '03:24:00'), readBack('a', '03:10:00', '03:24:00', { tasks, events })]),
  ).toEqual([`Andon was down 03:10 to 03:24. ${said}`])
})

test('what was read back of a time that is not in the list stands by itself', () => {
  expect(words([readBack('a', '03:10:00', '03:24:00', { tasks: whole(2), events: whole(0) })])).toEqual([
    'Nobody looked at esx-a from 03:10 to 03:24. Read back afterwards: esx-a 2 tasks.',
  ])
})

test('what was too much to write down is said, at its time', () => {
  const gap = { kind: 'events-left-out', from: at('03:30:00'), to: at('03:40:00'), count: 3_210 } as const
  const left = noteOf('a', gap.to, { kind: 'gap', gap })
  expect(words([notWatched('a', '03:10:00', '03:24:00'), left])[0]).toBe(
    '3,210 events of esx-a were not written down. 03:30 to 03:40: there were too many.',
  )
})
