import { expect, test } from 'vitest'
import { heartbeatMs, staleAfterMs, type LiveMessage, type Places, type Topic } from '@/lib/live/live-state'
import { topicOf, type Wanted } from '@/lib/live/topics'
import { connectionId } from '@/lib/vsphere/ids'
import { fakeHubPorts } from '../testing/fake-hub-ports'
import type { FeedEvent, Link } from './feed'
import { askForMs, createLiveHub, firstMessageMs } from './live-hub'

const at = '2026-11-22T13:07:32.000Z'
const snapshot = (version: number, epoch = 'e1', topic: Topic = 'board'): LiveMessage => ({
  kind: 'snapshot',
  topic,
  epoch,
  version,
  at,
  tables: {},
})
const delta = (from: number, version: number, epoch = 'e1', topic: Topic = 'board'): LiveMessage => ({
  kind: 'delta',
  topic,
  epoch,
  from,
  version,
  at,
  ops: [],
})
const beat = (version: number, places: Places = { board: version }, epoch = 'e1'): LiveMessage => ({
  kind: 'heartbeat',
  epoch,
  version,
  at,
  places,
})
const vms = topicOf('vms', connectionId('c1'))
/** The address that was asked for, without its escapes. */
const asked = (url: string | undefined) => decodeURIComponent(url ?? '').replace('https://andon/api/', '')

function setUp(status?: number, wanted: readonly Wanted[] = ['board']) {
  const fake = fakeHubPorts({ status })
  const events: FeedEvent[] = []
  const hub = createLiveHub('https://andon/api/stream', wanted, (event) => events.push(event), fake.ports)
  hub.start()
  const link = (): Link | undefined => events.findLast((event) => event.kind === 'link')?.link
  const messages = () => events.filter((event) => event.kind === 'message').map((event) => event.message)
  return { fake, hub, events, link, messages }
}

test('a broken stream is opened again from where it was, after a pause that grows', () => {
  const { fake, link } = setUp()
  fake.stream.opened()
  fake.stream.send(snapshot(7))
  fake.stream.send(beat(7))
  fake.stream.send(delta(7, 8))

  fake.stream.broken(false)
  expect(fake.stream.closed).toBe(true)
  expect(link()).toEqual({ at: 'down', retryAt: fake.ports.now() + 500 })

  fake.pass(500)
  expect(asked(fake.stream.url)).toBe('stream?topics=board&from=e1:8')
  fake.stream.broken(false)
  expect(link()).toEqual({ at: 'down', retryAt: fake.ports.now() + 1_000 })
})

test('what was missed arrives as deltas, and nothing twice', () => {
  const { fake, messages } = setUp()
  fake.stream.send(snapshot(1))
  fake.stream.broken(false)
  fake.pass(500)
  fake.stream.send(delta(1, 4))
  expect(messages()).toEqual([snapshot(1), delta(1, 4)])
})

test('a gap is never guessed across: everything is asked for again', () => {
  const { fake, messages } = setUp()
  fake.stream.send(snapshot(1))
  fake.stream.send(beat(1))
  const first = fake.stream
  fake.stream.send(delta(3, 4))
  expect(first.closed).toBe(true)
  expect(asked(fake.stream.url)).toBe('stream?topics=board')
  expect(messages()).toEqual([snapshot(1), beat(1)])
})

test('a server that restarted has another epoch: its snapshot is taken, its delta is a gap', () => {
  const { fake, messages } = setUp()
  fake.stream.send(snapshot(9))
  fake.stream.broken(false)
  fake.pass(500)
  fake.stream.send(delta(9, 10, 'e2'))
  expect(fake.streams).toHaveLength(3)
  fake.stream.send(snapshot(2, 'e2'))
  expect(messages().at(-1)).toEqual(snapshot(2, 'e2'))
})

test('a server whose messages never fit is asked with pauses, not in a tight loop', () => {
  const { fake, link } = setUp()
  for (let i = 0; i < 4; i += 1) fake.stream.send(delta(50, 51))
  expect(fake.streams).toHaveLength(4)
  expect(link()?.at).toBe('down')
})

test('text that is no message is a gap, not a crash', () => {
  const { fake } = setUp()
  fake.stream.send(snapshot(1))
  fake.stream.message('<html>proxy error</html>')
  expect(fake.streams).toHaveLength(2)
})

test('silence of three heartbeats is a dead connection', () => {
  const { fake, link } = setUp()
  fake.stream.opened()
  fake.stream.send(snapshot(1))
  fake.pass(2 * heartbeatMs)
  fake.stream.send(beat(1))
  fake.pass(staleAfterMs - 1)
  expect(link()?.at).toBe('open')
  fake.pass(1)
  expect(link()?.at).toBe('down')
  expect(fake.stream.closed).toBe(true)
})

test('a stream for which there is no place says why, and is tried again', async () => {
  const { fake, link } = setUp(429)
  fake.stream.broken(true)
  await Promise.resolve()
  await Promise.resolve()
  expect(link()).toEqual({ at: 'down', retryAt: fake.ports.now() + 500, because: 'No place.' })
  fake.pass(500)
  expect(fake.streams).toHaveLength(2)
})

test('a refused stream whose address says 401 is a session that ended; a retry starts anew', async () => {
  const { fake, hub, link } = setUp(401)
  fake.stream.send(snapshot(1))
  fake.stream.broken(true)
  await Promise.resolve()
  expect(link()).toEqual({ at: 'signed-out' })
  fake.pass(60_000)
  expect(fake.streams).toHaveLength(1)

  hub.retry()
  expect(asked(fake.stream.url)).toBe('stream?topics=board')
})

test('a refused stream behind a proxy that says 502 is retried', async () => {
  const { fake, link } = setUp(502)
  fake.stream.broken(true)
  await Promise.resolve()
  expect(link()?.at).toBe('down')
  fake.pass(500)
  expect(fake.streams).toHaveLength(2)
})

test('the server says signed-out: nothing is kept and nothing is tried', () => {
  const { fake, hub, link } = setUp()
  fake.stream.send(snapshot(1))
  fake.stream.send({ kind: 'signed-out' })
  expect(link()).toEqual({ at: 'signed-out' })
  expect(hub.catchUp(['board'])).toEqual([{ kind: 'link', link: { at: 'signed-out' } }])
  fake.pass(60_000)
  expect(fake.streams).toHaveLength(1)
})

test('the server says that other connections may be seen: nothing is kept, all tabs hear it, and it begins anew at once', () => {
  const { fake, hub, messages } = setUp()
  fake.stream.send(snapshot(1))
  fake.stream.send({ kind: 'begin-again' })
  expect(messages().at(-1)).toEqual({ kind: 'begin-again' })
  expect(hub.catchUp(['board']).filter(({ kind }) => kind === 'message')).toEqual([])
  expect(fake.streams).toHaveLength(2)
  expect(asked(fake.stream.url)).toBe('stream?topics=board')
})

test('a stopped hub opens nothing any more', () => {
  const { fake, hub } = setUp()
  fake.stream.broken(false)
  hub.stop()
  fake.pass(60_000)
  expect(fake.streams).toHaveLength(1)
})

const eventText = (...messages: LiveMessage[]) =>
  messages.map((message) => `id: x\ndata: ${JSON.stringify(message)}\n\n`).join('')

/** A hub whose stream opens and says nothing: a proxy gathers what the server writes. */
async function heldBack() {
  const set = setUp()
  const { fake } = set
  const answer = async (text: string, status = 200) => {
    fake.asked.at(-1)?.answer({ status, text })
    await Promise.resolve()
    await Promise.resolve()
  }
  fake.stream.opened()
  fake.pass(firstMessageMs)
  return { ...set, answer, address: () => asked(fake.asked.at(-1)?.url) }
}

test('a stream that opens and says nothing is held back: within seconds the same messages are asked for', async () => {
  const { fake, link, messages, answer, address } = await heldBack()
  expect(fake.stream.closed).toBe(true)
  expect(address()).toBe('live/poll?topics=board')
  await answer(eventText(snapshot(3), beat(3)))
  expect(link()).toEqual({ at: 'asking' })
  fake.pass(250)
  expect(address()).toBe('live/poll?topics=board&from=e1:3')
  await answer(eventText(delta(3, 4)))
  expect(messages().map((message) => message.kind)).toEqual(['snapshot', 'heartbeat', 'delta'])
})

test('a wall asks with its own token', () => {
  const fake = fakeHubPorts()
  createLiveHub('https://andon/api/stream?wall=t', ['board'], () => {}, fake.ports).start()
  fake.pass(firstMessageMs)
  expect(fake.asked.map(({ url }) => asked(url))).toEqual(['live/poll?wall=t&topics=board'])
})

test('the stream is tried now and then, and taken again once it speaks', async () => {
  const { fake, link, answer } = await heldBack()
  await answer(eventText(snapshot(1)))
  const askedFor = async () => {
    for (let waited = 0; waited < askForMs; waited += 10_000) {
      fake.pass(250)
      fake.pass(10_000)
      await answer(eventText(beat(1)))
    }
    fake.pass(250)
  }
  await askedFor()
  expect(fake.streams).toHaveLength(2)
  fake.stream.opened()
  fake.pass(firstMessageMs)
  // Still held back: nobody sees a change.
  expect(link()).toEqual({ at: 'asking' })
  await answer(eventText(beat(1)))
  await askedFor()
  expect(fake.streams).toHaveLength(3)
  fake.stream.send(beat(1))
  expect(link()).toEqual({ at: 'open' })
  const times = fake.asked.length
  fake.pass(10_000)
  expect(fake.asked).toHaveLength(times)
})

test('who was asked and does not answer is broken, as a stream would be', async () => {
  const { fake, link, answer } = await heldBack()
  await answer('', 502)
  expect(link()?.at).toBe('down')
  fake.pass(500)
  expect(fake.streams).toHaveLength(2)
})

test('a session that ended is told to who asks, too', async () => {
  const said = await heldBack()
  await said.answer(eventText({ kind: 'signed-out' }))
  expect(said.link()).toEqual({ at: 'signed-out' })
  const refused = await heldBack()
  await refused.answer('', 401)
  expect(refused.link()).toEqual({ at: 'signed-out' })
})

test('a gap in what was asked for is never guessed across: everything is asked for again', async () => {
  const { fake, messages, answer, address } = await heldBack()
  await answer(eventText(snapshot(1)))
  fake.pass(250)
  await answer(eventText(delta(5, 6)))
  expect(address()).toBe('live/poll?topics=board')
  await answer(eventText(snapshot(6)))
  expect(messages().at(-1)).toEqual(snapshot(6))
})

test('when more is wanted the stream is opened again from where it was: what is new comes, nothing else is missed', () => {
  const { fake, hub, link, messages } = setUp()
  fake.stream.opened()
  for (const message of [snapshot(1), beat(1), delta(1, 5)]) fake.stream.send(message)
  const before = fake.stream
  hub.want(['board', vms])
  expect(before.closed).toBe(true)
  expect(asked(fake.stream.url)).toBe('stream?topics=board,vms:c1&from=e1:5:board')
  expect(link()).toEqual({ at: 'open' })
  const more = [delta(5, 8), snapshot(7, 'e1', vms), beat(8, { board: 8, [vms]: 7 })]
  for (const message of more) fake.stream.send(message)
  expect(messages().slice(3)).toEqual(more)

  fake.stream.send(delta(8, 9))
  hub.want(['board'])
  expect(asked(fake.stream.url)).toBe('stream?topics=board&from=e1:9')
})

test('the same again, or what is covered already, opens nothing', () => {
  const { fake, hub } = setUp(undefined, ['board', 'vms:*'])
  hub.want(['vms:*', 'board', 'board'])
  hub.want(['board', 'vms:*', vms])
  expect(fake.streams).toHaveLength(1)
})

test('broken off before all had come, it goes on with what it has from where all of that was', () => {
  const { fake, hub } = setUp()
  for (const message of [snapshot(1), beat(1), delta(1, 5)]) fake.stream.send(message)
  hub.want(['board', vms])
  fake.stream.send(delta(5, 8))
  fake.stream.broken(false)
  fake.pass(500)
  expect(asked(fake.stream.url)).toBe('stream?topics=board,vms:c1&from=e1:5:board')
})

test('broken off while it moved to another server, it asks for everything', () => {
  const { fake } = setUp(undefined, ['board', vms])
  for (const message of [snapshot(1), snapshot(2, 'e1', vms), beat(2, { board: 1, [vms]: 2 })])
    fake.stream.send(message)
  fake.stream.broken(false)
  fake.pass(500)
  fake.stream.send(snapshot(1, 'e2'))
  fake.stream.broken(false)
  fake.pass(1_000)
  expect(asked(fake.stream.url)).toBe('stream?topics=board,vms:c1')
})

test('a topic that the server says one does not have any more is gone with its rows', () => {
  const { fake, hub } = setUp(undefined, ['board', vms])
  for (const message of [snapshot(1), snapshot(2, 'e1', vms), beat(2, { board: 1, [vms]: 2 }), beat(2, { board: 1 })])
    fake.stream.send(message)
  const kept = hub.catchUp(['board', 'vms:*']).flatMap((event) => (event.kind === 'message' ? [event.message] : []))
  expect(kept.map((message) => 'topic' in message && message.topic)).toEqual(['board', false])
})

test('asking, too, takes what is wanted from now on', async () => {
  const { fake, hub, answer, address } = await heldBack()
  await answer(eventText(snapshot(3), beat(3)))
  hub.want(['board', vms])
  expect(address()).toBe('live/poll?topics=board,vms:c1&from=e1:3:board')
  await answer(eventText(snapshot(4, 'e1', vms), beat(4, { board: 3, [vms]: 4 })))
  fake.pass(250)
  expect(address()).toBe('live/poll?topics=board,vms:c1&from=e1:4')
})
