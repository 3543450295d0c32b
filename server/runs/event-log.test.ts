/** A noisy host fills no disk, and nothing that is left out is left out silently. */
import { expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import type { HostEvent } from '@/lib/vsphere/host-event'
import { connectionId } from '@/lib/vsphere/ids'
import { createEventLog, mostAnHour } from './event-log'

const hour = 3_600_000

function open() {
  const written: StepEvent[] = []
  let time = Date.parse('2026-11-22T14:00:00Z')
  const failing: { with?: Error } = {}
  const log = createEventLog({
    connection: connectionId('c1'),
    now: () => time,
    journal: {
      async append({ event }) {
        if (failing.with) throw failing.with
        written.push(event)
        return { at: '', seq: 0 }
      },
    },
  })
  const event = (id: number, changes: Partial<HostEvent> = {}): HostEvent => ({
    id,
    chain: id,
    type: 'VmPoweredOnEvent',
    at: new Date(time).toISOString(),
    text: '',
    ...changes,
  })
  return { log, written, event, failing, pass: (ms: number) => void (time += ms) }
}

test('what is too much in an hour is counted, and told when that is over', async () => {
  const { log, written, event, pass } = open()
  for (let n = 0; n < mostAnHour + 22; n++) await log.note(event(n))
  expect(written).toHaveLength(mostAnHour)
  pass(hour - 1)
  await log.tellLeftOut()
  expect(written).toHaveLength(mostAnHour)
  pass(1)
  await log.tellLeftOut()
  expect(written.slice(mostAnHour)).toEqual([
    { kind: 'events-left-out', from: '2026-11-22T14:00:00.000Z', to: '2026-11-22T15:00:00.000Z', count: 22 },
  ])
  await log.note(event(9_000))
  expect(written.at(-1)).toMatchObject({ kind: 'event-noted', event: { id: 9_000 } })
})

test('an hour with nothing too much is not spoken of; what is read back is not counted', async () => {
  const { log, written, event, pass } = open()
  await log.note(event(1))
  for (let n = 0; n < mostAnHour + 22; n++) await log.noteBack(event(100 + n))
  pass(hour)
  await log.note(event(2))
  expect(written.every(({ kind }) => kind === 'event-noted')).toBe(true)
  expect(written).toHaveLength(mostAnHour + 24)
})

test('each is written once, whoever read it how often; a number that begins anew is another one', async () => {
  const { log, written, event, pass } = open()
  const one = event(7)
  log.know([event(8)])
  for (const again of [one, one, event(8)]) await log.note(again)
  await log.noteBack(one)
  expect(written).toHaveLength(1)
  pass(hour)
  await log.note(event(7))
  await log.note(event(8, { type: 'VmPoweredOffEvent' }))
  expect(written).toHaveLength(3)
})

test('what could not be written is written when it comes again', async () => {
  const { log, written, event, failing } = open()
  const one = event(7)
  failing.with = new Error('disk full')
  await expect(log.note(one)).rejects.toThrow('disk full')
  delete failing.with
  await log.note(one)
  expect(written).toHaveLength(1)
})
