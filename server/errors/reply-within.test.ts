import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ok, type Result } from '@/lib/result'
import { patienceMs, replyWithin } from './reply-within'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what a host says in time is told as it is', async () => {
  const reply = replyWithin(
    new Promise<Result<string>>((resolve) => setTimeout(() => resolve(ok('taken')), patienceMs - 1)),
  )
  await vi.advanceTimersByTimeAsync(patienceMs)
  expect(await reply).toEqual({ ok: true, value: 'taken' })
  expect(vi.getTimerCount()).toBe(0)
})

test('a silent host holds nobody up, and what it says later harms nothing', async () => {
  let refuse: (why: Error) => void = () => {}
  const reply = replyWithin(new Promise<Result<string>>((_resolve, reject) => (refuse = reject)))
  await vi.advanceTimersByTimeAsync(patienceMs)
  expect(await reply).toMatchObject({ ok: false, error: { code: 'no-reply-yet', blame: 'wire' } })
  refuse(new Error('gone'))
  await vi.advanceTimersByTimeAsync(1)
})
