import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyTables } from '@/lib/live/live-state'
import { saidAgainMs, type Look } from '@/lib/live/look'
import { ok } from '@/lib/result'
import { connectionId, moid, vmKey, type VmKey } from '@/lib/vsphere/ids'
import { ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { useTellLook } from './tell-look'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const vms = (...names: string[]) => names.map((name) => vmKey(connectionId('c1'), moid(name)))

function Screen({ shown }: { shown: readonly VmKey[] | 'all' }) {
  useTellLook(shown)
  return null
}

/** A page that shows these, and what it has told. @param heard whether its stream is where its calls come to. */
function open(shown: readonly VmKey[] | 'all', heard: () => boolean = () => true) {
  const told: Look[] = []
  const actions = fixtureActions({
    tellLook: async (look) => {
      told.push(look)
      return ok({ heard: heard() })
    },
  })
  const feed = fixtureFeed(emptyTables(), 0)
  const drawn = (now: readonly VmKey[] | 'all') => (
    <FixtureLive feed={feed}>
      <ConsoleActionsProvider actions={actions}>
        <Screen shown={now} />
      </ConsoleActionsProvider>
    </FixtureLive>
  )
  const { rerender, unmount } = render(drawn(shown))
  return { told, feed, show: (now: readonly VmKey[] | 'all') => rerender(drawn(now)), leave: unmount }
}
const last = (told: Look[]) => ({ ...told.at(-1), page: undefined })

test('what comes to rest on the screen is told, what scrolls by is not, and it is said again', async () => {
  const { told, show } = open(vms('a'))
  for (const name of ['b', 'c', 'd']) {
    await vi.advanceTimersByTimeAsync(100)
    show(vms(name))
  }
  expect(told).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(400)
  expect(told).toHaveLength(1)
  expect(last(told)).toEqual({ vms: vms('d'), all: false })
  await vi.advanceTimersByTimeAsync(saidAgainMs)
  expect(told).toHaveLength(2)
  expect(new Set(told.map(({ page }) => page)).size).toBe(1)
})

test('more than can be named is all, and a screen without figures says that it shows none', async () => {
  const { told, show } = open(vms(...Array.from({ length: 201 }, (_, index) => String(index))))
  await vi.advanceTimersByTimeAsync(400)
  expect(last(told)).toEqual({ vms: [], all: true })
  show('all')
  show([])
  await vi.advanceTimersByTimeAsync(400)
  expect(last(told)).toEqual({ vms: [], all: false })
})

test('a page that is left or hidden shows nothing', async () => {
  const { told, leave } = open(vms('a'))
  await vi.advanceTimersByTimeAsync(400)
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(last(told)).toEqual({ vms: [], all: false })
  state.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(last(told)).toEqual({ vms: vms('a'), all: false })
  leave()
  expect(last(told)).toEqual({ vms: [], all: false })
  await vi.advanceTimersByTimeAsync(2 * saidAgainMs)
  expect(told).toHaveLength(4)
})

test('where the stream is at another replica it is said there too, and not for ever', async () => {
  let calls = 0
  const { told } = open(vms('a'), () => (calls += 1) === 2)
  await vi.advanceTimersByTimeAsync(400)
  expect(told).toHaveLength(2)
  const { told: never } = open(vms('a'), () => false)
  await vi.advanceTimersByTimeAsync(400)
  expect(never).toHaveLength(3)
})

test('nothing is told to a server that does not answer, nor after the session; once it is live, it is told anew', async () => {
  const { told, feed, show, leave } = open(vms('a'))
  await vi.advanceTimersByTimeAsync(400)
  expect(told).toHaveLength(1)
  act(() => feed.link({ at: 'down', retryAt: 90_000 }))
  act(() => feed.pass(60_000))
  show(vms('b'))
  await vi.advanceTimersByTimeAsync(2 * saidAgainMs)
  expect(told).toHaveLength(1)
  act(() => {
    feed.link({ at: 'open' })
    feed.beat()
  })
  await vi.advanceTimersByTimeAsync(400)
  expect(last(told)).toEqual({ vms: vms('b'), all: false })
  act(() => feed.link({ at: 'signed-out' }))
  show([])
  leave()
  await vi.advanceTimersByTimeAsync(2 * saidAgainMs)
  expect(told).toHaveLength(2)
})
