import { expect, test } from 'vitest'
import type { Session } from '../vsphere/session'
import { clockOffset, HostClock } from './host-clock'

/** A server that is ahead of us, and each of whose answers takes as long as the test says. */
function server(aheadMs: number, ways: number[]) {
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') }
  const call = async () => {
    const way = ways.shift() ?? 0
    clock.now += way / 2
    const told = new Date(clock.now + aheadMs).toISOString()
    clock.now += way / 2
    return told
  }
  const session = { call } as unknown as Session // nothing but `call` is used
  return { clock, session }
}

test('the offset is taken from the answer that came soonest, in the middle of its way', async () => {
  expect(clockOffset([])).toBeUndefined()
  const slowThenQuick = [
    { host: 10_000, asked: 0, came: 4_000 },
    { host: 11_010, asked: 5_000, came: 5_020 },
  ]
  expect(clockOffset(slowThenQuick)).toBe(6_000)
})

test('a server three hours ahead: what it dates is three hours earlier here', async () => {
  const { clock, session } = server(3 * 3_600_000, [900, 10, 300])
  const ours = new HostClock(() => clock.now)
  expect(ours.ourTime('2026-01-01T12:00:00Z')).toBe('2026-01-01T12:00:00Z')
  expect(await ours.measure(session)).toBe(true)
  expect(ours.offsetMs).toBe(3 * 3_600_000)
  expect(ours.ourTime('2026-01-01T12:00:00.123456Z')).toBe('2026-01-01T09:00:00.123Z')
  expect(ours.ourTime('no time')).toBe('no time')
  expect(ours.ourTime(undefined)).toBeUndefined()
})

test('a second measure that says the same changes nothing; a clock that was set does', async () => {
  const { clock, session } = server(-60_000, [])
  const ours = new HostClock(() => clock.now)
  await ours.measure(session)
  expect(ours.offsetMs).toBe(-60_000)
  const near = server(-60_200, [])
  near.clock.now = clock.now
  expect(await ours.measure(near.session)).toBe(false)
  const set = server(0, [])
  set.clock.now = clock.now
  expect(await ours.measure(set.session)).toBe(true)
  expect(ours.offsetMs).toBe(0)
})
