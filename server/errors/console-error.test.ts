import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ok, type Result } from '@/lib/result'
import { guardEach, patienceMs, Refused, replyWithin, toConsoleError } from './console-error'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('what a host says in time is told as it is', async () => {
  const set = vi.spyOn(globalThis, 'setTimeout')
  const clear = vi.spyOn(globalThis, 'clearTimeout')
  const reply = replyWithin(
    new Promise<Result<string>>((resolve) => setTimeout(() => resolve(ok('taken')), patienceMs - 1)),
  )
  await vi.advanceTimersByTimeAsync(patienceMs)
  expect(await reply).toEqual({ ok: true, value: 'taken' })
  const patience = set.mock.calls.findIndex(([, ms]) => ms === patienceMs)
  expect(clear).toHaveBeenCalledWith(set.mock.results[patience]?.value)
})

test('a silent host holds nobody up, and what it says later harms nothing', async () => {
  let refuse: (why: Error) => void = () => {}
  const reply = replyWithin(new Promise<Result<string>>((_resolve, reject) => (refuse = reject)))
  await vi.advanceTimersByTimeAsync(patienceMs)
  expect(await reply).toMatchObject({ ok: false, error: { code: 'no-reply-yet', blame: 'wire' } })
  refuse(new Error('gone'))
  await vi.advanceTimersByTimeAsync(1)
})

test('a refusal is told as it says, and is our own unless it says otherwise', () => {
  const full = { code: 'full', sentence: 'The datastore is full.', wayOut: 'Delete something.' }
  expect(toConsoleError(new Refused(full))).toEqual({ blame: 'ours', ...full })
  expect(toConsoleError(new Refused({ ...full, blame: 'vsphere' }))).toEqual({ blame: 'vsphere', ...full })
})

test('what nobody foresaw is our own fault, and its text is kept', () => {
  expect(toConsoleError(new TypeError('x is undefined'))).toMatchObject({
    blame: 'ours',
    code: 'broken',
    raw: 'x is undefined',
  })
  expect(toConsoleError('a text')).toMatchObject({ code: 'broken', raw: 'a text' })
})

test('guarded operations never reject, and only what is our own fault is warned of', async () => {
  const warned: string[] = []
  const operations = {
    fine: (name: string) => Promise.resolve(ok(`hello ${name}`)),
    refuses: (): Promise<Result<null>> => Promise.reject(new Refused({ code: 'no-vm', sentence: 'No such VM.' })),
    breaks: (): Promise<Result<null>> => Promise.reject(new TypeError('x is undefined')),
  }
  const guarded = guardEach(operations, (what) => warned.push(what))
  expect(await guarded.fine('you')).toEqual(ok('hello you'))
  expect(await guarded.refuses()).toMatchObject({ ok: false, error: { code: 'no-vm' } })
  expect(await guarded.breaks()).toMatchObject({ ok: false, error: { code: 'broken' } })
  expect(warned).toEqual(['breaks'])
})
