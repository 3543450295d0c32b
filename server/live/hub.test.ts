import { describe, expect, it } from 'vitest'
import { anUpload, aRun } from '@/lib/testing/run-fixtures'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { HostView } from '@/lib/live/live-state'
import { topicOf } from '@/lib/live/topics'
import { noCounts } from '@/lib/live/derived'
import { connectionId, datastoreKey, hostKey, moid, runId, vmKey, type ConnectionId } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { createHub, type Hub, type ResumeFrom } from './hub'
import { everything, follow } from './testing/live-reader'

const c1 = connectionId('c1')
const connection = (id: string) => ({ id, name: id }) as ConnectionView // only that it is there counts
const [a, b] = [hostKey(c1, moid('a')), hostKey(c1, moid('b'))]
const host = (name: string, of = c1): HostView => ({
  key: hostKey(of, moid(name)),
  connection: of,
  moid: moid(name),
  name,
  connectionState: 'connected',
  inMaintenanceMode: false,
})
const vm = (id: string, name = id, of = c1) => ({ key: vmKey(of, moid(id)), connection: of, name }) as VmView // as a row

function newHub(epoch = 'e1'): Hub {
  const hub = createHub({ epoch, now: () => 0 })
  hub.put('connections', c1, connection('c1'))
  hub.flush()
  return hub
}

describe('the live hub', () => {
  it('gives a new reader everything that it wants, then only what changes', () => {
    const hub = newHub()
    hub.put('hosts', a, host('a'))
    const reader = follow(hub, ['board', 'hosts:*'])
    hub.put('hosts', b, host('b'))
    hub.remove('hosts', a)
    hub.flush()
    expect(reader.kinds()).toEqual(['snapshot board', 'snapshot hosts:c1', 'heartbeat', 'delta hosts:c1'])
    expect(Object.keys(reader.tables()?.hosts ?? {})).toEqual([b])
    expect(reader.tables()).toEqual(hub.tables())
  })
  it('says who has lists of a connection open', () => {
    const hub = newHub()
    follow(hub, ['board'])
    expect(hub.followers('hosts', c1).size).toBe(0)
    const hosts = follow(hub, ['board', 'hosts:*'])
    expect(hub.followers('hosts', c1).size).toBe(1)
    expect(hub.followers('vms', c1).size).toBe(0)
    expect(hub.followers('hosts', connectionId('c2')).size).toBe(0)
    hosts.detach()
    expect(hub.followers('hosts', c1).size).toBe(0)
  })
  it('sends nothing of a topic that is not wanted', () => {
    const hub = newHub()
    const [board, list] = [follow(hub, ['board']), follow(hub, ['vms:*'])]
    hub.put('vms', vm('1').key, vm('1'))
    hub.flush()
    expect(board.kinds()).toEqual(['snapshot board', 'heartbeat'])
    expect(list.kinds()).toEqual(['snapshot vms:c1', 'heartbeat', 'delta vms:c1'])
  })
  it('keeps from a wall what it does not draw: VMs, the files of one, and what a configuration says', () => {
    const hub = newHub()
    const sent: string[] = []
    hub.attach({
      view: 'wall',
      wanted: ['board'],
      owner: 'link',
      send: (bytes) => sent.push(new TextDecoder().decode(bytes)),
      end: () => {},
    })
    hub.put('volumes', 'c1/ds', { key: 'c1/ds', connection: c1, name: 'full-store', storedName: '' } as never) // as a row
    const { subjects, actor, startedAt, connection: of } = aRun()
    const [path] = anUpload().subjects
    const id = runId('run-1')
    const said = { connection: of, actor, startedAt, state: { at: 'running' }, steps: [] } as const
    const request = { changes: 'annotation "a" → "confidential"' }
    hub.put('runs', id, { id, number: 1, ...said, kind: 'vmxSave', subjects: [subjects[0], path], request, steps: [] })
    hub.put('subjects', vm('1').key, { ...vm('1', 'web'), roles: [31], vmxPath: '[full-store] secret/web.vmx' })
    hub.flush()
    expect(sent.join('')).toContain('"kind":"vmxSave"')
    expect(sent.join('')).toContain('"kind":"delta"')
    expect(sent.join('')).toContain('"name":"web"')
    // Of a full datastore it says which one it is.
    expect(sent.join('')).toContain('"vmxPath":"[full-store]"')
    expect(sent.join('')).not.toMatch(/confidential|secret|31/)
  })
  describe('to who is limited to some connections', () => {
    const c2 = connectionId('c2')
    const texts = (hub: Hub, only: readonly ConnectionId[], from?: ResumeFrom) => {
      const sent: string[] = []
      const send = (bytes: Uint8Array) => void sent.push(new TextDecoder().decode(bytes))
      const wanted = ['board', 'vms:*', 'hosts:*'] as const
      hub.attach({ view: 'console', only, wanted, owner: 's', send, end: () => {} }, from)
      return sent
    }
    function twoConnections(): Hub {
      const hub = newHub()
      hub.put('connections', c2, connection('c2'))
      for (const of of [c1, c2]) {
        hub.put('vms', vm('1', `vm of ${of}`, of).key, vm('1', `vm of ${of}`, of))
        hub.put('hosts', hostKey(of, moid('h')), host('h', of))
        hub.put('subjects', vm('1', `subject of ${of}`, of).key, vm('1', `subject of ${of}`, of))
        hub.put('counts', of, noCounts())
        const run = aRun()
        const [subject] = run.subjects
        const subjects = [{ ...subject, key: vmKey(of, moid('1')), name: `run of ${of}` }] as const
        hub.put('runs', runId(`run-${of}`), { ...run, id: runId(`run-${of}`), connection: of, subjects })
      }
      hub.flush()
      return hub
    }

    it('tells of nothing else, at first and later', () => {
      const hub = twoConnections()
      const sent = texts(hub, [c1])
      hub.put('vms', vm('2', 'new of c2', c2).key, vm('2', 'new of c2', c2))
      hub.put('subjects', vm('2', 'new of c2', c2).key, vm('2', 'new of c2', c2))
      hub.put('vms', vm('2', 'new of c1').key, vm('2', 'new of c1'))
      hub.remove('counts', c2)
      hub.put('connections', connectionId('c3'), connection('c3'))
      hub.put('vms', vm('1', 'new of c3', connectionId('c3')).key, vm('1', 'new of c3', connectionId('c3')))
      hub.flush()
      const text = sent.join('')
      for (const own of ['vm of c1', 'subject of c1', 'run of c1', 'new of c1']) expect(text).toContain(own)
      expect(text).not.toMatch(/c2|c3/)
    })
    it('a run that touches another connection too is none of theirs', () => {
      const hub = twoConnections()
      const path = { ...anUpload().subjects[0], datastore: datastoreKey(c2, moid('ds')) }
      const id = runId('run-9')
      const { actor, startedAt } = aRun()
      const said = { id, number: 9, connection: c1, actor, startedAt, state: { at: 'running' } } as const
      const subjects = [aRun().subjects[0], path] as const
      hub.put('runs', id, { ...said, kind: 'vmxSave', subjects, request: { changes: 'x' }, steps: [] })
      hub.flush()
      expect(texts(hub, [c1]).join('')).not.toContain('run-9')
      expect(texts(hub, [c1, c2]).join('')).toContain('run-9')
    })
    it('nobody goes on from a place where they saw other connections: it is all told anew', () => {
      const hub = twoConnections()
      const placeIn = (sent: string[]) => /id: ([\w-]+):(\d+)/.exec(sent.join(''))
      const [, epoch = '', version = ''] = placeIn(texts(hub, [c1, c2])) ?? []
      const from = { epoch, version: Number(version) }
      expect(texts(hub, [c2, c1], from).join('')).not.toContain('"kind":"snapshot"')
      expect(texts(hub, [c1], from).join('')).toContain('"kind":"snapshot"')
      expect(texts(hub, [c1], { ...from, epoch: hub.epoch }).join('')).toContain('"kind":"snapshot"')
    })
    it('who is limited to none is told of nothing', () => {
      expect(texts(twoConnections(), []).join('')).not.toMatch(/c1|c2/)
    })
  })
  it('sends many changes of one row within a tick as one, the last', () => {
    const hub = newHub()
    const reader = follow(hub, ['hosts:*'])
    for (const name of ['a1', 'a2', 'a3']) hub.put('hosts', a, { ...host('a'), name })
    hub.flush()
    const delta = reader.seen.at(-1)
    expect(delta?.kind === 'delta' && delta.ops).toMatchObject([{ op: 'put', id: a, value: { name: 'a3' } }])
  })
  it('sends of a row that was there only what is another in it, and what many rows have in common once', () => {
    const hub = newHub()
    const running = { powerState: 'poweredOn', guestFullName: 'Other 5.x Linux (64-bit)', uuid: '42'.repeat(16) }
    const many = Array.from({ length: 100 }, (_, n) => ({ ...vm(`vm-${n}`), ...running }) as VmView)
    for (const one of many) hub.put('vms', one.key, { ...one, cpuUsageMHz: 1, ipAddress: '10.0.0.1' })
    const reader = follow(hub, ['vms:*'])
    const sizeOf = (change: () => void) => {
      change()
      hub.flush()
      expect(reader.tables()).toEqual({ ...hub.tables(), connections: {} })
      return reader.chunks.at(-1)?.length ?? 0
    }
    const frame = 130
    const figuresAt = '2026-11-22T10:00:00.000Z'
    const one = many[0] ?? vm('?')
    expect(sizeOf(() => hub.put('vms', one.key, { ...one, cpuUsageMHz: 1, ipAddress: '10.0.0.2' }))).toBeLessThan(
      frame + 110,
    )
    // An address that is not told any more is none.
    expect(sizeOf(() => hub.put('vms', one.key, { ...one, cpuUsageMHz: 1 }))).toBeLessThan(frame + 110)
    const figures = sizeOf(() => many.forEach((of, n) => hub.put('vms', of.key, { ...of, cpuUsageMHz: n, figuresAt })))
    expect(figures).toBeLessThan(frame + 200 + 100 * 20)
  })
  it('tells a reader that was away of all that changed in a row meanwhile, also of what is as it was by now', () => {
    const hub = newHub()
    const row = { ...vm('1'), cpuUsageMHz: 1 }
    hub.put('vms', row.key, row)
    const list = follow(hub, ['vms:*'])
    list.detach()
    for (const other of [{ ipAddress: '10.0.0.1' }, { cpuUsageMHz: 2 }, {}]) {
      hub.put('vms', row.key, { ...row, ...other })
      hub.flush()
    }
    const again = follow(hub, ['vms:*'], { state: list.state(), from: list.place() })
    const [delta] = again.seen
    expect(delta).toMatchObject({ kind: 'delta', ops: [{ op: 'patch', same: { cpuUsageMHz: 1, ipAddress: null } }] })
    expect(again.tables()?.vms).toEqual({ [row.key]: row })
  })
  it('sends nothing where nothing changed', () => {
    const hub = newHub()
    const row = host('a')
    hub.put('hosts', a, row)
    const reader = follow(hub, ['hosts:*'])
    hub.put('hosts', a, row)
    hub.put('hosts', a, { ...row })
    hub.remove('hosts', b)
    hub.flush()
    expect(reader.kinds()).toEqual(['snapshot hosts:c1', 'heartbeat'])
  })
  it('encodes once and gives every reader of a topic the same bytes, whatever else it wants', () => {
    const hub = newHub()
    const [one, two] = [follow(hub, ['hosts:*']), follow(hub, ['hosts:*', 'board'])]
    hub.put('hosts', a, host('a'))
    hub.flush()
    expect(one.chunks[0]).toBe(two.chunks[1])
    expect(one.chunks.at(-1)).toBe(two.chunks.at(-1))
  })
  it('brings back a reader that was away by what it missed, as one delta per topic', () => {
    const hub = newHub()
    const first = follow(hub)
    first.detach()
    for (const name of ['a', 'b', 'a']) {
      hub.put('hosts', hostKey(c1, moid(name)), host(name))
      hub.flush()
    }
    const again = follow(hub, everything, { state: first.state(), from: first.place() })
    expect(again.kinds()).toEqual(['delta hosts:c1', 'heartbeat'])
    expect(again.tables()).toEqual(hub.tables())
    expect(follow(hub, everything, { state: again.state(), from: again.place() }).kinds()).toEqual(['heartbeat'])
  })
  it('goes on with what a reader has, and begins what is new to it', () => {
    const hub = newHub()
    const board = follow(hub, ['board'])
    board.detach()
    hub.put('vms', vm('1').key, vm('1'))
    hub.put('connections', c1, { ...connection('c1'), name: 'renamed' })
    hub.flush()
    const from = board.place()
    const more = follow(hub, ['board', 'vms:*'], { state: board.state(), from: from && { ...from, held: ['board'] } })
    expect(more.kinds()).toEqual(['delta board', 'snapshot vms:c1', 'heartbeat'])
    expect(more.tables()).toMatchObject({ connections: { c1: { name: 'renamed' } }, vms: { 'c1/1': { name: '1' } } })
  })
  it('never lets a busy topic push the place of another out of what is kept', () => {
    const hub = newHub()
    const board = follow(hub, ['board'])
    const list = follow(hub, ['vms:*'])
    for (const reader of [board, list]) reader.detach()
    hub.put('connections', c1, { ...connection('c1'), name: 'renamed' })
    for (let change = 0; change < 2_100; change++) {
      hub.put('vms', vm('1').key, vm('1', `name ${change}`))
      hub.flush()
    }
    expect(follow(hub, ['board'], { state: board.state(), from: board.place() }).kinds()).toEqual([
      'delta board',
      'heartbeat',
    ])
    expect(follow(hub, ['vms:*'], { from: list.place() }).kinds()).toEqual(['snapshot vms:c1', 'heartbeat'])
  })
  it('gives snapshots to a reader of another epoch, or of the future', () => {
    const hub = newHub()
    const begins = (from: { epoch: string; version: number }) => follow(hub, ['board'], { from }).kinds()[0]
    expect(begins({ epoch: 'e0', version: 1 })).toBe('snapshot board')
    expect(begins({ epoch: 'e1', version: 9_999 })).toBe('snapshot board')
  })
  it('tells who follows all connections of a new one before the board does, with what it has', () => {
    const hub = newHub()
    const c2 = connectionId('c2')
    const [all, one] = [follow(hub, ['board', 'vms:*']), follow(hub, ['board', topicOf('vms', c1)])]
    hub.put('connections', c2, connection('c2'))
    hub.put('vms', vm('9', 'new', c2).key, vm('9', 'new', c2))
    hub.flush()
    expect(all.kinds().slice(3)).toEqual(['snapshot vms:c2', 'delta board'])
    expect(one.kinds().slice(3)).toEqual(['delta board'])
    hub.put('vms', vm('9', 'new', c2).key, vm('9', 'newer', c2))
    hub.flush()
    expect(all.tables()?.vms).toEqual(hub.tables().vms)
    expect(one.tables()?.vms).toEqual({})
  })
  it('gives a page of one VM that VM alone, also when it goes and comes', () => {
    const hub = newHub()
    for (const id of ['1', '2']) hub.put('vms', vm(id).key, vm(id))
    const page = follow(hub, [`vm:${vm('1').key}`])
    hub.put('vms', vm('2').key, vm('2', 'other'))
    hub.put('vms', vm('1').key, vm('1', 'renamed'))
    hub.flush()
    expect(page.tables()?.vms).toEqual({ 'c1/1': vm('1', 'renamed') })
    hub.remove('vms', vm('1').key)
    hub.flush()
    expect(page.tables()?.vms).toEqual({})
    hub.put('vms', vm('1').key, vm('1', 'again'))
    hub.flush()
    expect(page.tables()?.vms).toEqual({ 'c1/1': vm('1', 'again') })
  })
  it('begins the topic of one VM anew where nobody followed it for a while', () => {
    const hub = newHub()
    hub.put('vms', vm('1').key, vm('1'))
    const wanted = [`vm:${vm('1').key}`] as const
    const page = follow(hub, wanted)
    page.detach()
    for (let beats = 0; beats < 2; beats++) hub.beat(() => true)
    hub.put('vms', vm('1').key, vm('1', 'renamed'))
    hub.flush()
    const again = follow(hub, wanted, { state: page.state(), from: page.place() })
    expect(again.kinds()).toEqual([`snapshot ${wanted[0]}`, 'heartbeat'])
    expect(again.tables()?.vms).toEqual(hub.tables().vms)
  })
  it('gives a sign of life only to whom nothing else was sent since the last one, with all that it has', () => {
    const hub = newHub()
    const [reader, other] = [follow(hub, ['board', 'hosts:*']), follow(hub, ['board'])]
    hub.beat(() => true)
    hub.put('hosts', a, host('a'))
    hub.flush()
    hub.beat(() => true)
    expect(reader.kinds().slice(3)).toEqual(['heartbeat', 'delta hosts:c1'])
    expect(other.kinds().slice(2)).toEqual(['heartbeat', 'heartbeat'])
    hub.beat(() => true)
    expect(reader.seen.at(-1)).toMatchObject({ kind: 'heartbeat', places: { board: 2, 'hosts:c1': 4 } })
  })
  it('has readers that may see other connections begin anew, and no others', () => {
    const hub = newHub()
    const [moved, stays] = ['one', 'two'].map((owner) => follow(hub, ['board'], { owner }))
    hub.beginAgain('one')
    expect([moved?.kinds().at(-1), moved?.hasEnded()]).toEqual(['begin-again', true])
    expect(stays?.hasEnded()).toBe(false)
    hub.endAll()
  })
  it('tells readers whose session ended, ends their stream, and leaves the others alone', () => {
    const hub = newHub()
    const [leaves, expires, stays] = ['one', 'two', 'three'].map((owner) => follow(hub, ['board'], { owner }))
    hub.endOwner('one')
    hub.beat((owner) => owner !== 'two')
    for (const reader of [leaves, expires]) {
      expect(reader?.kinds().at(-1)).toBe('signed-out')
      expect(reader?.hasEnded()).toBe(true)
    }
    expect(stays?.hasEnded()).toBe(false)
    expect(hub.readerCount).toBe(1)
    hub.endAll()
    expect(stays?.hasEnded()).toBe(true)
  })
})
