import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FixtureLive, fixtureFeed, type FixtureFeed } from '../testing/fixture-live'
import { fixtureTables } from '../testing/fixture-tables'
import { snapshotsOf } from '../testing/topic-messages'
import { fixtureNow } from '../testing/fixture-vms'
import { useNewerBuild } from './use-read-again'

const reload = vi.fn<() => void>()
const served = vi.fn<(signal: AbortSignal) => Promise<Response>>()

beforeEach(() => {
  vi.useFakeTimers({ now: fixtureNow })
  reload.mockReset()
  served.mockReset()
  vi.stubGlobal('location', { href: 'http://andon.test/wall', reload })
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => served(signal))
})
afterEach(() => vi.useRealTimers())

const page = (build: string) => Promise.resolve(new Response(`<meta name="andon-build" content="${build}"/>`))

/** A page that ends before it is whole, as when its server is killed. */
const cutOff = () =>
  Promise.resolve(new Response(new ReadableStream({ pull: (body) => body.error(new TypeError('network error')) })))

function Page() {
  useNewerBuild('old')
  return null
}

function show(): FixtureFeed {
  const feed = fixtureFeed(fixtureTables(), fixtureNow)
  render(
    <FixtureLive feed={feed}>
      <Page />
    </FixtureLive>,
  )
  return feed
}

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** A server of another life answers. */
const restart = (feed: FixtureFeed, epoch: string) =>
  act(() => {
    for (const message of snapshotsOf(fixtureTables(), { epoch, version: 1, at: new Date(fixtureNow).toISOString() }))
      feed.send(message)
  })

test('a newer build is read, the same one is not', async () => {
  served.mockImplementation(() => page('old'))
  const feed = show()
  await wait(0)
  expect(reload).not.toHaveBeenCalled()
  served.mockImplementation(() => page('new'))
  restart(feed, 'second')
  await wait(0)
  expect(reload).toHaveBeenCalledOnce()
})

test('a page that was cut off is asked for again', async () => {
  served.mockImplementationOnce(cutOff).mockImplementation(() => page('new'))
  show()
  await wait(0)
  expect(reload).not.toHaveBeenCalled()
  await wait(5_000)
  expect(reload).toHaveBeenCalledOnce()
})

test('data that went while the page was on its way, and came back from the same server: it is asked for again', async () => {
  served.mockImplementationOnce(
    (signal) => new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason as Error))),
  )
  served.mockImplementation(() => page('new'))
  const feed = show()
  await wait(0)
  act(() => feed.send({ kind: 'begin-again' }))
  restart(feed, 'fixture')
  await wait(0)
  expect(reload).toHaveBeenCalledOnce()
})
