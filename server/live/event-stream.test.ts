import { describe, expect, it } from 'vitest'
import { nextEvents, openEventStream, parseResumeFrom } from './event-stream'
import { createHub } from './hub'

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const board = { principal: 'person', topics: ['board'] } as const
const bigRow = (size: number, salt: number) => ({ name: `${salt}${'x'.repeat(size)}` }) as never // only its size matters here

async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += text(chunk)
  return all
}

describe('the event stream', () => {
  it('starts with how soon to come back, then the state; once all of it was sent, with its place as the event id', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const stream = openEventStream(hub, { ...board, owner: 's' })
    hub.endOwner('s')
    const events = (await readAll(stream)).trimEnd().split('\n\n')
    expect(events[0]).toBe('retry: 1000')
    expect(events[1]).toMatch(/^data: \{"kind":"snapshot","topic":"board"/)
    expect(events[2]).toMatch(/^id: e1:1\ndata: \{"kind":"heartbeat"/)
    expect(events.at(-1)).toBe('data: {"kind":"signed-out"}')
  })
  describe('past the framework', () => {
    /** What stands between the body and the reader, which lets through what it is told to, and a way past it. */
    function framework(maxUnsentBytes?: number) {
      const hub = createHub({ epoch: 'e1', now: () => 0 })
      const ends: string[] = []
      const got: string[] = []
      const straight = {
        written: 0,
        unsent: 0,
        write: (bytes: Uint8Array) => void got.push(`straight: ${text(bytes)}`),
      }
      const onEnd = (how: string) => void ends.push(how)
      const limit = maxUnsentBytes === undefined ? {} : { maxUnsentBytes }
      const reader = openEventStream(hub, { ...board, owner: 's', straight, onEnd, ...limit }).getReader()
      const through = async (count: number) => {
        for (let left = count; left > 0; left -= 1) {
          const { value, done } = await reader.read()
          if (done) return
          got.push(text(value))
          straight.written += value.byteLength
        }
      }
      const change = (salt: number, size = 1) => {
        hub.put('tasks', 'a', bigRow(size, salt))
        hub.flush()
      }
      return { hub, got, ends, straight, through, change }
    }

    it('goes what comes when nothing is under way there, and nothing overtakes what is', async () => {
      const { hub, got, ends, through, change } = framework()
      await through(2)
      change(1)
      await through(1)
      expect(got).toHaveLength(3)
      await through(1)
      change(2)
      change(3)
      expect(got.slice(3)).toEqual([
        expect.stringContaining('"1x"'),
        expect.stringMatching(/^straight: [^]*"2x"/),
        expect.stringMatching(/^straight: [^]*"3x"/),
      ])
      // Its last word too, and then the body ends.
      hub.endOwner('s')
      await through(1)
      expect(got.slice(6)).toEqual([expect.stringMatching(/^straight: data: \{"kind":"signed-out"\}/)])
      expect(ends).toEqual(['ended'])
    })
    it('nothing goes where what comes out is not what went in', async () => {
      const { got, straight, through, change } = framework()
      await through(3)
      straight.written -= 1
      change(1)
      await through(1)
      expect(got.at(-1)).toMatch(/^data|^id/)
    })
    it('a reader is cut off by what its connection has not taken', async () => {
      const { hub, got, ends, straight, through, change } = framework(1_000)
      await through(3)
      straight.unsent = 10_000
      change(1)
      expect([got.length, hub.readerCount, ends]).toEqual([3, 0, ['cut']])
    })
  })
  it('stops reading from the hub when the browser goes', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const stream = openEventStream(hub, { ...board, owner: 's' })
    expect(hub.readerCount).toBe(1)
    await stream.cancel()
    expect(hub.readerCount).toBe(0)
  })
  it('nobody follows for a browser that had gone before there was a stream, which nobody reads or cancels then', () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const ends: string[] = []
    const onEnd = (how: string) => void ends.push(how)
    openEventStream(hub, { ...board, owner: 's', signal: AbortSignal.abort(), onEnd })
    expect([hub.readerCount, ends]).toEqual([0, ['ended']])
  })
  it('cuts off a reader that does not read, and only that one', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const slow = openEventStream(hub, { ...board, owner: 'slow', maxUnsentBytes: 10_000 })
    const quick = openEventStream(hub, { ...board, owner: 'quick', maxUnsentBytes: 10_000 })
    const reader = quick.getReader()
    for (let change = 0; change < 5; change++) {
      hub.put('tasks', 'a', bigRow(5_000, change))
      hub.flush()
      for (let chunk = 0; chunk < (change === 0 ? 4 : 1); chunk++) await reader.read()
    }
    expect(hub.readerCount).toBe(1)
    await expect(readAll(slow)).rejects.toThrow('too slow')
    hub.put('tasks', 'a', bigRow(1, 9))
    hub.flush()
    expect(text((await reader.read()).value)).toContain('"9x"')
  })
  it('a reader that is too slow for its last word is cut off, and keeps nobody else from theirs', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const slow = openEventStream(hub, { ...board, owner: 's', maxUnsentBytes: 1_000 })
    const other = openEventStream(hub, { ...board, owner: 's', maxUnsentBytes: 100_000 })
    hub.put('tasks', 'a', bigRow(5_000, 1))
    hub.flush()
    hub.endOwner('s')
    await expect(readAll(slow)).rejects.toThrow('too slow')
    expect(await readAll(other)).toContain('signed-out')
    expect(hub.readerCount).toBe(0)
  })
  it('tells its end once it is over, and whether something was left unsent', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const ends: string[] = []
    const reading = (who: string) => ({ ...board, owner: who, onEnd: (how: string) => ends.push(`${who} ${how}`) })
    openEventStream(hub, { ...reading('slow'), maxUnsentBytes: 100 })
    await openEventStream(hub, reading('gone')).cancel()
    const leaving = new AbortController()
    openEventStream(hub, { ...reading('aborted'), signal: leaving.signal })
    leaving.abort()
    openEventStream(hub, reading('signed out'))
    hub.endOwner('signed out')
    hub.put('tasks', 'a', bigRow(5_000, 1))
    hub.flush()
    hub.put('tasks', 'a', bigRow(5_000, 2))
    hub.flush()
    const asked = nextEvents(hub, reading('asked'))
    hub.endAll()
    await asked
    expect(ends).toEqual(['gone ended', 'aborted ended', 'signed out ended', 'slow cut', 'asked ended'])
  })
  it('does not cut off a reader for a large first state', () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    hub.put('tasks', 'a', bigRow(50_000, 1))
    openEventStream(hub, { ...board, owner: 's', maxUnsentBytes: 1_000 })
    hub.put('tasks', 'b', bigRow(10, 1))
    hub.flush()
    expect(hub.readerCount).toBe(1)
  })
  it('says at once what one may not have, and sends the rest', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const stream = openEventStream(hub, { principal: 'display', topics: ['hosts:*', 'board'], owner: 's' })
    hub.endAll()
    const events = (await readAll(stream)).trimEnd().split('\n\n')
    expect(events[1]).toBe(
      'data: {"kind":"refused","wanted":"hosts:*","sentence":"A wall display has the board and nothing else: not \\"hosts:*\\"."}',
    )
    expect(events.slice(2).map((event) => /"kind":"(\w+)"/.exec(event)?.[1])).toEqual(['snapshot', 'heartbeat'])
  })
  it.each([
    ['e-1:7', { epoch: 'e-1', version: 7 }],
    ['e-1:7:board,vms:c1', { epoch: 'e-1', version: 7, held: ['board', 'vms:c1'] }],
    ['e:x', undefined],
    ['', undefined],
    ['e:1:', undefined],
    [null, undefined],
  ])('reads %j as a place to resume from', (id, place) => expect(parseResumeFrom(id)).toEqual(place))
})

describe('the same events, asked for', () => {
  const kinds = (bytes: Uint8Array) =>
    text(bytes)
      .trimEnd()
      .split('\n\n')
      .map((event) => /"kind":"([\w-]+)"/.exec(event)?.[1])

  it('gives who has nothing the whole state at once', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    expect(kinds(await nextEvents(hub, { ...board, owner: 's' }))).toEqual(['snapshot', 'heartbeat'])
    expect(hub.readerCount).toBe(0)
  })
  it('gives what was missed at once, and waits for the next change where nothing was', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    hub.put('tasks', 'a', bigRow(1, 1))
    hub.flush()
    const missed = await nextEvents(hub, { ...board, owner: 's', from: { epoch: 'e1', version: 1 } })
    expect(kinds(missed)).toEqual(['delta', 'heartbeat'])
    const next = nextEvents(hub, { ...board, owner: 's', from: { epoch: 'e1', version: 2 } })
    hub.put('tasks', 'a', bigRow(1, 2))
    hub.flush()
    expect(kinds(await next)).toEqual(['heartbeat', 'delta'])
    expect(hub.readerCount).toBe(0)
  })
  it('says that nothing happened when a heartbeat is due', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const next = nextEvents(hub, { ...board, owner: 's', from: { epoch: 'e1', version: 1 } })
    hub.beat(() => true)
    expect(kinds(await next)).toEqual(['heartbeat', 'heartbeat'])
  })
  it('says that a session has ended, and is gone with its reader', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const here = { ...board, from: { epoch: 'e1', version: 1 } } as const
    const ended = nextEvents(hub, { ...here, owner: 's' })
    hub.endOwner('s')
    expect(kinds(await ended)).toEqual(['heartbeat', 'signed-out'])
    const reader = new AbortController()
    const left = nextEvents(hub, { ...here, owner: 't', signal: reader.signal })
    reader.abort()
    await left
    expect(hub.readerCount).toBe(0)
  })
})
