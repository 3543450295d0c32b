import { describe, expect, it } from 'vitest'
import { openEventStream, parseResumeFrom } from './event-stream'
import { createHub } from './hub'

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const bigRow = (size: number, salt: number) => ({ name: `${salt}${'x'.repeat(size)}` }) as never // only its size matters here

async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += text(chunk)
  return all
}

describe('the event stream', () => {
  it('starts with how soon to come back, then the state with its place as the event id', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const stream = openEventStream(hub, { view: 'console', owner: 's' })
    hub.endOwner('s')
    const events = (await readAll(stream)).trimEnd().split('\n\n')
    expect(events[0]).toBe('retry: 1000')
    expect(events[1]).toMatch(/^id: e1:1\ndata: \{"kind":"snapshot"/)
    expect(events.at(-1)).toBe('data: {"kind":"signed-out"}')
  })
  it('stops reading from the hub when the browser goes', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const stream = openEventStream(hub, { view: 'console', owner: 's' })
    expect(hub.readerCount).toBe(1)
    await stream.cancel()
    expect(hub.readerCount).toBe(0)
  })
  it('cuts off a reader that does not read, and only that one', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const slow = openEventStream(hub, { view: 'console', owner: 'slow', maxUnsentBytes: 10_000 })
    const quick = openEventStream(hub, { view: 'console', owner: 'quick', maxUnsentBytes: 10_000 })
    const reader = quick.getReader()
    for (let change = 0; change < 5; change++) {
      hub.put('hosts', 'a', bigRow(5_000, change))
      hub.flush()
      for (let chunk = 0; chunk < (change === 0 ? 4 : 1); chunk++) await reader.read()
    }
    expect(hub.readerCount).toBe(1)
    await expect(readAll(slow)).rejects.toThrow('too slow')
    hub.put('hosts', 'a', bigRow(1, 9))
    hub.flush()
    expect(text((await reader.read()).value)).toContain('"9x"')
  })
  it('a reader that is too slow for its last word is cut off, and keeps nobody else from theirs', async () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    const slow = openEventStream(hub, { view: 'console', owner: 's', maxUnsentBytes: 1_000 })
    const other = openEventStream(hub, { view: 'console', owner: 's', maxUnsentBytes: 100_000 })
    hub.put('hosts', 'a', bigRow(5_000, 1))
    hub.flush()
    hub.endOwner('s')
    await expect(readAll(slow)).rejects.toThrow('too slow')
    expect(await readAll(other)).toContain('signed-out')
    expect(hub.readerCount).toBe(0)
  })
  it('does not cut off a reader for a large first state', () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    hub.put('hosts', 'a', bigRow(50_000, 1))
    openEventStream(hub, { view: 'console', owner: 's', maxUnsentBytes: 1_000 })
    hub.put('hosts', 'b', bigRow(10, 1))
    hub.flush()
    expect(hub.readerCount).toBe(1)
  })
  it.each([
    ['e-1:7', { epoch: 'e-1', version: 7 }],
    ['e:x', undefined],
    ['', undefined],
    ['e:1:2', undefined],
    [null, undefined],
  ])('reads %j as a place to resume from', (id, place) => expect(parseResumeFrom(id)).toEqual(place))
})
