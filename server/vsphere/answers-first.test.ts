import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AnswersFirst } from './answers-first'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Whether it resolves within a few turns of the event loop. */
async function isThrough(passing: Promise<void>): Promise<boolean> {
  let through = false
  void passing.then(() => (through = true))
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  return through
}

test('whoever acts on what was told has a turn first', async () => {
  const first = new AnswersFirst()
  const order: string[] = []
  const passing = first.pass().then(() => order.push('asked on'))
  setImmediate(() => order.push('decided'))
  await passing
  expect(order).toEqual(['decided', 'asked on'])
})

test('answers that were decided leave first', async () => {
  const first = new AnswersFirst()
  const left = [first.expect(), first.expect()]
  const passing = first.pass()
  expect(await isThrough(passing)).toBe(false)
  left[0]?.()
  expect(await isThrough(passing)).toBe(false)
  // Decided since: what is asked for now does not wait for it.
  first.expect()
  left[1]?.()
  expect(await isThrough(passing)).toBe(true)
})

test('a slow disk does not keep it from being asked', async () => {
  const first = new AnswersFirst()
  first.expect()
  const passing = first.pass()
  expect(await isThrough(passing)).toBe(false)
  await vi.advanceTimersByTimeAsync(20)
  expect(await isThrough(passing)).toBe(true)
})

test('an answer that has left is told once more without harm', async () => {
  const first = new AnswersFirst()
  const left = first.expect()
  left()
  left()
  const other = first.expect()
  left()
  const passing = first.pass()
  expect(await isThrough(passing)).toBe(false)
  other()
  expect(await isThrough(passing)).toBe(true)
})
