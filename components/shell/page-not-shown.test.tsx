import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PageNotShown } from './page-not-shown'

const works = () => Response.json({ status: 'ok' })
const away = () => Response.json({ status: 'unavailable', because: 'PostgreSQL is away.' }, { status: 503 })
const ask = vi.fn<() => Promise<Response>>()
const reload = vi.fn()
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)))

beforeEach(() => {
  sessionStorage.clear()
  ask.mockReset()
  reload.mockReset()
  vi.stubGlobal('fetch', ask)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a page that cannot be made says why, and comes back by itself, once Andon works again', async () => {
  ask.mockImplementationOnce(async () => away())
  ask.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  ask.mockImplementation(async () => works())
  render(<PageNotShown digest="123" reload={reload} />)
  await pass(0)
  expect(screen.getByRole('status').textContent).toContain('PostgreSQL is away. This page comes by itself')
  await pass(3_000)
  expect(screen.getByRole('status').textContent).toContain('Andon does not answer.')
  expect(reload).not.toHaveBeenCalled()
  await pass(3_000)
  expect(reload).toHaveBeenCalledOnce()
  await pass(60_000)
  expect(ask).toHaveBeenCalledTimes(3)
})

test('what fails though Andon works is tried once more, since it may have been away, and not on and on', async () => {
  ask.mockImplementation(async () => works())
  const { unmount } = render(<PageNotShown digest="123" reload={reload} />)
  await pass(3_000)
  expect(reload).toHaveBeenCalledOnce()
  expect(screen.getByRole('status').textContent).toBe('Andon looks what is wrong.')
  // The page that comes then fails as well.
  unmount()
  reload.mockReset()
  ask.mockClear()
  render(<PageNotShown digest="123" reload={reload} />)
  await pass(60_000)
  expect(screen.getByRole('status').textContent).toContain('under 123')
  expect(reload).not.toHaveBeenCalled()
  expect(ask).toHaveBeenCalledOnce()
  act(() => screen.getByRole('button', { name: 'Try again' }).click())
  expect(reload).toHaveBeenCalledOnce()
})
