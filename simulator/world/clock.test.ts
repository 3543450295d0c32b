import { expect, test } from 'vitest'
import { manualClock, realClock } from './clock'

test('a manual clock stands still until it is moved, and then runs what is due in order', async () => {
  const clock = manualClock(new Date(0))
  const ran: string[] = []
  clock.after(20, () => ran.push(`b at ${clock.now().getTime()}`))
  clock.after(10, () => {
    ran.push(`a at ${clock.now().getTime()}`)
    clock.after(5, () => ran.push(`a2 at ${clock.now().getTime()}`))
  })
  const cancel = clock.after(12, () => ran.push('cancelled'))
  cancel()
  await clock.advance(9)
  expect(ran).toEqual([])
  await clock.advance(100)
  expect(ran).toEqual(['a at 10', 'a2 at 15', 'b at 20'])
  expect(clock.now().getTime()).toBe(109)
})

test('at speed 0 work ends in later turns, in the order of its durations, without waiting', async () => {
  const clock = realClock(0)
  const ran: string[] = []
  await new Promise<void>((resolve) => {
    clock.after(3_600_000, () => {
      ran.push('hour')
      resolve()
    })
    clock.after(1_000, () => {
      ran.push('second')
      clock.after(1_000, () => ran.push('two seconds'))
    })
    ran.push('now')
  })
  expect(ran).toEqual(['now', 'second', 'two seconds', 'hour'])
})

test('a stopped clock runs nothing more', async () => {
  const clock = realClock(1000)
  let ran = false
  clock.after(1, () => (ran = true))
  clock.stop()
  await new Promise((resolve) => setImmediate(resolve))
  expect(ran).toBe(false)
})

test('at speed 0 thousands of pieces of work end in the order of their durations, and of two alike the first asked for is first', async () => {
  const clock = realClock(0)
  const wanted = Array.from({ length: 2_000 }, (_, asked) => ({ ms: (asked * 7_919) % 101, asked }))
  const ran: typeof wanted = []
  await new Promise<void>((resolve) => {
    for (const piece of wanted) {
      clock.after(piece.ms, () => {
        ran.push(piece)
        if (ran.length === wanted.length) resolve()
      })
    }
  })
  expect(ran).toEqual(wanted.toSorted((a, b) => a.ms - b.ms || a.asked - b.asked))
})
