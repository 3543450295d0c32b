import { describe, expect, it } from 'vitest'
import { applyMessage } from '@/lib/live/apply'
import type { LiveMessage, LiveState, HostView } from '@/lib/live/live-state'
import { anUpload, aRun } from '@/lib/testing/run-fixtures'
import { connectionId, hostKey, moid, runId } from '@/lib/vsphere/ids'
import { createHub, type Hub, type Reader } from './hub'

const host = (name: string): HostView => ({
  key: hostKey(connectionId('c'), moid(name)),
  connection: connectionId('c'),
  moid: moid(name),
  name,
  connectionState: 'connected',
  inMaintenanceMode: false,
})

/** A reader that applies what it gets as a browser does, and keeps the bytes. */
function browser(hub: Hub, owner = 'session', known?: LiveState) {
  const seen: LiveMessage[] = []
  const chunks: Uint8Array[] = []
  let state = known
  let ended = false
  const reader: Reader = {
    view: 'console',
    owner,
    send(bytes) {
      chunks.push(bytes)
      const data = /^data: (.*)$/m.exec(new TextDecoder().decode(bytes))?.[1] ?? ''
      const message = JSON.parse(data) as LiveMessage
      seen.push(message)
      const applied = applyMessage(state, message)
      if (applied.kind === 'gap') throw new Error(`gap at ${data}`)
      if (applied.kind === 'state') state = applied.state
    },
    end: () => (ended = true),
  }
  const detach = hub.attach(reader, known)
  return { seen, chunks, detach, state: () => state, ended: () => ended, kinds: () => seen.map(({ kind }) => kind) }
}

const newHub = () => createHub({ epoch: 'e1', now: () => 0 })

describe('the live hub', () => {
  it('gives a new reader everything, then only what changes', () => {
    const hub = newHub()
    hub.put('hosts', 'a', host('a'))
    const reader = browser(hub)
    hub.put('hosts', 'b', host('b'))
    hub.remove('hosts', 'a')
    hub.flush()
    expect(reader.kinds()).toEqual(['snapshot', 'heartbeat', 'delta'])
    expect(Object.keys(reader.state()?.tables.hosts ?? {})).toEqual(['b'])
    expect(reader.state()?.tables).toEqual(hub.tables())
  })
  it('keeps from a wall what it does not draw: hosts, datastores, and what a configuration says', () => {
    const hub = createHub({ epoch: 'e1', now: () => 0 })
    hub.put('hosts', 'a', host('esx-a'))
    const sent: string[] = []
    hub.attach({
      view: 'wall',
      owner: 'link',
      send: (bytes) => sent.push(new TextDecoder().decode(bytes)),
      end: () => {},
    })
    hub.put('hosts', 'b', host('esx-b'))
    hub.remove('hosts', 'a')
    const { subjects, actor, startedAt, connection } = aRun()
    const [path] = anUpload().subjects
    const id = runId('run-1')
    const said = { connection, actor, startedAt, state: { at: 'running' }, steps: [] } as const
    const request = { changes: 'annotation "a" → "confidential"' }
    hub.put('runs', id, { id, number: 1, ...said, kind: 'vmxSave', subjects: [subjects[0], path], request, steps: [] })
    hub.flush()
    expect(sent.join('')).toContain('"kind":"vmxSave"')
    expect(sent.join('')).toContain('"kind":"delta"')
    expect(sent.join('')).not.toMatch(/esx-|confidential|"hosts":\{"|"table":"hosts"/)
  })
  it('sends many changes of one row within a tick as one, the last', () => {
    const hub = newHub()
    const reader = browser(hub)
    for (const name of ['a1', 'a2', 'a3']) hub.put('hosts', 'a', host(name))
    hub.flush()
    const [, , delta] = reader.seen
    expect(delta?.kind === 'delta' && delta.ops).toMatchObject([{ op: 'put', id: 'a', value: { name: 'a3' } }])
  })
  it('sends nothing where nothing changed', () => {
    const hub = newHub()
    const row = host('a')
    hub.put('hosts', 'a', row)
    const reader = browser(hub)
    hub.put('hosts', 'a', row)
    hub.remove('hosts', 'never-there')
    hub.flush()
    expect(reader.kinds()).toEqual(['snapshot', 'heartbeat'])
  })
  it('encodes once and gives every reader the same bytes', () => {
    const hub = newHub()
    const [one, two] = [browser(hub), browser(hub)]
    hub.put('hosts', 'a', host('a'))
    hub.flush()
    expect(one.chunks[0]).toBe(two.chunks[0])
    expect(one.chunks.at(-1)).toBe(two.chunks.at(-1))
  })
  it('brings back a reader that was away by the deltas it missed', () => {
    const hub = newHub()
    const first = browser(hub)
    first.detach()
    hub.put('hosts', 'a', host('a'))
    hub.flush()
    hub.put('hosts', 'b', host('b'))
    hub.flush()
    const again = browser(hub, 'session', first.state())
    expect(again.kinds()).toEqual(['delta', 'delta', 'heartbeat'])
    expect(again.state()?.tables).toEqual(hub.tables())
  })
  it('answers a reader that missed nothing with a sign of life', () => {
    const hub = newHub()
    const first = browser(hub)
    expect(browser(hub, 'session', first.state()).kinds()).toEqual(['heartbeat'])
  })
  it('gives a snapshot to a reader of another epoch, of the future, or of too long ago', () => {
    const hub = newHub()
    const first = browser(hub).state()
    if (!first) throw new Error('no state')
    for (let change = 0; change < 2_001; change++) {
      hub.put('hosts', 'a', host(`a${change}`))
      hub.flush()
    }
    expect(browser(hub, 's', { ...first, epoch: 'e0' }).kinds()[0]).toBe('snapshot')
    expect(browser(hub, 's', { ...first, version: 9_999 }).kinds()[0]).toBe('snapshot')
    expect(browser(hub, 's', first).kinds()[0]).toBe('snapshot')
    expect(browser(hub, 's', { ...first, version: 2_000 }).kinds()).toEqual(['delta', 'delta', 'heartbeat'])
  })
  it('gives a sign of life only when nothing else was sent since the last one', () => {
    const hub = newHub()
    const reader = browser(hub)
    hub.beat(() => true)
    hub.put('hosts', 'a', host('a'))
    hub.flush()
    hub.beat(() => true)
    hub.beat(() => true)
    expect(reader.kinds()).toEqual(['snapshot', 'heartbeat', 'heartbeat', 'delta', 'heartbeat'])
  })
  it('tells readers whose session ended, ends their stream, and leaves the others alone', () => {
    const hub = newHub()
    const [leaves, expires, stays] = [browser(hub, 'one'), browser(hub, 'two'), browser(hub, 'three')]
    hub.endOwner('one')
    hub.beat((owner) => owner !== 'two')
    for (const reader of [leaves, expires]) {
      expect(reader.kinds().at(-1)).toBe('signed-out')
      expect(reader.ended()).toBe(true)
    }
    expect(stays.ended()).toBe(false)
    expect(hub.readerCount).toBe(1)
    hub.endAll()
    expect(stays.ended()).toBe(true)
  })
})
