import { expect, test } from 'vitest'
import { emptyTables, type LiveMessage } from '@/lib/live/live-state'
import { fakeHubPorts } from '../testing/fake-hub-ports'
import { electedFeed, type ElectionPorts } from './elected-feed'
import type { FeedEvent } from './live-hub'
import { createWorkerHub } from './worker-hub'

const at = '2026-11-22T13:07:32.000Z'
const url = 'https://andon/api/stream'
const snapshot = (version: number): LiveMessage => ({
  kind: 'snapshot',
  epoch: 'e1',
  version,
  at,
  tables: emptyTables(),
})
const delta = (from: number, version: number): LiveMessage => ({
  kind: 'delta',
  epoch: 'e1',
  from,
  version,
  at,
  ops: [],
})

const heard = () => {
  const events: FeedEvent[] = []
  const versions = () =>
    events.flatMap((event) => (event.kind === 'message' && 'version' in event.message ? [event.message.version] : []))
  return { events, versions, post: (event: FeedEvent) => void events.push(event) }
}

test('in the shared worker, six tabs have one stream; the last one to leave closes it', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const tabs = Array.from({ length: 6 }, heard)
  for (const tab of tabs) worker.hear(tab, { say: 'hello', url })
  fake.stream.opened()
  fake.stream.send(snapshot(1))
  fake.stream.send(delta(1, 2))
  expect(fake.streams).toHaveLength(1)
  for (const tab of tabs) expect(tab.versions()).toEqual([1, 2])

  for (const tab of tabs.slice(1)) worker.hear(tab, { say: 'bye' })
  expect(fake.stream.closed).toBe(false)
  if (tabs[0]) worker.hear(tabs[0], { say: 'bye' })
  expect(fake.stream.closed).toBe(true)
})

test('a tab that joins later gets everything at once, and a tab that missed something gets it again', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const [first, second] = [heard(), heard()]
  worker.hear(first, { say: 'hello', url })
  fake.stream.send(snapshot(1))
  fake.stream.send(delta(1, 5))
  worker.hear(second, { say: 'hello', url })
  expect(second.versions()).toEqual([5])
  worker.hear(second, { say: 'resync' })
  expect(second.versions()).toEqual([5, 5])
  expect(first.versions()).toEqual([1, 5])
})

test('a wall with its own token has a stream of its own', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  worker.hear(heard(), { say: 'hello', url })
  worker.hear(heard(), { say: 'hello', url: `${url}?token=t` })
  expect(fake.streams.map((stream) => stream.url)).toEqual([url, `${url}?token=t`])
})

/** A browser without shared workers: a lock that one tab holds, and a channel on which all others hear a tab. */
function browser() {
  const fake = fakeHubPorts()
  const channels = new Set<{ listen: (event: Event) => void }>()
  const queue: { signal: AbortSignal; lead: () => Promise<void> }[] = []
  let held = false
  const grant = () => {
    const next = held ? undefined : queue.shift()
    if (!next) return
    if (next.signal.aborted) return grant()
    held = true
    void next.lead().then(() => {
      held = false
      grant()
    })
  }
  const ports = (tab: string): ElectionPorts => ({
    tab,
    hub: fake.ports,
    elect: (_name, signal, lead) => {
      queue.push({ signal, lead })
      grant()
    },
    openChannel: () => {
      const mine = { listen: (_event: Event) => {} }
      channels.add(mine)
      return {
        postMessage: (data: unknown) => {
          for (const other of channels) if (other !== mine) other.listen(new MessageEvent('message', { data }))
        },
        addEventListener: (_type: string, listener: EventListenerOrEventListenerObject) => {
          if (typeof listener === 'function') mine.listen = listener
        },
        close: () => channels.delete(mine),
      }
    },
  })
  const openTab = (name: string) => {
    const tab = heard()
    const feed = electedFeed(url, ports(name))
    feed.start(tab.post)
    return { ...tab, feed }
  }
  return { fake, openTab }
}

test('elected tabs: one holds the stream and the others hear the same', () => {
  const { fake, openTab } = browser()
  const [a, b] = [openTab('a'), openTab('b')]
  fake.stream.send(snapshot(1))
  fake.stream.send(delta(1, 2))
  expect(fake.streams).toHaveLength(1)
  expect(a.versions()).toEqual([1, 2])
  expect(b.versions()).toEqual([1, 2])
})

test('elected tabs: when the tab with the stream closes, another takes over', async () => {
  const { fake, openTab } = browser()
  const [a, b, c] = [openTab('a'), openTab('b'), openTab('c')]
  fake.stream.send(snapshot(1))
  a.feed.stop()
  await Promise.resolve()
  await Promise.resolve()
  expect(fake.streams).toHaveLength(2)
  fake.stream.send(snapshot(3))
  expect(b.versions()).toEqual([1, 3])
  expect(c.versions()).toEqual([1, 3])
  expect(a.versions()).toEqual([1])
})

test('elected tabs: a late tab is told by the leader alone, the others are not drawn again', () => {
  const { fake, openTab } = browser()
  const [a, b] = [openTab('a'), openTab('b')]
  fake.stream.send(snapshot(4))
  const late = openTab('late')
  expect(late.versions()).toEqual([4])
  expect(a.versions()).toEqual([4])
  expect(b.versions()).toEqual([4])
})
