import { expect, test } from 'vitest'
import { createPublishing } from './publish-soon'

test('the first change is told at once, with those of the same turn; what follows is gathered', async () => {
  let now = 1_000
  const published: number[] = []
  let pending = 0
  const publishing = createPublishing({
    tickMs: 50,
    elapsed: () => now,
    flush: () => {
      published.push(pending)
      pending = 0
    },
  })
  const change = () => {
    if (pending === 0) publishing.onPending()
    pending += 1
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  change()
  change()
  expect(published).toEqual([])
  await turn()
  expect(published).toEqual([2])
  now += 10
  change()
  await turn()
  change()
  expect(published).toEqual([2])
  await expect.poll(() => published).toEqual([2, 2])
  now += 50
  change()
  await turn()
  expect(published).toEqual([2, 2, 1])
  change()
  publishing.stop()
  await turn()
  expect(published).toHaveLength(3)
})
