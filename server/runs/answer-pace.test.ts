import { expect, test } from 'vitest'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { answersPerMinute, createPace } from './answer-pace'
import { turnedClock } from './testing/turned-clock'

const vm = (id: string) => vmKey(connectionId('c1'), moid(id))

test('a VM that asks again at once gets so many automatic answers a minute, and the rest in its turn', async () => {
  const clock = turnedClock()
  const pace = createPace(clock)
  const sent: number[] = []
  for (let n = 0; n < 2 * answersPerMinute + 1; n++) pace.inTurn(vm('1'), () => sent.push(n))
  expect(sent).toHaveLength(answersPerMinute)
  await clock.pass(59_000)
  expect(sent).toHaveLength(answersPerMinute)
  await clock.pass(1_000)
  expect(sent).toHaveLength(2 * answersPerMinute)
  await clock.pass(60_000)
  expect(sent).toEqual([...Array(2 * answersPerMinute + 1).keys()])
})

test('a thousand VMs of one connection that ask at once are answered at once, also beside one that never stops', () => {
  const pace = createPace(turnedClock())
  for (let n = 0; n < 1_000; n++) pace.inTurn(vm('restless'), () => {})
  let sent = 0
  for (let n = 0; n < 1_000; n++) pace.inTurn(vm(`${n}`), () => (sent += 1))
  expect(sent).toBe(1_000)
})
