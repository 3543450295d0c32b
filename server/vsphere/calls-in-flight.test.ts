import { expect, test } from 'vitest'
import { CallsInFlight } from './calls-in-flight'

test('so many run at once; an answer goes before the starts that have waited for longer', async () => {
  const calls = new CallsInFlight(2)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const call = (name: string) => () => {
    begun.push(name)
    return new Promise<void>((resolve) => ends.push(resolve))
  }
  const all = ['start 1', 'start 2', 'start 3', 'start 4'].map((name) => calls.run(call(name)))
  all.push(calls.run(call('answer'), 'first'))
  expect(begun).toEqual(['start 1', 'start 2'])
  for (let ended = 0; ended < all.length; ended += 1) {
    ends[ended]?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(begun).toEqual(['start 1', 'start 2', 'answer', 'start 3', 'start 4'])
  await Promise.all(all)
})
