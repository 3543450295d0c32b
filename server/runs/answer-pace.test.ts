import { expect, test } from 'vitest'
import { connectionId } from '@/lib/vsphere/ids'
import { answersPerMinute, createPace } from './answer-pace'
import { turnedClock } from './testing/turned-clock'

const one = connectionId('c1')
const other = connectionId('c2')

test('a host that asks again at once gets so many automatic answers a minute, and the rest in its turn', async () => {
  const clock = turnedClock()
  const pace = createPace(clock)
  const sent: number[] = []
  for (let n = 0; n < 2 * answersPerMinute + 1; n++) pace.inTurn(one, () => sent.push(n))
  expect(sent).toHaveLength(answersPerMinute)
  let elsewhere = 0
  pace.inTurn(other, () => (elsewhere += 1))
  expect(elsewhere).toBe(1)
  await clock.pass(59_000)
  expect(sent).toHaveLength(answersPerMinute)
  await clock.pass(1_000)
  expect(sent).toHaveLength(2 * answersPerMinute)
  await clock.pass(60_000)
  expect(sent).toEqual([...Array(2 * answersPerMinute + 1).keys()])
})
