import { expect, test } from 'vitest'
import type { LiveMessage, Places, Topic } from '@/lib/live/live-state'
import { topicOf, type Wanted } from '@/lib/live/topics'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { aConnection } from '../testing/vm-fixtures'
import { fakeHubPorts } from '../testing/fake-hub-ports'
import { electedFeed, type ElectionPorts } from './elected-feed'
import { posted, topicOfText, unposted, type FeedEvent, type Posted } from './feed'
import { createWorkerHub } from './worker-hub'

const at = '2026-11-22T13:07:32.000Z'
const url = 'https://andon/api/stream'
const vms = topicOf('vms', connectionId('c1'))
const snapshot = (version: number, topic: Topic = 'board'): Extract<LiveMessage, { kind: 'snapshot' }> => ({
  kind: 'snapshot',
  topic,
  epoch: 'e1',
  version,
  at,
  tables: {},
})
const delta = (from: number, version: number, topic: Topic = 'board'): LiveMessage => ({
  kind: 'delta',
  topic,
  epoch: 'e1',
  from,
  version,
  at,
  ops: [],
})
const beat = (version: number, places: Places): LiveMessage => ({ kind: 'heartbeat', epoch: 'e1', version, at, places })
/** The topics of the stream that is open, and where it went on from. */
const query = (url: string) => Object.fromEntries(new URL(url).searchParams)

const heard = () => {
  const events: FeedEvent[] = []
  const messages = () => events.flatMap((event) => (event.kind === 'message' ? [event.message] : []))
  const versions = () => messages().flatMap((message) => ('topic' in message ? [message.version] : []))
  const topics = () => [...new Set(messages().flatMap((message) => ('topic' in message ? [message.topic] : [])))]
  const post = (said: Posted) => {
    const event = unposted(said)
    if (event) events.push(event)
  }
  return { events, messages, versions, topics, post }
}

test('in the shared worker, six tabs have one stream; the last one to leave closes it', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const tabs = Array.from({ length: 6 }, heard)
  for (const tab of tabs) worker.hear(tab, { say: 'hello', url, wanted: ['board'] })
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

test('a snapshot goes to a tab as text, all else as it is, and each comes out as it went in', () => {
  const events = [snapshot(1), delta(1, 2), beat(2, { board: 2 })].map((message): FeedEvent => ({
    kind: 'message',
    message,
    receivedAt: 7,
  }))
  const said = events.map(posted)
  expect(said.map(({ kind }) => kind)).toEqual(['text', 'message', 'message'])
  expect(said.map(unposted)).toEqual(events)
})

test('a snapshot goes to who wants it as it came, whatever its topic is called, and before the worker has read it', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const odd = topicOf('vms', connectionId('c"1\\'))
  const [board, list] = [heard(), heard()]
  worker.hear(board, { say: 'hello', url, wanted: ['board'] })
  const said: Posted[] = []
  worker.hear(
    {
      post: (one) => {
        said.push(one)
        list.post(one)
      },
    },
    { say: 'hello', url, wanted: [odd] },
  )
  const text = JSON.stringify(snapshot(1, odd))
  fake.stream.message(text)
  fake.stream.send(delta(1, 2, odd))
  expect(said.find(({ kind }) => kind === 'text')).toMatchObject({ text: expect.stringContaining(text) })
  expect(list.versions()).toEqual([1, 2])
  expect(board.versions()).toEqual([])
  expect(list.events.find(({ kind }) => kind === 'message')).toMatchObject({ message: snapshot(1, odd) })
})

test('a snapshot that is broken on the way takes no tab along: all of it is sent again', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const tab = heard()
  worker.hear(tab, { say: 'hello', url, wanted: ['board'] })
  fake.stream.message(JSON.stringify(snapshot(1)).slice(0, -1))
  expect(tab.versions()).toEqual([])
  expect(fake.streams).toHaveLength(2)
  fake.stream.send(snapshot(2))
  expect(tab.versions()).toEqual([2])
})

test('only what begins as a snapshot of ours is taken for one unread', () => {
  expect(topicOfText(JSON.stringify(delta(1, 2)))).toBeUndefined()
  expect(topicOfText('{"topic":"board","kind":"snapshot"}')).toBeUndefined()
  expect(topicOfText('{"kind":"snapshot","topic":"boa')).toBeUndefined()
  expect(topicOfText(JSON.stringify(snapshot(1)))).toBe('board')
})

test('a tab that joins later gets everything at once, and a tab that missed something gets it again', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const [first, second] = [heard(), heard()]
  worker.hear(first, { say: 'hello', url, wanted: ['board'] })
  fake.stream.send(snapshot(1))
  fake.stream.send(delta(1, 5))
  worker.hear(second, { say: 'hello', url, wanted: ['board'] })
  expect(second.versions()).toEqual([5])
  worker.hear(second, { say: 'resync' })
  expect(second.versions()).toEqual([5, 5])
  expect(first.versions()).toEqual([1, 5])
})

test('a wall with its own token has a stream of its own', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  worker.hear(heard(), { say: 'hello', url, wanted: ['board'] })
  worker.hear(heard(), { say: 'hello', url: `${url}?token=t`, wanted: ['board'] })
  expect(fake.streams.map((stream) => stream.url)).toEqual([`${url}?topics=board`, `${url}?token=t&topics=board`])
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
  const openTab = (name: string, wanted: readonly Wanted[] = ['board']) => {
    const tab = heard()
    const feed = electedFeed(url, ports(name))
    feed.start(tab.post, wanted)
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

const places = { board: 1, [vms]: 2 }

test('the worker follows what its tabs show together, and each tab gets its own share', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const [board, list] = [heard(), heard()]
  worker.hear(board, { say: 'hello', url, wanted: ['board'] })
  const connections = { c1: aConnection('c1') }
  for (const message of [{ ...snapshot(1), tables: { connections } }, beat(1, { board: 1 })]) fake.stream.send(message)
  worker.hear(list, { say: 'hello', url, wanted: ['board', 'vms:*'] })
  expect(query(fake.stream.url)).toEqual({ topics: 'board,vms:*', from: 'e1:1:board' })
  for (const message of [snapshot(2, vms), beat(2, places), delta(2, 3, vms)]) fake.stream.send(message)
  expect(board.topics()).toEqual(['board'])
  expect(board.messages().at(-1)).toEqual(beat(2, { board: 1 }))
  expect(list.topics()).toEqual(['board', vms])
  expect(list.versions()).toEqual([1, 2, 3])
})

test('a tab that shows more gets what is here already at once; one that shows less lets go of it', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const [first, second] = [heard(), heard()]
  worker.hear(first, { say: 'hello', url, wanted: ['board', vms] })
  for (const message of [snapshot(1), snapshot(2, vms), beat(2, places)]) fake.stream.send(message)
  worker.hear(second, { say: 'hello', url, wanted: ['board'] })
  worker.hear(second, { say: 'want', wanted: ['board', vms] })
  expect(fake.streams).toHaveLength(1)
  expect(second.messages().slice(2)).toEqual([{ ...snapshot(2, vms), tables: { vms: {} } }, beat(2, places)])

  worker.hear(second, { say: 'want', wanted: ['board'] })
  expect(second.messages().at(-1)).toEqual(beat(2, { board: 1 }))
  expect(fake.streams).toHaveLength(1)
  worker.hear(first, { say: 'bye' })
  expect(query(fake.stream.url)).toEqual({ topics: 'board', from: 'e1:2' })
})

test('a tab that wants one VM has it from the list of another', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const [list, page] = [heard(), heard()]
  worker.hear(list, { say: 'hello', url, wanted: ['board', 'vms:*'] })
  for (const message of [snapshot(1), snapshot(2, vms), beat(2, places)]) fake.stream.send(message)
  worker.hear(page, { say: 'hello', url, wanted: ['board', `vm:${vmKey(connectionId('c1'), moid('1'))}`] })
  expect(fake.streams).toHaveLength(1)
  expect(page.topics()).toEqual(['board', vms])
})

test('elected tabs: the leader follows what all of them show, and nobody is given what it does not show', async () => {
  const { fake, openTab } = browser()
  const [a, b] = [openTab('a'), openTab('b', ['board', vms])]
  expect(query(fake.stream.url)).toEqual({ topics: 'board,vms:c1' })
  for (const message of [snapshot(1), snapshot(2, vms), beat(2, places)]) fake.stream.send(message)
  expect(a.topics()).toEqual(['board'])
  expect(b.topics()).toEqual(['board', vms])
  a.feed.want(['board', vms])
  expect(a.topics()).toEqual(['board', vms])
  b.feed.want(['board'])
  expect(fake.streams).toHaveLength(2)
  a.feed.stop()
  await Promise.resolve()
  await Promise.resolve()
  expect(query(fake.stream.url)).toEqual({ topics: 'board' })
})

test('elected tabs: what only a closed tab showed is not followed any more', () => {
  const { fake, openTab } = browser()
  openTab('a')
  const b = openTab('b', ['board', vms])
  b.feed.stop()
  expect(query(fake.stream.url)).toEqual({ topics: 'board' })
})

const linkOf = ({ events }: { events: FeedEvent[] }) => events.findLast((event) => event.kind === 'link')?.link.at

test('after the session ended, a tab that comes from a new sign-in brings back the others of its browser', () => {
  const fake = fakeHubPorts()
  const worker = createWorkerHub(fake.ports)
  const [left, back] = [heard(), heard()]
  worker.hear(left, { say: 'hello', url, wanted: ['board'] })
  fake.stream.send(snapshot(1))
  fake.stream.send({ kind: 'signed-out' })
  expect(linkOf(left)).toBe('signed-out')
  worker.hear(back, { say: 'hello', url, wanted: ['board'] })
  expect(fake.streams).toHaveLength(2)
  fake.stream.opened()
  fake.stream.send(snapshot(2))
  for (const tab of [left, back]) expect([linkOf(tab), tab.versions().at(-1)]).toEqual(['open', 2])
})

test('elected tabs: after the session ended, one from a new sign-in brings back the others too', () => {
  const { fake, openTab } = browser()
  const left = openTab('left')
  fake.stream.send(snapshot(1))
  fake.stream.send({ kind: 'signed-out' })
  const back = openTab('back')
  expect(fake.streams).toHaveLength(2)
  fake.stream.opened()
  fake.stream.send(snapshot(2))
  for (const tab of [left, back]) expect([linkOf(tab), tab.versions().at(-1)]).toEqual(['open', 2])
})
